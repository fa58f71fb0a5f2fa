"""One cell of a form: a number, a missing mark, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lientinh.catalogue import match_key
from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import UnitWord
from lientinh.documents import Cell
from lientinh.extract.numbers import Marks, NumberKind, parse_number
from lientinh.read.sheets.number_formats import is_percent, rounding_of, scale_of

_NUMBER_AND_UNIT = re.compile(r"([-−]?)\s*([0-9][0-9.,]*(?: [0-9]{3})*(?:[.,][0-9]+)?)\s*(.*)")


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A cell's number in the unit its row names, and half its last written place.

    `doubtful`: its text can be read in two ways and nothing around it says which; not to be read as a figure.
    """

    value: Decimal
    rounding: Decimal
    doubtful: bool = False


NO_MARKS: Marks = frozenset()
NoNumber = Literal["not_reported", "not_applicable", "not_numeric"]


def parse_cell(
    cell: Cell | None, unit: UnitWord, catalogue: Catalogue, marks: Marks = NO_MARKS
) -> CellNumber | NoNumber:
    """The number of a cell. A numeric cell is taken as it is; only typed text goes through the text parser.

    A percent-formatted cell holds a fraction: 0.125 shown as "12,5%" is 12.5 where the unit is per cent. A unit is said
    of what the sheet shows: 1234567 shown in thousands ("#,##0,") is 1234.567 of it.
    A mark that the catalogue says means zero is a zero; any other mark is no number. Text may name its own unit
    ("18.044 người"): another scale of the same unit is converted, another unit is no number. `marks`: what
    the figures around it prove.
    """
    if cell is None:
        return "not_reported"
    if isinstance(cell.value, Decimal):
        percent = is_percent(cell.number_format) and catalogue.unit(unit.unit_code).kind == "ratio"
        value = (cell.value * 100 if percent else cell.value).scaleb(-scale_of(cell.number_format))
        return CellNumber(value, rounding_of(cell.value, cell.number_format))
    if not isinstance(cell.value, str):
        return "not_numeric"
    text = " ".join(cell.value.split())
    mark = catalogue.missing_mark(text)
    if mark is not None:
        return CellNumber(Decimal(0), Decimal("0.5")) if mark.meaning == "zero_reported" else mark.meaning
    return _parse_text(text, unit, catalogue, marks)


def _parse_text(text: str, unit: UnitWord, catalogue: Catalogue, marks: Marks) -> CellNumber | NoNumber:
    match = _NUMBER_AND_UNIT.fullmatch(text)
    own = _own_unit(match[3], unit, catalogue) if match else None
    if match is None or own is None:
        return "not_numeric"
    parsed = parse_number(match[2], _number_kind(own, catalogue), marks)
    if parsed is None:
        return "not_numeric"
    scale = own.factor / unit.factor
    value = parsed.value * scale
    return CellNumber(-value if match[1] else value, parsed.rounding * scale, parsed.doubtful)


def _own_unit(words: str, unit: UnitWord, catalogue: Catalogue) -> UnitWord | None:
    """The unit the cell names beside its number, else the row's; None where it is another one."""
    if not words:
        return unit
    if words == "%":
        return unit if catalogue.unit(unit.unit_code).kind == "ratio" else None
    key = match_key(words)
    named = (one for one in catalogue.unit_words if match_key(one.word) == key)
    return next((one for one in named if one.unit_code == unit.unit_code), None)


def _number_kind(unit: UnitWord, catalogue: Catalogue) -> NumberKind:
    kind = catalogue.unit(unit.unit_code).kind
    if kind == "ratio":
        return "percent"
    return "count" if unit.factor == 1 and kind in ("count", "events") else "scaled"
