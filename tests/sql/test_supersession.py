"""Which figure stands for a series, and from when to when, drawn as submissions in order of arrival."""

from __future__ import annotations

import pytest

from drawn import ask, check_cells, plain
from small_lakes import SmallLake, small_catalogue

JOBS_2022 = "indicator_code = 'jobs' and period = '2022'"


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue())


def standing(lake, as_of=None):
    """Values in `observation` by indicator and period, a star for those that lead."""
    source = "observation" if as_of is None else f"observation_as_of('{as_of}')"
    rows = ask(lake.warehouse, f"select * from {source} order by indicator_code, period, value")
    return [
        f"{row['indicator_code']} {row['period']} {plain(row['value'])}{'*' if row['leads'] else ''}"
        for row in rows
    ]


FIRST = "indicator | period | value\njobs | 2022 | 100\njobs | 2021 | 90\nlabour | 2022 | 500"


@pytest.mark.parametrize(
    ("relation", "second", "left"),
    [
        ("replaces", "indicator | value\njobs | 120", ["jobs 2022 120*"]),
        ("withdraws", "indicator | value", []),
        (
            "corrects",
            "indicator | value\njobs | 120",
            ["jobs 2021 90*", "jobs 2022 120*", "labour 2022 500*"],
        ),
        (
            "supplements",
            "indicator | value\njobless | 7",
            ["jobless 2022 7*", "jobs 2021 90*", "jobs 2022 100*", "labour 2022 500*"],
        ),
        (
            "initial",
            "indicator | value\njobs | 120",
            ["jobs 2021 90*", "jobs 2022 100*", "jobs 2022 120", "labour 2022 500*"],
        ),
    ],
)
def test_what_a_second_submission_of_the_same_report_leaves(lake, relation, second, left):
    lake.submit(FIRST, name="one", report="R", landed="2023-01-10")
    lake.publish("2023-01-11")
    lake.submit(second, name="two", report="R", relation=relation, landed="2023-02-10")
    lake.publish("2023-02-11")
    assert standing(lake) == left
    assert standing(lake, "2023-02-01") == ["jobs 2021 90*", "jobs 2022 100*", "labour 2022 500*"]
    assert standing(lake, "2023-01-01") == []


def test_a_submission_supersedes_only_within_its_report(lake):
    lake.submit(FIRST, name="one", report="R")
    lake.submit("value\n1", name="two", report="another", relation="replaces", landed="2023-02-10")
    lake.publish("2023-02-11")
    assert [row for row in standing(lake) if row.startswith("jobs 2021")] == ["jobs 2021 90*"]


def test_a_rejected_submission_closes_nothing(lake):
    lake.submit(FIRST, name="one", report="R")
    lake.submit(
        "value\n120", name="two", report="R", relation="replaces", landed="2023-02-10", outcome="rejected"
    )
    lake.publish("2023-02-11")
    assert standing(lake) == ["jobs 2021 90*", "jobs 2022 100*", "labour 2022 500*"]


def test_the_newest_processing_of_a_submission_speaks(lake):
    lake.submit("value\n100", name="one")
    lake.publish("2023-01-11")
    lake.submit("value\n1000", name="one", processing="p2", landed="2023-01-10")
    publication = lake.publish("2023-03-01")
    assert publication.cause == "reprocessed"
    assert standing(lake) == ["jobs 2022 1000*"]
    assert standing(lake, "2023-02-01") == ["jobs 2022 100*"]


def test_an_old_submission_processed_again_does_not_come_back(lake):
    lake.submit("value\n100", name="one", report="R")
    lake.submit("value\n120", name="two", report="R", relation="replaces", landed="2023-02-10")
    lake.publish("2023-02-11")
    lake.submit("value\n111", name="one", report="R", processing="p2")
    lake.publish("2023-03-01")
    assert standing(lake) == ["jobs 2022 120*"]
    assert ask(lake.warehouse, "select reason from unpublished_observation") == [
        {"reason": "superseded_before_publication"}, {"reason": "superseded_before_publication"},
    ]  # fmt: skip


