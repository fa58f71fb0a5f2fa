"""A form's cell: its number by its own unit, by what its column proves, or none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import UnitWord
from lientinh.documents import Cell
from lientinh.extract.forms.cells import CellNumber, parse_cell

CELLS = [
    # text, the row's unit, marks, value in that unit (None: no number), doubtful
    ("66,72%", "%", ",.", "66.72", False),
    ("55.34%", "%", ",.", "55.34", False),
    ("18.044 người", "người", ",.", "18044", False),
    ("18.044 người", "người", ",", "18044", False),
    ("12,345", "người", ",.", "12345", True),
    ("1,2 triệu người", "nghìn người", "", "1200", False),
    ("18.044 hộ", "người", ",", None, False),
    ("55,34%", "người", ",", None, False),
    ("12,5 điểm gì đó", "%", ",", None, False),
    ("1.234", "nghìn người", "", "1234", True),
    ("1.234", "nghìn người", ".", "1.234", False),
    ("−1.234,5", "nghìn người", "", "-1234.5", False),
    ("12.5", "người", "", None, False),
]


def unit_named(catalogue: Catalogue, name: str) -> UnitWord:
    return next(word for word in catalogue.unit_words if word.word == name)


@pytest.mark.parametrize(("text", "unit", "marks", "value", "doubtful"), CELLS)
def test_a_cell_of_text(text, unit, marks, value, doubtful, catalogue: Catalogue) -> None:
    found = parse_cell(Cell(1, 1, text, text), unit_named(catalogue, unit), catalogue, frozenset(marks))
    if value is None:
        assert found == "not_numeric"
    else:
        assert isinstance(found, CellNumber)
        assert (found.value, found.doubtful) == (Decimal(value), doubtful)


def test_the_rounding_is_in_the_rows_unit(catalogue: Catalogue) -> None:
    found = parse_cell(Cell(1, 1, "1,2 triệu người", ""), unit_named(catalogue, "nghìn người"), catalogue)
    assert isinstance(found, CellNumber)
    assert found.rounding == 50


@pytest.mark.parametrize(
    ("number_format", "value"), [("#,##0", "1234567"), ("#,##0,", "1234.567"), ("#,##0.0,,", "1.234567")]
)
def test_a_unit_is_said_of_what_the_sheet_shows(catalogue, number_format, value) -> None:
    cell = Cell(1, 1, Decimal(1234567), "", number_format)
    found = parse_cell(cell, unit_named(catalogue, "nghìn người"), catalogue)
    assert found.value == Decimal(value)
