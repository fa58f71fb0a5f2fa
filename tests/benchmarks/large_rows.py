"""Observations by the thousand in the common schema, made with NumPy and Arrow, no Python per row.

Identities have their real form (16 hexadecimal digits, one series one id) but come from a 64-bit mix of the
series' number: a SHA-256 per row would take most of an hour at 10^8.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.large_catalogue import BREAKDOWNS, FIRST_YEAR, YEARS, has_plan, large_catalogue
from lientinh.observations import DECIMAL, LOCATOR, OBSERVATIONS, SCHEMA_VERSION
from lientinh.periods import period_window

MONTHS = 12 * YEARS
PLAN = len(BREAKDOWNS)  # the variant of a series that is its plan
VARIANTS = PLAN + 1
_VERSIONS = 64  # of one series: the report, its correction, later ones; the last number is the series itself
_MILLION = 1_000_000
_HEX = np.array([f"{byte:02x}" for byte in range(256)], dtype="S2")
_TWO_DIGITS = pa.array([f"{number:02}" for number in range(100)])
# PERSON, HOUSEHOLD, PERSON, PERCENT, VND of a province, by an indicator's place in its field
_SCALE = np.array([2_000, 900, 80_000, 12, 6_000_000], dtype=float)


@dataclass(frozen=True)
class Cells:
    """Which series a submission speaks of: one entry a row, as numbers into the catalogue's tables."""

    indicator: np.ndarray
    month: np.ndarray
    area: np.ndarray
    variant: np.ndarray

    def __len__(self) -> int:
        return len(self.indicator)

    def take(self, rows: np.ndarray) -> Cells:
        """Only these rows."""
        return Cells(self.indicator[rows], self.month[rows], self.area[rows], self.variant[rows])

    def series(self) -> np.ndarray:
        """The number of each row's series."""
        number = self.area.astype(np.uint64)
        for part, size in (
            (self.indicator, len(names().codes)),
            (self.month, MONTHS),
            (self.variant, VARIANTS),
        ):
            number = number * np.uint64(size) + part.astype(np.uint64)
        return number


@dataclass(frozen=True)
class Names:
    """The catalogue's words as Arrow arrays, to be taken by number. Areas: provinces first, then communes."""

    areas: pa.Array
    territories: pa.Array
    province_count: int
    codes: pa.Array
    titles: pa.Array
    units: pa.Array
    symbols: pa.Array
    accumulations: pa.Array
    places: np.ndarray
    planned: np.ndarray
    periods: pa.Array
    starts: pa.Array
    ends: pa.Array


@cache
def names() -> Names:
    """Made once."""
    catalogue = large_catalogue()
    provinces = catalogue.provinces()
    areas = [*provinces, *(area for area in catalogue.areas if area.level == "commune")]
    indicators = catalogue.indicators
    periods = [f"{FIRST_YEAR + month // 12}-M{month % 12 + 1:02}" for month in range(MONTHS)]
    windows = [period_window(period) for period in periods]
    places = np.array([int(one.indicator_code.rsplit("_", 1)[1]) for one in indicators])
    return Names(
        areas=pa.array([area.area_code for area in areas]),
        territories=pa.array([area.territory for area in areas]),
        province_count=len(provinces),
        codes=pa.array([one.indicator_code for one in indicators]),
        titles=pa.array([one.name_vi for one in indicators]),
        units=pa.array([one.unit_code for one in indicators]),
        symbols=pa.array([catalogue.unit(one.unit_code).symbol for one in indicators]),
        accumulations=pa.array([one.accumulation for one in indicators]),
        places=places,
        planned=np.array([has_plan(place) for place in places]),
        periods=pa.array(periods),
        starts=pa.array([start for start, _ in windows], pa.date32()),
        ends=pa.array([end for _, end in windows], pa.date32()),
    )


def mix(numbers: np.ndarray, seed: int) -> np.ndarray:
    """splitmix64: numbers that differ stay different, and look like chance."""
    mixed = numbers.astype(np.uint64) + np.uint64((0x9E3779B97F4A7C15 * (seed + 1)) % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


def identities(numbers: np.ndarray, seed: int) -> pa.Array:
    """16 hexadecimal digits a number."""
    octets = mix(numbers, seed).astype(">u8").view(np.uint8)
    offsets = np.arange(len(numbers) + 1, dtype=np.int32) * 16
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(offsets), pa.py_buffer(_HEX[octets]))


def observation_ids(cells: Cells, version: int, seed: int) -> pa.Array:
    """Of the same series in every version another."""
    return identities(cells.series() * np.uint64(_VERSIONS) + np.uint64(version), seed)


