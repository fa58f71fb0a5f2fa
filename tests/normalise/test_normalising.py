"""Readings in = observations out + explained; what becomes of time, status and authority."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lientinh.documents import Locator
from lientinh.normalise import Origin, choose_leads, normalise_document
from lientinh.observations import OBSERVATIONS, observations_table
from lientinh.readings import DocumentHead, Reading

HEAD = DocumentHead(
    kind="report", title="Báo cáo", agency_code="20-sldtbxh", agency_text="Sở", number="1", symbol="BC-SLĐTBXH",
    issued_on=date(2022, 7, 21), issued_text="", relation="initial", relation_to=None, area_code="20",
    report_type=None, report_period="2022-S1", period_basis="calendar", legal_state="signed",
)  # fmt: skip
ORIGIN = Origin("sub", "doc", "rep", "0.1-abc", HEAD, datetime(2026, 1, 1, tzinfo=UTC), None)
READING = Reading(
    ordinal=1, indicator_code="population", phrase="dân số", breakdown="_T", measure="level", value=Decimal(1200),
    lower=None, upper=None, qualifier=None, rounding=Decimal("0.5"), unit_code="PERSON", value_text="1.200",
    unit_text="người", scenario="actual", plan_basis=None, accumulation="period", period="2021",
    period_start=date(2021, 1, 1), period_end=date(2021, 12, 31), period_basis="calendar", period_text="năm 2021",
    area_code="20", area_level="province", territory="20", quote="dân số 1.200 người",
    locator=Locator("a.txt", paragraph=3, start=7, end=12),
)  # fmt: skip


def normalise(catalogue, *readings, head=HEAD):
    return normalise_document(readings, replace(ORIGIN, head=head), catalogue)


def one(catalogue, head=HEAD, **changes):
    (row,) = normalise(catalogue, replace(READING, **changes), head=head).rows
    return row


def test_a_level_of_a_province_becomes_a_row_of_the_schema(catalogue):
    row = one(catalogue)
    assert {*row, "leads"} == set(OBSERVATIONS.names)
    table = observations_table(choose_leads([row]))
    assert table.schema == OBSERVATIONS
    assert table["value"][0].as_py() == Decimal("1200.000000")


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("no_indicator", {"indicator_code": None}),
        ("not_a_level", {"measure": "pct_of_plan"}),
        ("not_of_a_province", {"area_level": "district"}),
        ("not_of_a_province", {"area_code": None}),
        ("no_period", {"period": None}),
        ("no_value", {"value": None}),
        ("other_unit", {"unit_code": "PERSON_TURN"}),
    ],
)
def test_what_is_no_observation_is_explained(catalogue, reason, changes):
    done = normalise(catalogue, READING, replace(READING, **changes))
    assert len(done.rows) == 1
    assert done.explained == {reason: 1}


def test_a_figure_of_an_unclear_territory_is_kept_without_one(catalogue):
    assert one(catalogue, territory=None)["territory"] is None


def test_bounds_without_a_value_are_kept(catalogue):
    row = one(catalogue, value=None, lower=Decimal(1), upper=Decimal("1.5"), qualifier="between")
    assert row["value"] is None
    assert (row["lower"], row["upper"]) == (Decimal(1), Decimal("1.5"))


@pytest.mark.parametrize(
    ("accumulation", "start", "expected"),
    [
        ("ytd", date(2022, 1, 1), "period"),
        ("ytd", None, "itd"),
        ("stock", None, "stock"),
        ("itd", None, "itd"),
    ],
)
def test_year_to_date_takes_its_window(catalogue, accumulation, start, expected):
    assert one(catalogue, accumulation=accumulation, period_start=start)["accumulation"] == expected


@pytest.mark.parametrize(
    ("scenario", "period_start", "period_end", "expected"),
    [
        ("actual", date(2022, 1, 1), date(2022, 6, 30), "A"),
        ("actual", date(2022, 1, 1), date(2022, 12, 31), "P"),
        ("estimate", date(2022, 1, 1), date(2022, 12, 31), "E"),
        ("estimate", date(2023, 1, 1), date(2023, 12, 31), "F"),
        ("plan", date(2023, 1, 1), date(2023, 12, 31), "A"),
    ],
)
def test_status_by_what_could_be_known_on_the_day_of_issue(
    catalogue, scenario, period_start, period_end, expected
):
    row = one(catalogue, scenario=scenario, period_start=period_start, period_end=period_end)
    assert row["obs_status"] == expected


def test_authority_by_form_then_type_then_kind(catalogue):
    assert one(catalogue, locator=Locator("a.xlsx", sheet="S", cell="B2"))["source_authority"] == 1
    assert one(catalogue)["source_authority"] == 2
    assert one(catalogue, head=replace(HEAD, kind="news"))["source_authority"] == 4
    assert one(catalogue, head=replace(HEAD, kind="plan"), scenario="plan")["source_authority"] == 2
    typed = catalogue.report_types[0]
    head = replace(HEAD, report_type=typed.report_type)
    assert one(catalogue, head=head)["source_authority"] == typed.authority_actual
    assert one(catalogue, head=head, scenario="plan")["source_authority"] == typed.authority_plan


def test_the_same_series_has_one_lead_and_a_form_leads_prose(catalogue):
    prose = one(catalogue)
    again = one(catalogue, ordinal=2)
    cell = one(catalogue, ordinal=3, locator=Locator("b.xlsx", sheet="S", cell="B2"))
    other = one(catalogue, ordinal=4, period="2020")
    leads = [row["leads"] for row in choose_leads([prose, again, cell, other])]
    assert leads == [False, False, True, True]
    assert [row["leads"] for row in choose_leads([prose, again])] == [True, False]


def test_identity_does_not_depend_on_value_or_words(catalogue):
    assert one(catalogue)["series_id"] == one(catalogue, value=Decimal(9), quote="khác")["series_id"]
    assert one(catalogue)["series_id"] != one(catalogue, scenario="plan", plan_basis="assigned")["series_id"]
    assert one(catalogue)["observation_id"] != one(catalogue, ordinal=2)["observation_id"]
