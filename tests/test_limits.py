"""Limits of a file: from the environment, whole, or a mistake that says how to mend it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from lientinh.errors import UsageError
from lientinh.limits import DEFAULT_LIMITS, Limits, read_limits
from lientinh.settings import read_settings


def test_each_limit_has_its_name(root_dir: Path) -> None:
    page = (root_dir / "docs" / "deploy.md").read_text(encoding="utf-8")
    for field in fields(Limits):
        name = f"LIENTINH_LIMIT_{field.name.upper()}"
        assert getattr(read_limits({name: "7"}), field.name) == 7
        assert f"`{field.name.upper()}`" in page


def test_settings_hold_them() -> None:
    assert read_settings({}).limits == DEFAULT_LIMITS
    given = read_settings({"LIENTINH_LIMIT_SECONDS": "2.5", "LIENTINH_LIMIT_CELLS": "", "HOME": "/"})
    assert given.limits == Limits(seconds=2.5)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LIENTINH_LIMIT_CELLS", "many"),
        ("LIENTINH_LIMIT_CELLS", "2.5"),
        ("LIENTINH_LIMIT_SECONDS", "0"),
        ("LIENTINH_LIMIT_SECONDS", "inf"),
        ("LIENTINH_LIMIT_SECONDS", "nan"),
        ("LIENTINH_LIMIT_CELL", "5"),
    ],
)
def test_a_mistake_is_told(name: str, text: str) -> None:
    with pytest.raises(UsageError, match=name):
        read_limits({name: text})


def test_a_small_file_gets_little_and_a_large_one_no_more_than_the_limit() -> None:
    assert DEFAULT_LIMITS.seconds_for(100_000) < 9
    assert DEFAULT_LIMITS.memory_for(100_000) < 400 * 1024**2
    assert DEFAULT_LIMITS.seconds_for(64 * 1024**2) == DEFAULT_LIMITS.seconds
    assert DEFAULT_LIMITS.memory_for(64 * 1024**2) == DEFAULT_LIMITS.memory_bytes
