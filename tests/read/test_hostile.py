"""The list of hostile files, row by row: what each row asks is looked for, in a reading process, within its limits."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from pathlib import Path

import pytest

from hostile_files import peak_of
from lientinh.catalogue import Catalogue
from lientinh.documents import Document, Table
from lientinh.errors import BadInput
from lientinh.read import read_in_child
from lientinh.read.apart import child

SECONDS = 10.0
MEGABYTES = 500

# Why each that is refused is refused.
REFUSED = {
    "calamine/empty_sheet.xlsx": "read.empty",
    "calamine/pass_protected.xlsb": "read.password_protected",
    "calamine/pass_protected.xlsx": "read.password_protected",
    "calamine/too_small.xls": "read.not_what_its_name_says",
    "defusedxml/cyclic.xml": "read.entity_bomb",
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
# With or without LibreOffice, an old .doc that is protected is refused.
REFUSED_SOMEHOW = {"docx/poi_PasswordProtected.doc"}


def grid(table: Table) -> list[list[str]]:
    """Texts by row, a blank one where there is no cell, up to the last column."""
    rows = [[""] * table.last_column for _ in range(table.last_row)]
    for cell in table.cells:
        rows[cell.row - 1][cell.column - 1] = cell.text
    return rows


def values(table: Table) -> dict[str, object]:
    return {cell.address: cell.value for cell in table.cells}


def only(document: Document) -> Table:
    (table,) = document.tables
    return table


def remarks(document: Document) -> dict[str, dict[str, object]]:
    return {remark.rule_id: dict(remark.details) for remark in document.remarks}


def text_of(document: Document) -> str:
    cells = [cell.text for table in document.tables for cell in table.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def holds(expected: dict[str, object]) -> Callable[[Document], bool]:
    """The first sheet has these values at these cells."""
    return lambda document: expected.items() <= values(document.tables[0]).items()


def says(*texts: str) -> Callable[[Document], bool]:
    return lambda document: all(text in text_of(document) for text in texts)


def merges(*ranges: tuple[int, int, int, int]) -> Callable[[Document], bool]:
    return lambda document: set(ranges) <= {one for table in document.tables for one in table.merged}


def sheets(*names: str) -> Callable[[Document], bool]:
    return lambda document: [table.sheet for table in document.tables] == list(names)


def shape(rows: int, columns: int) -> Callable[[Document], bool]:
    return lambda document: (document.tables[0].last_row, document.tables[0].last_column) == (rows, columns)


def remarked(rule_id: str, **details: object) -> Callable[[Document], bool]:
    return lambda document: details.items() <= remarks(document).get(rule_id, {"": ""}).items()


def is_quiet(document: Document) -> bool:
    return not document.remarks


# What a row asks of the document beyond being read; each of these can fail.
_START = datetime(2021, 1, 1, 10, 10, 10)  # noqa: DTZ001 (cells have no time zone)
ASKED: dict[str, list[Callable[[Document], bool]]] = {
    "calamine/biff5-rich-text-string.xls": [holds({"B3": "Surname in full."}), shape(16, 8)],
    "calamine/date_1904.xlsx": [
        holds({"A1": date(2021, 1, 1), "A2": date(2021, 1, 2), "B1": Decimal(15)}),
        holds({"A3": timedelta(days=10, seconds=54610)}),
    ],
    "calamine/date_iso.xlsx": [holds({"A1": date(2021, 1, 1), "A2": _START, "A3": clock(10, 10, 10)})],
    "calamine/encoded_entities.xlsx": [holds({"A1": "&"})],
    "calamine/has_x000D_.xlsx": [holds({"A1": "ABC\nDEF"})],
    "calamine/inlineStr_cdata.xlsx": [holds({"A1": "Hello CDATA", "B1": "World", "A2": "12345"})],
    "calamine/merged_cells.ods": [merges((2, 1, 3, 1)), holds({"A2": "A", "B2": "B", "C3": "C"})],
    "calamine/no-header.xlsx": [holds({"A3": "a", "B3": Decimal(0), "A4": "b", "B4": Decimal(1)})],
    "calamine/strict_iso_paths.xlsx": [shape(76, 18), holds({"A1": "Item", "B1": "Thickness"})],
    "calamine/string-ref.xlsx": [sheets("Sheet1", "Sheet2"), holds({"A2": "-8086931554011838357"})],
    "calamine/xls_wrong_decimals.xls": [holds({"A1": Decimal("0.525625")})],
    "clevercsv/imdb.csv": [
        shape(101, 44),
        says("Dr. Seltsam, oder wie ich lernte, die Bombe zu lieben (1964)"),
        is_quiet,
    ],
    "docx/mammoth_external-picture.docx": [remarked("read.external_link", count=1)],
    "docx/mammoth_footnote-hyperlink.docx": [says("Example"), is_quiet],
    "docx/mammoth_footnotes.docx": [says("Ouch¹.²", "A tachyon walks into a bar.", "Fin.")],
    "docx/mammoth_strict-format.docx": [says("Test")],
    "docx/poi_EmbeddedDocument.docx": [says("Let me see what happens if I insert a worksheet.")],
    "docx/poi_documentProtection_readonly_no_password.docx": [says("Readonly senza password.")],
    "docx/poi_unicode-path.docx": [says("1")],
    "docx/pydocx_tbl-cell-access.docx": [
        merges((2, 1, 2, 2), (2, 2, 3, 2), (2, 1, 3, 2)),
        lambda document: len(document.tables) == 4,
    ],
    "docx/pydocx_tbl-having-tables.docx": [lambda document: len(document.tables) >= 1],
    "frictionless/cast-int-to-string-issue-1251.xls": [holds({"A2": "001", "B2": "b"})],
    "frictionless/defective-rows.csv": [remarked("read.ragged_rows", count=2, rows="2, 3")],
    "frictionless/duplicate-headers.csv": [remarked("read.doubled_headers", names="id")],
    "frictionless/escaping.csv": [holds({"B2": "Test line 1", "B3": 'Test " line 2'}), shape(4, 2)],
    "frictionless/issue-1024.xlsx": [holds({"A7": "Afghanistan"}), merges((10, 7, 10, 23))],
    "frictionless/issue-1066-largecellsize.csv": [
        shape(20, 2),
        lambda document: sum(len(cell.text) for cell in only(document).cells) > 100_000,
    ],
    "frictionless/merged-cells-boolean.xls": [merges((1, 1, 3, 2)), holds({"A1": True})],
    "frictionless/merged-cells.xls": [merges((1, 1, 3, 2)), holds({"A1": "data"})],
    "frictionless/table-with-ints-floats-dates.ods": [
        holds({"A2": Decimal(2013), "B2": Decimal("3.3"), "C2": date(2009, 8, 16)})
    ],
    "messytables/badcolspan.html": [shape(4, 4), says("05", "06", "08", "09")],
    "messytables/begrotingsanalyse-2011.csv": [
        holds({"G1": Decimal(2011), "C4": "provincie"}),
        shape(43, 20),
    ],
    "messytables/excel_pasting.csv": [holds({"A4": "Year", "B4": Decimal(2000)})],
    "messytables/excel_properties.xls": [holds({"A1": "bold", "A2": "italic"})],
    "messytables/invisible_text.html": [
        says("Station", "Local Authority", "1 July 1879", "5.58"),
        lambda document: "01879-07-01-0000" not in text_of(document),
        lambda document: "z !" not in text_of(document) and "7000558" not in text_of(document),
    ],
    "messytables/loffice-4.4.1.2.ods": [holds({"A2": "Bob", "B2": Decimal(20), "C2": date(2010, 10, 10)})],
    "messytables/mixedGLB.csv": [
        holds({"A4": "Year", "B4": "Jan"}),
        shape(137, 19),
        says("GLOBAL Temperature Anomalies", "****"),
    ],
    "messytables/multilineods.ods": [holds({"A1": "1\n2\n3\n4"}), sheets("Sheet1", "Sheet2", "Sheet3")],
    "messytables/ods_formats.ods": [holds({"A1": "Date", "F1": "Percentage"}), shape(6, 10)],
    "messytables/span_rich.xls": [merges((2, 2, 3, 3)), holds({"B2": "MERGE"})],
    "messytables/spanish_chars.csv": [
        says("Gasto total 2011", "ó"),
        lambda document: bool(document.encoding),
    ],
    "messytables/sparse_with_column_errors.csv": [
        shape(2238, 4),
        remarked("read.odd_cells", count=24),
        says("Trägerorganisationen"),
    ],
    "messytables/unicode_sheet_name.xls": [sheets("mês")],
    "poi/Excel_file_with_trash_item.xlsx": [shape(680, 8), holds({"A1": "Date", "B1": "Team1"})],
    "poi/SampleSS.ods": [
        sheets("First Sheet", "Sheet Number 2", "Sheet3"),
        holds({"A1": "Test spreadsheet"}),
    ],
    "poi/SampleSS.strict.xlsx": [
        sheets("First Sheet", "Sheet Number 2", "Sheet3"),
        holds({"A1": "Test spreadsheet", "B2": "2nd row 2nd column"}),
    ],
    "poi/TwoSheetsOneHidden.xlsx": [
        lambda document: (
            [(one.sheet, one.hidden) for one in document.tables] == [("Sheet1", True), ("Sheet2", False)]
        ),
        lambda document: any("hidden sheet Sheet1" in note for note in document.notes),
    ],
    "poi/WithEmbeded.xlsx": [says("This is a simple excel do")],
    "poi/WrongFormulaRecordType.xls": [holds({"A1": "Sum of Numbers", "A2": Decimal(1)})],
    "poi/chart_sheet.xlsx": [sheets("Sheet1", "Sheet2", "Sheet3"), holds({"A1": "soap", "B1": Decimal(1)})],
    "poi/link-external-workbook-b.xlsx": [
        holds({"A1": Decimal(30)}),
        remarked("read.external_link", count=1),
    ],
}


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "EXPECTED.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


_LIST = Path(__file__).resolve().parents[3] / "shared" / "hostile"
NAMES = [row["file"] for row in rows_of(_LIST)] if _LIST.is_dir() else ["none"]


@pytest.fixture(autouse=True, scope="module")
def _end_afterwards() -> Iterator[None]:
    yield
    child.stop_reading()


@pytest.fixture(scope="module")
def asked(shared_dir: Path) -> dict[str, str]:
    return {row["file"]: row["expected"] for row in rows_of(shared_dir / "hostile")}


@pytest.mark.parametrize("name", NAMES)
def test_each_row_behaves_as_it_says(
    name: str, asked: dict[str, str], shared_dir: Path, catalogue: Catalogue
) -> None:
    path = shared_dir / "hostile" / name
    child.warm_up()
    began = time.monotonic()
    with peak_of(child._reading.process) as peak:
        try:
            document, refused = read_in_child(path), None
        except BadInput as refusal:
            document, refused = None, refusal.rule_id
    assert time.monotonic() - began < SECONDS
    assert peak() < MEGABYTES
    may_be_refused = "REJECT" in asked[name]
    must_be_refused = may_be_refused and "READ" not in asked[name].upper().replace("MISREPORTS", "")
    if document is None:
        assert may_be_refused
        assert name in REFUSED_SOMEHOW or refused == REFUSED[name]
        assert catalogue.rule(str(refused)).severity == "critical"
        return
    assert not must_be_refused or name == "frictionless/duplicate-headers.csv"  # "REJECT/flag": it is flagged
    assert name not in REFUSED
    if name.startswith("csvspectrum/"):
        expect_exactly(document, path.with_suffix(".expected.json"))
        return
    assert ASKED[name]
    for number, check in enumerate(ASKED[name]):
        assert check(document), number


def expect_exactly(document: Document, expected: Path) -> None:
    header, *rows = grid(only(document))
    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_every_row_is_asked_something(asked: dict[str, str]) -> None:
    known = set(ASKED) | set(REFUSED) | REFUSED_SOMEHOW
    assert {name for name in asked if not name.startswith("csvspectrum/")} == known
    assert len(asked) > 70
