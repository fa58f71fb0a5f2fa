"""Damaged files of every format: read whole, or refused with a reason; never anything else, never a long wait.

Hypothesis draws the damage: bytes exchanged, cut out, doubled or put in, in the file or inside a member of its zip, so
that what a checksum would catch gets through to the parser too. The whole goes over every format some hundred times
(`make test-slow`); a few of each are always tried.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lientinh.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.errors import BadInput
from lientinh.extract import extract_document
from lientinh.read.apart.child import read_in_child
from read.fuzz_seeds import seeds
from small_packages import zip_of

SEEDS = seeds()
QUICK, WHOLE = 12, 400
BROKEN = {"read.reader_failed", "read.takes_too_long", "read.takes_too_much_memory"}
PIECES = (
    b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"-1", b"99999999999", b"1e308", b"<", b"/>", b"&#0;", b"]]>",
    b'"', b"\n", b"{", b"[", b"%", b'r="XFD1048576"', b'ref="A1:XFD1048576"', b'number-columns-repeated="99999999"',
)  # fmt: skip
EDIT = st.tuples(
    st.sampled_from(["exchange", "cut", "double", "insert", "truncate"]),
    st.floats(0, 1, exclude_max=True),
    st.integers(1, 400),
    st.one_of(st.sampled_from(PIECES), st.binary(min_size=1, max_size=8)),
)
DAMAGE = st.tuples(st.booleans(), st.floats(0, 1, exclude_max=True), st.lists(EDIT, min_size=1, max_size=6))


def edit(data: bytes, edits: list[tuple[str, float, int, bytes]]) -> bytes:
    for kind, where, length, piece in edits:
        start = int(where * len(data))
        end = min(len(data), start + length)
        data = {
            "exchange": data[:start] + piece + data[start + len(piece) :],
            "cut": data[:start] + data[end:],
            "double": data[:end] + data[start:],
            "insert": data[:start] + piece + data[start:],
            "truncate": data[:start],
        }[kind]
    return data


def damage(data: bytes, inside: bool, member: float, edits: list[tuple[str, float, int, bytes]]) -> bytes:
    """The file edited; where it is a zip, `inside` edits one of its members and packs it again."""
    if not (inside and data.startswith(b"PK")):
        return edit(data, edits)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = list(parts)[int(member * len(parts))]
    return zip_of({**parts, name: edit(parts[name], edits)})


def check(path: Path, name: str, catalogue: Catalogue) -> None:
    try:
        document = read_in_child(path, name)
    except BadInput as refusal:
        catalogue.rule(refusal.rule_id)  # a reason its sender can read
        assert refusal.rule_id not in BROKEN
        return
    for reading in extract_document(document, catalogue, "04").readings:
        assert reading.value_text == written_at(document, reading.locator)


def written_at(document: Document, place) -> str:
    """What stands where a reading says it was read."""
    if place.cell is None:
        paragraph = next(one for one in document.paragraphs if one.number == place.paragraph)
        return paragraph.text[place.start : place.end]
    return next(
        cell.text
        for table in document.tables
        if (table.sheet == place.sheet if place.sheet is not None else table.number == place.paragraph)
        for cell in table.row_cells(int(place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")))
        if cell.address == place.cell
    )


def fuzz(name: str, examples: int, folder: Path, catalogue: Catalogue) -> None:
    path = folder / name

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(DAMAGE)
    def run(drawn) -> None:
        path.write_bytes(damage(SEEDS[name], *drawn))
        check(path, name, catalogue)

    run()


@pytest.mark.parametrize("name", SEEDS)
def test_a_good_file_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(SEEDS[name])
    assert read_in_child(tmp_path / name, name).blocks


@pytest.mark.parametrize("name", SEEDS)
def test_a_few_damaged_files(name: str, tmp_path: Path, catalogue: Catalogue) -> None:
    fuzz(name, QUICK, tmp_path, catalogue)


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEDS)
def test_many_damaged_files(name: str, tmp_path: Path, catalogue: Catalogue) -> None:
    fuzz(name, WHOLE, tmp_path, catalogue)
