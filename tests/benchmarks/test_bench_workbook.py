"""Large workbooks: into a document, against pandas with openpyxl; the memory of the largest."""

from __future__ import annotations

import pandas
import pytest

from benchmarks.pairs import print_ratio
from benchmarks.reading_apart import read_apart
from large_workbooks import write_large_workbook
from lientinh.read import read_document

pytestmark = pytest.mark.bench


def test_reading_a_workbook_of_ten_sheets(tmp_path) -> None:
    path = write_large_workbook(tmp_path / "large.xlsx", 10, 700, 40)
    print_ratio(
        "a workbook of 10 sheets × 700 × 40 to a document",
        lambda: pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl"),
        lambda: read_document(path),
        rounds=3,
    )


def test_reading_a_sheet_of_100_000_rows(tmp_path) -> None:
    read = read_apart(write_large_workbook(tmp_path / "large.xlsx", 1, 100_000, 40))
    print(f"\na sheet of 100,000 × 40: {read.seconds:.1f} s of CPU, peak {read.peak_gb:.2f} GB")
    assert read.peak_gb <= 1.0
