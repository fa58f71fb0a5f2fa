"""The one way in: the table of readers, limits and identities."""
# ruff: noqa: E501 (the cases read as a table)

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lientinh.errors import BadInput, UsageError
from lientinh.read import READERS, read_document
from lientinh.read.archive import open_package, relations_of
from lientinh.read.content import Limits
from small_packages import docx_of, p, zip_of


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
