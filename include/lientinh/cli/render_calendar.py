"""The reporting calendar for people: what is overdue first, then what falls due, then what has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lientinh.duties.proposing import Proposal, write_rows
from lientinh.period_wording import name_period
from lientinh.wording import day

Row = dict[str, Any]

_SOON_DAYS = 30
_SHOWN = 60  # rows a section: a screen; `--json` gives all
# Section: heading, style. In the order in which somebody has to act.
_SECTIONS: dict[str, tuple[str, str]] = {
    "overdue": ("Quá hạn chưa gửi (overdue)", "red"),
    "returned": ("Trả lại, chờ gửi lại (sent back)", "red"),
    "soon": ("Sắp đến hạn (falls due)", "yellow"),
    "undated": ("Hết kỳ, chưa nhận; chưa rõ hạn gửi (period over, due date unknown)", "yellow"),
    "open": ("Chưa đến hạn (not due)", ""),
    "come": ("Đã nhận (received)", "green"),
    "internal": ("Trong tỉnh, không theo dõi (within the province, not watched)", "dim"),
}


def print_calendar(console: Console, rows: Sequence[Row], on: date) -> None:
    """A table a section, and the counts of all above them."""
    console.print(Text(f"Lịch báo cáo tính đến ngày {day(on)} (reporting calendar on {on})", style="bold"))
    if not rows:
        console.print("Không có báo cáo nào phải gửi. (Nothing is owed.)")
        return
    counts = Counter(section_of(row) for row in rows)
    console.print("; ".join(f"{_SECTIONS[one][0]}: {counts[one]}" for one in _SECTIONS if counts[one]))
    for section in _SECTIONS:
        if counts[section]:
            _print_section(console, section, [row for row in rows if section_of(row) == section])


def print_proposals(console: Console, proposals: Sequence[Proposal]) -> None:
    """Where each was read and what it says; of what the calendar does not hold, the row to paste."""
    if not proposals:
        console.print("Hồ sơ đã nhận không nêu hạn gửi nào. (No document states a due date.)")
        return
    console.print(
        Text(f"Hạn gửi nêu trong văn bản (due dates that documents state): {len(proposals)}", style="bold")
    )
    for proposal, row in zip(proposals, write_rows(proposals), strict=True):
        console.print()
        console.print(Text(f"{proposal.locator} [{proposal.submission_id}]"))
        console.print(Text(f"“{proposal.quote}”"))
        if proposal.known_as:
            console.print(
                Text(f"Đã có trong lịch (in the calendar already): {proposal.known_as}", style="green")
            )
        else:
            console.print("Đọc văn bản rồi thêm vào calendar.csv (read the document, then add the row):")
            print(row)  # as it is: a row to paste is not wrapped at the terminal's width


def section_of(row: Row) -> str:
    """Where a row of `read_standings` stands in the table."""
    if row["state"] == "internal":
        return "internal"
    if row["state"] in ("on_time", "late", "arrived"):
        return "come"
    if row["state"] == "returned":
        return "returned"
    if row["state"] == "not_reported":
        return "overdue" if row["due_on"] else "undated"
    return "soon" if row["days_left"] is not None and row["days_left"] <= _SOON_DAYS else "open"


def _print_section(console: Console, section: str, rows: list[Row]) -> None:
    heading, style = _SECTIONS[section]
    console.print()
    console.print(Text(heading, style=f"bold {style}".strip()))
    table = Table("Cơ quan (agency)", "Báo cáo (report)", "Kỳ (period)")
    for title in ("Chốt số liệu (cut-off)", "Hạn gửi (due)"):
        table.add_column(title, justify="right")
    table.add_column("Tình trạng (state)")
    newest = sorted(rows, key=lambda row: row["due_on"] or row["cut_off_on"], reverse=section == "come")
    for row in newest[:_SHOWN]:
        table.add_row(*map(Text, (_agency(row), row["report_type_name_vi"], name_period(row["period"])[0])),
                      day(row["cut_off_on"]), _due(row), Text(_standing(row), style=style))  # fmt: skip
    console.print(table)
    if len(rows) > _SHOWN:
        left = len(rows) - _SHOWN
        console.print(f"{left} báo cáo khác: xem bằng --json. ({left} more: --json.)", style="dim")


def _agency(row: Row) -> str:
    if row["agency_name_vi"]:
        return str(row["agency_name_vi"])
    if row["state"] == "internal":
        return f"Các cơ quan trong tỉnh {row['area_name_vi']}"
    return f"Tỉnh {row['area_name_vi']} (danh mục chưa có cơ quan)"


def _due(row: Row) -> str:
    return day(row["due_on"]) if row["due_on"] else "chưa rõ"


def _standing(row: Row) -> str:
    """`chậm 5 ngày (5 days late)`, `còn 3 ngày (3 days left)`, or when it came."""
    late, left = row["days_late"], row["days_left"]
    came = f"đến {day(row['arrived_on'])}" if row["arrived_on"] else "không rõ ngày đến"
    fixed = {
        "internal": "nội bộ tỉnh (internal)",
        "on_time": f"đúng hạn, {came} (on time)",
        "late": f"chậm {late} ngày, {came} ({late} days late)",
        "arrived": f"đã nhận, {came} (received)",
    }
    if row["state"] in fixed:
        return fixed[row["state"]]
    if late:
        return f"chậm {late} ngày ({late} days late)"
    if left is not None:
        return f"còn {left} ngày ({left} days left)"
    return "trong kỳ (period running)" if row["state"] == "not_due" else "chưa báo cáo (not reported)"
