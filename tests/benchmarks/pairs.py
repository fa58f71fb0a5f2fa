"""Two ways of one job, in turn in one run; what is quoted is the ratio of their medians, not seconds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def print_ratio(
    job: str,
    obvious: Callable[[], object],
    ours: Callable[[], object],
    rounds: int = 5,
    clock: Callable[[], float] = time.process_time,
) -> float:
    """Time both in turn, after one warm-up each; print and return how many times faster ours is.

    CPU is quieter than the wall; where a server or a disk does part of the work, `clock=time.perf_counter`.
    """
    obvious(), ours()
    spent: dict[str, list[float]] = {"obvious": [], "ours": []}
    for _ in range(rounds):
        for name, way in (("obvious", obvious), ("ours", ours)):
            start = clock()
            way()
            spent[name].append(clock() - start)
    medians = {name: statistics.median(times) for name, times in spent.items()}
    ratio = medians["obvious"] / max(medians["ours"], 1e-9)
    shown = {name: f"{median * 1000:.1f} ms" for name, median in medians.items()}
    of_what = "of CPU" if clock is time.process_time else "by the wall"
    print(f"\n{job}: {ratio:.1f}× (obvious {shown['obvious']}, ours {shown['ours']} {of_what})")
    return ratio
