"""A workbook without a worksheet is refused, and not read as an empty one."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from lientinh.errors import BadInput


def test_a_workbook_of_charts_only(read) -> None:
    book = Workbook()
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("Biểu đồ").add_chart(chart)
    book.remove(book["Sheet"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(BadInput) as refused:
        read("a.xlsx", out.getvalue())
    assert refused.value.rule_id == "read.zero_sheets"
