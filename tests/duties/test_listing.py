"""Who owes which report: what is asked, by whom it is owed, on the day it is due."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from lientinh.duties import list_duties
from small_lakes import AGENCIES, MERGER, UNDATED, asked, owed, small_catalogue, table

SPLIT = date(2025, 3, 1)


def check_duties(catalogue, until, expected):
    drawn = table(expected)
    duties = list_duties(catalogue, date.fromisoformat(until))
    found = [
        {name: None if getattr(duty, name) is None else str(getattr(duty, name)) for name in drawn[0]}
        for duty in duties
    ]
    assert found == drawn


def department(code, area_code, fields, since=None, until=None, heirs=()):
    return AGENCIES[0].model_copy(
        update={
            "agency_code": code, "area_code": area_code, "fields": tuple(fields), "valid_from": since,
            "valid_to": until, "successor_codes": tuple(heirs),
        }
    )  # fmt: skip


def test_what_is_asked_of_a_province_its_department_owes():
    check_duties(
        small_catalogue(asked("jobs", "2022", areas=("04", "19"))),
        "2023-06-01",
        """
        agency_code | area_code | period | period_start | period_end | due_on
        04-so       | 04        | 2022   | 2022-01-01   | 2022-12-31 | 2023-01-15
        19-so       | 19        | 2022   | 2022-01-01   | 2022-12-31 | 2023-01-15
        04-so       | 04        | 2023   | 2023-01-01   | 2023-12-31 | 2024-01-15
        19-so       | 19        | 2023   | 2023-01-01   | 2023-12-31 | 2024-01-15
        """,
    )


def test_two_figures_of_one_department_are_one_duty():
    catalogue = small_catalogue(
        asked("jobs", "2022", "2022", areas=("04",)), asked("wage", "2022", "2022", areas=("04",))
    )
    assert len(list_duties(catalogue, date(2023, 6, 1))) == 1


def test_nothing_is_owed_that_no_row_of_the_calendar_says_and_nothing_that_nobody_asks():
    only_asked = small_catalogue(asked("jobs", "2022"), calendar=())
    only_said = small_catalogue()
    ended = small_catalogue(asked("jobs", "2022"), calendar=(owed(valid_to=date(2022, 12, 31)),))
    for catalogue in (only_asked, only_said, ended):
        assert list_duties(catalogue, date(2026, 1, 1)) == []


def test_a_period_is_owed_from_its_first_day():
    catalogue = small_catalogue(asked("jobs", "2022", areas=("04",)))
    assert list_duties(catalogue, date(2021, 12, 31)) == []
    assert [duty.period for duty in list_duties(catalogue, date(2022, 1, 1))] == ["2022"]


def test_a_department_owes_while_it_exists_and_its_successors_by_field_after_it():
    agencies = (
        department("04-old", "04", ("employment", "poverty"), until=SPLIT, heirs=("04-home", "04-farm")),
        department("04-home", "04", ("employment",), since=SPLIT),
        department("04-farm", "04", ("poverty",), since=SPLIT),
    )
    poor = next(one for one in small_catalogue().indicators if one.indicator_code == "poor_rate").model_copy(
        update={"field": "poverty"}
    )
    jobs = small_catalogue().indicators[0]
    rules = (asked("jobs", "2023", areas=("04",)), asked("poor_rate", "2023", areas=("04",)))
    catalogue = small_catalogue(*rules, agencies=agencies, indicators=(jobs, poor))
    check_duties(
        catalogue,
        "2025-12-01",
        """
        agency_code | period | due_on
        04-old      | 2023   | 2024-01-15
        04-old      | 2024   | 2025-01-15
        04-farm     | 2025   | 2026-01-15
        04-home     | 2025   | 2026-01-15
        """,
    )


def test_the_day_that_counts_is_the_last_day_on_time_and_the_cut_off_where_none_is_known():
    agencies = (
        department("04-old", "04", ("employment",), until=date(2023, 1, 10)),
        department("04-new", "04", ("employment",), since=date(2023, 1, 10)),
    )
    rules = asked("jobs", "2022", "2022", areas=("04",))
    dated, undated = (
        list_duties(small_catalogue(rules, agencies=agencies, calendar=calendar), date(2023, 1, 1))
        for calendar in ((owed(),), (owed(**UNDATED),))
    )
    assert [duty.agency_code for duty in dated] == ["04-new"]
    assert [duty.agency_code for duty in undated] == ["04-old"]


def test_a_province_that_merges_before_the_day_leaves_its_report_to_the_successors():
    agencies = (
        department("06-so", "06", ("employment",), until=MERGER, heirs=("19-so", "19-farm")),
        department("19-so", "19", ("employment",)),
        department("19-farm", "19", ("poverty",)),
    )
    rule = asked("jobs", "2025-M05", frequency="M", areas=("06", "19"))
    monthly = owed(frequency="M", due_months_after=1)
    catalogue = small_catalogue(rule, agencies=agencies, calendar=(monthly,))
    check_duties(
        catalogue,
        "2025-07-20",
        """
        agency_code | area_code | territory     | period   | due_on
        06-so       | 06        | 06            | 2025-M05 | 2025-06-15
        19-so       | 19        | 19            | 2025-M05 | 2025-06-15
        19-so       | 06        | 06            | 2025-M06 | 2025-07-15
        19-so       | 19        | 19            | 2025-M06 | 2025-07-15
        19-so       | 19        | 19@2025-07-01 | 2025-M07 | 2025-08-15
        """,
    )


def test_successors_of_successors_and_nobody_where_nobody_took_the_field_over():
    gone = date(2024, 1, 1)
    agencies = (
        department("04-a", "04", ("employment",), until=date(2023, 1, 1), heirs=("04-b",)),
        department("04-b", "04", (), since=date(2023, 1, 1), until=gone, heirs=("19-c",)),
        department("19-c", "19", ("employment",), since=gone),
    )
    rule = asked("jobs", "2021", "2024", areas=("04",))
    duties = list_duties(small_catalogue(rule, agencies=agencies), date(2025, 1, 1))
    assert [(duty.period, duty.agency_code) for duty in duties] == [
        ("2021", "04-a"), ("2022", None), ("2023", "19-c"), ("2024", "19-c"),
    ]  # fmt: skip


def test_a_row_of_the_province_goes_before_that_of_every_province():
    own = owed("own", area_codes=("14",), due_day=20, valid_from=date(2022, 7, 1))
    check_duties(
        small_catalogue(asked("jobs", "2021", "2022", areas=("04", "14")), calendar=(owed(), own)),
        "2022-12-01",
        """
        duty_code | area_code | period | due_on
        year      | 04        | 2021   | 2022-01-15
        year      | 14        | 2021   | 2022-01-15
        year      | 04        | 2022   | 2023-01-15
        own       | 14        | 2022   | 2023-01-20
        """,
    )


def test_a_plan_is_owed_for_the_period_it_plans_not_for_those_it_tells_results_of():
    kind = small_catalogue().report_types[0].model_copy(update={"authority_actual": 3, "authority_plan": 1})
    rules = (
        asked("jobs", "2022", "2022", areas=("04",), scenario="estimate"),
        asked("jobs", "2023", "2023", areas=("04",), scenario="plan", plan_basis="proposed"),
    )
    duties = list_duties(small_catalogue(*rules, report_types=(kind,)), date(2024, 6, 1))
    assert [duty.period for duty in duties] == ["2023"]


@pytest.mark.parametrize(
    ("owed_by", "more", "agencies"),
    [
        ("department", {"owed_by_fields": ("poverty",)}, ["04-farm"]),
        ("province_government", {}, ["04-ubnd"]),
        ("statistics_office", {}, [None]),
        ("listed", {"agency_codes": ("04-ubnd", "04-so", "14-so")}, ["04-so", "04-ubnd"]),
        ("others", {}, [None]),
    ],
)
def test_who_owes(owed_by, more, agencies):
    committee = AGENCIES[0].model_copy(update={"agency_code": "04-ubnd", "level": "province_government"})
    known = (*AGENCIES, committee, department("04-farm", "04", ("poverty",)))
    catalogue = small_catalogue(
        asked("jobs", "2022", "2022", areas=("04",)),
        agencies=known,
        calendar=(owed(owed_by=owed_by, **more),),
    )
    assert [duty.agency_code for duty in list_duties(catalogue, date(2023, 1, 1))] == agencies


def test_what_is_owed_within_a_province_needs_nobody_who_asks():
    inner = owed(
        "inner", owed_by="others", received_by="province_government", area_codes=("14",), due_rule="before_day",
        due_months_after=0, due_day=10, valid_from=date(2023, 4, 28), valid_to=date(2025, 3, 1),
    )  # fmt: skip
    check_duties(
        small_catalogue(calendar=(inner,)),
        "2026-01-01",
        """
        received_by         | agency_code | area_code | period | due_on
        province_government |             | 14        | 2023   | 2023-12-09
        province_government |             | 14        | 2024   | 2024-12-09
        """,
    )


def test_the_calendar_as_it_is(catalogue):
    """Forms by 15 January, administrative reports without a date, Son La's own dates: nothing else is stated."""
    duties = list_duties(catalogue, date(2026, 11, 22))
    counted = Counter((duty.duty_code, duty.due_on is not None) for duty in duties)
    assert counted == {
        ("statistical_year_2015", True): 10,
        ("nd09_half_year", False): 4,
        ("nd09_year", False): 16,
        ("plan_2023", False): 4,
        ("son_la_113_half_year", True): 2,
        ("son_la_113_year", True): 2,
    }
    forms = [duty for duty in duties if duty.report_type == "annual_statistical_form"]
    assert {(duty.period, duty.due_on) for duty in forms} == {
        ("2015", date(2016, 1, 15)), ("2016", date(2017, 1, 15)),
    }  # fmt: skip
    assert {duty.agency_code for duty in forms} == {
        f"{code}-sldtbxh" for code in ("04", "06", "14", "19", "20")
    }
    of_2025 = {duty.agency_code for duty in duties if duty.period == "2025"}
    assert of_2025 == {f"{code}-snnmt" for code in ("04", "14", "19", "20")}
    plan = [duty for duty in duties if duty.received_by == "province_government"]
    assert [(duty.period, duty.due_on) for duty in plan] == [
        ("2023", date(2023, 12, 9)), ("2024", date(2024, 12, 9)),
        ("2023-S1", date(2023, 6, 9)), ("2024-S1", date(2024, 6, 9)),
    ]  # fmt: skip
