"""A catalogue of the size the design names: the real areas, 3,321 communes and 200 indicators in ten fields."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from lientinh.catalogue import Catalogue, load_catalogue
from lientinh.catalogue.calendar_models import CalendarEntry
from lientinh.catalogue.models import Area, Asked, Dimension, Indicator

CATALOGUE_DIR = Path(__file__).resolve().parents[2] / "include" / "catalogue"
COMMUNES = 3_321
FIELDS = (
    "children", "employment", "evils", "gender", "insurance", "merit", "poverty", "protection", "safety", "vocational",
)  # fmt: skip
PER_FIELD = 20
BREAKDOWNS = ("_T", "sex=F", "sex=M", "area_type=rural", "area_type=urban")
FIRST_YEAR, YEARS = 2016, 10

# By turns within a field: unit, direction, aggregation over areas and time, numerator and denominator as steps back.
_KINDS: tuple[dict[str, Any], ...] = (
    {"unit_code": "PERSON", "direction": "higher_better", "accumulation": "period"},
    {"unit_code": "HOUSEHOLD", "direction": "lower_better", "accumulation": "stock"},
    {"unit_code": "PERSON", "direction": "neutral", "accumulation": "stock"},
    {"unit_code": "PERCENT", "direction": "lower_better", "accumulation": "stock", "area_aggregation": "derive",
     "numerator": 2, "denominator": 1},
    {"unit_code": "VND", "direction": "higher_better", "accumulation": "average",
     "area_aggregation": "weighted_mean", "denominator": 2},
)  # fmt: skip
_TIME_AGGREGATION = {"period": "sum", "stock": "last", "average": "average"}


@cache
def large_catalogue() -> Catalogue:
    """The real catalogue with communes of the provinces of today, and generated indicators in place of its own."""
    real = load_catalogue(CATALOGUE_DIR)
    return replace(
        real,
        digest="00112233aabb",
        areas=(*real.areas, *_communes(real.provinces())),
        indicators=tuple(_indicator(field, place) for field in FIELDS for place in range(PER_FIELD)),
        dimensions=tuple(_dimension(pair) for pair in BREAKDOWNS[1:]),
        asked=tuple(_asked(field) for field in FIELDS),
        calendar=(_owed(),),
        phrases=(),
        orderings=(),
    )


def has_plan(place: int) -> bool:
    """Whether the indicator at this place of its field also has a plan every month."""
    return place == 0


def _communes(provinces: tuple[Area, ...]) -> list[Area]:
    """As even over the provinces as goes; valid since they took the place of districts and their communes."""
    return [
        # Built without validation: the catalogue's files know no communes yet.
        Area.model_construct(
            area_code=f"{number + 1:05}",
            level="commune",
            name_vi=f"Xã số {number + 1}",
            name_en=f"Commune {number + 1}",
            iso_code=None,
            parent_code=provinces[number % len(provinces)].area_code,
            valid_from=next(area.valid_from for area in provinces if area.valid_from),
            valid_to=None,
            source="generated",
        )
        for number in range(COMMUNES)
    ]


def _indicator(field: str, place: int) -> Indicator:
    kind = dict(_KINDS[place % len(_KINDS)])
    steps = {name: kind.pop(name, None) for name in ("numerator", "denominator")}
    number = FIELDS.index(field) * PER_FIELD + place + 1
    return Indicator(
        indicator_code=_code(field, place),
        name_vi=f"Chỉ tiêu số {number}",
        name_en=f"Indicator {number}",
        definition_vi=f"Chỉ tiêu số {number}",
        definition_en=f"Indicator {number}",
        field=field,
        time_aggregation=_TIME_AGGREGATION[kind["accumulation"]],
        area_aggregation=kind.pop("area_aggregation", "sum"),
        dimensions=("sex", "area_type"),
        source="generated",
        **{f"{name}_code": _code(field, place - back) for name, back in steps.items() if back},
        **kind,
    )


def _code(field: str, place: int) -> str:
    return f"{field}_{place:02}"


def _dimension(pair: str) -> Dimension:
    name, member = pair.split("=")
    return Dimension(dimension=name, member=member, name_vi=member, name_en=member)


def _asked(field: str) -> Asked:
    """The first indicator of a field is asked of every province every month; the others come unasked."""
    return Asked(
        indicator_code=_code(field, 0), breakdown="_T", scenario="actual", accumulation="period", frequency="M",
        period_from=f"{FIRST_YEAR}-M01", period_to=f"{FIRST_YEAR + YEARS - 1}-M12", area_codes=("*",),
        report_type="monthly_report", basis="calendar",
    )  # fmt: skip


def _owed() -> CalendarEntry:
    """By the 15th of the next month."""
    return CalendarEntry(
        duty_code="month", report_type="monthly_report", owed_by="department", received_by="ministry",
        area_codes=("*",), frequency="M", basis="calendar", due_rule="by_day", due_months_after=1, due_day=15,
        valid_from=None, valid_to=None, verified=False, source="generated",
    )  # fmt: skip
