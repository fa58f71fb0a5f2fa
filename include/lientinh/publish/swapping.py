"""Swap: the new file takes the old one's name in one step; who has the old one open keeps reading it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from lientinh.errors import InfrastructureError
from lientinh.storage import sync_folder


def swap_in(building: Path, warehouse_file: Path, fault: Callable[[str], None]) -> None:
    """Make the built file durable and put it in the place of the warehouse."""
    try:
        descriptor = os.open(building, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        fault("before_swap")
        building.replace(warehouse_file)
        sync_folder(warehouse_file.parent)
        fault("after_swap")
    except OSError as error:
        raise InfrastructureError(f"cannot put {warehouse_file} in place: {error.strerror}") from error