def observations(
    cells: Cells, *, version: int, seed: int, texts: dict[str, str], issued_on: date, landed_at: datetime
) -> pa.Table:
    """Cells → rows of the common schema. `texts`: ids of submission, document, report; processing."""
    words, count = names(), len(cells)
    places = words.places[cells.indicator]
    micros, is_rate = _values(cells, places, version, seed)
    value_text = _value_text(micros, is_rate)
    value = decimals(micros)
    # One figure in two hundred says "more than": it is shown, and never ranked.
    bounded = pa.array(mix(cells.series(), seed + 7) % np.uint64(200) == 0)
    is_plan = pa.array(cells.variant == PLAN)
    columns = {
        "observation_id": observation_ids(cells, version, seed),
        "series_id": identities(cells.series() * np.uint64(_VERSIONS) + np.uint64(_VERSIONS - 1), seed),
        "breakdown": pa.array([*BREAKDOWNS, "_T"]).take(pa.array(cells.variant)),
        "value": value,
        "lower": pc.if_else(bounded, value, None),
        "qualifier": pc.if_else(bounded, "more_than", None),
        "rounding": decimals(np.where(is_rate, 5_000, 500_000)),
        "value_text": value_text,
        "scenario": pc.if_else(is_plan, "plan", "actual"),
        "plan_basis": pc.if_else(is_plan, "assigned", None),
        "area_code": words.areas.take(pa.array(cells.area)),
        "territory": words.territories.take(pa.array(cells.area)),
        "locator": _locators(count),
        "source_authority": pa.repeat(pa.scalar(2, pa.int16()), count),
        "ordinal": pa.array(np.arange(1, count + 1, dtype=np.int32)),
        "issued_on": pa.repeat(pa.scalar(issued_on), count),
        "landed_at": pa.repeat(pa.scalar(landed_at, pa.timestamp("us", tz="UTC")), count),
        "leads": pa.repeat(True, count),
        **_by_month(cells),
        **_by_indicator(cells, value_text),
    }
    constant = {**texts, "period_basis": "calendar", "obs_status": "A", "schema_version": SCHEMA_VERSION}
    columns |= {name: pa.repeat(text, count) for name, text in constant.items()}
    return pa.Table.from_arrays(
        [columns.get(field.name, pa.nulls(count, field.type)) for field in OBSERVATIONS], schema=OBSERVATIONS
    )


def _by_month(cells: Cells) -> dict[str, pa.Array]:
    words, month = names(), pa.array(cells.month)
    labels = {"period": words.periods, "period_start": words.starts, "period_end": words.ends}
    return {name: labels_of.take(month) for name, labels_of in labels.items()}


def _by_indicator(cells: Cells, value_text: pa.Array) -> dict[str, pa.Array]:
    words, indicator = names(), pa.array(cells.indicator)
    title, symbol = words.titles.take(indicator), words.symbols.take(indicator)
    return {
        "indicator_code": words.codes.take(indicator),
        "unit_code": words.units.take(indicator),
        "accumulation": words.accumulations.take(indicator),
        "unit_text": symbol,
        "phrase": title,
        "quote": pc.binary_join_element_wise(title, value_text, symbol, " "),
    }


def _values(cells: Cells, places: np.ndarray, version: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Millionths of the unit, and which are percentages: a level by area, a trend, a season and some chance."""
    kind = places % len(_SCALE)
    is_rate = kind == 3
    by_area = 0.5 + _chance(cells.area * 1_000 + cells.indicator, seed + 1)
    is_commune = cells.area >= names().province_count
    share = np.where(is_commune & ~is_rate & (kind != 4), 1 / 98, 1.0)
    trend = 1 + 0.003 * cells.month + 0.05 * np.sin(cells.month * np.pi / 6)
    noise = 0.95 + 0.1 * _chance(cells.series() * np.uint64(_VERSIONS) + np.uint64(version), seed + 2)
    level = _SCALE[kind] * by_area * share * trend * noise
    whole = np.rint(level).astype(np.int64) * _MILLION
    return np.where(is_rate, np.rint(level * 100).astype(np.int64) * 10_000, whole), is_rate


def _chance(numbers: np.ndarray, seed: int) -> np.ndarray:
    """Between 0 and 1, the same for the same number."""
    return (mix(numbers, seed) >> np.uint64(11)).astype(float) / 2**53


def decimals(micros: np.ndarray) -> pa.Array:
    """Whole millionths, none negative → decimal(24,6)."""
    words = np.zeros((len(micros), 2), dtype=np.int64)
    words[:, 0] = micros
    return pa.Array.from_buffers(DECIMAL, len(micros), [None, pa.py_buffer(words)])


def _value_text(micros: np.ndarray, is_rate: np.ndarray) -> pa.Array:
    whole = pc.cast(pa.array(micros // _MILLION), pa.string())
    hundredths = _TWO_DIGITS.take(pa.array(micros % _MILLION // 10_000))
    return pc.if_else(pa.array(is_rate), pc.binary_join_element_wise(whole, hundredths, ","), whole)


def _locators(count: int) -> pa.Array:
    """Cells of one column of a sheet."""
    rows = pc.cast(pa.array(np.arange(5, count + 5)), pa.string())
    given = {
        "file": pa.repeat("so-lieu.xlsx", count),
        "sheet": pa.repeat("Biểu 1", count),
        "cell": pc.binary_join_element_wise("D", rows, ""),
    }
    return pa.StructArray.from_arrays(
        [given.get(field.name, pa.nulls(count, field.type)) for field in LOCATOR], fields=list(LOCATOR)
    )
