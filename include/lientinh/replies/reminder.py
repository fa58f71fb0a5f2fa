"""The reminder: one draft letter a period to all who are late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lientinh.catalogue import Catalogue
from lientinh.catalogue.models import Agency
from lientinh.ministry_time import ministry_day
from lientinh.period_wording import name_period
from lientinh.replies.letter import add_addressees, add_grid
from lientinh.replies.letter_text import NOBODY
from lientinh.replies.official_form import add_body, add_head, add_signature, new_letter, save_letter
from lientinh.replies.parties import find_issuer
from lientinh.replies.report_names import write_day
from lientinh.replies.safe_text import name_file, printable
from lientinh.replies.terms import count_term
from lientinh.storage import replace_file

Row = Mapping[str, Any]
_MOST_ADDRESSEES = 4  # more are "as in the list"


def write_reminder(
    late: Sequence[Row], now: datetime, folder: Path, catalogue: Catalogue, issuer: Agency | None = None
) -> Path | None:
    """Write the reminder about reports that are late into a folder; its path, None where nobody is late.

    Rows as in `reporting_status`, of one report type and period: `agency_name_vi`, `report_type_name_vi`, `period`,
    `due_on`, `days_late`. In the order of lateness, the same rows and day give the same bytes.
    `issuer`: without one the ministry in charge of most fields that day.
    """
    if not late:
        return None
    rows = sorted(late, key=lambda row: (-int(row["days_late"] or 0), str(row["agency_name_vi"])))
    target = folder / name_file(f"du-thao-don-doc-{rows[0]['report_type_name_vi']}-{rows[0]['period']}.docx")
    by = count_term(catalogue, "late", ministry_day(now))
    sender = issuer or find_issuer(catalogue, Counter(), ministry_day(now))
    replace_file(target, _write(rows, _name_report(rows[0]), by, sender.name_vi if sender else NOBODY))
    return target


def _name_report(row: Row) -> str:
    """`báo cáo 6 tháng đầu năm 2026`: type and period, the words they share once."""
    kind = printable(str(row["report_type_name_vi"]))
    words, period = (kind[:1].lower() + kind[1:]).split(), name_period(str(row["period"]))[0].split()
    shared = next((length for length in range(len(words), 0, -1) if words[-length:] == period[:length]), 0)
    return printable(" ".join([*words, *period[shared:]]))


def _write(rows: Sequence[Row], report: str, by: date, issuer: str) -> bytes:
    names = [printable(str(row["agency_name_vi"])) for row in rows]
    file = new_letter(f"V/v đôn đốc gửi {report}")
    add_head(file, issuer, f"V/v đôn đốc gửi {report}")
    add_addressees(
        file, names if len(names) <= _MOST_ADDRESSEES else ["Các cơ quan có tên trong danh sách dưới đây"]
    )
    add_body(
        file,
        f"Thời hạn gửi {report} đã qua. Đến nay, {issuer} chưa nhận được báo cáo của {len(rows):02} cơ quan sau:",
        before=12,
    )
    cells = [
        [
            str(number),
            printable(str(row["agency_name_vi"])),
            _day(row["due_on"]),
            str(row["days_late"] or "–"),
        ]
        for number, row in enumerate(rows, start=1)
    ]
    add_grid(file, cells, (15, 85, 32, 28), ("STT", "Cơ quan", "Hạn gửi", "Số ngày quá hạn"))
    add_body(
        file,
        "Đề nghị quý cơ quan gửi báo cáo ",
        (f"chậm nhất ngày {write_day(by)}", True),
        "; trường hợp chưa gửi được, đề nghị nêu lý do và thời gian dự kiến. Nếu báo cáo đã được gửi, "
        f"đề nghị thông báo số, ký hiệu và ngày gửi để {issuer} đối chiếu.",
        before=12,
    )
    add_body(file, f"{issuer} trân trọng cảm ơn sự phối hợp của quý cơ quan./.")
    add_signature(file, ["- Như trên;", "- Lưu: VT, ……"])
    return save_letter(file)


def _day(on: date | str | None) -> str:
    if on is None:
        return "–"
    return write_day(date.fromisoformat(on) if isinstance(on, str) else on)
