"""The morning's watch over duties: what the calendar has to say, and a late period's letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from lientinh.alerts.events import AlertEvent
from lientinh.alerts.links import Links
from lientinh.duties.standing import read_standings
from lientinh.duties.watching import calendar_events, is_late
from lientinh.ministry_time import ministry_day
from lientinh.pipeline import Pipeline
from lientinh.replies.reminder import write_reminder

Row = dict[str, Any]
_FOLDER = "don-doc"  # đôn đốc: letters that urge; beside the folders of the provinces


def watch_duties(pipeline: Pipeline, now: datetime) -> tuple[list[AlertEvent], list[Path]]:
    """What somebody should hear of the calendar that day, and the letters written: each letter once."""
    today = ministry_day(now)
    rows = read_standings(pipeline.settings, pipeline.catalogue, today)
    letters = write_reminders(pipeline, rows, today, now)
    return calendar_events(rows, today, pipeline.catalogue, Links.of(pipeline.settings)), letters


def write_reminders(pipeline: Pipeline, rows: Iterable[Row], today: date, now: datetime) -> list[Path]:
    """A letter for each report type and period of which somebody is late, listing all who are; one letter, once."""
    late = sorted((row for row in rows if is_late(row, today)), key=_period_of)
    written = []
    for (report_type, period), group in groupby(late, key=_period_of):
        folder = pipeline.settings.outbox_dir / _FOLDER / f"{report_type}-{period}"
        if folder.is_dir() and any(folder.iterdir()):
            continue
        path = write_reminder(list(group), now, folder, pipeline.catalogue)
        if path is not None:
            written.append(path)
    return written


def _period_of(row: Row) -> tuple[str, str]:
    return str(row["report_type"]), str(row["period"])
