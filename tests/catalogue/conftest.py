"""A catalogue to spoil: a copy of the checkout's, and a way to change one cell of it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Spoil = Callable[..., int]


@pytest.fixture
def copied(tmp_path: Path, root_dir: Path) -> Path:
    """The catalogue of the checkout, copied."""
    target = tmp_path / "catalogue"
    shutil.copytree(root_dir / "include" / "catalogue", target)
    return target


@pytest.fixture
def spoil(copied: Path) -> Spoil:
    """`spoil(table, {column: value of the row}, **changes)`: changes one row and returns its line."""

    def change(table: str, where: dict[str, str], **changes: str) -> int:
        path = copied / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            header, rows = list(reader.fieldnames or []), list(reader)
        index = next(
            i for i, row in enumerate(rows) if all(row[column] == value for column, value in where.items())
        )
        rows[index].update(changes)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return index + 2

    return change
