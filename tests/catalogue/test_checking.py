"""Between rows and tables: keys, validity, and codes that exist. One table row here is one rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from lientinh.catalogue import load_catalogue
from lientinh.errors import CatalogueError

NEW_JOBS = {"indicator_code": "new_jobs"}
NEW_YEAR = {"duty_code": "statistical_year_2015"}
OLD_19 = {"area_code": "19", "valid_from": ""}


def problems_of(directory: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(directory)
    return caught.value.problems


@pytest.mark.parametrize(
    ("table", "where", "changes", "says"),
    [
        # keys
        ("units", {"unit_code": "BED"}, {"unit_code": "SITE"}, "the same key as"),
        ("unit_words", {"word": "tỉ đồng"}, {"word": "Tỷ  đồng"}, "the same key as"),
        ("dimensions", {"dimension": "sex", "member": "M"}, {"member": "F"}, "the same key as"),
        # validity
        ("areas", {"area_code": "06"}, {"valid_from": "2025-07-01"}, "is not before valid_to"),
        ("areas", OLD_19, {"valid_to": "2025-08-01"}, "valid at the same time as"),
        ("responsibilities", {"field": "drugs"}, {"valid_to": "2026-01-01"}, "valid at the same time as"),
        ("areas", {"area_code": "06"}, {"aliases": "tỉnh Lạng Sơn"}, "'tỉnh lạng sơn' also names"),
        ("orderings", {"larger_code": "labour_force"}, {"smaller_code": "x"}, "'x' is not in indicators.csv"),
        ("orderings", {"larger_code": "labour_force"}, {"larger_code": "y"}, "'y' is not in indicators.csv"),
        # calendar
        ("calendar", NEW_YEAR, {"report_type": "yearbook"}, "report_type 'yearbook' is not in report_types"),
        ("calendar", NEW_YEAR, {"area_codes": "04|99"}, "area_codes '99' is not in areas.csv as a province"),
        ("calendar", NEW_YEAR, {"area_codes": ""}, "area_codes is empty"),
        ("calendar", NEW_YEAR, {"owed_by_fields": "wages"}, "owed_by_fields 'wages' is not in responsibilities"),
        ("calendar", NEW_YEAR, {"owed_by": "listed"}, "owed_by listed without agency_codes"),
        ("calendar", NEW_YEAR, {"agency_codes": "04-ubnd"}, "agency_codes beside owed_by department"),
        ("calendar", NEW_YEAR, {"agency_codes": "99-ubnd"}, "agency_codes '99-ubnd' is not in agencies.csv"),
        ("calendar", NEW_YEAR, {"owed_by": "others"}, "owed_by_fields beside owed_by others"),
        ("calendar", NEW_YEAR, {"basis": "nd09"}, "annual_statistical_form goes by 'calendar'"),
        ("calendar", NEW_YEAR, {"due_day": ""}, "due_day is empty; due_rule by_day needs it"),
        ("calendar", NEW_YEAR, {"due_day": "32"}, "due_day 32 is not between 1 and 31"),
        ("calendar", NEW_YEAR, {"due_working_days": "2"}, "due_working_days 2 means nothing to due_rule by_day"),
        ("calendar", NEW_YEAR, {"due_rule": "working_days_after"}, "due_working_days is empty"),
        ("calendar", NEW_YEAR, {"remind_working_days": "0"}, "remind_working_days 0 is no number of working"),
        ("calendar", {"duty_code": "nd09_year"}, {"remind_working_days": "5"}, "counts from a day nobody knows"),
        ("calendar", NEW_YEAR, {"valid_to": "2015-01-01"}, "is not before valid_to"),
        ("calendar", {"duty_code": "statistical_year_2019"}, {"valid_from": "2019-09-17"}, "the same duty as"),
        ("calendar", {"duty_code": "nd09_year"}, {"duty_code": "nd09_month"}, "the same key as"),
        ("calendar", {"duty_code": "son_la_113_year"}, {"valid_from": ""}, "begins on the day of its document"),
        ("day_changes", {"day": "2026-01-02"}, {"day": "2026-01-10"}, "the same key as"),
        # areas
        ("areas", {"area_code": "04"}, {"parent_code": "R9"}, "parent_code 'R9' is not in areas.csv"),
        ("areas", {"area_code": "06"}, {"successor_code": "99"}, "successor_code '99' is not in areas.csv"),
        ("areas", {"area_code": "04"}, {"successor_code": "19"}, "successor_code without valid_to"),
        ("areas", {"area_code": "04"}, {"predecessor_codes": "04|06"}, "predecessor_codes without valid_from"),
        ("areas", {"area_code": "19", "parent_code": "VN"}, {"predecessor_codes": "19|07"}, "'07' is not in areas.csv"),
        # agencies
        ("agencies", {"agency_code": "04-ubnd"}, {"area_code": "4"}, "area_code '4' is not in areas.csv"),
        ("agencies", {"agency_code": "molisa"}, {"successor_codes": "moha|bnv"}, "successor_codes 'bnv'"),
        ("agencies", {"agency_code": "moha"}, {"fields": "wages"}, "fields 'wages' is not in responsibilities"),
        ("responsibilities", {"field": "poverty"}, {"agency_code": "bnn"}, "agency_code 'bnn' is not in agencies"),
        # units
        ("unit_words", {"word": "tấn"}, {"unit_code": "TONNE"}, "unit_code 'TONNE' is not in units.csv"),
        ("unit_words", {"word": "tấn"}, {"factor": "0"}, "factor 0 is not positive"),
        # indicators
        ("indicators", NEW_JOBS, {"unit_code": "JOB"}, "unit_code 'JOB' is not in units.csv"),
        ("indicators", NEW_JOBS, {"field": "jobs"}, "field 'jobs' is not in responsibilities.csv"),
        ("indicators", NEW_JOBS, {"dimensions": "sex|colour"}, "dimensions 'colour' is not in dimensions.csv"),
        ("indicators", NEW_JOBS, {"definition_dimensions": "law"}, "definition_dimensions 'law'"),
        ("indicators", NEW_JOBS, {"numerator_code": "jobs"}, "numerator_code 'jobs' is not in indicators.csv"),
        ("indicators", NEW_JOBS, {"denominator_code": "jobs"}, "denominator_code 'jobs'"),
        ("indicators", NEW_JOBS, {"area_aggregation": "derive"}, "derive needs numerator_code"),
        ("indicators", NEW_JOBS, {"area_aggregation": "weighted_mean"}, "weighted_mean needs its weight"),
        ("indicators", NEW_JOBS, {"min_value": "5", "max_value": "1"}, "min_value 5 is not below max_value 1"),
        ("indicators", {"indicator_code": "poverty_rate"}, {"area_aggregation": "sum"}, "a ratio cannot be summed"),
        ("indicators", {"indicator_code": "poverty_rate"}, {"time_aggregation": "sum"}, "a ratio cannot be summed"),
        # phrases
        ("phrases", NEW_JOBS, {"indicator_code": "new_job"}, "indicator_code 'new_job' is not in indicators.csv"),
        ("phrases", NEW_JOBS, {"all_of": ""}, "all_of is empty"),
        ("phrases", NEW_JOBS, {"unit_codes": "JOB"}, "unit_codes 'JOB' is not in units.csv"),
        ("phrases", NEW_JOBS, {"breakdown": "sex=X"}, "breakdown 'sex=X' is no member"),
        ("phrases", NEW_JOBS, {"breakdown": "nữ"}, "breakdown 'nữ' is no member"),
        ("phrases", NEW_JOBS, {"breakdown": "level=primary"}, "new_jobs has no dimension 'level'"),
        ("phrases", NEW_JOBS, {"breakdown": "sex=F;job_source=programmes"}, "is not in order"),
        # asked
        ("asked", NEW_JOBS, {"indicator_code": "jobs"}, "indicator_code 'jobs' is not in indicators.csv"),
        ("asked", NEW_JOBS, {"breakdown": "standard=md2021_2025"}, "new_jobs has no dimension 'standard'"),
        ("asked", NEW_JOBS, {"area_codes": "04|4"}, "area_codes '4' is not in areas.csv as a province"),
        ("asked", NEW_JOBS, {"area_codes": "VN"}, "area_codes 'VN' is not in areas.csv as a province"),
        ("asked", NEW_JOBS, {"area_codes": ""}, "area_codes is empty"),
        ("asked", NEW_JOBS, {"report_type": "letter"}, "report_type 'letter' is not in report_types.csv"),
        ("asked", NEW_JOBS, {"scenario": "forecast"}, "scenario 'forecast' is none of plan, actual, estimate"),
        ("asked", NEW_JOBS, {"accumulation": "flow"}, "accumulation 'flow' is none of"),
        ("asked", NEW_JOBS, {"basis": "lunar"}, "basis 'lunar' is none of calendar, nd09"),
        ("asked", NEW_JOBS, {"scenario": "plan", "plan_basis": ""}, "plan_basis None is none of"),
        ("asked", {**NEW_JOBS, "scenario": "actual"}, {"plan_basis": "assigned"}, "in a row of scenario 'actual'"),
        # limits
        ("limits", {"limit": "spreads"}, {"limit": "spread"}, "takes no limit 'spread'; it takes least_periods"),
        ("limits", {"limit": "spreads"}, {"rule_id": "gate2.restated"}, "takes no limit 'spreads'; it takes none"),
        ("limits", {"limit": "spreads"}, {"value": "0"}, "limit 'spreads' is not positive"),
        # flows
        ("flows", {"direction": "in"}, {"flow_code": "x"}, "flow_code 'x' is not in indicators.csv"),
        ("flows", {"direction": "in"}, {"stock_code": "new_jobs"}, "'new_jobs' is no figure of accumulation 'stock'"),
        ("flows", {"direction": "in"}, {"flow_code": "poor_districts"}, "is no figure of accumulation 'period'"),
        # report types
        ("report_types", {"report_type": "plan"}, {"document_kinds": "plan|memo"}, "document_kinds 'memo' is none of"),
    ],
)  # fmt: skip
def test_what_must_hold(copied, spoil, table, where, changes, says) -> None:
    line = spoil(table, where, **changes)
    found = [problem for problem in problems_of(copied) if says in problem]
    assert found, f"nothing says {says!r}"
    assert all(";" in problem for problem in found), "says how to mend it"
    if says not in ("the same key as", "valid at the same time as", "'tỉnh lạng sơn' also names"):
        assert any(problem.startswith(f"{table}.csv:{line}: ") for problem in found)


def test_two_rows_with_one_key_name_both_lines(copied, spoil) -> None:
    second = spoil("units", {"unit_code": "SITE"}, unit_code="BED")
    (problem,) = [text for text in problems_of(copied) if text.startswith(f"units.csv:{second}:")]
    first = problem.split("units.csv:")[2].split(";")[0]
    assert int(first) < second


def test_a_question_asked_twice_differs_only_in_its_last_period(copied, root_dir) -> None:
    path = copied / "asked.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    cells = rows[1].split(",")
    cells[7] = "2010"
    path.write_text("\n".join([*rows, ",".join(cells)]) + "\n", encoding="utf-8")
    assert any(
        problem.startswith(f"asked.csv:{len(rows) + 1}: the same key as") for problem in problems_of(copied)
    )


def test_a_rule_without_its_limit(copied, spoil) -> None:
    spoil("limits", {"limit": "tolerance"}, limit="tolerances")
    (problem,) = [text for text in problems_of(copied) if "needs the limit" in text]
    assert "gate2.unit_slip needs the limit 'tolerance'; add its row to limits.csv" in problem
