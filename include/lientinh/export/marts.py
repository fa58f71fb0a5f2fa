"""The relations that are given away: what a row is, what columns mean, what identifies and what refers to what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lientinh.publish.column_words import Column, describe_column, list_columns


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that name a row (or, of a dimension with versions, a code) of another relation."""

    columns: tuple[str, ...]
    relation: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mart:
    """A relation that is given away; `key` is unique, though parts of it may be empty."""

    name: str
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()


_INDICATOR = Reference(("indicator_code",), "dim_indicator", ("indicator_code",))
_BREAKDOWN = Reference(("indicator_code", "breakdown"), "dim_breakdown", ("indicator_code", "breakdown"))
_PERIOD = Reference(("period", "period_basis"), "dim_period", ("period", "period_basis"))
_AREA = Reference(("area_code",), "dim_area", ("area_code",))
_TERRITORY = Reference(("territory",), "dim_area", ("territory",))
_AGENCY = Reference(("agency_code",), "dim_agency", ("agency_code",))
_REPORT = Reference(("report_id",), "dim_report", ("report_id",))
_REPORT_TYPE = Reference(("report_type",), "dim_report_type", ("report_type",))
_SUBMISSION = Reference(("submission_id",), "dim_submission", ("submission_id",))

MARTS = (
    Mart("publication", ("n",)),
    Mart(
        "comparison",
        ("boundary", "indicator_code", "breakdown", "period", "period_basis", "scenario", "plan_basis",
         "accumulation", "area_code", "territory"),
        (_INDICATOR, _BREAKDOWN, _PERIOD, _TERRITORY, Reference(("boundary",), "dim_boundary", ("boundary",))),
    ),
    Mart("observation", ("observation_id",), (_INDICATOR, _BREAKDOWN, _PERIOD, _TERRITORY, _SUBMISSION, _REPORT)),
    Mart(
        "reporting_status",
        ("area_code", "agency_code", "report_type", "period", "period_basis"),
        (_AREA, _AGENCY, _REPORT_TYPE, _SUBMISSION, _REPORT),
    ),
    Mart("reporting_punctuality", ("area_code", "agency_code", "period_year"), (_AREA, _AGENCY)),
    Mart("finding", ("finding_id",), (_INDICATOR, _SUBMISSION)),
    Mart("dim_area", ("territory",)),
    Mart("dim_agency", ("agency_key",)),
    Mart("dim_boundary", ("boundary",)),
    Mart("dim_breakdown", ("indicator_code", "breakdown"), (_INDICATOR,)),
    Mart("dim_indicator", ("indicator_code",)),
    Mart("dim_period", ("period", "period_basis")),
    Mart("dim_report", ("report_id",)),
    Mart("dim_report_type", ("report_type",)),
    Mart("dim_submission", ("submission_key",)),
)  # fmt: skip


@cache
def describe_columns(relation: str) -> tuple[Column, ...]:
    """Columns of a relation that is given away, in its order."""
    described = (describe_column(relation, column) for column in list_columns(relation))
    return tuple(column for column in described if column)
