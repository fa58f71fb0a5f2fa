"""More time for a file that turns out to be long: a reader asks for it when it knows how long."""

from __future__ import annotations

import signal


def allow_more_seconds(seconds: float) -> None:
    """Move the end of the reading process's time by so much; nothing where no time is set."""
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    if left > 0:
        signal.setitimer(signal.ITIMER_REAL, left + seconds)
