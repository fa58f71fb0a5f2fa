"""What a PDF may be besides its pages: protected, damaged, too large, scanned, signed, with things to run."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from lientinh.errors import BadInput
from lientinh.read import read_document
from lientinh.read.content import DEFAULT_LIMITS, Limits
from small_pdfs import Page, pdf_of

TEXT = Page().lines(72, 100, "Cấp 43 giấy phép lao động.")
PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def refusal(path: Path, data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        read_document(path, "a.pdf", limits)
    return caught.value.rule_id


def rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted(user_password: bytes) -> bytes:
    """A file under the standard security handler, revision 2 (ISO 32000-1, 7.6.3), whose only page holds nothing
    that is encrypted but its content."""
    import hashlib

    identifier = b"0123456789abcdef"
    owner_key = hashlib.md5((b"owner" + PADDING)[:32]).digest()[:5]
    owner = rc4(owner_key, (user_password + PADDING)[:32])
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5((user_password + PADDING)[:32] + owner + permissions + identifier).digest()[:5]
    user = rc4(key, PADDING)

    def cipher(number: int, data: bytes) -> bytes:
        return rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)

    plain = pdf_of(TEXT, compressed=False)
    out, at = bytearray(), 0
    while (start := plain.find(b"stream\n", at)) >= 0:
        end = plain.index(b"\nendstream", start)
        number = int(
            plain[plain.rfind(b" 0 obj", 0, start) - 3 : plain.rfind(b" 0 obj", 0, start)].split()[-1]
        )
        out += plain[at : start + 7] + cipher(number, plain[start + 7 : end])
        at = end + 10
        out += b"\nendstream"
    out += plain[at:]
    handler = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{user.hex()}>/P -4>>"
    handler += f"/ID[<{identifier.hex()}><{identifier.hex()}>]"
    return bytes(out).replace(b"/Root 1 0 R>>", f"/Root 1 0 R{handler}>>".encode())


def test_a_password_to_open_is_asked_back_for_and_one_for_its_owner_hinders_nobody(
    tmp_path: Path, read
) -> None:
    assert refusal(tmp_path / "f", encrypted(b"mat khau")) == "read.password_protected"
    assert [block.text for block in read("a.pdf", encrypted(b"")).paragraphs] == [
        "Cấp 43 giấy phép lao động."
    ]


WHOLE = pdf_of(TEXT)
DAMAGED = "<</Length 9/Filter/FlateDecode>>stream\n\x78\x9cdamaged\nendstream"
OWN_CIPHER = WHOLE.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Own>>")


@pytest.mark.parametrize(
    ("data", "rule_id"),
    [
        (WHOLE[:-30], "read.truncated"),
        (WHOLE[: len(WHOLE) // 2], "read.truncated"),
        (b"%PDF-1.7\n%%EOF", "read.truncated"),
        (b"not a pdf at all", "read.not_what_its_name_says"),
        (b"PK\x03\x04 not a pdf", "read.not_what_its_name_says"),
        (pdf_of(), "read.empty"),
        (pdf_of(Page()), "read.empty"),
        (pdf_of(TEXT, count=3), "read.truncated"),
        (pdf_of(TEXT, objects={101: DAMAGED}), "read.truncated"),
        (pdf_of(TEXT, objects={101: "null"}), "read.truncated"),
        (OWN_CIPHER, "read.password_protected"),
    ],
)  # fmt: skip
def test_refused_with_its_reason(data: bytes, rule_id: str, tmp_path: Path) -> None:
    assert refusal(tmp_path / "f", data) == rule_id


def test_too_many_pages_and_streams_that_swell_are_refused_before_they_are_expanded(tmp_path: Path) -> None:
    assert refusal(tmp_path / "f", pdf_of(TEXT, TEXT, TEXT), Limits(pages=2)) == "read.too_large"
    assert refusal(tmp_path / "f", pdf_of(TEXT, count=10**9)) == "read.too_large"
    bomb = zlib.compress(b" " * 3_000_000)
    hidden = f"<</Length {len(bomb)}/Filter/FlateDecode>>stream\n{bomb.decode('latin-1')}\nendstream"
    data = pdf_of(TEXT, objects={900: hidden})
    assert refusal(tmp_path / "f", data, Limits(expanded_bytes=2_000_000)) == "read.too_large"
    page = Page().raw(" " * 3_000_000)
    assert refusal(tmp_path / "f", pdf_of(page), Limits(text_chars=2_000_000)) == "read.too_large"


def test_blanks_behind_the_end_are_no_damage(read) -> None:
    assert read("a.pdf", WHOLE + b"\r\n" * 2000).paragraphs


SIGNATURE = (
    "<</FT/Sig/T(Chu ky)/V<</Type/Sig/Filter/Adobe.PPKLite/Name(Nguoi Ky)/M(D:20230105083000+07'00')"
    "/ByteRange[0 100 200 {}]>>>>"
)


@pytest.mark.parametrize(("end", "extent"), [(10**6, "the whole file"), (5, "not the whole file")])
def test_signatures_are_counted_and_dated_and_name_nobody(end: int, extent: str, read) -> None:
    document = read(
        "a.pdf", pdf_of(TEXT, catalogue="/AcroForm<</Fields[900 0 R]>>", objects={900: SIGNATURE.format(end)})
    )
    assert document.signatures == 1
    assert document.notes == (f"digital signatures: 1, dated 2023-01-05, covering {extent}, not verified",)


def test_an_empty_signature_field_is_no_signature(read) -> None:
    document = read("a.pdf", pdf_of(TEXT, catalogue="/AcroForm<</Fields[<</FT/Sig/T(a)>>]>>"))
    assert (document.signatures, document.notes) == (0, ())


def test_scripts_actions_and_embedded_files_are_told_and_never_run(read, tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    catalogue = (
        f"/OpenAction<</S/Launch/F({touched})>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>"
        "/EmbeddedFiles<</Names[(a.xlsx)<</F(a.xlsx)>>(b.exe)<</F(b.exe)>>]>>>>"
        "/AcroForm<</Fields[<</FT/Tx/T(x)/V(5)>>]>>"
    )
    page = Page(
        extra="/Annots[<</Subtype/Link/A<</S/URI/URI(http://a.example)>>>><</Subtype/FileAttachment>>]"
    )
    page.lines(72, 100, "Cấp 43 giấy phép lao động.")
    document = read("a.pdf", pdf_of(page, catalogue=catalogue))
    assert document.notes == (
        "embedded files: 3, not read", "scripts and actions: 2, not run", "form fields filled in: 1, not read",
    )  # fmt: skip
    assert not touched.exists()


def test_a_name_tree_that_bites_its_tail_ends(read) -> None:
    tail = {900: "<</Kids[900 0 R 900 0 R]>>"}
    assert read("a.pdf", pdf_of(TEXT, catalogue="/Names<</EmbeddedFiles 900 0 R>>", objects=tail)).paragraphs


def test_pages_that_are_pictures_are_handed_on_in_their_order(read, monkeypatch) -> None:
    from lientinh.documents import Paragraph

    asked = []

    def recognise(
        data: bytes, name: str, pages: list[int], limits: Limits
    ) -> list[tuple[int, tuple[Paragraph, ...]]]:
        asked.append((name, pages))
        return [(number, (Paragraph(number, f"Trang quét {number}.", page=number),)) for number in pages]

    monkeypatch.setattr("lientinh.read.pdf.reader.read_scanned_pages", recognise)
    scan = Page().picture(0, 0, 595, 842)
    stamped = Page().picture(0, 0, 595, 842).write(400, 60, "Ký ngày 05/01/2023", 8)
    document = read("a.pdf", pdf_of(scan, TEXT, stamped, Page()))
    assert asked == [("a.pdf", [1, 3])]
    assert [(block.number, block.page, block.text) for block in document.paragraphs] == [
        (1, 1, "Trang quét 1."), (2, 2, "Cấp 43 giấy phép lao động."), (3, 3, "Trang quét 3."),
    ]  # fmt: skip
    assert document.notes == ("recognised from pictures: page 1, 3",)


def test_glyphs_that_name_no_letter_are_a_picture_too(read, monkeypatch) -> None:
    monkeypatch.setattr("lientinh.read.pdf.reader.read_scanned_pages", lambda *_: [])
    unmapped = Page().raw("BT /F1 12 Tf 72 700 Td <e001e002e003e004> Tj ET").lines(72, 200, "Số")
    with pytest.raises(BadInput) as caught:
        read("a.pdf", pdf_of(unmapped))
    assert caught.value.rule_id == "read.empty"


def test_a_text_layer_of_somebody_elses_recognition_is_told(read) -> None:
    page = Page().picture(0, 0, 595, 842).write(72, 100, "Cấp 43 giấy phép lao động.", Tr=3)
    document = read("a.pdf", pdf_of(page))
    assert [block.text for block in document.paragraphs] == ["Cấp 43 giấy phép lao động."]
    assert document.notes == (
        "text layer from recognition: page 1",
        "pages with pictures: 1, pictures not read",
    )
