"""Periods that a province skipped: of a series it is asked for it reported the one before and the one after.

Told once, of the figure that came after the hole, whoever is handled when; a period that is not asked is no hole.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from lientinh.catalogue.catalogue import EVERY_PROVINCE, Catalogue
from lientinh.catalogue.models import Asked
from lientinh.gates.suites import ColumnCheck
from lientinh.periods import list_periods

MISSING = "gate2.missing_period"
MISSING_CHECKS = (ColumnCheck(MISSING, "not_above", "missing_count", "allowed_count"),)
SERIES = [
    "area_code", "indicator_code", "breakdown", "scenario", "plan_basis", "accumulation", "period_basis", "frequency",
]  # fmt: skip
_Key = tuple[str, ...]


def find_gaps_in_series(run: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Figures (see `gather_figures`) → those of the run that are asked, with what was skipped just before them.

    Columns: place (of the row in `run`), missing (the labels), missing_count, allowed_count (0), before (the
    last period that was reported).
    """
    until = max(run["period_end"])
    asked = _asked_periods(catalogue, set(run["indicator_code"]), set(run["area_code"]), until)
    mine, others = (_reported(frame, asked) for frame in (run, known))
    rows = []
    for key, places in mine.items():
        reported = {**others.get(key, {}), **places}
        for place, before, missing in _holes(asked[key], reported, places):
            rows.append((place, before, missing, len(missing), 0))
    columns = ["place", "before", "missing", "missing_count", "allowed_count"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"missing_count": "float64", "allowed_count": "float64"}
    )


def _asked_periods(
    catalogue: Catalogue, indicator_codes: set[str], area_codes: set[str], until: date
) -> dict[_Key, list[str]]:
    """The periods asked of each series, in order; several rows of `asked.csv` can be about one series."""
    provinces = {area.area_code for area in catalogue.areas if area.level == "province"}
    periods: dict[_Key, set[str]] = {}
    for entry in catalogue.asked:
        if entry.indicator_code in indicator_codes:
            labels = set(list_periods(entry.frequency, entry.period_from, entry.period_to, until))
            everywhere = EVERY_PROVINCE in entry.area_codes
            for area_code in area_codes & (provinces if everywhere else set(entry.area_codes)):
                periods.setdefault(_key(entry, area_code), set()).update(labels)
    return {key: sorted(labels) for key, labels in periods.items()}


def _key(entry: Asked, area_code: str) -> _Key:
    return (
        area_code, entry.indicator_code, entry.breakdown, entry.scenario, entry.plan_basis or "", entry.accumulation,
        entry.basis, entry.frequency,
    )  # fmt: skip


def _reported(frame: pd.DataFrame, asked: dict[_Key, list[str]]) -> dict[_Key, dict[str, int]]:
    """By series the periods that have a leading figure, each with the place of its row."""
    chosen = frame[frame["leads"].astype(bool) & frame["indicator_code"].isin({key[1] for key in asked})]
    found: dict[_Key, dict[str, int]] = {}
    for place, period, *key in zip(
        chosen.index, chosen["period"], *(chosen[column] for column in SERIES), strict=True
    ):
        if tuple(key) in asked:
            found.setdefault(tuple(key), {}).setdefault(str(period), int(place))
    return found


def _holes(
    asked: list[str], reported: dict[str, int], mine: dict[str, int]
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Of each period of the run that has an earlier one: its place, the nearest earlier one, what lies between."""
    before: str | None = None
    missing: list[str] = []
    for period in asked:
        if period not in reported:
            missing.append(period)
            continue
        if before is not None and period in mine:
            yield mine[period], before, tuple(missing)
        before, missing = period, []
