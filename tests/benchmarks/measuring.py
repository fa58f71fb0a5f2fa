"""Publish in a process of its own, so that its time, its parts and its memory are its own."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from benchmarks.large_catalogue import large_catalogue
from lientinh.lake import Lake
from lientinh.publish import publish
from lientinh.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
# How the publisher logs its parts.
_PART = re.compile(r"\bpart=(\S+) seconds=([\d.]+)")


@dataclass(frozen=True)
class Published:
    """One publication, as measured: seconds by the wall, of which in each part, and the peak of resident memory."""

    n: int
    decisions: int
    seconds: float
    peak_gb: float
    parts: dict[str, float]

    def describe(self) -> str:
        """One line: the whole, then its parts, the largest first."""
        parts = sorted(self.parts.items(), key=lambda part: -part[1])
        return f"{self.seconds:.2f} s ({', '.join(f'{name} {seconds:.2f}' for name, seconds in parts)})"


class PartsLog(logging.Handler):
    """Adds up the seconds of the parts that the publisher logs."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.parts: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        for name, seconds in _PART.findall(record.getMessage()):
            self.parts[name] = self.parts.get(name, 0.0) + float(seconds)


def publish_apart(settings: Settings, now: datetime) -> Published:
    """Publish in a new process and wait for it."""
    folders = [str(ROOT / "include"), str(ROOT / "tests")]
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    told = [str(settings.home), settings.warehouse_url or "", now.isoformat()]
    finished = subprocess.run(
        [sys.executable, "-m", "benchmarks.measuring", *told],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*paths, *folders])},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Published(**json.loads(finished.stdout))


def publish_here(settings: Settings, now: datetime) -> Published:
    """Publish in this process. The lake is opened and the catalogue loaded before the clock runs."""
    catalogue, lake = large_catalogue(), Lake.open(settings.lake_root)
    parts, logger = PartsLog(), logging.getLogger("lientinh.publish")
    logger.addHandler(parts)
    logger.setLevel(logging.INFO)
    try:
        start = time.perf_counter()
        publication = publish(lake, settings, catalogue, now=now)
        seconds = time.perf_counter() - start
    finally:
        logger.removeHandler(parts)
    return Published(publication.n, len(publication.decision_ids), seconds, peak_memory_gb(), parts.parts)


def peak_memory_gb() -> float:
    """Of this process since it began. Not getrusage: there a child begins with the peak of who started it."""
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) * 1024 / 1e9 if found else float("nan")


def remove_warehouse(settings: Settings) -> None:
    """So that the next publication builds all of it anew."""
    if settings.warehouse_is_postgres and settings.warehouse_url:
        with psycopg.connect(plain_url(settings.warehouse_url), autocommit=True) as connection:
            connection.execute("drop schema if exists lientinh cascade")
    else:
        shutil.rmtree(settings.warehouse_file.parent, ignore_errors=True)


def plain_url(warehouse_url: str) -> str:
    """As psycopg itself reads it."""
    return warehouse_url.replace("postgresql+psycopg://", "postgresql://")


def times_of(job: Callable[[int], object], rounds: int) -> list[float]:
    """Seconds by the wall of a job done `rounds` times after one warm-up; it is told the number of the round."""
    job(0)
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        job(number)
        times.append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    home, url, moment = sys.argv[1:]
    one = publish_here(Settings(home=Path(home), warehouse_url=url or None), datetime.fromisoformat(moment))
    print(json.dumps(asdict(one)))
