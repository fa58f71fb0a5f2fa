"""What the tasks call: the pipeline's steps on the settings of their process, manifests in, manifests out.

A manifest is a small dict that fits an XCom: identities, names and counts, never figures.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lientinh.errors import InfrastructureError
from lientinh.pipeline import Pipeline
from lientinh.settings import read_settings

if TYPE_CHECKING:
    from lientinh.alerts.events import AlertEvent

Manifest = dict[str, Any]

MOST_LOTS = 500  # of a run; Airflow refuses to map a task over more than 1,024 (core.max_map_length)


def open_pipeline() -> Pipeline:
    """The pipeline on the settings of this process."""
    return Pipeline.open(read_settings(os.environ))


def land_submissions(area_code: str) -> list[Manifest]:
    """All that this area has waiting for a decision, shared out in lots for the reading tasks."""
    pipeline = open_pipeline()
    pipeline.land(area_code=area_code)
    submissions = pipeline.submissions()
    return share_out(
        [
            {"submission_id": submission_id, "name": submissions[submission_id].name}
            for submission_id in pipeline.pending()
            if submissions[submission_id].area_code == area_code
        ]
    )


def share_out(submissions: list[Manifest], most_lots: int = MOST_LOTS) -> list[Manifest]:
    """Lots {"name", "submissions"}: one submission each, several only where there are more than `most_lots`."""
    size = max(1, -(-len(submissions) // most_lots))
    lots = [submissions[start : start + size] for start in range(0, len(submissions), size)]
    return [{"name": _name_of(lot), "submissions": lot} for lot in lots]


def _name_of(lot: list[Manifest]) -> str:
    first, last = lot[0]["name"], lot[-1]["name"]
    return str(first) if len(lot) == 1 else f"{first} … {last} ({len(lot)})"


def read_lot(lot: Manifest) -> list[Manifest]:
    """Reads and extracts the lot's submissions; a file that cannot be read is a refusal in its manifest."""
    pipeline = open_pipeline()
    purged = pipeline.lake.purged()  # removed on order since they landed
    ids = [submission["submission_id"] for submission in lot["submissions"]]
    return [pipeline.read_submission(one) for one in ids if one not in purged]


def check_and_decide_lots(lots: list[list[Manifest]]) -> list[Manifest]:
    """Gates 1 and 2 over all that was read, together, then one decision each."""
    return open_pipeline().check_and_decide([manifest["submission_id"] for lot in lots for manifest in lot])


def write_replies_for(manifests: list[Manifest]) -> Manifest:
    """Replies to what was decided, into the outbox; which files lie ready for which submission."""
    from lientinh.replies import write_replies

    pipeline = open_pipeline()
    purged = pipeline.lake.purged()
    ids = [one["submission_id"] for one in manifests if one["submission_id"] not in purged]
    written = write_replies(pipeline, ids, pipeline.clock())
    return {one["submission_id"]: [file["name"] for file in one["files"]] for one in written}


def account_for(lots: list[Manifest], decided: list[Manifest]) -> Manifest:
    """Counts of a run; raises `InfrastructureError` where a submission came in and no decision came out."""
    submissions = [submission for lot in lots for submission in lot["submissions"]]
    done = {manifest["submission_id"] for manifest in decided}
    lost = [one["name"] for one in submissions if one["submission_id"] not in done]
    if lost:
        purged = open_pipeline().lake.purged()
        lost = [one["name"] for one in submissions if one["submission_id"] not in done | purged]
    if lost:
        raise InfrastructureError(f"no decision for {', '.join(lost)}; they stay pending for the next run")
    return {"submissions": len(submissions), "decided": len(done)}


def publish_warehouse() -> Manifest:
    """Gate 3 and the swap; where nothing was decided since, the last publication stands and is not new."""
    from lientinh.publish import publish

    pipeline = open_pipeline()
    publication = publish(pipeline.lake, pipeline.settings, pipeline.catalogue, now=pipeline.clock())
    return {
        "publication": publication.n,
        "new": publication.new,
        "decisions": len(publication.decision_ids),
        "damaged": sorted(publication.damaged),
    }


def tell_alerts(schedule: str, events: Sequence[AlertEvent] = ()) -> Manifest:
    """What is new to the alert routes, with `events` of other watchers; `schedule` is the DAG whose run this is.

    Raises `InfrastructureError` where a delivery failed, so that the task's retries are the next tries (`ALERT_RETRIES`
    has the ledger's pace), and `AlertsUndelivered` where a route keeps failing.
    """
    from lientinh.alerts.sending import send_alerts
    from lientinh_airflow.alert_channels import airflow_channels

    pipeline = open_pipeline()
    channels = airflow_channels(pipeline.settings, os.environ)
    report = send_alerts(pipeline, pipeline.clock(), channels, events=events, schedule=schedule)
    if report.failed:
        raise InfrastructureError(f"not delivered yet, tried again: {', '.join(sorted(report.failed))}")
    return {"queued": report.queued, "sent": len(report.sent)}


def watch_calendar() -> Manifest:
    """Letters to who is late, the calendar's reminders, lateness and escalations, and all other news; counts."""
    from lientinh.morning_watch import watch_duties

    pipeline = open_pipeline()
    events, letters = watch_duties(pipeline, pipeline.clock())
    return {**tell_alerts("watch_calendar", events), "letters": len(letters)}


def close_due_periods() -> list[Manifest]:
    """Every period of the current warehouse that can be closed; the closings that were written."""
    from lientinh.period_report import due

    pipeline = open_pipeline()
    return [_closing_manifest(one) for one in due.close_due_periods(pipeline, pipeline.clock())]


def close_one_period(report_type: str, period: str, why: str) -> list[Manifest]:
    """One period, because a person said so; empty where it is closed and nothing has changed."""
    from lientinh.period_report.closing import close_period

    pipeline = open_pipeline()
    closing = close_period(pipeline, report_type, period, why, pipeline.clock())
    return [_closing_manifest(closing)] if closing["new"] else []


def _closing_manifest(closing: Manifest) -> Manifest:
    return {name: closing[name] for name in ("report_type", "period", "k", "why", "publication", "report")}
