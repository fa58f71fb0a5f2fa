"""Diff, drawn: submissions and publications in, the figures that changed and why out."""

from __future__ import annotations

import pytest

from drawn import plain
from lientinh.diff import diff
from lientinh.errors import UsageError
from small_lakes import SmallLake, small_catalogue, table

FIRST = """
    area | value | id
    04   | 100   | a
    14   | 200   | b
    20   | 300   | c
    """


@pytest.fixture
def lake(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue())
    lake.submit(FIRST, name="one", report="R")
    lake.publish("2023-01-11")
    return lake


def check_diff(lake, expected: str, since: str = "1", until: str | None = None) -> None:
    """The rows of the diff are those drawn, in the columns drawn."""
    drawn = table(expected)
    columns = [cell.strip() for cell in expected.strip().splitlines()[0].split("|")]
    found = [{name: plain(row[name]) for name in columns} for row in diff(lake.settings, since, until)]
    assert found == drawn


def test_a_correction_changes_what_it_says_and_nothing_else(lake):
    lake.submit(
        "area | value\n04 | 110\n14 | 200", name="two", report="R", relation="corrects", landed="2023-02-10"
    )
    lake.publish("2023-02-11")
    check_diff(
        lake,
        """
        change  | area_code | value_before | value_after | change_abs | change_pct | cause      | relation | file
        changed | 04        | 100          | 110         | 10         | 10         | submission | corrects | two.txt
        """,
    )


def test_new_figures_and_nothing_known_before(lake):
    lake.submit("area | value | period\n19 | 7 | 2021", name="two", landed="2023-02-10")
    lake.publish("2023-02-11")
    drawn = """
        change | area_code | period | value_before | value_after | change_abs | relation | file    | publication
        new    | 19        | 2021   |              | 7           |            | initial  | two.txt | 2
        """
    check_diff(lake, drawn)
    assert [row["change"] for row in diff(lake.settings, "0", "1")] == ["new"] * 3
    assert [row["publication"] for row in diff(lake.settings, "0")] == [1, 1, 1, 2]


def test_a_replacement_takes_away_what_it_does_not_say_again(lake):
    lake.submit("area | value\n04 | 100", name="two", report="R", relation="replaces", landed="2023-02-10")
    lake.publish("2023-02-11")
    check_diff(
        lake,
        """
        change | area_code | value_before | value_after | relation | file    | publication
        gone   | 14        | 200          |             | replaces | two.txt | 2
        gone   | 20        | 300          |             | replaces | two.txt | 2
        """,
    )


def test_a_withdrawal_says_no_figure_and_is_named_all_the_same(lake):
    lake.submit([], name="two", report="R", relation="withdraws", landed="2023-02-10")
    lake.publish("2023-02-11")
    rows = diff(lake.settings, "1", "2")
    assert {(row["change"], row["relation"], row["file"]) for row in rows} == {
        ("gone", "withdraws", "two.txt")
    }
    assert len(rows) == 3


def test_a_withheld_correction_hides_the_figure_and_shows_no_other(lake):
    lake.submit(
        "value | withheld | id\n999 | yes | w",
        name="two",
        report="R",
        relation="corrects",
        landed="2023-02-10",
    )
    lake.publish("2023-02-11")
    check_diff(
        lake,
        """
        change   | area_code | value_before | value_after | change_abs | relation | file
        withheld | 04        | 100          |             |            | corrects | two.txt
        """,
    )
    (row,) = diff(lake.settings, "1")
    assert row["observation_id_after"] == lake.ids["w"]


def test_a_reprocessing_is_never_shown_as_the_senders_doing(lake):
    rows = "area | value\n04 | 101\n14 | 200"
    lake.submit(rows, name="one", report="R", processing="p2")
    lake.publish("2023-02-11")
    check_diff(
        lake,
        """
        change  | area_code | value_before | value_after | cause        | processing | file
        changed | 04        | 100          | 101         | reprocessing | p2         | one.txt
        gone    | 20        | 300          |             | reprocessing | p2         | one.txt
        """,
    )


def test_a_stronger_source_of_another_report_is_the_cause(lake):
    lake.submit("value | authority\n105 | 1", name="form", landed="2023-02-10")
    lake.publish("2023-02-11")
    check_diff(
        lake,
        """
        change  | value_before | value_after | relation | file
        changed | 100          | 105         | initial  | form.txt
        """,
    )


def test_the_same_figure_out_of_another_source_is_no_change(lake):
    lake.submit("value | authority\n100 | 1", name="form", landed="2023-02-10")
    lake.publish("2023-02-11")
    check_diff(lake, "change | area_code")


def test_bounds_and_status_are_changes_without_a_percentage(lake):
    lake.submit(
        """
        indicator    | area | value | qualifier | lower | obs_status
        jobs         | 04   | 100   | more_than | 100   |
        jobs         | 14   | 200   |           |       | P
        jobless_rate | 19   | 3     |           |       |
        """,
        name="two", report="R", relation="corrects", landed="2023-02-10",
    )  # fmt: skip
    lake.publish("2023-02-11")
    lake.submit(
        "indicator | area | value\njobless_rate | 19 | 2.5", name="three", report="R", relation="corrects",
        landed="2023-03-10",
    )  # fmt: skip
    lake.publish("2023-03-11")
    check_diff(
        lake,
        """
        change  | area_code | qualifier_after | obs_status_before | obs_status_after | change_abs | change_pct
        new     | 19        |                 |                   | A                |            |
        changed | 04        | more_than       | A                 | A                |            |
        changed | 14        |                 | A                 | P                | 0          | 0
        """,
        until="2",
    )
    check_diff(lake, "area_code | change_abs | change_pct\n19 | -0.5 | ", since="2")


def test_what_went_and_came_back_is_no_change_and_each_step_is(lake):
    lake.submit("value\n110", name="two", report="R", relation="corrects", landed="2023-02-10")
    lake.publish("2023-02-11")
    lake.submit("value\n100", name="three", report="R", relation="corrects", landed="2023-03-10")
    lake.publish("2023-03-11")
    check_diff(lake, "change | area_code", since="1", until="3")
    check_diff(lake, "value_before | value_after | file\n110 | 100 | three.txt", since="2", until="3")


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        ("2023-01-10", "2023-01-12", 3),
        ("2023-01-11T00:00:00+00:00", "2023-02-12", 1),
        ("2023-01-11T07:00+07:00", None, 1),
        ("2023-02-12", "2023-02-12", 0),
        ("0", "2023-02-10T23:59", 3),
    ],
)
def test_vintages_by_time(lake, since, until, count):
    lake.submit("value\n110", name="two", report="R", relation="corrects", landed="2023-02-10")
    lake.publish("2023-02-11")
    assert len(diff(lake.settings, since, until)) == count


@pytest.mark.parametrize(
    ("since", "until", "message"),
    [
        ("1", "0", "--from 0 --to 1"),
        ("7", None, "no publication 7; the warehouse knows 1 to 1"),
        ("yesterday", None, "no vintage"),
        ("1", "31/1/2026", "2026-01-31"),
    ],
)
def test_what_cannot_be_says_what_could(lake, since, until, message):
    with pytest.raises(UsageError, match=message):
        diff(lake.settings, since, until)
