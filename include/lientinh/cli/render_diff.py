"""What changed between two vintages for people: a table a cause, figures before and after, and by how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lientinh.wording import CAUSES, PLAN_BASES, RELATIONS, SCENARIOS, both, clock, day, figure, number

Row = dict[str, Any]

_CHANGES = {
    "new": ("số mới", "new"),
    "changed": ("thay đổi", "changed"),
    "withheld": ("chờ làm rõ", "withheld"),
    "gone": ("không còn", "gone"),
}
_REPROCESSED = ("xử lý lại, không phải do nơi gửi", "reprocessed, not the sender's doing")
_UNKNOWN = ("không rõ nguyên nhân", "cause unknown")
_SHOWN = 40  # rows a cause: a screen; a first publication has hundreds


def print_diff(console: Console, rows: Sequence[Row]) -> None:
    """Causes in the order in which they became known, each with its figures."""
    if not rows:
        console.print("Không có số liệu nào thay đổi. (No figure changed.)", style="green")
        return
    counts = Counter(row["change"] for row in rows)
    told = [f"{counts[change]} {both(_CHANGES, change)}" for change in _CHANGES if counts[change]]
    console.print(Text("Số liệu thay đổi (what changed): " + ", ".join(told), style="bold"))
    for _, group in groupby(rows, key=lambda row: (row["changed_at"], row["submission_id"], row["file"])):
        _print_cause(console, list(group))


def _print_cause(console: Console, rows: list[Row]) -> None:
    first = rows[0]
    console.print()
    console.print(Text(f"{clock(first['changed_at'])}, lần cập nhật (publication) {first['publication']}"))
    console.print(Text(f"{_cause(first)}: {_document(first)}", style="bold"))
    table = Table("Tỉnh (area)", "Chỉ tiêu (indicator)", "Kỳ (period)")
    for heading in ("Trước (before)", "Sau (after)", "Tăng/giảm (change)"):
        table.add_column(heading, justify="right")
    for row in rows[:_SHOWN]:
        table.add_row(
            Text(row["area_name_vi"]), Text(_series(row)), Text(f"{row['period']}"), *map(Text, _figures(row))
        )
    console.print(table)
    if len(rows) > _SHOWN:
        left = len(rows) - _SHOWN
        console.print(f"{left} số liệu khác: xem bằng --json. ({left} more: --json.)", style="dim")


def _cause(row: Row) -> str:
    if row["cause"] is None:
        return f"{_UNKNOWN[0]} ({_UNKNOWN[1]})"
    if row["cause"] == "reprocessing":
        return f"{_REPROCESSED[0]} ({_REPROCESSED[1]})"
    if row["cause"] == "review":
        return both(CAUSES, "reviewed")
    return both(RELATIONS, row["relation"])


def _document(row: Row) -> str:
    """`12/BC-SLĐTBXH, ngày 5/1/2023, so_lieu.xlsx [submission]`; what is unknown is left out."""
    if row["submission_id"] is None:
        return "–"
    signed = "/".join(part for part in (row["number"], row["symbol"]) if part)
    issued = f"ngày {day(row['issued_on'])}" if row["issued_on"] else ""
    named = [part for part in (signed, issued, row["file"] or row["submission_name"]) if part]
    return f"{', '.join(named)} [{row['submission_id']}]"


def _series(row: Row) -> str:
    """The indicator, its breakdown where it has one, and its scenario where it is no actual figure."""
    parts = [row["indicator_name_vi"]]
    if row["breakdown"] != "_T":
        parts.append(row["breakdown_name_vi"])
    if row["scenario"] != "actual":
        parts.append(SCENARIOS[row["scenario"]][0])
    if row["plan_basis"]:
        parts.append(PLAN_BASES[row["plan_basis"]][0])
    return f"{', '.join(parts)} ({row['unit_symbol']})"


def _figures(row: Row) -> tuple[str, str, str]:
    before, after = (
        figure(*(row[f"{part}_{side}"] for part in ("value", "lower", "upper", "qualifier")))
        for side in ("before", "after")
    )
    if row["change"] in ("withheld", "gone"):
        return before, _CHANGES[row["change"]][0], "–"
    return before, after, _change(row)


def _change(row: Row) -> str:
    """`+1.000 (9,1 %)`; of percentages points; where only the status changed, which."""
    change = row["change_abs"]
    if change is None:
        return "–"
    if not change:
        return f"{row['obs_status_before']} → {row['obs_status_after']}"
    signed = ("+" if change > 0 else "") + number(change)
    if row["unit_code"] in ("PERCENT", "PERCENTAGE_POINT"):
        return f"{signed} điểm %"
    return signed + (f" ({number(row['change_pct'], 1)} %)" if row["change_pct"] is not None else "")
