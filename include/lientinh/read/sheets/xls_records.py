"""What calamine does not tell of an .xls: number formats, errors, extents, hidden rows and columns.

The workbook's stream is a row of records, [MS-XLS]; the few that matter here have not changed since Excel 5.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from lientinh.documents import Cell
from lientinh.errors import BadInput
from lientinh.read.content import Limits
from lientinh.read.sheets.number_formats import BUILT_IN_FORMATS
from lientinh.read.sheets.part import MOST_PLACES, PartBuilder, SheetPart, TooLargeError, name_error

_BOF, _EOF, _BOUND_SHEET, _FORMAT, _XF, _RECALCULATED = 0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x1C1
_ROW, _COLUMNS, _FORMULAS, _BOOL_OR_ERROR, _MANY_NUMBERS = 0x208, 0x7D, (0x06, 0x206, 0x406), 0x205, 0xBD
_SINGLE_CELLS = {0x203, 0x204, 0xFD, 0x27E, _BOOL_OR_ERROR, 0xD6, *_FORMULAS}
_BIFF8 = 0x600
# What olefile and records that end too early raise.
_DAMAGE = (
    OSError, struct.error, LookupError, ValueError, ArithmeticError, TypeError, AttributeError, RecursionError,
)  # fmt: skip


def read_xls_parts(data: bytes, file_name: str, limits: Limits) -> list[SheetPart]:
    """One part a sheet, charts and all, in the workbook's order.

    Findings: `read.too_many_cells` (or extents), `read.truncated`.
    """
    try:
        stream = _open_stream(data)
        formats, offsets, calculated = _read_globals(stream)
        parts: list[SheetPart] = []
        budget, places = limits.cells, MOST_PLACES
        for offset in offsets:
            builder = PartBuilder(formats, budget, places)
            parts.append(_read_sheet(stream, offset, builder, calculated))
            budget, places = budget - parts[-1].cell_count, builder.places
    except TooLargeError as error:
        raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells") from error
    except _DAMAGE as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    return parts


def _open_stream(data: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        name = next(name for name in ("Workbook", "Book", None) if name is None or file.exists(name))
        if name is None:
            raise OSError("no workbook in the file")
        return bytes(file.openstream(name).read())


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    header = struct.Struct("<HH")
    while at + 4 <= len(stream):
        kind, size = header.unpack_from(stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _read_globals(stream: bytes) -> tuple[list[str | None], list[int], bool]:
    """Format of each cell style, where the sheets begin, whether the formulas were ever calculated."""
    custom: dict[int, str] = {}
    numbers: list[int] = []
    offsets: list[int] = []
    version, calculated = _BIFF8, False
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            version = struct.unpack_from("<H", body)[0]
        elif kind == _BOUND_SHEET:
            offsets.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT:
            custom[struct.unpack_from("<H", body)[0]] = _read_text(body[2:], version)
        elif kind == _XF:
            numbers.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _RECALCULATED:
            calculated = True
        elif kind == _EOF:
            break
    formats = [custom.get(number) or BUILT_IN_FORMATS.get(number, "General") for number in numbers]
    return list(formats), offsets, calculated


def _read_text(body: bytes, version: int) -> str:
    if version < _BIFF8:
        return body[1 : 1 + body[0]].decode("cp1252", "replace")
    count, flags = struct.unpack_from("<HB", body)
    return body[3 : 3 + 2 * count].decode("utf-16-le") if flags & 1 else body[3 : 3 + count].decode("latin-1")


def _read_sheet(stream: bytes, offset: int, builder: PartBuilder, calculated: bool) -> SheetPart:
    depth = 0  # a chart inside a sheet has a beginning and an end of its own
    for kind, body in _records(stream, offset):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth != 1:
            continue
        elif kind in _SINGLE_CELLS:
            _read_cell(builder, kind, body, calculated)
        elif kind == _MANY_NUMBERS:
            row, first = struct.unpack_from("<HH", body)
            for number, at in enumerate(range(4, len(body) - 2, 6)):
                builder.add(row + 1, first + number + 1, struct.unpack_from("<H", body, at)[0])
        elif kind == _ROW and body[12] & 0x20:
            row = struct.unpack_from("<H", body)[0] + 1
            builder.part.hidden_rows.append((row, row))
        elif kind == _COLUMNS and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            builder.part.hidden_columns.append((first + 1, last + 1))
    return builder.finish()


def _read_cell(builder: PartBuilder, kind: int, body: bytes, calculated: bool) -> None:
    row, column, style = struct.unpack_from("<HHH", body)
    row, column = row + 1, column + 1
    builder.add(row, column, style)
    error = None
    if kind == _BOOL_OR_ERROR and body[7]:
        error = body[6]
    elif kind in _FORMULAS:
        result = body[6:14]
        if result[6:] == b"\xff\xff" and result[0] == 2:
            error = result[2]
        elif not calculated and result == bytes(8):  # the nought that a program puts down for a formula
            builder.part.uncalculated.append(Cell(row, column, None, "").address)
    if error is not None:
        builder.part.placed[row, column] = name_error(error)
