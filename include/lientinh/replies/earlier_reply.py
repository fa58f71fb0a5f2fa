"""What an earlier reply of ours left in a workbook that came back: its sheet, and the colours from before it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from lientinh.documents import Table
from lientinh.read.reply_marks import is_reply_sheet
from lientinh.replies.package import Package
from lientinh.replies.sheet_list import drop_sheet, list_sheets, plain_name
from lientinh.replies.sheet_places import Address, parse_address

Colours = dict[tuple[str, Address], str]  # sheet and cell to the colour of its fill, nothing for none


def take_back_sheets(package: Package, workbook: str, tables: Iterable[Table]) -> Colours:
    """Our sheets taken out of the package; the colours that they remember of the cells they name."""
    colours: Colours = {}
    for table in tables:
        if not is_reply_sheet(table.cells):
            continue
        entry = next(
            (one for one in list_sheets(package, workbook) if plain_name(one.name) == table.sheet), None
        )
        if entry is not None and entry.part in package:
            colours |= _remembered(table)
            drop_sheet(package, workbook, entry)
    return colours


def _remembered(table: Table) -> Colours:
    """The file has been in other hands: anything that is not what we wrote is passed over."""
    colours: Colours = {}
    for cell in table.cells:
        if not isinstance(cell.value, str) or not cell.value.startswith("{"):
            continue
        try:
            kept = json.loads(cell.value)
        except ValueError:
            continue
        sheet, place, colour = (kept.get(name) for name in ("sheet", "cell", "colour"))
        if isinstance(sheet, str) and isinstance(place, str) and isinstance(colour, str):
            address = parse_address(place)
            if address is not None:
                colours[plain_name(sheet), address] = colour
    return colours
