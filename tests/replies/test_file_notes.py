"""What the receipt says of a file's encoding and of what was remarked while it was read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lientinh.replies.file_notes import note_rows

_READERS = Path(__file__).parents[2] / "include" / "lientinh" / "read"


def document(encoding: str | None = None, *notes: str) -> dict[str, object]:
    return {"file": "bao-cao.txt", "encoding": encoding, "notes": list(notes)}


def test_a_converted_encoding_is_named() -> None:
    noted = document("tcvn3", "encoding tcvn3 converted")
    assert list(note_rows(noted, several=False)) == [
        ("Bảng mã", "encoding: TCVN3 (ABC), converted to Unicode", "TCVN3 (ABC), đã chuyển sang Unicode")
    ]
    assert next(iter(note_rows(noted, several=True)))[0] == "Bảng mã (tệp “bao-cao.txt”)"


@pytest.mark.parametrize("encoding", ["utf-8", None])
def test_what_is_as_it_should_be_is_not_mentioned(encoding: str | None) -> None:
    assert list(note_rows(document(encoding), several=False)) == []


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("hidden sheet Ẩn: 1 cells, not read for figures", "Trang tính ẩn “Ẩn” có 1 ô, không trích số liệu"),
        ("ragged rows: 3, 5 (2 of 5)", "Số cột không đều ở dòng 3, 5 (2 trong 5 dòng)"),
        (
            "digital signatures: 1, dated 2022-07-21, covering the whole file, not verified",
            "Có 1 chữ ký số, bao trùm toàn bộ tệp; hệ thống không xác minh hiệu lực chữ ký",
        ),
        ("a note in {no} known form", "a note in {no} known form"),
    ],
)
def test_notes_are_told_in_vietnamese(note: str, words: str) -> None:
    assert list(note_rows(document(None, note), several=False)) == [("Ghi chú khi đọc tệp", note, words)]


def test_a_hundred_notes_do_not_fill_the_receipt() -> None:
    rows = list(note_rows(document(None, *(f"doubled column names: {n}" for n in range(100))), several=False))
    assert len(rows) == 9
    assert rows[-1][2] == "và 92 ghi chú khác"


def test_every_note_that_a_reader_writes_has_its_vietnamese() -> None:
    """Notes are f-strings with a colon, told by where they stand: in `notes`, or yielded by a noting function."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(_READERS.rglob("*.py")))
    written = re.findall(r'notes\.append\(\s*f"([^"]+)"', source) + re.findall(
        r'yield f"([a-z][^"]+: [^"]+)"', source
    )
    assert len(written) >= 10
    for note in written:
        filled = re.sub(r"\{[^{}]+\}", "7", note).replace("converted from 7", "converted from tcvn3")
        filled = filled.replace("covering 7", "covering the whole file").replace(
            "signatures: 77", "signatures: 7"
        )
        for _, english, words in note_rows(document(None, filled), several=False):
            assert words != english, note
