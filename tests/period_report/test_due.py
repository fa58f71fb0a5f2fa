"""Which periods are closed without anybody asking, and that the others are left alone."""

from __future__ import annotations

import pytest

from lientinh.period_report import closing as closing_module
from lientinh.period_report.due import close_due_periods
from period_report.conftest import ANNUAL, draw_lake
from small_lakes import moment


@pytest.fixture
def lake(tmp_path):
    lake = draw_lake(tmp_path)
    lake.publish("2023-01-14")
    return lake


def close(lake, on):
    written = close_due_periods(lake, moment(on))
    return [(one["period"], one["k"], one["why"], one["publication"]) for one in written]


def test_a_period_closes_after_its_deadline_and_once(lake):
    assert close(lake, "2023-01-14") == [("2021", 1, "deadline", 1)]
    assert close(lake, "2023-01-15") == []
    assert close(lake, "2023-01-15T18:00") == [("2022", 1, "deadline", 1)], "past midnight in Hà Nội"
    assert close(lake, "2023-01-17") == []


def test_a_period_closes_when_everybody_has_reported(lake):
    lake.submit(
        "period | area | value\n2022 | 20 | 400", name="last", area="20", landed="2023-01-12", **ANNUAL
    )
    lake.publish("2023-01-14T09:00")
    assert ("2022", 1, "all_reported", 2) in close(lake, "2023-01-14T10:00")


def test_a_correction_closes_its_period_again_and_no_other(lake, monkeypatch):
    assert len(close(lake, "2023-01-20")) == 2
    correction = "period | area | value\n2022 | 04 | 22222"
    lake.submit(correction, name="d", report="a", relation="corrects", landed="2023-02-09", **ANNUAL)
    lake.publish("2023-02-10")
    looked_at = []
    gather = closing_module.gather_facts
    monkeypatch.setattr(
        closing_module,
        "gather_facts",
        lambda *given, **more: looked_at.append(given[2]) or gather(*given, **more),
    )
    assert close(lake, "2023-02-11") == [("2022", 2, "correction", 2)]
    assert looked_at == ["2022"], "a period nothing was said of costs nothing"
    assert close(lake, "2023-02-12") == []


def test_before_anything_is_published_there_is_nothing_to_close(tmp_path):
    assert close_due_periods(draw_lake(tmp_path), moment("2026-01-01")) == []
