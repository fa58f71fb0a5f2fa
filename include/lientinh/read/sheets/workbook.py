"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) into one table a sheet, cells at the sheet's real addresses."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lientinh.documents import RawValue, Remark, Table
from lientinh.errors import BadInput
from lientinh.read.archive import Package, open_package
from lientinh.read.content import Content, Limits
from lientinh.read.external_links import find_links_of_ods, find_links_of_workbook
from lientinh.read.reply_marks import count_answers, is_reply_sheet
from lientinh.read.sheets.grid import Row, SheetGrid
from lientinh.read.sheets.hidden_places import note_hidden_places
from lientinh.read.sheets.newer_errors import with_known_errors
from lientinh.read.sheets.ods_parts import read_ods_parts
from lientinh.read.sheets.part import Range, SheetPart
from lientinh.read.sheets.xls_records import read_xls_parts
from lientinh.read.sheets.xlsb_records import read_xlsb_parts
from lientinh.read.sheets.xlsx_parts import read_sheet_parts
from lientinh.read.signatures import is_protected_xls, require

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
_VBA_STORAGE = "_VBA_PROJECT_CUR".encode("utf-16-le")  # [MS-OVBA] 2.2.1, as the directory of an .xls names it
_SHOWN_CELLS = 3  # of the cells at fault; a message is no list

Parts = Mapping[str, SheetPart] | Sequence[SheetPart]  # by the sheet's name, or in the order of all sheets


def read_xlsx(data: bytes, file_name: str, limits: Limits) -> Content:
    """An .xlsx: typed cells by calamine, number formats and checks from its own parts.

    An .xlsm may hold macros, which are not run; an .xlsx that holds them hides them.
    Findings: those of `open_package`, `read.macro`, `read.zero_sheets`, `read.empty`, `read.not_calculated`.
    """
    parts = open_package(data, file_name, limits, macros=file_name.lower().endswith(".xlsm"))
    if any(name.startswith("word/") for name in parts):
        raise BadInput("read.not_what_its_name_says", file_name, found="Word (.docx)")
    sheets = read_sheet_parts(parts, file_name, limits)
    remarks = _remarks_on(parts, file_name)
    data = with_known_errors(data, parts)
    parts.clear()  # calamine unpacks them again; the largest are not held twice
    return replace(_read_sheets(data, file_name, sheets, _XLSX, limits), remarks=remarks)


def _remarks_on(package: Package, file_name: str) -> tuple[Remark, ...]:
    programs = (Remark("read.macro_not_run"),) if package.holds_programs else ()
    return (*programs, *find_links_of_workbook(package, file_name))


def read_xlsb(data: bytes, file_name: str, limits: Limits) -> Content:
    """An .xlsb, whose parts are binary; every formula in it has a result. Findings: as `read_xlsx`."""
    parts = open_package(data, file_name, limits, macros=True, records=True)
    if not any(name.endswith("workbook.bin") for name in parts):
        found = "Excel (.xlsx)" if "xl/workbook.xml" in parts else "zip"
        raise BadInput("read.not_what_its_name_says", file_name, found=found)
    sheets = read_xlsb_parts(parts, file_name, limits)
    remarks = _remarks_on(parts, file_name)
    parts.clear()
    return replace(_read_sheets(data, file_name, sheets, _XLSB, limits), remarks=remarks)


def read_xls(data: bytes, file_name: str, limits: Limits) -> Content:
    """An .xls of Excel 95 to 2003. Findings: as `read_xlsx`."""
    require(data, file_name, "ole2")
    if is_protected_xls(data):
        raise BadInput("read.password_protected", file_name)
    remarks = (Remark("read.macro_not_run"),) if _VBA_STORAGE in data else ()
    parts = read_xls_parts(data, file_name, limits)
    return replace(_read_sheets(data, file_name, parts, "application/vnd.ms-excel", limits), remarks=remarks)


def read_ods(data: bytes, file_name: str, limits: Limits) -> Content:
    """An OpenDocument spreadsheet. Findings: as `read_xlsx`."""
    package = open_package(data, file_name, limits)
    remarks = find_links_of_ods(package)
    parts = read_ods_parts(package, file_name, limits)
    content = _read_sheets(data, file_name, parts, _ODS, limits)
    return replace(content, remarks=remarks)


