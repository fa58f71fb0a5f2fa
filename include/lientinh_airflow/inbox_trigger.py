"""The trigger that watches an inbox: it looks, and touches nothing.

The triggers that ship with Airflow delete the file they saw, before anybody has read it. Here only landing
takes a file away, once its bytes and its receipt are safe.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

Sighting = tuple[tuple[str, float], ...]


class InboxTrigger(BaseEventTrigger):  # type: ignore[misc]  # Airflow's modules are not followed by the type check
    """Fires when `inbox/<area_code>/` holds something at rest that it did not hold at the last event.

    The same content fires again only after `again_seconds`: by then a run that was to land it has failed,
    or the triggerer was restarted. The event's payload says where and how much was seen:
    {"area_code", "count"}; a name may be what must not be kept.
    """

    def __init__(self, area_code: str, poll_seconds: float = 5.0, again_seconds: float = 900.0) -> None:
        super().__init__()
        self.area_code = area_code
        self.poll_seconds = poll_seconds
        self.again_seconds = again_seconds

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Class path and arguments; no path and no setting, which belong to the machine the triggerer runs on."""
        return (
            "lientinh_airflow.inbox_trigger.InboxTrigger",
            {
                "area_code": self.area_code,
                "poll_seconds": self.poll_seconds,
                "again_seconds": self.again_seconds,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """One event for each sighting that is new, for as long as the triggerer runs."""
        told: Sighting = ()
        told_at = 0.0
        while True:
            seen = await asyncio.to_thread(look_into_inbox, self.area_code)
            is_old = set(seen) <= set(told) and time.monotonic() - told_at < self.again_seconds
            if seen and not is_old:
                told, told_at = seen, time.monotonic()
                yield TriggerEvent({"area_code": self.area_code, "count": len(seen)})
            await asyncio.sleep(self.poll_seconds)


def look_into_inbox(area_code: str) -> Sighting:
    """(name, time of the last change) of every submission at rest; reads the settings of this process."""
    from lientinh.land import find_arrivals
    from lientinh.settings import read_settings

    settings = read_settings(os.environ)
    arrivals = find_arrivals(settings.inbox_dir, time.time(), settings.rest_seconds, area_code)
    return tuple((arrival.name, _last_change(arrival.path)) for arrival in arrivals)


def _last_change(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # landed between the two looks
        return 0.0
