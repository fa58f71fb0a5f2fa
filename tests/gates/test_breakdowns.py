"""Totals and breakdowns of a form: complete parts add up, no part is above its total; prose is not asked here."""

from __future__ import annotations

from typing import Any

from gates.builders import check, reading
from lientinh.catalogue import Catalogue
from lientinh.documents import Locator

PEOPLE: dict[str, Any] = {"indicator_code": "employed_persons", "accumulation": "average"}


def cell(value: str, breakdown: str = "_T", **changes: Any) -> Any:
    return reading(
        value, breakdown=breakdown, locator=Locator("a.xlsx", sheet="B", cell="C7"), **(PEOPLE | changes)
    )


def messages(catalogue: Catalogue, *readings: Any) -> list[tuple[str, str, str]]:
    return [(one.rule_id, one.severity, one.message_vi) for one in check(catalogue, *readings)]


def test_complete_parts_add_up_to_their_total(catalogue: Catalogue) -> None:
    whole, women = cell("900"), cell("400", "sex=F")
    assert messages(catalogue, whole, women, cell("500", "sex=M")) == []
    ((rule_id, severity, message),) = messages(catalogue, whole, women, cell("510", "sex=M"))
    assert (rule_id, severity) == ("arithmetic.sum_of_parts", "error")
    assert "400 + 510 = 910, báo cáo ghi 900" in message


def test_some_of_the_parts_need_not_add_up(catalogue: Catalogue) -> None:
    assert messages(catalogue, cell("900"), cell("400", "sex=F")) == []
    assert messages(catalogue, cell("900"), cell("400", "sex=F"), cell("510", "sex=M", period="2021")) == []


def test_no_part_is_above_its_total(catalogue: Catalogue) -> None:
    ((rule_id, severity, message),) = messages(catalogue, cell("900"), cell("950", "sex=F"))
    assert (rule_id, severity) == ("gate1.subset_larger_than_set", "error")
    assert "950 > 900" in message


def test_sums_nest(catalogue: Catalogue) -> None:
    """Total = men + women, women = urban + rural women: each level is held to the one above it."""
    nested = [
        cell("900"), cell("400", "sex=F"), cell("500", "sex=M"),
        cell("150", "area_type=urban;sex=F"), cell("250", "area_type=rural;sex=F"),
    ]  # fmt: skip
    assert messages(catalogue, *nested) == []
    ((_, _, message),) = messages(catalogue, *nested[:4], cell("260", "area_type=rural;sex=F"))
    assert "150 + 260 = 410, báo cáo ghi 400" in message
    ((rule_id, _, _),) = messages(catalogue, *nested[:3], cell("410", "area_type=urban;sex=F"))
    assert rule_id == "gate1.subset_larger_than_set"


def test_rates_have_no_sum(catalogue: Catalogue) -> None:
    rate: dict[str, Any] = {"indicator_code": "urban_unemployment_rate", "unit_code": "PERCENT"}
    assert (
        messages(catalogue, cell("3", **rate), cell("4", "sex=F", **rate), cell("2", "sex=M", **rate)) == []
    )


def test_prose_says_in_words_what_divides_what(catalogue: Catalogue) -> None:
    whole, women, men = (reading(value, breakdown=part, **PEOPLE) for value, part in
                         (("900", "_T"), ("400", "sex=F"), ("510", "sex=M")))  # fmt: skip
    assert messages(catalogue, whole, women, men) == []
