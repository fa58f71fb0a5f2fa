"""A comparison small enough for a terminal: a few indicators over the years, a column a province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from rich.table import Table
from rich.text import Text

from lientinh.catalogue import Catalogue

Row = dict[str, Any]
Line = tuple[str, str]  # (indicator code, period)

STATE_NAMES = {
    "not_reported": "chưa báo cáo",
    "not_due": "chưa đến hạn",
    "not_asked": "không thuộc diện",
    "withheld": "chờ làm rõ",
    "not_comparable": "không so sánh được",
}
_QUALIFIERS = {
    "more_than": "trên {}",
    "less_than": "dưới {}",
    "at_least": "từ {} trở lên",
    "at_most": "không quá {}",
    "about": "khoảng {}",
    "nearly": "gần {}",
}
_INDICATORS, _PERIODS = 5, 3


def choose_lines(rows: Iterable[Row], provinces: Sequence[str]) -> list[tuple[Line, dict[str, Row]]]:
    """The most telling lines: actual figures of whole years, of indicators that most provinces report longest.

    Of each indicator the first, the middle and the last year; each with its cells by area code.
    """
    lines: dict[Line, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        is_plain = row["scenario"] == "actual" and row["breakdown"] == "_T" and len(row["period"]) == 4
        if is_plain and row["area_code"] in provinces:
            lines[row["indicator_code"], row["period"]].setdefault(row["area_code"], row)
    reported: dict[str, list[str]] = defaultdict(list)
    for (indicator_code, period), cells in lines.items():
        if sum(cell["state"] == "reported" for cell in cells.values()) >= 2:
            reported[indicator_code].append(period)
    fullest = sorted(reported, key=lambda code: -len(reported[code]))[:_INDICATORS]
    return [
        ((code, period), lines[code, period])
        for code in fullest
        for period in _spread(sorted(reported[code]))
    ]


def comparison_table(
    lines: Sequence[tuple[Line, dict[str, Row]]], provinces: Sequence[str], catalogue: Catalogue
) -> Table:
    """The lines as a table; a rank says of how many, a cell without a figure says why."""
    table = Table(title="So sánh các tỉnh · The provinces side by side", title_justify="left", expand=False)
    table.add_column("Chỉ tiêu · Indicator", max_width=44)
    table.add_column("Năm · Year")
    for code in provinces:
        table.add_column(catalogue.area(code).name_vi, justify="right")
    shown = None
    for (code, period), cells in lines:
        name = Text()
        if code != shown:
            table.add_section()
            indicator = catalogue.indicator(code)
            name.append(f"{indicator.name_vi} ({catalogue.unit(indicator.unit_code).symbol})\n")
            name.append(indicator.name_en, style="dim")
            shown = code
        table.add_row(name, period, *(cell_text(cells.get(province)) for province in provinces))
    return table


def cell_text(cell: Row | None) -> Text:
    """ "1.154.600 (2/4)", "trên 11.000", or the state in words."""
    if cell is None:
        return Text("–", style="dim")
    if cell["state"] != "reported":
        return Text(STATE_NAMES.get(cell["state"]) or str(cell["state"]), style="yellow")
    text = Text(_figure(cell))
    if cell["rank"] is not None:
        text.append(
            f" ({cell['rank']}/{cell['ranked_count']})", style="green" if cell["rank"] == 1 else "dim"
        )
    return text


def _figure(cell: Row) -> str:
    if cell["value"] is None:
        return "–".join(_number(bound) for bound in (cell["lower"], cell["upper"]) if bound is not None)
    return _QUALIFIERS.get(cell["qualifier"] or "", "{}").format(_number(cell["value"]))


def _number(value: Decimal | float) -> str:
    return str(format_decimal(value, locale="vi"))


def _spread(periods: list[str]) -> list[str]:
    if len(periods) <= _PERIODS:
        return periods
    return [periods[0], periods[len(periods) // 2], periods[-1]]
