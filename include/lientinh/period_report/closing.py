"""Closing a period: the publication it was closed at is frozen in the lake, and the period's report is written.

A closing is one small object, `lake/closings/<report_type>-<period>-<k>.json`, written once and never changed; of two
who close at once one wins. Its report is made from what the object names, so that it can be made again.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from lientinh.catalogue import Catalogue
from lientinh.errors import UsageError
from lientinh.lake import Lake
from lientinh.period_report.account import ARRIVED
from lientinh.period_report.gathering import PeriodFacts, gather_facts
from lientinh.period_report.page import WHY, ClosingWords, render_page
from lientinh.period_report.writing import closing_file, write_page
from lientinh.publish.reading_warehouse import Row, open_warehouse
from lientinh.settings import Settings
from lientinh.version import __version__

log = logging.getLogger(__name__)
Json = dict[str, Any]


class Opened(Protocol):
    """What a closing needs of a pipeline."""

    @property
    def settings(self) -> Settings: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def lake(self) -> Lake: ...


def close_period(pipeline: Opened, report_type: str, period: str, why: str, now: datetime) -> Json:
    """Close a period at the newest publication; the closing, with `new`: whether this call wrote it.

    `why`: all_reported, deadline or correction. Closed already, and nothing came or changed since: the last closing
    stands, and its report is put back where it was lost. Closed before and something changed: closing k + 1,
    whose report says what; a cause that has been given before is then a correction. Raises `UsageError` where
    nobody owes that report for that period.
    """
    if why not in WHY:
        raise UsageError(f"{why!r} is no cause of a closing; it is one of {', '.join(WHY)}")
    earlier = list_closings(pipeline.lake, report_type, period)
    last = earlier[-1] if earlier else None
    if last is not None and not is_touched(last, read_last_known(pipeline.settings)):
        return _restore(pipeline, last)
    since = last["publication"] if last else None
    facts = gather_facts(pipeline.settings, report_type, period, since=since)
    if last is not None and not _is_changed(pipeline.settings, facts, last):
        return _restore(pipeline, last)
    if why in {one["why"] for one in earlier}:
        why = "correction"
    words = ClosingWords(len(earlier) + 1, why)
    page = render_page(facts, pipeline.catalogue, words)
    closing = _describe(pipeline, facts, words, page, now)
    if not pipeline.lake.write_closing(closing):
        return close_period(pipeline, report_type, period, why, now)
    write_page(closing_file(pipeline.settings, report_type, period, words.k), page)
    log.info("closed report_type=%s period=%s closing=%d why=%s", report_type, period, words.k, why)
    return {**closing, "new": True}


def list_closings(lake: Lake, report_type: str, period: str) -> list[Json]:
    """The closings of one report type and period, in order."""
    return [one for one in lake.closings() if (one["report_type"], one["period"]) == (report_type, period)]


def read_last_known(settings: Settings) -> dict[tuple[str, str], datetime]:
    """(report type, period) → the newest publication that knew something of it."""
    with open_warehouse(settings) as warehouse:
        rows = warehouse.ask("period_last_known")
    return {(row["report_type"], row["period"]): row["known_from"] for row in rows}


def is_touched(last: Json, last_known: Mapping[tuple[str, str], datetime]) -> bool:
    """Whether anything of the closed period has become known since: cheap, and asked of every period every day."""
    known_from = last_known.get((last["report_type"], last["period"]))
    return known_from is not None and known_from > datetime.fromisoformat(last["published_at"])


def _is_changed(settings: Settings, facts: PeriodFacts, last: Json) -> bool:
    """Whether a figure of the period or who has reported is not what it was at the last closing."""
    if facts.changes:
        return True
    with open_warehouse(settings) as warehouse:
        before = warehouse.ask(
            "period_report_status",
            report_type=last["report_type"],
            period=last["period"],
            as_of=datetime.fromisoformat(last["published_at"]),
        )
    return _arrivals(before) != _arrivals(facts.status)


def _arrivals(status: Sequence[Row]) -> set[tuple[Any, ...]]:
    return {
        (row["area_code"], row["agency_code"], row["submission_id"], row["submission_count"])
        for row in status
    }


def _describe(pipeline: Opened, facts: PeriodFacts, words: ClosingWords, page: str, now: datetime) -> Json:
    file = closing_file(pipeline.settings, facts.report_type, facts.period, words.k)
    return {
        "schema_version": "1",
        "report_type": facts.report_type,
        "period": facts.period,
        "k": words.k,
        "why": words.why,
        "publication": facts.vintage["n"],
        "published_at": facts.vintage["published_at"].astimezone(UTC).isoformat(timespec="microseconds"),
        "since": facts.since["n"] if facts.since else None,
        "closed_at": now.astimezone(UTC).isoformat(timespec="microseconds"),
        "agencies": len(facts.status),
        "arrived": sum(row["state"] in ARRIVED for row in facts.status),
        "changes": len(facts.changes),
        "report": file.relative_to(pipeline.settings.home).as_posix(),
        "report_sha256": _digest(page),
        "package_version": __version__,
        "catalogue_digest": pipeline.catalogue.digest,
    }


def _restore(pipeline: Opened, closing: Json) -> Json:
    """The closing's report where it belongs: written now, or again after a kill or a lost disk.

    A later package or catalogue may word it otherwise; the digest in the closing is that of the first bytes.
    """
    report_type, period, k = closing["report_type"], closing["period"], closing["k"]
    file = closing_file(pipeline.settings, report_type, period, k)
    if not file.is_file():
        facts = gather_facts(
            pipeline.settings, report_type, period, as_of=closing["publication"], since=closing["since"]
        )
        page = render_page(facts, pipeline.catalogue, ClosingWords(k, closing["why"]))
        if _digest(page) != closing["report_sha256"]:
            log.warning(
                "report of a closing worded anew report_type=%s period=%s closing=%d", report_type, period, k
            )
        write_page(file, page)
    return {**closing, "new": False}


def _digest(page: str) -> str:
    return hashlib.sha256(page.encode("utf-8")).hexdigest()
