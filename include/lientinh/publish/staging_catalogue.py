"""What the catalogue says, as Arrow tables for the warehouse's SQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow as pa

from lientinh.catalogue import Catalogue
from lientinh.periods import period_frequency, period_window, period_year_before
from lientinh.publish.asked_cells import ASKED, list_asked_cells
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
    text_fields("indicator_code breakdown name_vi name_en scope definition definition_reason")
)
PERIOD = pa.schema(
    [
        *text_fields("period period_basis frequency period_year_before"),
        *date_fields("period_start period_end"),
    ]
)


def stage_catalogue(catalogue: Catalogue, observations: pa.Table, until: date) -> dict[str, pa.Table]:
    """The catalogue's `stage_*` tables; periods and breakdowns are those asked until a day, or observed."""
    asked = list_asked_cells(catalogue, until)
    breakdowns = _distinct(observations, "indicator_code", "breakdown")
    breakdowns |= {(cell["indicator_code"], cell["breakdown"]) for cell in asked}
    periods = _distinct(observations, "period", "period_basis")
    periods |= {(cell["period"], cell["period_basis"]) for cell in asked}
    return {
        "stage_area": _table(AREA, catalogue.areas),
        "stage_territory_part": pa.Table.from_pylist(
            list_territory_parts(catalogue.areas), schema=TERRITORY_PART
        ),
        "stage_agency": _table(AGENCY, catalogue.agencies),
        "stage_indicator": _table(INDICATOR, catalogue.indicators),
        "stage_unit": _table(UNIT, catalogue.units),
        "stage_report_type": _table(REPORT_TYPE, catalogue.report_types),
        "stage_breakdown": pa.Table.from_pylist(_breakdowns(catalogue, breakdowns), schema=BREAKDOWN),
        "stage_period": pa.Table.from_pylist(_periods(periods), schema=PERIOD),
        "stage_asked": pa.Table.from_pylist(asked, schema=ASKED),
    }


def _table(schema: pa.Schema, entries: Iterable[object]) -> pa.Table:
    rows = [{name: _plain(getattr(entry, name)) for name in schema.names} for entry in entries]
    return pa.Table.from_pylist(rows, schema=schema)


def _plain(item: Any) -> Any:
    return ";".join(item) if isinstance(item, tuple) else item


def _distinct(table: pa.Table, *names: str) -> set[tuple[str, ...]]:
    grouped = table.select(names).group_by(list(names)).aggregate([])
    return set(zip(*(grouped.column(name).to_pylist() for name in names), strict=True))


def _breakdowns(catalogue: Catalogue, pairs: set[tuple[str, ...]]) -> list[Json]:
    defining = {one.indicator_code: one.definition_dimensions for one in catalogue.indicators}
    names = {(one.dimension, one.member): (one.name_vi, one.name_en) for one in catalogue.dimensions}
    return [
        describe_breakdown(code, breakdown, defining[code], names)
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


def _periods(pairs: set[tuple[str, ...]]) -> list[Json]:
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
            }
        )
    return described