def _read_sheets(data: bytes, file_name: str, parts: Parts, media_type: str, limits: Limits) -> Content:
    tables: list[Table] = []
    notes: list[str] = []
    for table, part in _pair_sheets(data, file_name, parts):
        _refuse_uncalculated(part, table, file_name)
        if is_reply_sheet(table.cells):
            answers = count_answers(table.cells)
            notes.append(
                f"sheet {table.sheet}: review notes of a reply, ignored; answers written in it: {answers}"
            )
            continue
        if table.hidden:
            notes.append(f"hidden sheet {table.sheet}: {len(table.cells)} cells, not read for figures")
        else:
            notes += note_hidden_places(table, part)
        tables.append(replace(table, number=len(tables) + 1))
        if len(tables) > limits.sheets:
            raise BadInput("read.too_large", file_name, limit=limits.sheets, unit="sheets")
    if not any(table.cells for table in tables):
        raise BadInput("read.empty", file_name)
    return Content(tuple(tables), media_type, notes=tuple(notes))


def _refuse_uncalculated(part: SheetPart, table: Table, file_name: str) -> None:
    if part.uncalculated:
        raise BadInput(
            "read.not_calculated", file_name, sheet=table.sheet,
            cells=", ".join(part.uncalculated[:_SHOWN_CELLS]), count=len(part.uncalculated),
        )  # fmt: skip


def read_sheets(data: bytes, file_name: str, parts: Parts) -> Iterator[Table]:
    """Every worksheet, a reply's own too. Findings: `read.zero_sheets`, `read.password_protected`, `read.truncated`."""
    return (table for table, _ in _pair_sheets(data, file_name, parts))


def _pair_sheets(data: bytes, file_name: str, parts: Parts) -> Iterator[tuple[Table, SheetPart]]:
    """Each worksheet with its part; chart and dialogue sheets hold no cells and are left out."""
    with _refusing_damage(file_name):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [
        (at, meta) for at, meta in enumerate(workbook.sheets_metadata) if meta.typ == SheetTypeEnum.WorkSheet
    ]
    if any(meta.typ == SheetTypeEnum.MacroSheet for meta in workbook.sheets_metadata):
        raise BadInput("read.macro", file_name)
    if not sheets:
        raise BadInput("read.zero_sheets", file_name)
    for number, (at, meta) in enumerate(sheets, start=1):
        known = parts.get(meta.name) if isinstance(parts, Mapping) else next(iter(parts[at : at + 1]), None)
        part = known or SheetPart()
        with _refusing_damage(file_name):
            sheet = workbook.get_sheet_by_index(at)
            grid = _read_grid(sheet, part)
        if len(grid) > part.cell_count:  # formats, errors and formulas of some would be unknown
            detail = f"sheet {meta.name}: cells that only one of two ways of reading finds"
            raise BadInput("read.truncated", file_name, detail=detail)
        hidden = meta.visible != SheetVisibleEnum.Visible
        yield Table(number, _nfc(meta.name), grid, _merged(sheet) or tuple(part.merged), hidden), part


def _merged(sheet: CalamineSheet) -> tuple[Range, ...]:
    return tuple(
        (first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
        for first, last in sheet.merged_cell_ranges or ()
    )


@contextmanager
def _refusing_damage(file_name: str) -> Iterator[None]:
    """What calamine says of a file it cannot read, as a finding: `read.password_protected`, `read.truncated`."""
    try:
        yield
    except PasswordError as error:
        raise BadInput("read.password_protected", file_name) from error
    except (
        CalamineError,
        OSError,
        OverflowError,
        ValueError,
    ) as error:  # an end too early, a date beyond all days
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    except BaseException as error:  # a panic in Rust derives from BaseException
        if type(error).__name__ != "PanicException":
            raise
        raise BadInput("read.truncated", file_name, detail=str(error)) from error


def _read_grid(sheet: CalamineSheet, part: SheetPart) -> SheetGrid:
    if sheet.start is None:
        return SheetGrid(1, 1, [], {})
    first_row, first_column = sheet.start
    texts = _Texts()
    rows: list[Row] = []
    gap = [""] * sheet.width
    for values in islice(sheet.iter_rows(), first_row, None):  # it begins at the first row of the sheet
        row: Row = []
        if values != gap:
            row = [texts[value] if type(value) is str else value for value in values]
            while row and row[-1] is None:
                row.pop()
        rows.append(row)
    for (number, column), value in part.placed.items():
        _place(rows, number - first_row - 1, column - first_column - 1, value)
    return SheetGrid(first_row + 1, first_column + 1, rows, part.formats, part.default_format)


def _place(rows: list[Row], row: int, column: int, value: RawValue) -> None:
    if 0 <= row < len(rows) and column >= 0:
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value


class _Texts(dict[str, str | None]):
    """Texts of a sheet as they are kept, each once: a column of names says few different ones."""

    def __missing__(self, text: str) -> str | None:
        plain = _nfc(text).replace("\r\n", "\n").replace("\r", "\n")
        kept = self[text] = plain if plain.strip() else None
        return kept


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
