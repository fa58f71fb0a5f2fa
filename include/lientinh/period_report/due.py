"""Close what can be closed: periods that are complete or past their deadline, and those corrected since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lientinh.duties.closing import periods_to_close
from lientinh.ministry_time import ministry_day
from lientinh.period_report.closing import Opened, close_period, is_touched, read_last_known
from lientinh.publish.engines import open_engine
from lientinh.publish.reading_warehouse import open_warehouse

Json = dict[str, Any]


def close_due_periods(pipeline: Opened, now: datetime) -> list[Json]:
    """The closings this call wrote, by report type and period; none where nothing has changed or been published.

    A period that stays closed costs nothing: it is looked at again only where a submission of it became known.
    """
    if open_engine(pipeline.settings).publication_number() is None:
        return []
    with open_warehouse(pipeline.settings) as warehouse:
        status = warehouse.ask("export_reporting_status")
    last_known = read_last_known(pipeline.settings)
    closed = {(one["report_type"], one["period"]): one for one in pipeline.lake.closings()}
    written = []
    for due in periods_to_close(status, ministry_day(now)):
        last = closed.get((due.report_type, due.period))
        if last is None or is_touched(last, last_known):
            written.append(close_period(pipeline, due.report_type, due.period, due.why, now))
    return [one for one in written if one["new"]]
