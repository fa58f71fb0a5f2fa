"""Percentages of a form: rates of their counts, attainment of a plan, change on the year before."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gates.builders import check, reading
from lientinh.catalogue import Catalogue
from lientinh.documents import Locator
from lientinh.findings import Finding


def cell(value: str, address: str, **changes: Any) -> Any:
    place = Locator("a.xlsx", sheet="Biểu", cell=address)
    return reading(value, **({"locator": place, "rounding": Decimal(0)} | changes))


def percent(value: str, address: str, **changes: Any) -> Any:
    return cell(value, address, unit_code="PERCENT", rounding=Decimal("0.05"), **changes)


def broken(catalogue: Catalogue, *readings: Any) -> list[Finding]:
    return [one for one in check(catalogue, *readings) if one.rule_id.startswith("arithmetic.")]


POOR: dict[str, Any] = {"accumulation": "stock", "unit_code": "HOUSEHOLD"}
HOUSEHOLDS = cell("2000", "C7", indicator_code="total_households", **POOR)
POOR_HOUSEHOLDS = cell("240", "C8", indicator_code="poor_households", **POOR)


@pytest.mark.parametrize(("rate", "is_broken"), [("12.0", False), ("12.1", False), ("21.0", True)])
def test_a_rate_follows_from_its_counts(catalogue: Catalogue, rate: str, is_broken: bool) -> None:
    stated = percent(rate, "C9", indicator_code="poor_household_rate", accumulation="stock")
    found = broken(catalogue, HOUSEHOLDS, POOR_HOUSEHOLDS, stated)
    assert [(one.rule_id, one.severity) for one in found] == [
        ("arithmetic.ratio_of_counts", "error")
    ] * is_broken
    if found:
        assert "240/2.000 = 12,0%, báo cáo ghi 21,0%" in found[0].message_vi
        assert (found[0].locator, found[0].reading_ordinals) == ("Biểu!C9", (1, 2, 3))


def test_counts_of_another_period_are_no_counts_of_the_rate(catalogue: Catalogue) -> None:
    stated = percent("21.0", "C9", indicator_code="poor_household_rate", accumulation="stock", period="2021")
    assert broken(catalogue, HOUSEHOLDS, POOR_HOUSEHOLDS, stated) == []


@pytest.mark.parametrize(("share", "is_broken"), [("69.7", False), ("96.7", True)])
@pytest.mark.parametrize("period", ["2022-S1", "2022"])
def test_attainment_follows_from_the_plan(
    catalogue: Catalogue, share: str, is_broken: bool, period: str
) -> None:
    plan = cell("1000", "D7", scenario="plan", plan_basis="assigned", period=period)
    stated = percent(share, "E7", measure="pct_of_plan")
    found = broken(catalogue, cell("697", "C7"), plan, stated)
    assert [one.rule_id for one in found] == ["arithmetic.share_of_plan"] * is_broken
    assert broken(catalogue, cell("697", "C7"), stated) == []


@pytest.mark.parametrize(
    ("measure", "share", "words"),
    [
        ("pct_of_same_period", "139.4", None),
        ("pct_of_same_period", "39.4", "báo cáo ghi bằng 39,4%"),
        ("growth_pct", "39.4", None),
        ("growth_pct", "-39.4", "báo cáo ghi giảm 39,4%"),
        ("growth_pct", "3.9", "báo cáo ghi tăng 3,9%"),
    ],
)
def test_change_on_the_year_before(catalogue: Catalogue, measure: Any, share: str, words: str | None) -> None:
    before = cell("500", "B7", period="2021-S1")
    found = broken(catalogue, before, cell("697", "C7"), percent(share, "E7", measure=measure))
    assert [one.rule_id for one in found] == ["arithmetic.change_on_same_period"] * (words is not None)
    assert all(str(words) in one.message_vi and "tức tăng 39,4%" in one.message_vi for one in found)


def test_changes_of_rates_are_points_to_some_and_are_left_alone(catalogue: Catalogue) -> None:
    rate: dict[str, Any] = {"indicator_code": "urban_unemployment_rate", "accumulation": "average"}
    before, now = percent("4", "B7", period="2021-S1", **rate), percent("3", "C7", **rate)
    assert broken(catalogue, before, now, percent("-1", "E7", measure="growth_pct", **rate)) == []
