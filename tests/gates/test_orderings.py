"""Figures the catalogue orders: a part is never larger than its whole, a later step hardly than an earlier one."""

from __future__ import annotations

from typing import Any

from gates.builders import check, reading
from lientinh.catalogue import Catalogue


def step(value: str, code: str, **changes: Any) -> Any:
    return reading(value, indicator_code=code, **changes)


REGISTERED, REFERRED = "job_seekers_registered", "job_seekers_referred"


def test_more_at_a_later_step_is_only_noted(catalogue: Catalogue) -> None:
    (found,) = check(catalogue, step("691", REGISTERED), step("697", REFERRED))
    assert (found.rule_id, found.severity, found.reading_ordinals) == (
        "gate1.more_than_its_source",
        "info",
        (1, 2),
    )
    assert found.message_vi.endswith("là 697, lớn hơn “Số người đăng ký tìm việc làm” là 691.")
    assert check(catalogue, step("697", REGISTERED), step("697", REFERRED)) == []


def test_figures_of_other_periods_or_kinds_have_no_order(catalogue: Catalogue) -> None:
    assert check(catalogue, step("691", REGISTERED, period="2021"), step("697", REFERRED)) == []
    assert check(catalogue, step("691", REGISTERED, scenario="plan"), step("697", REFERRED)) == []
    assert check(catalogue, step("691", REGISTERED, breakdown="sex=F"), step("697", REFERRED)) == []


def test_a_part_above_its_whole_is_a_contradiction(catalogue: Catalogue) -> None:
    rate: dict[str, Any] = {"unit_code": "PERCENT", "accumulation": "stock"}
    readings = (
        step("32", "trained_labour_rate", **rate),
        step("75", "certified_trained_labour_rate", **rate),
    )
    (found,) = check(catalogue, *readings)
    assert (found.rule_id, found.severity) == ("gate1.subset_larger_than_set", "warning")
    assert "75 > 32" in found.message_vi
