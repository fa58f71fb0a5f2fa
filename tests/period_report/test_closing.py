"""A period is closed once for what was known; after a correction again, and the report says what changed."""

from __future__ import annotations

import hashlib

import lxml.html
import pytest

from lientinh.errors import UsageError
from lientinh.period_report.closing import close_period, list_closings
from period_report.conftest import ANNUAL, draw_lake
from small_lakes import moment

NOW = moment("2023-01-26")


@pytest.fixture
def lake(tmp_path):
    lake = draw_lake(tmp_path)
    lake.publish("2023-01-25")
    return lake


def close(lake, why="deadline", now=NOW):
    return close_period(lake, "annual", "2022", why, now)


def page_of(lake, closing):
    return (lake.settings.home / closing["report"]).read_bytes()


def correct(lake, value="22222"):
    correction = f"period | area | value\n2022 | 04 | {value}"
    lake.submit(correction, name=f"d{value}", report="a", relation="corrects", landed="2023-02-09", **ANNUAL)
    lake.publish("2023-02-10")


def test_a_closing_names_the_publication_and_its_report(lake):
    closing = close(lake)
    assert closing["new"] is True
    assert (closing["k"], closing["publication"], closing["why"]) == (1, 1, "deadline")
    assert closing["published_at"] == "2023-01-25T00:00:00.000000+00:00"
    assert (closing["agencies"], closing["arrived"]) == (4, 3)
    assert closing["report"] == "exports/bao-cao-ky/annual/2022/chot-1/index.html"
    page = page_of(lake, closing)
    assert hashlib.sha256(page).hexdigest() == closing["report_sha256"]
    text = lxml.html.fromstring(page.decode()).text_content()
    assert "Chốt kỳ lần 1: đã hết hạn gửi báo cáo" in " ".join(text.split())
    assert "Thay đổi so với lần chốt trước" not in text
    (kept,) = lake.lake.closings()
    assert kept == {name: closing[name] for name in closing if name != "new"}


@pytest.mark.parametrize("why", ["deadline", "all_reported", "correction"])
def test_what_is_closed_stays_closed_while_nothing_changes(lake, why):
    first = close(lake)
    again = close(lake, why, moment("2023-03-01"))
    assert again == {**first, "new": False}
    assert len(lake.lake.closings()) == 1


def test_a_publication_that_says_nothing_of_the_period_closes_nothing_again(lake):
    first = close(lake)
    lake.submit("period | area | value\n2021 | 14 | 7", name="old", area="14", landed="2023-02-09")
    assert lake.publish("2023-02-10").new
    assert close(lake) == {**first, "new": False}


def test_reading_the_same_again_closes_nothing_again(lake):
    """A better program reads every submission anew; where it says the same, nothing has changed."""
    first = close(lake)
    lake.submit(
        "period | area | indicator | value\n2022 | 20 | labour | 5",
        name="e",
        area="20",
        landed="2023-01-11",
        **ANNUAL,
    )
    lake.publish("2023-02-01")
    second = close(lake)
    lake.submit(
        "period | area | indicator | value\n2022 | 20 | labour | 5",
        name="e",
        area="20",
        landed="2023-01-11",
        processing="p2",
        **ANNUAL,
    )
    assert lake.publish("2023-02-10").new
    assert (first["k"], second["k"]) == (1, 2)
    assert close(lake) == {**second, "new": False}


def test_after_a_correction_the_next_closing_says_what_changed(lake):
    first = close(lake)
    before = page_of(lake, first)
    correct(lake)
    second = close(lake, now=moment("2023-02-11"))
    assert (second["k"], second["publication"], second["since"], second["why"]) == (2, 2, 1, "correction")
    page = lxml.html.fromstring(page_of(lake, second).decode())
    (row,) = page.xpath("//h2[contains(., 'Thay đổi')]/following-sibling::table/tbody/tr")
    told = [cell.text_content() for cell in row]
    assert told[0] == "Cao Bằng"
    assert told[2:] == ["12.345", "22.222", "thay đổi", "đính chính, 12/BC-SLĐTBXH"]
    assert page_of(lake, first) == before, "what was closed stays as it was"
    assert [one["k"] for one in list_closings(lake.lake, "annual", "2022")] == [1, 2]


def test_the_last_report_to_come_closes_again_with_its_own_cause(lake):
    close(lake)
    lake.submit(
        "period | area | value\n2022 | 20 | 400", name="late", area="20", landed="2023-02-09", **ANNUAL
    )
    lake.publish("2023-02-10")
    second = close(lake, "all_reported")
    assert (second["k"], second["why"], second["arrived"]) == (2, "all_reported", 4)


def test_a_report_that_was_lost_is_made_again_with_the_same_bytes(lake):
    closing = close(lake)
    before = page_of(lake, closing)
    (lake.settings.home / closing["report"]).unlink()
    correct(lake)
    close(lake)
    assert not (lake.settings.home / closing["report"]).exists(), "only the last one is asked for"
    (lake.settings.home / "exports").rename(lake.settings.home / "gone")
    (lake.settings.home / "lake" / "closings" / "annual-2022-2.json").unlink()
    (lake.settings.home / "warehouse" / "warehouse.duckdb").unlink()
    lake.publish("2023-02-12", to=1)
    assert close(lake) == {**closing, "new": False}
    assert page_of(lake, closing) == before


def test_of_two_who_close_at_once_one_wins(lake, monkeypatch):
    write = lake.lake.write_closing

    def lose(closing):
        monkeypatch.undo()
        assert write({**closing, "why": "all_reported"})
        return False

    monkeypatch.setattr(lake.lake, "write_closing", lose)
    closing = close(lake)
    assert (closing["k"], closing["why"], closing["new"]) == (1, "all_reported", False)
    assert len(lake.lake.closings()) == 1


def test_causes_and_periods_are_known_ones(lake):
    with pytest.raises(UsageError, match="is no cause"):
        close(lake, "because")
    with pytest.raises(UsageError, match="2021, 2022"):
        close_period(lake, "annual", "1999", "deadline", NOW)
