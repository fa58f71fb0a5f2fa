"""Every kind of hostile file: refused for its own reason, or read, within seconds and megabytes; the next is read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile_files import KINDS, docx_linked, nested, peak_of, xlsx_linked
from lientinh.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.errors import BadInput
from lientinh.read import read_in_child
from lientinh.read.apart import child

SECONDS = 10.0
MEGABYTES = 500
# Take more than a second to make or to read.
_LONG = {"a member that unpacks to a gigabyte", "a million merged cells", "a text of many paragraphs"}


@pytest.fixture(autouse=True, scope="module")
def _end_afterwards() -> Iterator[None]:
    yield
    child.stop_reading()


def outcome(path: Path) -> tuple[str, Document | None]:
    try:
        return "read", read_in_child(path)
    except BadInput as refusal:
        return refusal.rule_id, None


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=pytest.mark.slow if kind in _LONG else ()) for kind in KINDS]
)
def test_each_kind_has_its_reason(kind: str, tmp_path: Path, catalogue: Catalogue) -> None:
    name, make, expected = KINDS[kind]
    path = tmp_path / name
    path.write_bytes(make())
    child.warm_up()
    with peak_of(child._reading.process) as peak:
        began = time.monotonic()
        found, _ = outcome(path)
        seconds = time.monotonic() - began
    assert found in expected
    if found != "read":
        assert catalogue.rule(found).severity == "critical"
    assert seconds < SECONDS
    assert peak() < MEGABYTES


def test_more_bytes_than_the_limit_are_never_loaded(tmp_path: Path) -> None:
    path = tmp_path / "mot_dong.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    began = time.monotonic()
    assert outcome(path)[0] == "read.too_large"
    assert time.monotonic() - began < 0.5


def test_an_archive_is_told_by_its_name(tmp_path: Path) -> None:
    for name in ("a.zip", "a.RAR", "a.7z"):
        (tmp_path / name).write_bytes(nested(1))
        assert outcome(tmp_path / name)[0] == "read.archive"


@pytest.mark.parametrize(
    ("kind", "target", "remarks"),
    [
        ("image", "http://127.0.0.1:9/a.png", 1),
        ("oleObject", "file:///C:/so_lieu.xlsx", 1),
        ("hyperlink", "http://127.0.0.1:9/", 0),
        ("attachedTemplate", "file:///C:/Users/mau.dotx", 0),
    ],
)
def test_what_a_text_takes_from_outside_is_told(kind: str, target: str, remarks: int, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_linked(kind, target))
    document = read_in_child(path)
    assert [remark.rule_id for remark in document.remarks] == ["read.external_link"] * remarks
    assert [paragraph.text for paragraph in document.paragraphs] == ["Có 5 hộ."]


def test_cells_that_take_their_value_from_another_workbook_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx_linked("file:///C:/so_lieu.xlsx"))
    document = read_in_child(path)
    assert [cell.text for cell in document.tables[0].cells] == ["42"]
    (remark,) = document.remarks
    assert dict(remark.details)["count"] == 1
    assert "Sheet!B2" in str(dict(remark.details)["cells_vi"])
