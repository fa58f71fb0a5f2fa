"""Who works on the lake, and who wants it alone: a lock on a file of the home, freed by the system with its holder.

Landing, checking and replying share it; only a removal on order keeps all of them out.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lientinh.errors import InfrastructureError

_NAME = ".lake.lock"
_BETWEEN_TRIES_S = 0.1


@contextmanager
def share_lake(home: Path) -> Iterator[None]:
    """Work on the lake beside others; waits for who has it alone. A home that is not there yet has nobody in it."""
    if not home.is_dir():
        yield
        return
    with (home / _NAME).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def hold_lake_alone(home: Path, wait_seconds: float) -> Iterator[None]:
    """Have the lake alone; `InfrastructureError` where others worked on it for all of that time."""
    home.mkdir(parents=True, exist_ok=True)
    give_up = time.monotonic() + wait_seconds
    with (home / _NAME).open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= give_up:
                    raise InfrastructureError(
                        f"reports are being taken in or checked in {home}; try again when that is done"
                    ) from error
            time.sleep(_BETWEEN_TRIES_S)
        yield
