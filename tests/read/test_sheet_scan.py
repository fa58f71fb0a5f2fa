"""What is found in a sheet's XML by patterns: the same whatever program wrote it, and in one pass."""

from __future__ import annotations

import contextlib
import time

import pytest

from lientinh.documents import CellError
from lientinh.errors import BadInput
from lientinh.read.sheets.xlsx_scan import scan_sheet

FORMATS = ["General", "0.0%", "#,##0"]


def scan(rows: str, *, head: str = "", stale: bool = False, budget: int = 1_000):
    data = f'<?xml version="1.0"?><worksheet>{head}<sheetData>{rows}</sheetData></worksheet>'
    return scan_sheet(data.encode(), FORMATS, "a.xlsx", budget, stale=stale)


def formats(part) -> dict[str, str | None]:
    return {
        f"{chr(64 + column)}{row}": shown
        for row, found in part.formats.items()
        for column, shown in enumerate(found.formats, start=found.column)
    }


V = "<v>1</v>"


@pytest.mark.parametrize(
    "rows",
    [
        f'<row r="2"><c r="B2" s="1">{V}</c><c r="C2" t="n" s="2">{V}</c></row>',
        f"<row r='2'><c s='1' r='B2'>{V}</c><c r='C2' s='2'>{V}</c></row>",
        f'<row r="2"><c  r = "B2"  s = "1" >{V}</c>\n<c\nr="C2" s="2">{V}</c></row>',
        f'<row/><row><c/><c s="1">{V}</c><c s="2">{V}</c></row>',
        f'<row r="2"><c r="A2"/><c r="B2" s="1">{V}</c><c s="2">{V}</c></row>',
        f'<row><c r="B2" s="1">{V}</c><c r="C2" s="2">{V}</c></row>',
        f'<row r="9"><c r="B2" s="1">{V}</c><c r="C2" s="2">{V}</c></row>',  # a cell's own address leads
        f'<row r="2"><!-- <c r="B2" s="0"/> --><c r="B2" s="1">{V}</c><c r="C2" s="2">{V}</c></row>',
        f'<row r="2"><c r="B2" s="1" t="inlineStr"><is><t><![CDATA[<c r="B2" s="2">]]></t></is></c>'
        f'<c r="C2" s="2">{V}</c></row>',
    ],
)
def test_formats_whoever_wrote_them(rows) -> None:
    part = scan(rows)
    assert {place: shown for place, shown in formats(part).items() if shown != "General"} == {
        "B2": "0.0%", "C2": "#,##0",
    }  # fmt: skip
    assert part.cell_count == 2


def test_formats_under_a_prefix() -> None:
    rows = '<x:row r="2"><x:c r="B2" s="1"><x:v>1</x:v></x:c><x:c r="C2" s="2" t="e"><x:v>#N/A</x:v></x:c></x:row>'
    data = f"<x:worksheet><x:sheetData>{rows}</x:sheetData></x:worksheet>".encode()
    part = scan_sheet(data, FORMATS, "a", 99, stale=False)
    assert formats(part) == {"B2": "0.0%", "C2": "#,##0"}
    assert part.placed == {(2, 3): CellError("#N/A")}


def test_cells_without_an_address_under_a_prefix() -> None:
    rows = '<x:row><x:c><x:v>1</x:v></x:c><x:c s="1"><x:v>2</x:v></x:c></x:row>'
    rows += '<x:row><x:c r="A2" s="1"><x:v>1</x:v></x:c><x:c s="2"><x:v>2</x:v></x:c></x:row>'
    data = f"<x:worksheet><x:sheetData>{rows}</x:sheetData></x:worksheet>".encode()
    part = scan_sheet(data, FORMATS, "a", 99, stale=False)
    assert formats(part) == {"A1": "General", "B1": "0.0%", "A2": "0.0%", "B2": "#,##0"}
    assert part.cell_count == 4


