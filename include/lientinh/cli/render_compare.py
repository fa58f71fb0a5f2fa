"""The comparison for people: provinces in rows, periods in columns, ranks beside the figures, reasons where none is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lientinh.wording import (
    ACCUMULATIONS,
    BASES,
    PLAN_BASES,
    REASONS,
    SCENARIOS,
    STATES,
    both,
    figure,
    number,
)

Row = dict[str, Any]
Names = Mapping[tuple[str, str], tuple[str, str]]
_SERIES = ("breakdown", "scenario", "plan_basis", "accumulation", "period_basis")
_STYLES = {"reported": "", "withheld": "yellow", "not_comparable": "yellow", "not_reported": "red"}
_AREA_WIDTH, _PERIOD_WIDTH = 22, 22  # characters; what a province's name and a figure with its rank need


def print_comparison(console: Console, rows: Sequence[Row], names: Names | None = None) -> None:
    """One table a series; with one period a fuller one. Provinces never asked are counted below."""
    if not rows:
        console.print(
            "Không có số liệu nào thuộc diện này. (Nothing asked or reported here.)", style="yellow"
        )
        return
    first = rows[0]
    names = names or {}
    console.print(Text(f"{first['indicator_name_vi']} ({first['indicator_name_en']})", style="bold"))
    unit = names.get(("unit", first["unit_code"]), (first["unit_code"],) * 2)
    console.print(f"Đơn vị tính (unit): {unit[0]} ({unit[1]})", highlight=False)
    for _, group in groupby(sorted(rows, key=_series_order), key=_series_order):
        _print_series(console, list(group), names)


def _series_order(row: Row) -> tuple[str, ...]:
    scenario = str(list(SCENARIOS).index(row["scenario"]))
    return (row["breakdown"], scenario, *(str(row[name] or "") for name in _SERIES[2:]))


def _print_series(console: Console, rows: list[Row], names: Names) -> None:
    console.print()
    console.print(Text(_title(rows[0], names), style="bold"))
    never = {row["area_code"] for row in rows} - {
        row["area_code"] for row in rows if row["state"] != "not_asked"
    }
    shown = [row for row in rows if row["area_code"] not in never]
    periods = _periods(rows)
    if len(periods) == 1:
        _print_one_period(console, shown)
    else:
        _print_periods(console, shown, periods)
    _print_footnotes(console, shown, len(never))


def _title(row: Row, names: Names) -> str:
    parts = [both(SCENARIOS, row["scenario"])]
    if row["plan_basis"]:
        parts.append(both(PLAN_BASES, row["plan_basis"]))
    parts += [both(ACCUMULATIONS, row["accumulation"]), both(BASES, row["period_basis"])]
    if row["breakdown"] != "_T":
        vietnamese, english = names.get(("breakdown", row["breakdown"]), (row["breakdown"],) * 2)
        parts.insert(0, f"{vietnamese} ({english})" if english != vietnamese else vietnamese)
    return " · ".join(parts)


def _periods(rows: list[Row]) -> list[str]:
    """Labels in order of time."""
    return list(
        dict.fromkeys(
            row["period"] for row in sorted(rows, key=lambda row: (row["period_end"], row["period"]))
        )
    )


def _print_periods(console: Console, rows: list[Row], periods: list[str]) -> None:
    """The newest periods that fit the width, older ones counted below."""
    fitting = max(1, (console.width - _AREA_WIDTH) // _PERIOD_WIDTH)
    chosen = periods[-fitting:]
    ranked = {row["period"]: row["ranked_count"] for row in rows}
    table = Table("Tỉnh (province)")
    for period in chosen:
        table.add_column(Text(f"{period}\n{_rank_head(ranked.get(period, 0))}"), justify="right")
    for _, area in groupby(sorted(rows, key=_area_order), key=_area_order):
        cells = {row["period"]: row for row in area}
        last = list(cells.values())[-1]
        table.add_row(last["area_name_vi"], *(_cell(cells.get(period)) for period in chosen))
    console.print(table)
    if len(periods) > len(chosen):
        console.print(
            f"{len(periods) - len(chosen)} kỳ trước đó: dùng --period, --json. (Earlier periods: the same.)",
            style="dim",
        )


def _rank_head(ranked_count: int) -> str:
    return f"(hạng trên {ranked_count})" if ranked_count else "(không xếp hạng)"


def _print_one_period(console: Console, rows: list[Row]) -> None:
    table = Table(
        "Tỉnh (province)", "Số liệu (value)", "Hạng (rank)", "So với tốt nhất (to best)",
        "Năm trước (year before)", "Tăng/giảm (change)", "Kế hoạch (plan)", "Đạt % kế hoạch (attained)",
        title=f"Kỳ (period) {rows[0]['period']}" if rows else None,
    )  # fmt: skip
    for column in table.columns[1:]:
        column.justify = "right"
    for row in sorted(rows, key=lambda row: (row["rank"] is None, row["rank"] or 0, row["area_code"])):
        change = row["change_pct"]
        table.add_row(
            row["area_name_vi"],
            _cell(row, with_rank=False),
            f"{row['rank']}/{row['ranked_count']}" if row["rank"] else "–",
            number(row["gap_to_best"]),
            number(row["value_year_before"]),
            number(row["change_abs"]) + (f" ({number(change, 1)} %)" if change is not None else ""),
            number(row["plan_value"]),
            number(row["plan_attainment_pct"], 1),
        )
    console.print(table)


def _area_order(row: Row) -> str:
    return str(row["area_code"])


def _cell(row: Row | None, *, with_rank: bool = True) -> Text:
    """The figure, its rank; or why there is none."""
    if row is None or row["state"] == "not_asked":
        return Text("·", style="dim")
    style = _STYLES.get(row["state"], "dim")
    if row["state"] != "reported":
        reason = REASONS.get(row["reason"] or "") if row["state"] == "not_comparable" else None
        return Text((reason or STATES[row["state"]])[0], style=style)
    text = figure(row["value"], row["lower"], row["upper"], row["qualifier"])
    marks = ("*" if row["derived"] else "") + ("!" if "flagged" in (row["notes"] or "") else "")
    return Text(f"{text}{marks}" + (f" ({row['rank']})" if with_rank and row["rank"] else ""))


def _print_footnotes(console: Console, rows: list[Row], never_asked: int) -> None:
    lines = []
    for state in ("not_reported", "not_due", "withheld", "not_comparable"):
        if any(row["state"] == state for row in rows):
            lines.append(both(STATES, state))
    for reason in sorted({row["reason"] for row in rows if row["state"] == "not_comparable"}):
        lines.append(both(REASONS, reason))
    if any(row["qualifier"] for row in rows):
        lines.append("số kèm từ “trên, khoảng…” không xếp hạng (bounded figures are not ranked)")
    if any(row["derived"] for row in rows):
        lines.append("* cộng từ các tỉnh trước khi sắp xếp (added up from the provinces before the merger)")
    if any("flagged" in (row["notes"] or "") for row in rows):
        lines.append("! có nội dung cần rà soát (published with a warning)")
    if never_asked:
        lines.append(f"{never_asked} tỉnh không thuộc diện báo cáo ({never_asked} provinces not asked)")
    if lines:
        console.print(Text("; ".join(lines), style="dim"))
