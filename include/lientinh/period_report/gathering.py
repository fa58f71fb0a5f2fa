"""What the report of a period says, out of the warehouse as it was known at one publication."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from lientinh.diff import diff
from lientinh.errors import UsageError
from lientinh.periods import period_year_before
from lientinh.publish.reading_warehouse import Row, Warehouse, open_warehouse
from lientinh.settings import Settings


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """Rows of the warehouse for one report type and period, as known at publication `vintage`.

    `sources`: figures with their words and documents, by observation id. `changes`: rows of `lientinh.diff`
    since publication `since`; empty without one.
    """

    report_type: str
    period: str
    vintage: Row
    latest: int
    status: Sequence[Row]
    cells: Sequence[Row]
    sources: dict[str, Row]
    findings: Sequence[Row]
    since: Row | None = None
    changes: Sequence[Row] = ()


def gather_facts(
    settings: Settings, report_type: str, period: str, as_of: int | None = None, since: int | None = None
) -> PeriodFacts:
    """The facts at publication `as_of` (the newest by default), with what changed since publication `since`.

    Raises `UsageError` where nobody owes that report for that period, or there is no such publication.
    """
    with open_warehouse(settings) as warehouse:
        log = warehouse.ask("publications")
        vintage = _find_publication(log, as_of)
        earlier = _find_publication(log, since) if since is not None else None
        asked = {"report_type": report_type, "period": period, "as_of": vintage["published_at"]}
        status = warehouse.ask("period_report_status", **asked)
        if not status:
            raise UsageError(_describe_unknown(warehouse, report_type, period))
        cells = warehouse.ask("period_report_cells", **asked)
        before = period_year_before(period) or period
        shown = {"period": period, "period_before": before, "as_of": vintage["published_at"]}
        sources = warehouse.ask("period_report_sources", **shown)
        findings = warehouse.ask("period_report_findings", **asked)
    changes = _list_changes(settings, cells, period, earlier, vintage)
    return PeriodFacts(
        report_type=report_type,
        period=period,
        vintage=vintage,
        latest=log[-1]["n"],
        status=status,
        cells=cells,
        sources={row["observation_id"]: row for row in sources},
        findings=findings,
        since=earlier,
        changes=changes,
    )


def _list_changes(
    settings: Settings, cells: Sequence[Row], period: str, earlier: Row | None, vintage: Row
) -> list[Row]:
    """What changed of the period's own figures, between the two publications."""
    if earlier is None or earlier["n"] == vintage["n"]:
        return []
    indicators = {row["indicator_code"] for row in cells}
    return [
        row
        for row in diff(settings, str(earlier["n"]), str(vintage["n"]))
        if row["period"] == period and row["indicator_code"] in indicators
    ]


def _find_publication(log: Sequence[Row], number: int | None) -> Row:
    if not log:
        raise UsageError("kho số liệu chưa có lần cập nhật nào (the warehouse holds no publication)")
    if number is None:
        return log[-1]
    for publication in log:
        if publication["n"] == number:
            return publication
    raise UsageError(
        f"không có lần cập nhật {number}, kho có từ {log[0]['n']} đến {log[-1]['n']} (no publication {number})"
    )


def _describe_unknown(warehouse: Warehouse, report_type: str, period: str) -> str:
    owed = warehouse.ask("owed_periods")
    types = sorted({row["report_type"] for row in owed})
    if report_type not in types:
        nearest = difflib.get_close_matches(report_type, types, n=1, cutoff=0.5)
        hint = f"did you mean {nearest[0]!r}?" if nearest else f"it is one of {', '.join(types)}"
        return f"không ai phải gửi loại báo cáo {report_type!r} (nobody owes that report type; {hint})"
    periods = [row["period"] for row in owed if row["report_type"] == report_type]
    return (
        f"không ai phải gửi báo cáo {report_type} kỳ {period!r}; các kỳ gần đây: {', '.join(periods[-6:])}"
        f" (nobody owes it for that period; those are the latest)"
    )
