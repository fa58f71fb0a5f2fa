"""Old formats by way of LibreOffice: what comes out, what is refused before, and that nothing is fetched or run."""

from __future__ import annotations

from pathlib import Path

import pytest

from lientinh.documents import Document, Remark, Table
from lientinh.errors import BadInput
from lientinh.read import READERS
from lientinh.read.apart.child import read_in_child
from lientinh.read.content import Limits
from lientinh.read.tools import find_tool
from lientinh.read.word import converted
from lientinh.read.word.old_word import check_old_word

REPORT = (Path(__file__).parent / "old" / "report.doc").read_bytes()
RTF = rb"{\rtf1\ansi B\u225?o c\u225?o: \u273?\u227? c\u243? 1.730 h\u7897? ngh\u232?o\super 2\nosupersub .\par}"
needs_libreoffice = pytest.mark.skipif(
    find_tool("soffice") is None, reason="LibreOffice is not on this machine"
)


def refusal_of(name: str, data: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        READERS[Path(name).suffix](data, name, Limits())
    return caught.value


def read_as_a_sender_sends(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    return read_in_child(path)


@needs_libreoffice
def test_an_old_word_document(tmp_path: Path) -> None:
    document = read_as_a_sender_sends(tmp_path, "báo cáo 6 tháng.doc", REPORT)
    heading, jobs = document.paragraphs[:2]
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert document.media_type == "application/msword"
    assert document.notes[0].startswith("converted by LibreOffice ")
    assert (heading.kind, heading.text) == ("heading", "BÁO CÁO KẾT QUẢ 6 THÁNG ĐẦU NĂM 2022")
    assert jobs.text == "Toàn tỉnh tạo việc làm mới cho 11.250 lao động¹, bằng 68,75% kế hoạch."
    assert {one.address: one.text for one in table.cells}["B2"] == "1.730"


@needs_libreoffice
def test_rich_text_that_wants_another_file(tmp_path: Path) -> None:
    """A field that includes a file of the machine shows what the sender's Word last showed, and nothing more."""
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    field = rf'{{\field{{\*\fldinst INCLUDETEXT "{secret}" }}{{\fldrslt trang}}}}\par}}'
    document = read_as_a_sender_sends(tmp_path, "a.rtf", RTF.removesuffix(rb"\par}") + field.encode())
    assert [one.text for one in document.paragraphs] == ["Báo cáo: đã có 1.730 hộ nghèo².trang"]


def test_without_libreoffice_the_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted, "find_tool", lambda name: None)
    assert refusal_of("a.doc", REPORT).rule_id == "read.needs_libreoffice"
    assert refusal_of("a.rtf", RTF).rule_id == "read.needs_libreoffice"


def flagged(at: int, value: int) -> bytes:
    """The report with another byte at a place of its WordDocument stream's head."""
    changed = bytearray(REPORT)
    changed[REPORT.index(b"\xec\xa5") + at] |= value
    return bytes(changed)


def renamed(stream: str, name: str) -> bytes:
    """The report with a stream of its directory under another name."""
    old = stream.encode("utf-16-le")
    new = name.encode("utf-16-le").ljust(len(old), b"\0")
    changed = REPORT.replace(old, new)
    at = changed.index(new) + 64
    return changed[:at] + (2 * len(name) + 2).to_bytes(2, "little") + changed[at + 2 :]


@pytest.mark.parametrize(
    ("name", "data", "rule_id"),
    [
        ("a.doc", flagged(0x0B, 0x01), "read.password_protected"),
        ("a.doc", renamed("WordDocument", "Workbook"), "read.not_what_its_name_says"),
        ("a.doc", REPORT[:700], "read.truncated"),
        ("a.doc", b"PK\x03\x04", "read.not_what_its_name_says"),
        ("a.rtf", REPORT, "read.not_what_its_name_says"),
    ],
)
def test_what_is_refused_before_libreoffice_sees_it(name: str, data: bytes, rule_id: str) -> None:
    assert refusal_of(name, data).rule_id == rule_id


def test_macros_are_noted() -> None:
    with_macros = renamed("\x05SummaryInformation", "Macros")
    assert check_old_word(with_macros, "a.doc") == (Remark("read.macro_not_run"),)
    assert check_old_word(REPORT, "a.doc") == ()
