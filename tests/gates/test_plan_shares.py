"""Attainment of a plan against the plan's figure in the same document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gates.builders import check, reading
from lientinh.catalogue import Catalogue
from lientinh.documents import Locator
from lientinh.findings import Finding

TEXT = "Tỷ lệ lao động qua đào tạo là 57,72%, bằng 18,6% kế hoạch; kế hoạch năm là 60%."
RATE: dict[str, Any] = {
    "indicator_code": "trained_labour_rate",
    "unit_code": "PERCENT",
    "accumulation": "stock",
}


def at(value: str, **changes: Any) -> Any:
    """A reading at the place where its number stands in the text."""
    shown = value.replace(".", ",")
    start = TEXT.index(shown)
    place = Locator("a.txt", paragraph=1, start=start, end=start + len(shown))
    given = RATE | {"rounding": Decimal("0.005"), "quote": shown, "locator": place} | changes
    return reading(value, **given)


LEVEL = at("57.72")
PLAN = at("60", scenario="plan", plan_basis="unstated")
LATER = at("60", scenario="plan", period_end=date(2025, 12, 31))


def broken(catalogue: Catalogue, *readings: Any) -> list[Finding]:
    found = check(catalogue, *readings, text=TEXT)
    return [one for one in found if one.rule_id == "arithmetic.share_of_plan"]


def test_an_attainment_that_does_not_follow(catalogue: Catalogue) -> None:
    (found,) = broken(catalogue, LEVEL, at("18.6", measure="pct_of_plan"), PLAN)
    assert "57,72 / 60 = 96,2%, báo cáo ghi 18,6%" in found.message_vi
    assert (found.reading_ordinals, found.indicator_code) == ((1, 2), "trained_labour_rate")
    assert found.quote.endswith("57,72%, bằng 18,6%")


@pytest.mark.parametrize(
    "readings",
    [
        (LEVEL, at("18.6", measure="pct_of_plan")),  # no plan stated
        (LEVEL, at("18.6", measure="pct_of_plan", breakdown="sex=F"), PLAN),  # of another breakdown
        (LEVEL, at("18.6", measure="pct_of_plan", indicator_code=None), PLAN),  # of nothing known
        (LEVEL, at("18.6", measure="pct_of_plan"), LATER),  # of another year
        (at("18.6", measure="pct_of_plan"), PLAN),  # no figure before it
    ],
)  # fmt: skip
def test_what_cannot_be_told(catalogue: Catalogue, readings: Any) -> None:
    assert broken(catalogue, *readings) == []


def test_any_plan_of_the_year_that_fits_is_the_plan(catalogue: Catalogue) -> None:
    share = at("18.6", measure="pct_of_plan")
    higher = replace(at("60", scenario="estimate"), value=Decimal("310.3"))
    assert broken(catalogue, LEVEL, share, PLAN, higher) == []
