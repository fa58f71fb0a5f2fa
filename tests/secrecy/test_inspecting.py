"""The head of every format is looked at: where offices put the mark, and where the word means something else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from PIL import Image, ImageDraw, ImageFont

from lientinh.read.scans.recognition import recogniser
from lientinh.secrecy import bears_mark, is_named_secret
from lientinh.secrecy.marks import find_recognised_mark

BODY = "Năm 2022, tỉnh tạo việc làm mới cho 14.250 lao động; mật độ dân số 69 người/km²; bảo mật dữ liệu."
HEAD = "UBND TỈNH CAO BẰNG\nSố: 12/BC-UBND\n{mark}\nBÁO CÁO\n" + BODY
_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml">'
    "<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{mark}</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)


def word(fill: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    fill(document)
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph(BODY)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def in_paragraph(mark: str) -> bytes:
    return word(lambda file: file.add_paragraph(f"Số: 12/BC-UBND\n{mark}"))


def in_cell(mark: str) -> bytes:
    def fill(file: docx.document.Document) -> None:
        table = file.add_table(1, 2)
        table.cell(0, 0).text = f"UBND TỈNH CAO BẰNG\n{mark}"
        table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"

    return word(fill)


def in_text_box(mark: str) -> bytes:
    return word(
        lambda file: file.add_paragraph("UBND TỈNH").runs[0]._r.addnext(parse_xml(_BOX.format(mark=mark)))
    )


def in_page_header(mark: str) -> bytes:
    return word(lambda file: file.sections[0].header.add_paragraph(mark))


def in_title(mark: str) -> bytes:
    return word(lambda file: setattr(file.core_properties, "category", mark))


def book(mark: str, place: str) -> bytes:
    saved = io.BytesIO()
    with xlsxwriter.Workbook(saved, {"in_memory": True}) as file:
        sheet = file.add_worksheet(mark if place == "name" else "Biểu 1")
        sheet.write("A1", "UBND TỈNH CAO BẰNG")
        sheet.write("A6", BODY)
        for row in range(40):
            sheet.write_row(row + 8, 0, [row + 1, f"Huyện {row}", 1000 + row])
        if place == "cell":
            sheet.write("C2", mark)
        elif place == "box":
            sheet.insert_textbox("D2", mark)
        elif place == "header":
            sheet.set_header(f'&L&"Times New Roman,Bold"&14{mark}&RTrang &P')
    return saved.getvalue()


def page(mark: str) -> bytes:
    return f"<html><head><title>Báo cáo</title></head><body><p>Số: 1</p><div><b>{mark}</b></div><p>{BODY}</p>".encode()


def rich_text(mark: str) -> bytes:
    letters = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in mark)
    return rf"{{\rtf1\ansi{{\header\pard {letters}\par}}\pard B\'e1o c\'e1o\par}}".encode()


def archive(mark: str) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        package.writestr("bao-cao.docx", in_cell(mark))
    return saved.getvalue()


def open_document(mark: str) -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        content = (
            f'<o xmlns:text="{text}"><text:p>Số: 1</text:p><text:p><text:span>{mark}</text:span></text:p></o>'
        )
        package.writestr("content.xml", content)
    return saved.getvalue()


PLACES: dict[str, Callable[[str], bytes]] = {
    "paragraph.docx": in_paragraph,
    "cell.docx": in_cell,
    "text-box.docx": in_text_box,
    "header.docx": in_page_header,
    "category.docx": in_title,
    "cell.xlsx": lambda mark: book(mark, "cell"),
    "text-box.xlsx": lambda mark: book(mark, "box"),
    "header.xlsx": lambda mark: book(mark, "header"),
    "sheet-name.xlsx": lambda mark: book(mark, "name"),
    "utf-8.txt": lambda mark: HEAD.format(mark=mark).encode(),
    "utf-16.txt": lambda mark: HEAD.format(mark=mark).encode("utf-16"),
    "table.csv": lambda mark: f'"{mark}";;\nTỉnh;Số người\nCao Bằng;12\n'.encode("utf-8-sig"),
    "page.html": page,
    "header.rtf": rich_text,
    "archive.zip": archive,
    "text.odt": open_document,
}


@pytest.mark.parametrize("name", PLACES)
def test_the_mark_is_found_where_offices_put_it(name: str) -> None:
    assert bears_mark(PLACES[name]("TỐI MẬT"))
    assert bears_mark(PLACES[name]("MẬT"))


@pytest.mark.parametrize("name", PLACES)
def test_a_document_that_speaks_of_secrets_and_honey_bears_none(name: str) -> None:
    for words in ("Mật ong", "Bảo vệ bí mật nhà nước", "MẬT ĐỘ DÂN SỐ"):
        assert not bears_mark(PLACES[name](words))


def test_letters_of_the_legacy_encodings() -> None:
    assert bears_mark(b"UBND TInh\nM\xcbT\nB\xb8o c\xb8o")
    assert bears_mark("UBND\nTOÁI MAÄT\n".encode("cp1252"))
    assert not bears_mark(b"UBND TInh\nM\xcbt \xae\xe9 d\xa9n s\xe8\n")


def test_an_old_word_file_is_searched_without_a_converter() -> None:
    from lientinh.secrecy.marks import find_mark
    from lientinh.secrecy.text_heads import read_old_word_rows

    text = "UBND TỈNH\rSố: 5\x07CỘNG HÒA\x07\x07TỐI MẬT\rBÁO CÁO\r"
    assert find_mark(read_old_word_rows(b"\xec\xa5\x00" + text.encode("utf-16-le")))
    assert find_mark(read_old_word_rows(b"\xec\xa5\x00\x00UBND\rM\xcbT\rB\xb8o c\xb8o\r"))
    assert not find_mark(read_old_word_rows("UBND\rBảo mật\rMật\x0712\x07\x07".encode("utf-16-le")))


def portable(mark: str) -> bytes:
    """A PDF of one page with one line; the letters' meaning stands in its ToUnicode table, as printers write it."""
    codes = {letter: 65 + place for place, letter in enumerate(dict.fromkeys(mark))}
    shown = "".join(chr(codes[letter]) for letter in mark)
    pairs = "\n".join(f"<{code:02X}> <{ord(letter):04X}>" for letter, code in codes.items())
    meaning = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    drawn = f"BT /F1 14 Tf 50 250 Td ({shown}) Tj ET"
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        f"<</Length {len(meaning)}>>stream\n{meaning}\nendstream",
    ]
    file = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        file
        + (
            f"xref\n0 7\n0000000000 65535 f \n{table}trailer<</Size 7/Root 1 0 R>>\nstartxref\n{len(file)}\n%%EOF"
        ).encode()
    )


