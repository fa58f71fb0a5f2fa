"""The reminder: one draft letter a period to all who are late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lientinh.catalogue import Catalogue
from lientinh.catalogue.models import Agency
from lientinh.replies.letter import add_addressees, add_grid
from lientinh.replies.letter_text import NOBODY
from lientinh.replies.official_form import add_body, add_head, add_signature, new_letter, save_letter
from lientinh.replies.report_names import write_day
from lientinh.replies.safe_text import name_file, printable
from lientinh.replies.terms import count_term, day_of
from lientinh.storage import replace_file

Row = Mapping[str, Any]
_MOST_ADDRESSEES = 4  # more are "as in the list"


def write_reminder(
    late: Sequence[Row], now: datetime, folder: Path, catalogue: Catalogue, issuer: Agency | None = None
) -> Path | None:
    """Write the reminder about reports that are late into a folder; its path, None where nobody is late.

    Rows as in `reporting_status`, of one report type and period: `agency_name_vi`, `report_type_name_vi`, `period`,
    `due_on`, `days_late`. In the order of lateness, the same rows and day give the same bytes.
    """
    if not late:
        return None
    rows = sorted(late, key=lambda row: (-int(row["days_late"]), str(row["agency_name_vi"])))
    report = printable(str(rows[0]["report_type_name_vi"]))
    report = report[:1].lower() + report[1:]
    period = printable(str(rows[0].get("period_name_vi") or rows[0]["period"]))
    target = folder / name_file(f"du-thao-don-doc-{rows[0]['report_type_name_vi']}-{rows[0]['period']}.docx")
    by = count_term(catalogue, "late", day_of(now))
    replace_file(target, _write(rows, f"{report} {period}", by, issuer.name_vi if issuer else NOBODY))
    return target


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
        [str(number), printable(str(row["agency_name_vi"])), _day(row["due_on"]), str(row["days_late"])]
        for number, row in enumerate(rows, start=1)
    ]
    add_grid(file, cells, (12, 88, 32, 28), ("STT", "Cơ quan", "Hạn gửi", "Số ngày quá hạn"))
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
