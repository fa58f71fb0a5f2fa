"""What stands still or grows old, and what broke down: events for those who run the system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from lientinh.alerts.events import AlertEvent
from lientinh.alerts.links import Links
from lientinh.alerts.routes import Watch
from lientinh.wording import clock

Step = Literal["inbox", "submission", "decision"]

_STEPS: dict[Step, tuple[str, str, str, str]] = {
    "inbox": (
        "Hồ sơ nằm trong thư mục tiếp nhận chưa được tiếp nhận",
        "Reports lie in an inbox and are not taken",
        "Kiểm tra bộ lập lịch, bộ theo dõi thư mục (triggerer) và luồng tiếp nhận của tỉnh.",
        "Look at the scheduler, the triggerer and the province's ingest DAG.",
    ),
    "submission": (
        "Hồ sơ đã tiếp nhận chưa có kết quả xử lý",
        "Landed submissions have no decision",
        "Kiểm tra luồng tiếp nhận của tỉnh: bước đọc hoặc bước rà soát đã dừng.",
        "Look at the province's ingest DAG: reading or checking has stopped.",
    ),
    "decision": (
        "Kết quả xử lý chưa được đưa vào kho số liệu",
        "Decisions are not published",
        "Kiểm tra luồng cập nhật kho số liệu.",
        "Look at the publishing DAG.",
    ),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has waited longest at a step, since when, of which area; `mark` tells one standstill from the next."""

    step: Step
    area_code: str | None
    since: datetime
    mark: str


def waiting_events(waiting: list[Waiting], watch: Watch, links: Links, now: datetime) -> list[AlertEvent]:
    """A step at which something has waited longer than agreed; once for each thing that waits there first."""
    return [
        _operation(
            f"waiting:{one.step}:{one.area_code or ''}:{one.mark}",
            one.area_code,
            _STEPS[one.step],
            f"Từ {clock(one.since)}.",
            f"Since {clock(one.since)}.",
            links.to("airflow", "logs"),
            now,
        )
        for one in waiting
        if now - one.since > timedelta(hours=watch.pending_hours)
    ]


def schedule_events(
    last_runs: Mapping[str, datetime], watch: Watch, links: Links, now: datetime
) -> list[AlertEvent]:
    """A schedule (name → when it last went well) that stands still; once for each standstill."""
    return [
        _operation(
            f"schedule:{name}:{last.isoformat()}",
            None,
            (
                f"Lịch chạy “{name}” không hoàn thành lần nào từ {clock(last)}",
                f"Schedule “{name}” has not succeeded since {clock(last)}",
                "Kiểm tra bộ lập lịch và lần chạy gần nhất.",
                "Look at the scheduler and at its last run.",
            ),
            "",
            "",
            links.to("airflow", "logs"),
            now,
        )
        for name, last in sorted(last_runs.items())
        if now - last > timedelta(hours=watch.run_hours)
    ]


def publication_events(
    n: int, published_at: datetime, watch: Watch, links: Links, now: datetime
) -> list[AlertEvent]:
    """The last publication, where it is older than agreed; once for each publication."""
    if now - published_at <= timedelta(days=watch.publication_days):
        return []
    return [
        AlertEvent(
            key=f"publication:{n}:old",
            kind="publication",
            severity="error",
            area_code=None,
            field=None,
            title_vi=f"Kho số liệu chưa được cập nhật từ {clock(published_at)}",
            title_en=f"The warehouse has not been published since {clock(published_at)}",
            text_vi="Không có hồ sơ mới, hoặc hồ sơ chưa đến được hệ thống. Kiểm tra nơi tiếp nhận.",
            text_en="Nothing new came, or it does not reach the system. Look at where reports arrive.",
            link=links.to("warehouse"),
            happened_at=now,
        )
    ]


def task_failure_event(dag_id: str, task_id: str, run_id: str, link: str, at: datetime) -> AlertEvent:
    """A task of a run that failed; one event whatever the number of its mapped copies."""
    return AlertEvent(
        key=f"task:{dag_id}:{run_id}:{task_id}",
        kind="operation",
        severity="critical",
        area_code=None,
        field=None,
        title_vi=f"Bước xử lý {dag_id}.{task_id} không hoàn thành",
        title_en=f"Task {dag_id}.{task_id} failed",
        text_vi=f"Lần chạy {run_id}. Do máy hoặc chương trình, không phải do báo cáo.",
        text_en=f"Run {run_id}. A machine or a program failed, not a report.",
        link=link,
        happened_at=at,
    )


def _operation(
    key: str,
    area_code: str | None,
    words: tuple[str, str, str, str],
    since_vi: str,
    since_en: str,
    link: str,
    now: datetime,
) -> AlertEvent:
    title_vi, title_en, text_vi, text_en = words
    return AlertEvent(
        key=key,
        kind="operation",
        severity="critical",
        area_code=area_code,
        field=None,
        title_vi=title_vi,
        title_en=title_en,
        text_vi=f"{since_vi} {text_vi}".strip(),
        text_en=f"{since_en} {text_en}".strip(),
        link=link,
        happened_at=now,
    )
