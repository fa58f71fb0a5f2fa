"""A sheet of 100,000 rows is read within a gigabyte, in the reading process and by who asked it."""

from __future__ import annotations

import pytest

from benchmarks.reading_apart import read_apart
from large_workbooks import write_large_workbook

pytestmark = pytest.mark.slow
MOST_GB = 1.0


def test_a_sheet_of_100_000_rows_takes_at_most_a_gigabyte(tmp_path) -> None:
    read = read_apart(write_large_workbook(tmp_path / "large.xlsx", 1, 100_000, 40))
    assert read.cells == 4_000_000
    assert read.peak_gb <= MOST_GB
