"""What calamine does not tell of an .xlsb: number formats, errors, extents, merged and hidden places.

Its parts are rows of records, [MS-XLSB] 2.1.4: a kind and a size of one to four bytes of seven bits, then the body.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from lientinh.errors import BadInput
from lientinh.read.archive import relations_of
from lientinh.read.content import Limits
from lientinh.read.sheets.number_formats import BUILT_IN_FORMATS
from lientinh.read.sheets.part import PartBuilder, SheetPart, TooLargeError, name_error

_ROW, _SHEET, _FORMAT, _STYLE, _STYLES, _STYLES_END = 0, 156, 44, 47, 617, 618
_CELLS, _ERRORS, _COLUMNS, _MERGED = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 62}, (3, 11), 60, 176


def read_xlsb_parts(parts: Mapping[str, bytes], file_name: str, limits: Limits) -> dict[str, SheetPart]:
    """Sheet name to its part; empty where the package names no workbook.

    Findings: `read.too_many_cells` (or extents), `read.truncated`.
    """
    targets = relations_of(parts, "", file_name).values()
    workbook = next((target for kind, target in targets if kind == "officeDocument"), None)
    if workbook is None or workbook not in parts:
        return {}
    relations = relations_of(parts, workbook, file_name)
    styles = next((target for kind, target in relations.values() if kind == "styles"), "")
    sheets: dict[str, SheetPart] = {}
    budget = limits.cells
    try:
        formats = _read_formats(parts.get(styles, b""))
        for identifier, name in _list_sheets(parts[workbook]):
            kind, target = relations.get(identifier, ("", ""))
            if kind == "worksheet" and target in parts:
                sheets[name] = _read_sheet(parts[target], formats, budget)
                budget -= sheets[name].cell_count
    except TooLargeError as error:
        raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells") from error
    except (struct.error, IndexError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    return sheets


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind, at = _read_number(part, at, most=2)
        size, at = _read_number(part, at, most=4)
        yield kind, part[at : at + size]
        at += size


def _read_number(part: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for place in range(most):
        byte = part[at + place]
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most


def _read_text(body: bytes, at: int) -> tuple[str, int]:
    (count,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * count
    return body[at + 4 : end].decode("utf-16-le"), end


def _list_sheets(workbook: bytes) -> Iterator[tuple[str, str]]:
    """Relation and name of each sheet."""
    for kind, body in _records(workbook):
        if kind == _SHEET:
            relation, at = _read_text(body, 8)
            yield relation, _read_text(body, at)[0]


def _read_formats(styles: bytes) -> list[str | None]:
    custom: dict[int, str] = {}
    formats: list[str | None] = []
    inside = False
    for kind, body in _records(styles):
        if kind == _FORMAT:
            custom[struct.unpack_from("<H", body)[0]] = _read_text(body, 2)[0]
        elif kind in (_STYLES, _STYLES_END):
            inside = kind == _STYLES
        elif kind == _STYLE and inside:
            (number,) = struct.unpack_from("<H", body, 2)
            formats.append(custom.get(number) or BUILT_IN_FORMATS.get(number, "General"))
    return formats


def _read_sheet(part: bytes, formats: list[str | None], budget: int) -> SheetPart:
    builder = PartBuilder(formats, budget)
    row = 0
    for kind, body in _records(part):
        if kind in _CELLS:
            (column,) = struct.unpack_from("<I", body)
            builder.add(row, column + 1, int.from_bytes(body[4:7], "little"))
            if kind in _ERRORS:
                builder.part.placed[row, column + 1] = name_error(body[8])
        elif kind == _ROW:
            row = struct.unpack_from("<I", body)[0] + 1
            if body[11] & 0x10:
                builder.part.hidden_rows.append((row, row))
        elif kind == _COLUMNS:
            first, last = struct.unpack_from("<II", body)
            if body[16] & 1:
                builder.part.hidden_columns.append((first + 1, last + 1))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            builder.part.merged.append((top + 1, left + 1, bottom + 1, right + 1))
    return builder.finish()
