"""The one way in: the table of readers, limits, identities, and every file meant to break a reader."""
# ruff: noqa: E501 (the cases read as a table)

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from lientinh.errors import BadInput, UsageError
from lientinh.read import READERS, read_document
from lientinh.read.archive import open_package, relations_of
from lientinh.read.content import Limits
from small_packages import docx_of, p, zip_of

# What the list of hostile files asks of each: read, or refused by one of these rules. Formats without a
# reader (.xlsb, bare .xml) are refused as such.
_HOSTILE = {
    "calamine/empty_sheet.xlsx": "read.empty",
    "calamine/pass_protected.xlsx": "read.password_protected",
    "calamine/pass_protected.xlsb": "read.password_protected",
    "calamine/too_small.xls": "read.not_what_its_name_says",
    "defusedxml/cyclic.xml": "read.entity_bomb",
    "docx/poi_PasswordProtected.doc": "read.password_protected",
    "docx/poi_clusterfuzz-testcase-minimized-POIXWPFFuzzer-5313273089884160.docx": "read.truncated",
    "docx/poi_truncated62886.docx": "read.truncated",
    "messytables/encrypted_no_password.xls": "read.password_protected",
    "poi/clusterfuzz-testcase-minimized-POIXSSFFuzzer-5089447305609216.xlsx": "read.truncated",
    "poi/clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5636439151607808.xlsx": "read.truncated",
    "poi/crash-9bf3cd4bd6f50a8a9339d363c2c7af14b536865c.xlsx": "read.password_protected",
    "poi/duplicate-filename-case-insensitive.xlsx": "read.doubled_members",
    "poi/protected_passtika.xlsb": "read.password_protected",
    "poi/xor-encryption-abc.xls": "read.password_protected",
}


def test_every_hostile_file_is_read_or_refused_for_its_reason(shared_dir) -> None:
    folder = shared_dir / "hostile"
    with (folder / "EXPECTED.tsv").open(encoding="utf-8", newline="") as file:
        names = [row["file"] for row in csv.DictReader(file, delimiter="\t")]
    assert set(_HOSTILE) <= set(names)
    assert {name: outcome(folder / name) for name in names} == {
        name: _HOSTILE.get(name, "read") for name in names
    }


def outcome(path: Path) -> str:
    try:
        read_document(path)
    except BadInput as refusal:
        return refusal.rule_id
    return "read"


def test_every_rule_a_reader_raises_is_in_the_catalogue(catalogue) -> None:
    """A refusal whose rule the catalogue lacks would be a crash when its message is made."""
    import re

    sources = Path(read_document.__code__.co_filename).parent.glob("*.py")
    raised = {
        rule
        for path in sources
        for rule in re.findall(r'"(read\.[a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(raised) > 8
    for rule_id in raised:
        assert catalogue.rule(rule_id).gate == "read"


def test_identity_is_name_and_content(tmp_path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Có 5 hộ.", encoding="utf-8")
    first, second = read_document(tmp_path / "a.txt"), read_document(tmp_path / "b.txt")
    assert first.sha256 == second.sha256 == hashlib.sha256("Có 5 hộ.".encode()).hexdigest()
    assert first.document_id != second.document_id
    assert read_document(tmp_path / "b.txt", "a.txt") == first


def test_the_name_in_the_submission_chooses_the_reader(tmp_path) -> None:
    path = tmp_path / "0123abcd"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    assert read_document(path, "thư mục/BIEU.CSV").media_type == "text/csv"


def test_no_file_is_a_mistake_of_the_caller(tmp_path) -> None:
    with pytest.raises(UsageError):
        read_document(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("name", "content", "limits", "rule_id"),
    [
        ("a.xyz", b"x", Limits(), "read.unknown_format"),
        ("a", b"x", Limits(), "read.unknown_format"),
        ("a.txt", b"", Limits(), "read.empty"),
        ("a.txt", b"x" * 11, Limits(file_bytes=10), "read.too_large"),
        ("a.txt", b"x" * 11, Limits(text_chars=10), "read.too_large"),
        ("a.html", b"<p>" + b"x" * 11, Limits(text_chars=10), "read.too_large"),
        ("a.html", b"<table><tr><td>1<td>2<tr><td>3<td>4</table>", Limits(cells=3), "read.too_many_cells"),
        ("a.docx", docx_of("<w:tbl><w:tr><w:tc>" + p("1") + "</w:tc><w:tc>" + p("2") + "</w:tc></w:tr></w:tbl>"), Limits(cells=1), "read.too_many_cells"),
        ("a.docx", docx_of(p("x")), Limits(members=2), "read.zip_bomb"),
        ("a.docx", docx_of(p("x")), Limits(expanded_bytes=100), "read.zip_bomb"),
        ("a.docx", docx_of(p("0" * 3_000_000)), Limits(), "read.zip_bomb"),
        ("a.docx", zip_of({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), Limits(), "read.entity_bomb"),
        ("a.docx", zip_of({"word/document.xml": '<!doctype x []><x/>'.encode("utf-16")}), Limits(), "read.unsafe"),
        ("a.docx", zip_of({"A.xml": "<a/>", "a.XML": "<a/>"}), Limits(), "read.doubled_members"),
    ],
)  # fmt: skip
def test_refused(name: str, content: bytes, limits: Limits, rule_id: str, tmp_path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(BadInput) as refusal:
        read_document(path, name, limits)
    assert refusal.value.rule_id == rule_id
    assert refusal.value.file_name == name


def test_an_encrypted_member_is_a_password(tmp_path) -> None:
    data = bytearray(zip_of({"word/document.xml": "<a/>"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data[at] |= 1
    with pytest.raises(BadInput) as refusal:
        open_package(bytes(data), "a.docx", Limits())
    assert refusal.value.rule_id == "read.password_protected"


def test_relations_resolve_paths_and_leave_out_the_outside_world() -> None:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{space}"><Relationship Id="a" Type="t/worksheet" Target="worksheets/./s.xml"/>'
            '<Relationship Id="b" Type="t/styles" Target="../xl/styles.xml"/>'
            '<Relationship Id="c" Type="t/x" Target="http://evil" TargetMode="External"/></Relationships>'
        ).encode()
    }
    assert relations_of(parts, "xl/workbook.xml", "a.xlsx") == {
        "a": ("worksheet", "xl/worksheets/s.xml"),
        "b": ("styles", "xl/styles.xml"),
    }
    assert relations_of(parts, "other.xml", "a.xlsx") == {}


def test_readers_are_known_by_lower_case_endings() -> None:
    assert all(ending == ending.lower() and ending.startswith(".") for ending in READERS)
