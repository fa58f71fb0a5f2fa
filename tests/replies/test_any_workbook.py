"""Any notes on any workbook: no value moves, no other part changes, rows and cells stay in order."""

from __future__ import annotations

import io
import re

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter

from lientinh.findings import SEVERITIES
from lientinh.read.content import Limits
from lientinh.read.sheets.workbook import read_sheets
from lientinh.read.sheets.xlsx_parts import read_sheet_parts
from lientinh.replies.package import Package
from lientinh.replies.workbook import annotate_workbook
from replies.books import WORDS, by_hand, members, note

ROWS, COLUMNS = st.integers(1, 12), st.integers(1, 30)
CELLS = st.dictionaries(ROWS, st.dictionaries(COLUMNS, st.integers(-9, 9), max_size=5), max_size=6)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NOTES = st.lists(
    st.tuples(
        ROWS, COLUMNS, st.sampled_from(SEVERITIES), TEXT, st.sampled_from(["Biểu 1", "không có", None])
    ),
    max_size=12,
)


def sheet_of(cells: dict[int, dict[int, int]], prefix: str, bare: bool) -> str:
    """Sheet data with these values; `bare` leaves out addresses where the place says them."""
    p, rows, last = prefix, [], 0
    for row in sorted(cells):
        written, before = [], 0
        for column in sorted(cells[row]):
            address = "" if bare and column == before + 1 else f' r="{get_column_letter(column)}{row}"'
            written.append(f'<{p}c{address} s="{column % 3}"><{p}v>{cells[row][column]}</{p}v></{p}c>')
            before = column
        number = "" if bare and row == last + 1 else f' r="{row}"'
        inside = "".join(written)
        rows.append(f"<{p}row{number}>{inside}</{p}row>" if inside else f"<{p}row{number}/>")
        last = row
    return f"<{p}sheetData>{''.join(rows)}</{p}sheetData>" if rows else f"<{p}sheetData/>"


def values_of(data: bytes) -> list:
    package = Package(data, "a")
    tables = read_sheets(data, "a", read_sheet_parts(package.parts, "a", Limits()))
    return [(table.sheet, [(c.address, c.value, c.number_format) for c in table.cells]) for table in tables]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cells=CELLS, prefix=st.sampled_from(["", "x:"]), bare=st.booleans(), chosen=NOTES)
def test_no_value_moves_and_no_other_part_changes(cells, prefix, bare, chosen) -> None:
    data = by_hand(sheet_of(cells, prefix, bare), prefix=prefix, **{"docProps/x.bin": "\x00as it was"})
    notes = [
        note(
            f"{get_column_letter(column)}{row}",
            sheet,
            severity=severity,
            message_vi=text,
            finding_id=f"f{at}",
        )
        for at, (row, column, severity, text, sheet) in enumerate(chosen)
    ]
    after = annotate_workbook(data, notes, WORDS)
    assert values_of(after)[:1] == values_of(data)
    before, now = members(data), members(after)
    changed = {name for name in before if before[name] != now[name]}
    assert changed <= {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    }  # fmt: skip
    for name, part in now.items():
        if name.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(part)
    root = etree.fromstring(now["xl/worksheets/sheet1.xml"])
    places, last_row = [], 0
    for row in root.iter("{*}row"):
        last_row, column = int(row.get("r", last_row + 1)), 0
        for cell in row:
            address = cell.get("r")
            column = column_index_from_string(coordinate_from_string(address)[0]) if address else column + 1
            places.append((last_row, column))
    assert places == sorted(set(places))
    assert annotate_workbook(after, notes, WORDS) == after
    if not bare and not prefix:
        book = openpyxl.load_workbook(io.BytesIO(after))
        noted = {one.cell for one in notes if one.sheet == "Biểu 1"}
        sheet = book["Biểu 1"]
        assert {c.coordinate for row in sheet.iter_rows() for c in row if c.comment} == noted
        assert {c.coordinate for row in sheet.iter_rows() for c in row if c.fill.fill_type} == noted
        assert len(re.findall(rb"<v:shape ", now.get("xl/drawings/vmlDrawing1.vml", b""))) == len(noted)
