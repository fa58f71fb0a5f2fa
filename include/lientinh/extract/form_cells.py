"""One cell of a form: a number, a missing mark, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import UnitWord
from lientinh.documents import Cell
from lientinh.extract.numbers import NumberKind, parse_number
from lientinh.read.number_formats import is_percent, rounding_of


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A cell's number in the unit its row names, and half its last written place."""

    value: Decimal
    rounding: Decimal


NoNumber = Literal["not_reported", "not_applicable", "not_numeric"]


def parse_cell(cell: Cell | None, unit: UnitWord, catalogue: Catalogue) -> CellNumber | NoNumber:
    """The number of a cell. A numeric cell is taken as it is; only typed text goes through the text parser.

    A percent-formatted cell holds a fraction: 0.125 shown as "12,5%" is 12.5 where the unit is per cent.
    A mark that the catalogue says means zero is a zero; any other mark is no number.
    """
    if cell is None:
        return "not_reported"
    if isinstance(cell.value, Decimal):
        percent = is_percent(cell.number_format) and catalogue.unit(unit.unit_code).kind == "ratio"
        value = cell.value * 100 if percent else cell.value
        return CellNumber(value, rounding_of(cell.value, cell.number_format))
    if not isinstance(cell.value, str):
        return "not_numeric"
    text = " ".join(cell.value.split())
    mark = catalogue.missing_mark(text)
    if mark is not None:
        return CellNumber(Decimal(0), Decimal("0.5")) if mark.meaning == "zero_reported" else mark.meaning
    return _parse_text(text, unit, catalogue)


def _parse_text(text: str, unit: UnitWord, catalogue: Catalogue) -> CellNumber | NoNumber:
    negative = text.startswith(("-", "−"))
    plain = text.lstrip("-−").removesuffix("%").strip()
    parsed = parse_number(plain, _number_kind(unit, catalogue))
    if parsed is None:
        return "not_numeric"
    return CellNumber(-parsed.value if negative else parsed.value, parsed.rounding)


def _number_kind(unit: UnitWord, catalogue: Catalogue) -> NumberKind:
    if catalogue.unit(unit.unit_code).kind == "ratio":
        return "percent"
    return "scaled" if unit.factor != 1 else "count"
