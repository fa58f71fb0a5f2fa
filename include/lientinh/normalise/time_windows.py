"""How a figure accumulates over time, once its window is known."""

from __future__ import annotations

from lientinh.readings import Reading


def settle_accumulation(reading: Reading) -> str:
    """A year-to-date figure of a known window is that window's own figure; of an unknown start, since ever.

    The window stands in the period ("2022-S1", "2021-01-01--P8M"), so nothing is lost: the wording stays in
    the reading.
    """
    if reading.accumulation != "ytd":
        return reading.accumulation
    return "period" if reading.period_start is not None else "itd"
