"""What the catalogue says, as Arrow tables for the warehouse's SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from lientinh.catalogue import Catalogue
from lientinh.periods import period_frequency, period_window, period_year_before
from lientinh.publish.asked_cells import ASKED, DUTY, list_asked_cells, list_owed
from lientinh.publish.fields import date_fields, text_fields
from lientinh.publish.territories import list_territory_parts

Json = dict[str, Any]


_VALIDITY = date_fields("valid_from valid_to")
AREA = pa.schema(
    [
        *text_fields("area_code territory level name_vi name_en iso_code parent_code successor_code"),
        *_VALIDITY,
    ]
)
TERRITORY_PART = pa.schema(text_fields("territory part_territory"))
AGENCY = pa.schema(
    [*text_fields("agency_code name_vi name_en level area_code fields"), *_VALIDITY, ("verified", pa.bool_())]
)
_INDICATOR_TEXT = (
    "indicator_code name_vi name_en definition_vi definition_en field unit_code direction area_aggregation "
    "numerator_code denominator_code time_aggregation accumulation definition_dimensions"
)
INDICATOR = pa.schema([*text_fields(_INDICATOR_TEXT), ("headline", pa.bool_())])
UNIT = pa.schema([*text_fields("unit_code name_vi name_en symbol kind"), ("decimals", pa.int32())])
REPORT_TYPE = pa.schema(text_fields("report_type name_vi name_en period_basis"))
BREAKDOWN = pa.schema(
    [
        *text_fields("indicator_code breakdown name_vi name_en scope definition definition_reason"),
        ("first_n", pa.int32()),
    ]
)
PERIOD = pa.schema(
    [
        *text_fields("period period_basis frequency period_year_before"),
        *date_fields("period_start period_end"),
        ("first_n", pa.int32()),
    ]
)


def stage_catalogue(catalogue: Catalogue) -> dict[str, pa.Table]:
    """The catalogue's `stage_*` tables."""
    return {
        "stage_area": _table(AREA, catalogue.areas),
        "stage_territory_part": pa.Table.from_pylist(
            list_territory_parts(catalogue.areas), schema=TERRITORY_PART
        ),
        "stage_agency": _table(AGENCY, catalogue.agencies),
        "stage_indicator": _table(INDICATOR, catalogue.indicators),
        "stage_unit": _table(UNIT, catalogue.units),
        "stage_report_type": _table(REPORT_TYPE, catalogue.report_types),
    }


def stage_duties(
    catalogue: Catalogue, days: Mapping[int, date], held_n: int, observed: Iterable[Mapping[str, Any]]
) -> dict[str, pa.Table]:
    """What is asked and owed from after publication `held_n` until the last; periods and breakdowns asked or observed.

    `days`: of each publication, the first first. `observed`: distinct codes of observations with `first_n`, the
    publication that knew them first; what is asked counts from the publication by whose day its period had begun.
    """
    held_on, until = days.get(held_n, date.min), max(days.values())
    asked = [
        cell
        for cell in (list_asked_cells(catalogue, until) if until > held_on else ())
        if cell["period_start"] > held_on
    ]
    begun = [
        {**cell, "first_n": next(n for n, day in days.items() if day >= cell["period_start"])}
        for cell in asked
    ]
    met = [*begun, *observed]
    return {
        "stage_breakdown": pa.Table.from_pylist(
            _breakdowns(catalogue, _first_met(met, "indicator_code", "breakdown")), schema=BREAKDOWN
        ),
        "stage_period": pa.Table.from_pylist(
            _periods(_first_met(met, "period", "period_basis")), schema=PERIOD
        ),
        "stage_asked": pa.Table.from_pylist(asked, schema=ASKED),
        "stage_duty": pa.Table.from_pylist(list_owed(catalogue, held_on, until), schema=DUTY),
    }


def _first_met(rows: Iterable[Mapping[str, Any]], *names: str) -> dict[tuple[str, str], int]:
    """Distinct pairs of codes, each with the publication that met it first."""
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        pair = (row[names[0]], row[names[1]])
        first[pair] = min(first.get(pair, row["first_n"]), row["first_n"])
    return first


def _table(schema: pa.Schema, entries: Iterable[object]) -> pa.Table:
    rows = [{name: _plain(getattr(entry, name)) for name in schema.names} for entry in entries]
    return pa.Table.from_pylist(rows, schema=schema)


def _plain(item: Any) -> Any:
    return ";".join(item) if isinstance(item, tuple) else item


def _breakdowns(catalogue: Catalogue, pairs: Mapping[tuple[str, str], int]) -> list[Json]:
    defining = {one.indicator_code: one.definition_dimensions for one in catalogue.indicators}
    names = {(one.dimension, one.member): (one.name_vi, one.name_en) for one in catalogue.dimensions}
    return [
        {**describe_breakdown(code, breakdown, defining[code], names), "first_n": pairs[code, breakdown]}
        for code, breakdown in sorted(pairs)
        if code in defining
    ]


def describe_breakdown(
    indicator_code: str,
    breakdown: str,
    definition_dimensions: tuple[str, ...],
    names: dict[tuple[str, str], tuple[str, str]],
) -> Json:
    """A breakdown, named, and parted into what it covers (scope) and by which definition."""
    pairs = [tuple(part.split("=", 1)) for part in breakdown.split(";") if "=" in part]
    scope = [f"{name}={member}" for name, member in pairs if name not in definition_dimensions]
    definition = [f"{name}={member}" for name, member in pairs if name in definition_dimensions]
    named = [names.get((name, member), (f"{name}={member}",) * 2) for name, member in pairs]
    reason = "standard" if "standard" in definition_dimensions else "definition"
    return {
        "indicator_code": indicator_code,
        "breakdown": breakdown,
        "name_vi": "; ".join(vi for vi, _ in named) or "Tổng số",
        "name_en": "; ".join(en for _, en in named) or "Total",
        "scope": ";".join(scope) or "_T",
        "definition": ";".join(definition),
        "definition_reason": reason,
    }


def _periods(pairs: Mapping[tuple[str, str], int]) -> list[Json]:
    """Windows of (period, basis) pairs; a label that is none is left out, and its observations explained."""
    described = []
    for period, period_basis in sorted(pairs):
        try:
            start, end = period_window(period, period_basis)
        except ValueError:
            continue
        described.append(
            {
                "period": period,
                "period_basis": period_basis,
                "period_start": start,
                "period_end": end,
                "frequency": period_frequency(period),
                "period_year_before": period_year_before(period),
                "first_n": pairs[period, period_basis],
            }
        )
    return described