def test_cells_of_one_kind_and_cells_apart() -> None:
    """Columns are told from the first cell only where all stand side by side."""
    part = scan(
        f'<row r="1"><c r="A1" s="1">{V}</c><c r="B1" s="1">{V}</c></row>'
        f'<row r="2"><c r="A2" s="1">{V}</c><c r="C2" s="1">{V}</c></row>'
        f'<row r="3"><c r="B3" s="1">{V}</c><c r="C3" s="1">{V}</c></row>'
        f'<row r="4"><c r="A4">{V}</c><c r="B4" s="0"/></row>'
    )
    assert {place for place, shown in formats(part).items() if shown == "0.0%"} == {
        "A1", "B1", "A2", "C2", "B3", "C3",
    }  # fmt: skip
    assert part.formats[1].formats is not part.formats[2].formats
    assert 4 not in part.formats
    assert (part.default_format, part.cell_count) == ("General", 7)


def test_a_style_that_is_not_there() -> None:
    assert formats(scan(f'<row r="1"><c r="A1" s="99">{V}</c></row>')) == {"A1": None}


@pytest.mark.parametrize(
    ("cell", "stale", "uncalculated"),
    [
        ('<c r="B2"><f>A1</f></c>', False, ["B2"]),
        ('<c r="B2"><f>A1</f><v></v></c>', False, ["B2"]),
        ('<c r="B2"><f>A1</f><v/></c>', False, ["B2"]),
        ('<c r="B2">\n<f t="shared" si="0"/>\n<v> </v>\n</c>', False, ["B2"]),
        ("<c><f>A1</f></c>", False, ["row 2"]),
        ('<c r="B2"><f>A1</f><v>5</v></c>', False, []),
        ('<c r="B2"><f>A1</f><v>0</v></c>', False, []),
        ('<c r="B2"><f>A1</f><v>0</v></c>', True, ["B2"]),  # nobody calculated that nought
        ('<c r="B2"><f>A1</f><v>0.5</v></c>', True, []),
        ('<c r="B2"><v>0</v></c>', True, []),
        ('<c r="B2" t="str"><f>A1</f><v></v></c>', True, []),  # the empty text is a result
        ('<c r="B2" t="str"><f>A1</f></c>', False, []),
    ],
)
def test_formulas_without_a_result(cell, stale, uncalculated) -> None:
    assert scan(f'<row r="2">{cell}</row>', stale=stale).uncalculated == uncalculated


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c>',
        "<c><v>1</v></c><c t='e'><f>NA()</f><v> #N/A </v></c>",
        '<c r="A1" t="str"><v>1</v></c><c r="B1" s="1" t="e"><f t="shared" si="0"/><v>#N/A</v></c>',
    ],
)
def test_errors(cells) -> None:
    assert scan(f'<row r="1">{cells}</row>').placed == {(1, 2): CellError("#N/A")}


def test_hidden_rows_and_columns() -> None:
    head = '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" hidden="0"/></cols>'
    part = scan(
        '<row r="3" hidden="1"/><row r="4" hidden="true"><c r="A4"/></row><row r="5" hidden="0"/>', head=head
    )
    assert (part.hidden_rows, part.hidden_columns) == ([(3, 3), (4, 4)], [(2, 3)])


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="x"/>',
        '<row r="1"><c s="x" r="A1"/></row>',
        "</sheetData><sheetData>",
        '<row r="1"><c r="A1"><!-- </c></row>',
    ],
)
def test_damage_is_refused(rows) -> None:
    with pytest.raises(BadInput) as refusal:
        scan(rows)
    assert refusal.value.rule_id == "read.truncated"


@pytest.mark.parametrize("cell", ['<c r="XFE1"><v>1</v></c>', '<c r="ZZZZZZZ1"/>'])
def test_columns_that_no_sheet_has(cell) -> None:
    with pytest.raises(BadInput) as refusal:
        scan(f'<row r="1">{cell}</row>')
    assert refusal.value.details["unit"] == "cells"


@pytest.mark.parametrize(
    "piece",
    [
        "<c ", '<c r="A1"><f>', '<c r="A1" t="e"><v>', "<!--", "<row ", '<c r="A1"><f>A1</f><v> ', " ", "<f><f>",
        '<c r="A1" ', "<x:c ", "</v></c>",
    ],
)  # fmt: skip
def test_no_input_takes_more_than_a_pass(piece) -> None:
    """A pattern that looks at a place again for every place would take hours over a megabyte."""
    rows = f'<row r="1"><c r="A1" t="e"><f>A1</f><v>{piece * (1_000_000 // len(piece))}'
    start = time.process_time()
    with contextlib.suppress(BadInput):
        scan(rows, stale=True, budget=10_000_000)
    assert time.process_time() - start < 5
