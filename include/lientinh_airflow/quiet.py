"""Airflow's own words into a file, so that people see the job and not the machinery."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def words_into(log: Path) -> Iterator[TextIO]:
    """Everything written to stdout and stderr goes into `log`; yields a stream to the real stdout.

    Descriptors are turned, not `sys.stdout`: Airflow keeps streams it took when it was imported.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    real = os.dup(1), os.dup(2)
    with log.open("ab") as target, os.fdopen(os.dup(1), "w", encoding="utf-8") as screen:
        os.dup2(target.fileno(), 1)
        os.dup2(target.fileno(), 2)
        try:
            yield screen
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            screen.flush()
            for number, descriptor in enumerate(real, start=1):
                os.dup2(descriptor, number)
                os.close(descriptor)
