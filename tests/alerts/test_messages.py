"""What a message says: truthful subjects, one heading an area, nothing cut without saying so."""

from __future__ import annotations

from pathlib import Path

import pytest

from lientinh.alerts.channels import open_channels
from lientinh.alerts.delivering import deliver
from lientinh.alerts.ledger import Ledger
from lientinh.alerts.messages import clean_line, group_events, write_subject
from lientinh.alerts.topics import TOPICS, count_title
from small_alerts import NAMES, NOON, a_route, an_event, routes_of


def subject(*events: object) -> str:
    return write_subject(group_events(events, NAMES))  # type: ignore[arg-type]


def test_one_area_one_thing() -> None:
    assert subject(an_event("a"), an_event("b")) == "Lạng Sơn: 2 nội dung cần rà soát mới ở mức lỗi"


def test_the_gravest_first_and_each_area_by_itself() -> None:
    events = [
        an_event("a", severity="warning"),
        an_event("b"),
        an_event("c", topic="finding_resolved"),
        an_event("d", area_code="04", topic="submission_rejected", severity="critical"),
    ]
    assert subject(*events) == (
        "Cao Bằng: 1 hồ sơ trả lại, đề nghị gửi lại; Lạng Sơn: 1 nội dung cần rà soát mới ở mức lỗi,"
        " 1 nội dung cần rà soát đã được giải quyết; và 1 mục khác"
    )


def test_an_event_without_topic_speaks_for_itself() -> None:
    late = an_event("late:20", title_vi="Lạng Sơn: báo cáo 6 tháng quá hạn 2 ngày", topic="")
    assert subject(late) == "Lạng Sơn: báo cáo 6 tháng quá hạn 2 ngày"
    system = an_event("task", title_vi="Bước xử lý land không hoàn thành", area_code=None, topic="")
    assert subject(system, late).startswith("Bước xử lý land không hoàn thành; Lạng Sơn: ")


def test_a_long_subject_counts_what_it_leaves_out() -> None:
    events = [an_event(str(code), area_code=f"{code:02}") for code in range(10, 30)]
    text = subject(*events)
    assert len(text) < 200
    kept = text.count("mới ở mức lỗi")
    assert text.endswith(f"; và {20 - kept} mục khác")


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_topic_counts_in_both_languages(topic: str) -> None:
    one, several = (count_title(topic, "error", n) for n in (1, 2))
    assert one[0].startswith("1 ") and several[0].startswith("2 ")
    assert one[1] != several[1].replace("2", "1"), "English tells one from several"
    assert "{" not in " ".join(one + several)


def test_control_and_direction_characters_are_taken_out() -> None:
    assert clean_line("a\r\nb\u2028c\u202ed\x00\te\u0301") == "a b cd é"


def test_the_file_way_leaves_something_to_read(tmp_path: Path, ledger: Ledger) -> None:
    channels = open_channels(tmp_path / "outbox", lambda name: None, lambda: None)
    events = [
        an_event(f"finding:{n}:open", text_vi=f"Chỉ tiêu {n}", text_en=f"Indicator {n}") for n in range(12)
    ]
    deliver(events, routes_of(a_route()), ledger, channels, NOON)
    text, page = (
        next(tmp_path.glob(f"outbox/*.{ending}")).read_text(encoding="utf-8") for ending in ("txt", "html")
    )
    assert text.splitlines()[0] == "Tiêu đề (subject): Lạng Sơn: 12 nội dung cần rà soát mới ở mức lỗi"
    assert "LẠNG SƠN" in text and "và 4 mục khác" in text and "and 4 more" in text
    assert text.index("Kính gửi") < text.index("To: Desk")
    assert '<html lang="vi">' in page and '<div lang="en">' in page
    assert text.count("https://lientinh.example/outbox/20/s1/") == 2, "one link, in each language"


def test_a_folder_that_cannot_be_written_is_a_failed_delivery(tmp_path: Path, ledger: Ledger) -> None:
    (tmp_path / "outbox").write_text("a file", encoding="utf-8")
    channels = open_channels(tmp_path / "outbox", lambda name: None, lambda: None)
    report = deliver([an_event()], routes_of(a_route()), ledger, channels, NOON)
    assert "cannot write" in report.failed["desk"]
