"""A reading as arithmetic takes it: what its number can stand for, and which readings state one figure."""

from __future__ import annotations

from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.intervals import Interval, interval_of
from lientinh.readings import Reading

# Whole things, and dong: a number of them written out in full is the very number, not a rounded one.
WHOLE_KINDS = ("count", "events", "money")
_HALF = Decimal("0.5")
FigureKey = tuple[object, ...]


def rounding_of_reading(reading: Reading, catalogue: Catalogue) -> Decimal:
    """Half the last written place; nothing for whole things written out in full. A mean of heads is rounded."""
    kind = catalogue.unit(reading.unit_code).kind if reading.unit_code else "other"
    exact = kind in WHOLE_KINDS and reading.rounding <= _HALF and "average" not in reading.accumulation
    return Decimal(0) if exact and not (reading.value or Decimal(0)) % 1 else reading.rounding


def interval_of_reading(reading: Reading, catalogue: Catalogue) -> Interval:
    """What the reading's number can stand for."""
    return interval_of(
        reading.value or Decimal(0), rounding_of_reading(reading, catalogue), reading.qualifier
    )


def figure_key(reading: Reading) -> FigureKey:
    """What a figure is of: readings that agree in it state one figure and should state one number."""
    return (
        reading.indicator_code, reading.breakdown, reading.measure, reading.unit_code, reading.area_code,
        reading.territory, reading.period, reading.period_basis, reading.scenario, reading.plan_basis,
        reading.accumulation,
    )  # fmt: skip