def test_what_a_correction_no_longer_says_when_read_better_stands_again(lake):
    lake.submit("value\n100", name="one", report="R")
    lake.publish("2023-01-11")
    lake.submit("value\n7", name="two", report="R", relation="corrects", landed="2023-02-10")
    lake.publish("2023-02-11")
    lake.submit(
        "period | value\n2021 | 7",
        name="two",
        report="R",
        relation="corrects",
        landed="2023-02-10",
        processing="p2",
    )
    lake.publish("2023-03-01")
    assert standing(lake, "2023-02-20") == ["jobs 2022 7*"]
    assert standing(lake) == ["jobs 2021 7*", "jobs 2022 100*"]


@pytest.mark.parametrize(
    ("first", "second", "leader"),
    [
        ({"authority": "1", "issued": "2023-01-01"}, {"authority": "2", "issued": "2023-06-01"}, "100"),
        ({"authority": "4", "issued": "2023-01-01"}, {"authority": "2", "issued": "2022-06-01"}, "120"),
        ({"authority": "2", "issued": "2023-01-01"}, {"authority": "2", "issued": "2023-06-01"}, "120"),
        ({"authority": "2", "issued": "2023-06-01"}, {"authority": "2", "issued": None}, "100"),
        ({"authority": "2", "issued": "2023-01-01"}, {"authority": "2", "issued": "2023-01-01"}, "120"),
    ],
)
def test_between_reports_the_stronger_then_the_later_issued_then_the_later_landed_leads(
    lake, first, second, leader
):
    lake.submit(f"value | authority\n100 | {first['authority']}", name="one", issued=first["issued"])
    lake.submit(
        f"value | authority\n120 | {second['authority']}",
        name="two",
        issued=second["issued"],
        landed="2023-07-01",
    )
    lake.publish("2023-07-02")
    check_cells(lake.warehouse, f"area_code | value\n04 | {leader}")
    assert len(standing(lake)) == 2


def test_leading_is_known_from_the_day_the_stronger_source_came(lake):
    lake.submit("value | authority\n100 | 2", name="one")
    lake.publish("2023-01-11")
    lake.submit("value | authority\n120 | 1", name="two", landed="2023-02-10")
    lake.publish("2023-02-11")
    assert standing(lake, "2023-01-20") == ["jobs 2022 100*"]
    assert standing(lake) == ["jobs 2022 100", "jobs 2022 120*"]
    check_cells(lake.warehouse, "area_code | value\n04 | 100", relation="comparison_as_of('2023-01-20')")


def test_a_withheld_correction_hides_the_old_value(lake):
    lake.submit("value\n100", name="one", report="R")
    lake.publish("2023-01-11")
    lake.submit(
        "value | withheld\n120 | yes", name="two", report="R", relation="corrects", landed="2023-02-10"
    )
    lake.publish("2023-02-11")
    check_cells(lake.warehouse, "area_code | state | value\n04 | withheld |", JOBS_2022)
    check_cells(
        lake.warehouse,
        "area_code | state | value\n04 | reported | 100",
        JOBS_2022,
        relation="comparison_as_of('2023-01-20')",
    )


def test_a_withheld_figure_of_a_weaker_source_hides_nothing(lake):
    lake.submit("value | authority\n100 | 1", name="one")
    lake.submit("value | authority | withheld\n120 | 4 | yes", name="two", landed="2023-02-10")
    lake.publish("2023-02-11")
    check_cells(lake.warehouse, "area_code | state | value\n04 | reported | 100")


def test_within_a_submission_the_leading_reading_leads_and_repeats_stay_as_evidence(lake):
    lake.submit("value\n100\n100", name="one")
    lake.publish("2023-01-11")
    assert standing(lake) == ["jobs 2022 100*", "jobs 2022 100"] or standing(lake) == [
        "jobs 2022 100",
        "jobs 2022 100*",
    ]
    check_cells(lake.warehouse, "area_code | value\n04 | 100")
