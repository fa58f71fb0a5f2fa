"""The comparison for people: provinces in rows, periods in columns, ranks beside the figures, reasons where none is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lientinh.periods import period_frequency
from lientinh.wording import (
    ACCUMULATIONS,
    BASES,
    PLAN_BASES,
    REASONS,
    SCENARIOS,
    STATES,
    both,
    decimals,
    figure,
    number,
)

Row = dict[str, Any]
Names = Mapping[tuple[str, str], tuple[str, str]]
_STYLES = {"not_reported": "red", "not_due": "dim", "withheld": "yellow", "not_comparable": "yellow"}
_TELLING = ("reported", "withheld", "not_comparable")
_COUNTRY = "Cả nước, báo cáo\n(country, reported)"
_SUM = "Cộng các tỉnh\n(sum of provinces)"
_DERIVED_PLACES = 2
_AREA_WIDTH, _PERIOD_WIDTH = 18, 18  # characters; what a province's name and a figure with its rank need


def print_comparison(console: Console, rows: Sequence[Row], names: Names | None = None) -> None:
    """One table a series; with one period a fuller one. Provinces never asked are counted below."""
    if not rows:
        console.print(
            "Không có số liệu nào được yêu cầu hay báo cáo theo điều kiện này. (Nothing asked or reported here.)",
            style="yellow",
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
    named = (str(row[name] or "") for name in ("plan_basis", "accumulation", "period_basis"))
    return (row["breakdown"], scenario, *named, period_frequency(row["period"]))


def _print_series(console: Console, rows: list[Row], names: Names) -> None:
    console.print()
    console.print(Text(_title(rows[0], names), style="bold"))
    concerned = {row["area_code"] for row in rows if row["state"] != "not_asked"}
    never_asked = len({row["area_code"] for row in rows}) - len(concerned)
    periods = _choose_periods(rows, max(1, (console.width - _AREA_WIDTH) // _PERIOD_WIDTH))
    shown = [row for row in rows if row["area_code"] in concerned and row["period"] in periods]
    console.print(_one_period(shown) if len(periods) == 1 else _many_periods(shown, periods))
    left_out = len({row["period"] for row in rows}) - len(periods)
    if left_out:
        console.print(
            f"{left_out} kỳ khác: xem bằng --period hoặc --json. ({left_out} more periods: --period or --json.)",
            style="dim",
        )
    _print_footnotes(console, shown, never_asked, names)


def _title(row: Row, names: Names) -> str:
    parts = [both(SCENARIOS, row["scenario"])]
    if row["plan_basis"]:
        parts.append(both(PLAN_BASES, row["plan_basis"]))
    parts += [both(ACCUMULATIONS, row["accumulation"]), both(BASES, row["period_basis"])]
    if row["breakdown"] != "_T":
        vietnamese, english = names.get(("breakdown", row["breakdown"]), (row["breakdown"],) * 2)
        parts.insert(0, f"{vietnamese} ({english})" if english != vietnamese else vietnamese)
    return " · ".join(parts)


def _choose_periods(rows: list[Row], fitting: int) -> list[str]:
    """Labels in order of time: the newest that fit, those in which anybody said anything before the others."""
    in_time = list(dict.fromkeys(row["period"] for row in sorted(rows, key=lambda row: row["period_end"])))
    telling = {row["period"] for row in rows if row["state"] in _TELLING}
    chosen = sorted(in_time, key=lambda period: (period in telling, in_time.index(period)))[-fitting:]
    return sorted(chosen, key=in_time.index)


def _many_periods(rows: list[Row], periods: list[str]) -> Table:
    ranked = {row["period"]: row["ranked_count"] for row in rows}
    table = Table("Tỉnh (province)")
    for period in periods:
        count = ranked.get(period, 0)
        table.add_column(Text(f"{period}\n(xếp hạng {count} tỉnh)" if count else period), justify="right")
    padded = decimals(_rounded(row) for row in rows)
    for _, area in groupby(sorted(rows, key=_area_order), key=_area_order):
        cells = {row["period"]: row for row in area}
        name = next(iter(cells.values()))["area_name_vi"]
        table.add_row(name, *(_cell(cells.get(period), padded) for period in periods))
    of_period = {row["period"]: row for row in rows}
    _add_totals(table, [of_period.get(period) for period in periods])
    return table


def _add_totals(table: Table, ofs: Sequence[Row | None]) -> None:
    """The country as reported and what the provinces come to, each under its own name; a cell a period."""
    named = {_COUNTRY: [_national(row) for row in ofs], _SUM: [_sum(row) for row in ofs]}
    told = {name: cells for name, cells in named.items() if any(cell != "–" for cell in cells)}
    if told:
        table.add_section()
    for name, cells in told.items():
        table.add_row(name, *cells, style="italic")


def _national(row: Row | None) -> str:
    return number(row["national_value"]) if row else "–"


def _sum(row: Row | None) -> str:
    """`27.001 (4 tỉnh)`; of a sum that lacks provinces only how many there are."""
    if row is None or (row["provinces_expected"] or 0) < 2:
        return "–"
    if row["provinces_sum"] is None:
        return f"– ({row['provinces_summed']}/{row['provinces_expected']} tỉnh)"
    return f"{number(row['provinces_sum'])} ({row['provinces_expected']} tỉnh)"


def _one_period(rows: list[Row]) -> Table:
    """Best first; columns nobody has anything in are left out."""
    padded = decimals(_rounded(row) for row in rows)
    places = max(padded, _DERIVED_PLACES)
    columns: dict[str, Callable[[Row], Text | str]] = {
        "Tỉnh (province)": lambda row: str(row["area_name_vi"]),
        "Số liệu (value)": lambda row: _cell(row, padded, with_rank=False),
        "Hạng (rank)": lambda row: f"{row['rank']}/{row['ranked_count']}" if row["rank"] else "–",
        "Cách mức tốt nhất (to best)": lambda row: number(row["gap_to_best"], places),
        "Năm trước (year before)": lambda row: number(row["value_year_before"]),
        "Tăng/giảm (change)": _change,
        "Kế hoạch (plan)": lambda row: number(row["plan_value"]),
        "% hoàn thành kế hoạch (attained)": lambda row: number(row["plan_attainment_pct"], 1),
    }
    ordered = sorted(rows, key=lambda row: (row["rank"] is None, row["rank"] or 0, row["area_code"]))
    filled = {name: [show(row) for row in ordered] for name, show in columns.items()}
    kept = {name: cells for name, cells in filled.items() if any(str(cell) != "–" for cell in cells)}
    table = Table(title=f"Kỳ (period) {rows[0]['period']}")
    for position, name in enumerate(kept):
        table.add_column(name, justify="right" if position else "left")
    for cells in zip(*kept.values(), strict=True):
        table.add_row(*cells)
    _add_totals(table, rows[:1])
    return table


def _change(row: Row) -> str:
    """`1.000 (9,1%)` of counts; `-1,7 điểm %` of percentages, whose change is in points."""
    if row["change_abs"] is not None and row["unit_code"] in ("PERCENT", "PERCENTAGE_POINT"):
        return f"{number(row['change_abs'], _DERIVED_PLACES)} điểm %"
    share = f" ({number(row['change_pct'], 1)}%)" if row["change_pct"] is not None else ""
    return number(row["change_abs"]) + share


def _area_order(row: Row) -> str:
    return str(row["area_code"])


def _cell(row: Row | None, padded: int, *, with_rank: bool = True) -> Text:
    """The figure, its rank; or why there is none."""
    if row is None or row["state"] == "not_asked":
        return Text("·", style="dim")
    if row["state"] != "reported":
        reason = REASONS.get(row["reason"] or "") if row["state"] == "not_comparable" else None
        return Text((reason or STATES[row["state"]])[0], style=_STYLES.get(row["state"], "dim"))
    text = figure(_rounded(row), row["lower"], row["upper"], row["qualifier"], padded)
    marks = _derived_mark(row) + ("†" if row["series_break"] else "") + ("!" if _is_flagged(row) else "")
    return Text(f"{text}{marks}" + (f" ({row['rank']})" if with_rank and row["rank"] else ""))


def _rounded(row: Row) -> Decimal | None:
    """A quotient has more decimals than anybody counted; what a province wrote is shown as written."""
    value: Decimal | None = row["value"]
    return round(value, _DERIVED_PLACES) if value is not None and row["derived"] else value


def _derived_mark(row: Row) -> str:
    if not row["derived"]:
        return ""
    return "**" if "weighted_by" in _noted(row) else "*"


def _noted(row: Row) -> dict[str, str]:
    """`made_from=06+19; flagged` → {"made_from": "06+19", "flagged": ""}."""
    notes = (note.partition("=") for note in (row["notes"] or "").split("; "))
    return {name: said for name, _, said in notes}


def _parts(row: Row) -> str:
    """`06 + 19`: what a figure of a merged province was made from, as `notes` says it."""
    return _noted(row).get("made_from", "–").replace("+", " + ")


def _is_flagged(row: Row) -> bool:
    return "flagged" in _noted(row)


def _print_footnotes(console: Console, rows: list[Row], never_asked: int, names: Names) -> None:
    states = {row["state"] for row in rows}
    reasons = {row["reason"] for row in rows if row["state"] == "not_comparable"}
    lines = [both(STATES, state) for state in _STYLES if state in states]
    lines += [both(REASONS, reason) for reason in REASONS if reason in reasons]
    if any(row["qualifier"] for row in rows):
        lines.append("số kèm từ “trên”, “khoảng”… không được xếp hạng (bounded figures are not ranked)")
    lines += _derived_footnotes(rows, names)
    for kind in sorted({row["series_break"] for row in rows if row["series_break"]}):
        vietnamese, english = REASONS[kind]
        lines.append(
            f"† {vietnamese} so với năm trước nên không tính tăng, giảm "
            f"(break: {english} than a year before, no change is computed)"
        )
    if any(_is_flagged(row) for row in rows):
        lines.append("! có nội dung cần rà soát (published with a warning)")
    if any((row["provinces_expected"] or 0) > 1 for row in rows):
        lines.append(
            "cộng các tỉnh: các tỉnh được yêu cầu hoặc có báo cáo, không phải số của cả nước "
            "(the sum is of the provinces asked or heard, not of the country)"
        )
    if never_asked:
        lines.append(f"{never_asked} tỉnh không thuộc diện báo cáo ({never_asked} provinces not asked)")
    if lines:
        console.print(Text("; ".join(lines), style="dim"))


def _derived_footnotes(rows: list[Row], names: Names) -> list[str]:
    made: dict[str, set[str]] = {}
    for row in (row for row in rows if row["derived"]):
        made.setdefault(_noted(row).get("weighted_by", ""), set()).add(
            f"{row['area_name_vi']} = {_parts(row)}"
        )
    return [
        _made_of(weight, names) + ": " + ", ".join(sorted(parts)) for weight, parts in sorted(made.items())
    ]


def _made_of(weight: str, names: Names) -> str:
    if not weight:
        return "* tính từ số liệu của các tỉnh trước khi sắp xếp (made from the provinces before the merger)"
    vietnamese, english = names.get(("indicator", weight), (weight, weight))
    return (
        f"** bình quân gia quyền theo “{vietnamese}” của các tỉnh trước khi sắp xếp "
        f"(mean of the provinces before the merger, weighted by {english})"
    )
