"""One publisher at a time: a lock on a file beside the warehouse, freed by the system when its holder dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lientinh.errors import InfrastructureError


@contextmanager
def publisher_lock(folder: Path) -> Iterator[None]:
    """Hold the publisher's lock of a warehouse folder; `InfrastructureError` where another holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".publish.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InfrastructureError(
                f"another publication is under way in {folder}; try again when it is done"
            ) from error
        yield
