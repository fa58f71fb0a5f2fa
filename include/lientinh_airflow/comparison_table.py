"""A comparison small enough for a terminal: a few indicators over the years, a column a province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
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
    "not_comparable": "không so sánh",
}
_QUALIFIERS = {
    "more_than": "trên {}",
    "less_than": "dưới {}",
    "at_least": "từ {} trở lên",
    "at_most": "không quá {}",
    "about": "khoảng {}",
    "nearly": "gần {}",
}
_INDICATORS, _PERIODS, _CELL_WIDTH = 5, 3, 16


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


def comparison_tables(
    lines: Sequence[tuple[Line, dict[str, Row]]], provinces: Sequence[str], catalogue: Catalogue
) -> Iterator[Table]:
    """A table an indicator, its name above it, all of one width: they stand in 80 columns as one."""
    for number, (code, group) in enumerate(groupby(lines, key=lambda line: line[0][0])):
        table = _new_table(code, provinces, catalogue, is_first=number == 0)
        for (_, period), cells in group:
            table.add_row(period, *(cell_text(cells.get(province)) for province in provinces))
        yield table


def _new_table(code: str, provinces: Sequence[str], catalogue: Catalogue, *, is_first: bool) -> Table:
    indicator = catalogue.indicator(code)
    title = Text.assemble(
        (f"{indicator.name_vi} ({catalogue.unit(indicator.unit_code).symbol})", "bold"),
        (f"\n{indicator.name_en}", "dim"),
    )
    table = Table(
        title=title,
        title_justify="left",
        title_style="",
        box=None,
        header_style="underline",
        show_header=is_first,
        pad_edge=False,
        padding=(0, 1),
    )
    table.add_column("Năm", width=4)
    for province in provinces:
        table.add_column(catalogue.area(province).name_vi, justify="right", width=_CELL_WIDTH)
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
