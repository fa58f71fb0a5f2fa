"""Workbooks (.xlsx, .xlsm, .xls, .ods) into one table a sheet, cells at the sheet's real addresses."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
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

from lientinh.documents import CellError, Table
from lientinh.errors import BadInput
from lientinh.read.archive import open_package
from lientinh.read.content import Content, Limits
from lientinh.read.ods_extents import check_extents
from lientinh.read.reply_marks import count_answers, is_reply_sheet
from lientinh.read.sheet_grid import Row, SheetGrid
from lientinh.read.sheet_parts import read_sheet_parts
from lientinh.read.sheet_scan import SheetPart
from lientinh.read.signatures import is_protected_xls, require

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN_CELLS = 3  # of the cells at fault; a message is no list


def read_xlsx(data: bytes, file_name: str, limits: Limits) -> Content:
    """An .xlsx: typed cells by calamine, number formats and checks from its own parts.

    Findings: those of `open_package`, `read.zero_sheets`, `read.empty`, `read.not_calculated`.
    """
    parts = open_package(data, file_name, limits)
    if any(name.startswith("word/") for name in parts):
        raise BadInput("read.not_what_its_name_says", file_name, found="Word (.docx)")
    sheets = read_sheet_parts(parts, file_name, limits)
    for name, sheet in sheets.items():
        if sheet.uncalculated:
            raise BadInput(
                "read.not_calculated", file_name, sheet=name,
                cells=", ".join(sheet.uncalculated[:_SHOWN_CELLS]), count=len(sheet.uncalculated),
            )  # fmt: skip
    return _read_sheets(data, file_name, sheets, _XLSX)


def read_xls(data: bytes, file_name: str, limits: Limits) -> Content:
    """An .xls of Excel 95 to 2003; at most 65,536 × 256 cells a sheet by its format, so no extent to check."""
    require(data, file_name, "ole2")
    if is_protected_xls(data):
        raise BadInput("read.password_protected", file_name)
    return _read_sheets(data, file_name, {}, "application/vnd.ms-excel")


def read_ods(data: bytes, file_name: str, limits: Limits) -> Content:
    """An OpenDocument spreadsheet; its number formats are not followed, numbers show as they are."""
    check_extents(open_package(data, file_name, limits), file_name, limits)
    return _read_sheets(data, file_name, {}, "application/vnd.oasis.opendocument.spreadsheet")


def _read_sheets(data: bytes, file_name: str, parts: dict[str, SheetPart], media_type: str) -> Content:
    tables: list[Table] = []
    notes: list[str] = []
    for table in read_sheets(data, file_name, parts):
        if is_reply_sheet(table.cells):
            answers = count_answers(table.cells)
            notes.append(
                f"sheet {table.sheet}: review notes of a reply, ignored; answers written in it: {answers}"
            )
            continue
        if table.hidden:
            notes.append(f"hidden sheet {table.sheet}: {len(table.cells)} cells, not read for figures")
        tables.append(replace(table, number=len(tables) + 1))
    if not any(table.cells for table in tables):
        raise BadInput("read.empty", file_name)
    return Content(tuple(tables), media_type, notes=tuple(notes))


def read_sheets(data: bytes, file_name: str, parts: dict[str, SheetPart]) -> Iterator[Table]:
    """Every worksheet, a reply's own too. Findings: `read.zero_sheets`, `read.password_protected`, `read.truncated`."""
    for number, (sheet, hidden) in enumerate(_open_sheets(data, file_name), start=1):
        part = parts.get(sheet.name)
        grid = _read_grid(sheet, part or SheetPart())
        if part is not None and len(grid) > part.cell_count:
            raise BadInput(
                "read.truncated", file_name, detail=f"sheet {sheet.name}: cells in an unknown order"
            )
        merged = tuple(
            (first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
            for first, last in sheet.merged_cell_ranges or ()
        )
        yield Table(number, _nfc(sheet.name), grid, merged, hidden)


def _open_sheets(data: bytes, file_name: str) -> Iterator[tuple[CalamineSheet, bool]]:
    """Each worksheet and whether it is hidden; chart and dialogue sheets hold no cells and are left out."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        worksheets = [meta for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        if not worksheets:
            raise BadInput("read.zero_sheets", file_name)
        for meta in worksheets:
            yield workbook.get_sheet_by_name(meta.name), meta.visible != SheetVisibleEnum.Visible
    except PasswordError as error:
        raise BadInput("read.password_protected", file_name) from error
    except CalamineError as error:
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
    for values in islice(sheet.iter_rows(), first_row, None):  # it begins at the first row of the sheet
        row = [texts[value] if type(value) is str else value for value in values]
        while row and row[-1] is None:
            row.pop()
        rows.append(row)
    for (number, column), code in part.errors.items():
        _put_error(rows, number - first_row - 1, column - first_column - 1, code)
    return SheetGrid(first_row + 1, first_column + 1, rows, part.formats, part.default_format)


def _put_error(rows: list[Row], row: int, column: int, code: str) -> None:
    """Calamine gives nothing where a formula failed; what is missing and what went wrong are two things."""
    if 0 <= row < len(rows) and column >= 0:
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = CellError(code)


class _Texts(dict[str, str | None]):
    """Texts of a sheet as they are kept, each once: a column of names says few different ones."""

    def __missing__(self, text: str) -> str | None:
        plain = _nfc(text).replace("\r\n", "\n").replace("\r", "\n")
        kept = self[text] = plain if plain.strip() else None
        return kept


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
