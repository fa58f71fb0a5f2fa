"""What a receipt says: the files that came, when, and how many figures were read, accepted, held back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from lientinh.ministry_time import ministry_day
from lientinh.replies.cases import ReplyCase
from lientinh.replies.file_notes import note_rows
from lientinh.replies.file_parts import part_rows
from lientinh.replies.report_names import write_day
from lientinh.replies.safe_text import printable
from lientinh.wording import number

_SHORT = 12  # digits of a file's sha256: enough to tell which file was meant


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of a submission; `read` is the sum of `taken`, `unknown`, `checking` and `other`.

    `unknown`: of indicators the catalogue does not have; `checking`: rates that only check others; `other`: of a
    district, without period or unit. Of `taken`, `doubted` are published with a flag and `waiting` held back until a
    person decides.
    """

    read: int
    taken: int
    unknown: int
    checking: int
    other: int
    doubted: int
    waiting: int

    @property
    def accepted(self) -> int:
        return self.taken - self.waiting


def count_figures(case: ReplyCase) -> Counts:
    """Counts of the decision; a rejected submission has none."""
    counted = case.decision["counts"]
    explained: dict[str, int] = counted["explained"]
    unknown, checking = explained.get("no_indicator", 0), explained.get("not_a_level", 0)
    taken = 0 if case.is_rejected else counted["observations"]
    withheld = set(case.decision["withheld"])
    return Counts(
        read=counted["readings"],
        taken=taken,
        unknown=unknown,
        checking=checking,
        other=sum(explained.values()) - unknown - checking,
        doubted=0 if case.is_rejected else len(set(case.decision["flagged"]) - withheld),
        waiting=0 if case.is_rejected else len(withheld),
    )


def receipt_rows(case: ReplyCase) -> list[tuple[str, str, str]]:
    """(label, its English, words) for a receipt or the receipt's part of a reply."""
    arrived = case.decision["arrived_on"]
    landed = ministry_day(datetime.fromisoformat(case.decision["landed_at"]))
    counts = count_figures(case)
    ask = "" if case.is_unwanted else ", đề nghị gửi lại"
    outcome = f"Chưa tiếp nhận{ask}" if case.is_rejected else "Đã tiếp nhận"
    rows = [
        ("Hồ sơ", "submission", printable(case.decision["name"])),
        ("Mã hồ sơ", "submission id", case.decision["submission_id"]),
        ("Ngày đến", "arrived", write_day(date.fromisoformat(arrived)) if arrived else "chưa ghi nhận"),
        ("Ngày tiếp nhận vào hệ thống", "landed", write_day(landed)),
        ("Kết quả", "decision: rejected" if case.is_rejected else "decision: accepted", outcome),
        ("Số liệu đọc được", "figures read", number_of(counts.read)),
    ]
    documents = case.decision["documents"]
    rows += [row for one in documents for row in note_rows(one, several=len(case.decision["files"]) > 1)]
    rows += part_rows(case.decision)
    if case.is_rejected:
        return rows
    counted = (
        ("Số liệu được tiếp nhận", "figures accepted", counts.accepted),
        ("Trong đó có nội dung cần rà soát", "of these in question", counts.doubted),
        ("Số liệu chờ làm rõ", "withheld", counts.waiting),
        (
            "Số liệu thuộc chỉ tiêu chưa có trong danh mục (được lưu)",
            "of unknown indicators, kept",
            counts.unknown,
        ),
        ("Tỷ lệ chỉ dùng để đối chiếu", "rates that only check others", counts.checking),
        ("Số liệu khác, không thuộc phạm vi so sánh cấp tỉnh (được lưu)", "others, kept", counts.other),
    )
    if case.mended:
        gone = f"{case.mended.gone}/{case.mended.asked}"
        rows.append(("Nội dung đã nêu lần trước, nay đã khắc phục", "earlier points mended", gone))
    kept = (one for one in counted if one[2] or one is counted[0])
    return rows + [(label, english, number_of(count)) for label, english, count in kept]


def file_rows(case: ReplyCase) -> list[tuple[str, str, str]]:
    """(name, size in bytes, first digits of sha256) of each file of the submission."""
    return [
        (printable(file["name"]), number_of(file["bytes"]), file["sha256"][:_SHORT])
        for file in case.decision["files"]
    ]


def number_of(count: int) -> str:
    """`1.435`."""
    return number(Decimal(count))