def test_a_stamp_laid_over_the_page_of_a_pdf() -> None:
    stamp = "<FEFF" + "TỐI MẬT".encode("utf-16-be").hex().upper() + ">"
    note = f"/Annots[<</Type/Annot/Subtype/FreeText/Rect[10 10 90 30]/Contents{stamp}>>]"
    page = portable("Số: 12/BC-UBND ngày 5")
    assert not bears_mark(page)
    assert bears_mark(page.replace(b"/Contents 4 0 R", f"/Contents 4 0 R{note}".encode()))


def test_a_pdf_by_its_first_page() -> None:
    assert bears_mark(portable("TỐI MẬT"))
    assert bears_mark(portable("MẬT"))
    assert not bears_mark(portable("BẢO MẬT"))


def test_who_cannot_look_says_so() -> None:
    assert bears_mark(b"PK\x03\x04 not a package") is None
    assert bears_mark(b"%PDF-1.4 not a page") is None
    assert bears_mark(b"\x00\x01\x02\x03" * 100) is None


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("TỐI MẬT - bao cao.docx", True),
        ("ho-so/bao-cao_MẬT_.pdf", True),
        ("[TUYỆT MẬT]/a.zip", True),
        ("bảo mật.docx", False),
        ("BÁO CÁO BẢO VỆ BÍ MẬT NHÀ NƯỚC.docx", False),
        ("MẬT ĐỘ DÂN SỐ.xlsx", False),
        ("mật ong.xlsx", False),
    ],
)
def test_a_name_bears_the_mark_as_words_of_their_own(name: str, named: bool) -> None:
    assert is_named_secret(name) is named


@pytest.mark.skipif(recogniser() is None, reason="Tesseract with Vietnamese is not on this machine")
def test_a_scan_by_its_first_page() -> None:
    font = find_font()
    pages = [draw_page(font, line) for line in ("TỐI MẬT", "Bảo vệ bí mật nhà nước")]
    saved = io.BytesIO()
    pages[0].save(saved, "PDF", resolution=150)
    assert bears_mark(saved.getvalue())
    saved = io.BytesIO()
    pages[1].save(saved, "PNG")
    assert bears_mark(saved.getvalue()) is False


def test_what_recognition_makes_of_a_stamp() -> None:
    for line in ("MẬT", "MẶT", "MAT", "TÔI MẬT", "TUYẸT MẠT", "[TOI MAT]", "Số: 5/BC-UBND MẠT"):
        assert find_recognised_mark([line]), line
    for line in ("BÍ MẬT", "Mặt trận Tổ quốc", "MẶT TRẬN", "Tôi mất", "MẬT ĐỘ"):
        assert not find_recognised_mark([line]), line


def find_font() -> Path:
    """A font with Vietnamese letters, as the machine has them for Tesseract and LibreOffice."""
    for name in (
        "DejaVuSans.ttf",
        "LiberationSerif-Regular.ttf",
        "NotoSans-Regular.ttf",
        "Carlito-Regular.ttf",
    ):
        found = next(Path("/usr/share/fonts").rglob(name), None)
        if found:
            return found
    pytest.skip("no font with Vietnamese letters on this machine")


def draw_page(font: Path, mark: str) -> Image.Image:
    page = Image.new("L", (1240, 900), "white")
    pen = ImageDraw.Draw(page)
    letters = ImageFont.truetype(str(font), 34)
    for place, line in enumerate(
        ("ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", "Số: 12/BC-UBND", mark, "BÁO CÁO", BODY[:60])
    ):
        pen.text((120, 100 + 110 * place), line, font=letters, fill="black")
    return page


def test_a_mark_far_below_the_head_is_a_word_of_the_text() -> None:
    long = "\n".join(["Nội dung báo cáo"] * 300)
    assert not bears_mark(f"{long}\nMẬT\n".encode())


def test_the_reference_inputs_bear_none(shared_dir: Path) -> None:
    files = [path for path in shared_dir.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert [path.name for path in files if bears_mark(path.read_bytes())] == []
