"""A comparison small enough for a terminal: a few indicators over the years, a column a province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.table import Table
from rich.text import Text

from lientinh.catalogue import Catalogue
from lientinh.wording import REASONS, STATES, figure

Row = dict[str, Any]
Cells = dict[str, Row]  # by area code
Line = tuple[str, str]  # (indicator code, period)

_INDICATORS, _PERIODS = 5, 3
_WIDTH, _PERIOD_WIDTH, _BETWEEN = 80, 7, 2  # characters: of a terminal, the first column, between columns


def choose_lines(rows: Iterable[Row], provinces: Sequence[str]) -> list[tuple[Line, Cells]]:
    """The most telling lines of actual figures: what provinces report longest, and where they differ in state.

    First the indicators that at least two provinces report for the most years, each with its first, middle
    and last year; then the one line whose cells give the most different answers.
    """
    lines: dict[Line, Cells] = defaultdict(dict)
    for row in rows:
        if row["scenario"] == "actual" and row["breakdown"] == "_T" and row["area_code"] in provinces:
            lines[row["indicator_code"], row["period"]].setdefault(row["area_code"], row)
    years: dict[str, list[str]] = defaultdict(list)
    for (code, period), cells in lines.items():
        if len(period) == 4 and _reported(cells) >= 2:
            years[code].append(period)
    fullest = sorted(years, key=lambda code: -len(years[code]))[:_INDICATORS]
    chosen = [(code, period) for code in fullest for period in _spread(sorted(years[code]))]
    return [(line, lines[line]) for line in [*chosen, *_most_varied(lines, without=fullest)]]


def comparison_tables(
    lines: Sequence[tuple[Line, Cells]], provinces: Sequence[str], catalogue: Catalogue
) -> Iterator[Table]:
    """A table an indicator, its name above it, all of one width: they stand in 80 columns as one."""
    for number, (code, group) in enumerate(groupby(lines, key=lambda line: line[0][0])):
        table = _new_table(code, provinces, catalogue, is_first=number == 0)
        for (_, period), cells in group:
            table.add_row(period, *(cell_text(cells.get(province)) for province in provinces))
        yield table


def cell_text(cell: Row | None) -> Text:
    """`1.154.600 (2/4)`, `trên 11.000`, or why there is no figure to compare."""
    if cell is None:
        return Text("–", style="dim")
    if cell["state"] != "reported":
        words = [STATES[cell["state"]][0]]
        words += [REASONS[cell["reason"]][0]] if cell["reason"] in REASONS else []
        return Text(": ".join(words), style="yellow")
    text = Text(figure(cell["value"], cell["lower"], cell["upper"], cell["qualifier"]))
    if cell["rank"] is not None:
        text.append(
            f" ({cell['rank']}/{cell['ranked_count']})", style="green" if cell["rank"] == 1 else "dim"
        )
    return text


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
    table.add_column("Kỳ", width=_PERIOD_WIDTH)
    width = (_WIDTH - _PERIOD_WIDTH) // len(provinces) - _BETWEEN
    for province in provinces:
        table.add_column(catalogue.area(province).name_vi, justify="right", width=width)
    return table


def _most_varied(lines: Mapping[Line, Cells], without: Sequence[str]) -> list[Line]:
    """At most one line: some province reports, and the others say in the most different ways why they do not."""
    varied = {
        line: _answers(cells)
        for line, cells in lines.items()
        if line[0] not in without and len(line[1]) <= _PERIOD_WIDTH and _reported(cells)
    }
    best = max(varied, key=lambda line: (varied[line], line), default=None)
    return [best] if best is not None and varied[best] > (1, 1) else []


def _answers(cells: Cells) -> tuple[int, int]:
    """How many different answers those give who were asked, and how many all give."""
    answers = {(cell["state"], cell["reason"]) for cell in cells.values()}
    return len({answer for answer in answers if answer[0] != "not_asked"}), len(answers)


def _reported(cells: Cells) -> int:
    return sum(cell["state"] == "reported" for cell in cells.values())


def _spread(periods: list[str]) -> list[str]:
    if len(periods) <= _PERIODS:
        return periods
    return [periods[0], periods[len(periods) // 2], periods[-1]]
