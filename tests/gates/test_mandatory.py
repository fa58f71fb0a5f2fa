"""Indicators a report owes and does not give: one finding with all of them, and none where nothing is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gates.builders import HEAD, check, reading
from lientinh.catalogue import Catalogue
from lientinh.catalogue.models import Asked
from lientinh.documents import Locator
from lientinh.extract.forms.drift import MissingCell
from lientinh.findings import Finding

RULE = "gate1.indicators_missing"
HALF_YEAR = replace(HEAD, report_type="half_year_report", report_period="2022-S1", period_basis="nd09")
CODES = ("new_jobs", "overseas_workers", "trained_labour_rate")


@pytest.fixture
def asking(catalogue: Catalogue) -> Catalogue:
    """A catalogue that asks three indicators of Lạng Sơn's half-year report, and one plan of its yearly plan."""
    asked = [_asked(code) for code in CODES]
    asked.append(_asked("new_jobs", "plan", frequency="A", period="2023", report_type="plan"))
    return replace(catalogue, asked=tuple(asked))


def _asked(
    code: str, scenario: str = "actual", frequency: Any = "S", period: str = "2022-S1",
    report_type: str = "half_year_report", breakdown: str = "_T",
) -> Asked:  # fmt: skip
    return Asked(
        indicator_code=code, breakdown=breakdown, scenario=scenario, accumulation="period", frequency=frequency,
        period_from=period, period_to=period, area_codes=("20",), report_type=report_type,
        basis="nd09",
    )  # fmt: skip


def lacking(catalogue: Catalogue, *readings: Any, head: Any = HALF_YEAR, **given: Any) -> list[Finding]:
    return [one for one in check(catalogue, *readings, head=head, **given) if one.rule_id == RULE]


def of(*codes: str, **changes: Any) -> list[Any]:
    return [reading("5", indicator_code=code, unit_code=None, **changes) for code in codes]


def test_what_is_asked_and_not_there_is_one_finding_with_all_names(asking: Catalogue) -> None:
    (found,) = lacking(asking, *of("new_jobs"))
    assert (found.severity, found.locator, found.reading_ordinals) == ("warning", "a.txt", ())
    names = [asking.indicator(code).name_vi for code in CODES[1:]]
    assert "chưa có 2 trong 3 chỉ tiêu" in found.message_vi and "; ".join(names) in found.message_vi
    assert "6 tháng đầu năm 2022" in found.message_vi
    assert "lacks 2 of the 3" in found.message_en


def test_a_whole_report_lacks_nothing(asking: Catalogue) -> None:
    assert lacking(asking, *of(*CODES)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"breakdown": "sex=F"},  # in another breakdown
        {"scenario": "estimate"},  # an estimate, before the period closes
        {"period": None, "period_end": None},  # a period nobody can tell is another finding
        {"period": "2022-07-10", "period_end": date(2022, 7, 10)},  # "đến nay", written in July
        {"area_code": None},
    ],
)
def test_a_figure_given_otherwise_is_not_called_missing(asking: Catalogue, changes: dict[str, Any]) -> None:
    assert lacking(asking, *of(*CODES[:2]), *of(CODES[2], **changes)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"scenario": "plan"},
        {"period": "2021", "period_end": date(2021, 12, 31)},
        {"period": "2022", "period_end": date(2022, 12, 31)},
        {"measure": "pct_of_plan"},
        {"area_code": "04"},
    ],
)
def test_another_figure_of_the_indicator_is_none_of_the_period(
    asking: Catalogue, changes: dict[str, Any]
) -> None:
    assert len(lacking(asking, *of(*CODES[:2]), *of(CODES[2], **changes))) == 1


@pytest.mark.parametrize(
    "head",
    [
        replace(HALF_YEAR, report_type=None),
        replace(HALF_YEAR, report_period=None),
        replace(HALF_YEAR, report_period="2022-S2"),  # not asked for this period
        replace(HALF_YEAR, report_type="annual_report", report_period="2022"),  # nor of this type
        replace(HALF_YEAR, area_code="14"),  # nor of this province
        replace(HALF_YEAR, relation="corrects", relation_to="1/BC"),  # says only what it changes
    ],
)
def test_nothing_is_missing_where_nothing_is_known_to_be_asked(asking: Catalogue, head: Any) -> None:
    assert lacking(asking, *of("new_jobs"), head=head) == []


def test_a_plan_owes_plans(asking: Catalogue) -> None:
    plan = replace(HEAD, kind="plan", report_type="plan", report_period="2023")
    (found,) = lacking(asking, *of("new_jobs"), head=plan)
    assert "(kế hoạch)" in found.message_vi
    given = of("new_jobs", scenario="plan", period="2023", period_end=date(2023, 12, 31))
    assert lacking(asking, *given, head=plan) == []


def test_a_report_without_any_figure_is_told_once(asking: Catalogue) -> None:
    assert [one.rule_id for one in check(asking, head=HALF_YEAR)] == ["gate1.no_figures"]


def test_a_cell_marked_as_not_applicable_is_an_answer(asking: Catalogue) -> None:
    def cell(meaning: Any) -> MissingCell:
        return MissingCell(Locator("a.xlsx", sheet="B", cell="C7"), CODES[2], "_T", "2022", meaning)

    given = of(*CODES[:2])
    assert lacking(asking, *given, missing=(cell("not_applicable"),)) == []
    assert len(lacking(asking, *given, missing=(cell("not_reported"),))) == 1


def test_the_same_report_that_lacks_less_is_the_same_finding(asking: Catalogue) -> None:
    (first,), (second,) = lacking(asking, *of("new_jobs")), lacking(asking, *of(*CODES[:2]))
    assert first.finding_id == second.finding_id and first.message_vi != second.message_vi
