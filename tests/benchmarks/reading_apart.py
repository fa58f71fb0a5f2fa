"""Read a file in a process of its own, so that its time and its memory are its own: `python -m … FILE`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.measuring import ROOT, peak_memory_gb
from lientinh.read.readers import read_document


@dataclass(frozen=True)
class ReadApart:
    """One reading: cells, seconds of CPU, peak of resident memory."""

    cells: int
    seconds: float
    peak_gb: float


def read_apart(path: Path) -> ReadApart:
    """Read in a new process and wait for it."""
    folders = [str(ROOT / "include"), str(ROOT / "tests")]
    finished = subprocess.run(
        [sys.executable, "-m", "benchmarks.reading_apart", str(path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return ReadApart(**json.loads(finished.stdout))


if __name__ == "__main__":
    start = time.process_time()
    document = read_document(Path(sys.argv[1]))
    spent = time.process_time() - start
    cells = sum(len(table.cells) for table in document.tables)
    sys.stdout.write(json.dumps(asdict(ReadApart(cells, spent, peak_memory_gb()))))
