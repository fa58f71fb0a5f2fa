"""Other styles for cells of a sheet, and empty cells where there were none; no value is touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers.expat import ParserCreate

from lientinh.replies.sheet_places import Address, SheetPlaces, address_text, parse_address
from lientinh.replies.splices import Edit, apply_edits, parse_with, set_attribute, tag_end


class _Cell(NamedTuple):
    column: int
    start: int
    opened: int
    style: int


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the sheet's XML as bytes, with the places of its cells in them."""

    data: bytes
    tag_end: int
    end: int  # of its content
    style: int | None
    cells: tuple[_Cell, ...]


def read_styles(sheet: SheetPlaces, wanted: Iterable[Address], file_name: str) -> dict[Address, int]:
    """The style index of each cell; one that is not there has its row's or its column's."""
    styles: dict[Address, int] = {}
    for number, columns in _by_row(wanted).items():
        start, end, exists = sheet.find_row(number)
        row = _read_row(sheet.data[start:end], file_name) if exists else None
        own = {cell.column: cell.style for cell in row.cells} if row else {}
        for column in columns:
            style = own.get(column, row.style if row else None)
            styles[number, column] = sheet.style_of(column) if style is None else style
    return styles


def style_cells(sheet: SheetPlaces, styles: Mapping[Address, int], file_name: str) -> list[Edit]:
    """Edits that give cells these styles; a cell that is not there is made, empty."""
    edits: list[Edit] = []
    new_rows: dict[int, bytes] = {}
    for number, columns in _by_row(styles).items():
        start, end, exists = sheet.find_row(number)
        wanted = {column: styles[number, column] for column in columns}
        if exists:
            row = _read_row(sheet.data[start:end], file_name)
            edits.append(Edit(start, end, _style_row(row, number, wanted, sheet.prefix)))
        else:
            cells = "".join(_empty_cell(number, column, wanted[column], sheet.prefix) for column in columns)
            made = f'<{sheet.prefix}row r="{number}">{cells}</{sheet.prefix}row>'.encode()
            new_rows[start] = new_rows.get(start, b"") + made
    if sheet.has_no_rows and new_rows:
        opening = sheet.data[slice(*sheet.sheet_data)][:-2].rstrip() + b">"
        rows = b"".join(new_rows.values())
        return [Edit(*sheet.sheet_data, opening + rows + f"</{sheet.prefix}sheetData>".encode())]
    return edits + [Edit(at, at, made) for at, made in new_rows.items()]


def _by_row(addresses: Iterable[Address]) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for row, column in sorted(set(addresses)):
        rows.setdefault(row, []).append(column)
    return rows


def _read_row(data: bytes, file_name: str) -> _Row:
    """Without namespaces: prefixes of a row are declared above it."""
    cells: list[_Cell] = []
    row: dict[str, str] = {}
    depth = 0
    content_end = 0
    parser = ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if depth == 0:
            row.update(attributes)
        elif depth == 1 and name.rpartition(":")[2] == "c":
            address = parse_address(attributes.get("r", ""))
            column = address[1] if address else (cells[-1].column if cells else 0) + 1
            at = parser.CurrentByteIndex
            cells.append(_Cell(column, at, tag_end(data, at), int(attributes.get("s") or 0)))
        depth += 1

    def end(name: str) -> None:
        nonlocal depth, content_end
        depth -= 1
        content_end = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parse_with(parser, data, file_name)
    custom = row.get("customFormat") in ("1", "true")
    return _Row(data, tag_end(data, 0), content_end, int(row.get("s") or 0) if custom else None, tuple(cells))


def _style_row(row: _Row, number: int, wanted: Mapping[int, int], prefix: str) -> bytes:
    edits: list[Edit] = []
    columns = {cell.column for cell in row.cells}
    for cell in row.cells:
        if cell.column in wanted and wanted[cell.column] != cell.style:
            tag = set_attribute(row.data[cell.start : cell.opened], "s", wanted[cell.column])
            edits.append(Edit(cell.start, cell.opened, tag))
    missing = [column for column in sorted(wanted) if column not in columns]
    if not missing:
        return apply_edits(row.data, edits)
    tag = set_attribute(row.data[: row.tag_end], "spans", None)  # an optimisation that would be wrong now
    if row.data[: row.tag_end].endswith(b"/>"):
        cells = "".join(_empty_cell(number, column, wanted[column], prefix) for column in missing)
        return (
            tag[:-2].rstrip() + b">" + cells.encode() + f"</{prefix}row>".encode() + row.data[row.tag_end :]
        )
    edits.append(Edit(0, row.tag_end, tag))
    for column in missing:
        at = next((cell.start for cell in row.cells if cell.column > column), row.end)
        edits.append(Edit(at, at, _empty_cell(number, column, wanted[column], prefix).encode()))
    return apply_edits(row.data, edits)


def _empty_cell(row: int, column: int, style: int, prefix: str) -> str:
    return f'<{prefix}c r="{address_text((row, column))}" s="{style}"/>'
