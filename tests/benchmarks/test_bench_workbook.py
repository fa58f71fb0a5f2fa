"""A large workbook: typed cells by calamine against openpyxl in its quick mode."""

from __future__ import annotations

import openpyxl
import pytest

from benchmarks.pairs import print_ratio
from lientinh.read import read_document

pytestmark = pytest.mark.bench


def test_reading_a_large_workbook(tmp_path):
    path = tmp_path / "large.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(2000):
        sheet.append([f"dòng {row}", *(row * column / 7 for column in range(20))])
    book.save(path)

    def with_openpyxl():
        opened = openpyxl.load_workbook(path, read_only=True, data_only=True)
        return [list(row) for row in opened.active.iter_rows(values_only=True)]

    print_ratio("a workbook of 42,000 cells", with_openpyxl, lambda: read_document(path), rounds=3)
