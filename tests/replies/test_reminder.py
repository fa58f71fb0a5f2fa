"""The reminder: one letter to all who are late, on drawn rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from decided_reports import NOW, words_of
from lientinh.catalogue import Catalogue
from lientinh.replies.reminder import write_reminder


def late(agency: str, days: int, period: str = "2026-S1", kind: str = "Báo cáo 6 tháng") -> dict[str, object]:
    return {
        "agency_name_vi": agency,
        "report_type_name_vi": kind,
        "period": period,
        "due_on": date(2026, 6, 16),
        "days_late": days,
    }


ROWS = [
    late("Sở Nội vụ tỉnh Sơn La", 3),
    late("Sở Nội vụ tỉnh Cao Bằng", 12),
    late("Sở Nội vụ tỉnh Lạng Sơn", 3),
]


def test_one_letter_names_all_who_are_late_the_latest_first(tmp_path: Path, catalogue: Catalogue) -> None:
    path = write_reminder(ROWS, NOW, tmp_path, catalogue, catalogue.agency("moha"))
    assert path is not None
    words = words_of(path)
    assert list(tmp_path.iterdir()) == [path]
    assert "V/v đôn đốc gửi báo cáo 6 tháng đầu năm 2026" in words
    assert "Bộ Nội vụ chưa nhận được báo cáo của 03 cơ quan" in words
    places = [words.rindex(f"tỉnh {name}") for name in ("Cao Bằng", "Lạng Sơn", "Sơn La")]
    assert places == sorted(places)
    assert "16/6/2026" in words
    assert "chậm nhất ngày 26/11/2026" in words, "three working days, without the 24th"


def test_the_same_rows_in_any_order_give_the_same_bytes(tmp_path: Path, catalogue: Catalogue) -> None:
    first = write_reminder(ROWS, NOW, tmp_path / "a", catalogue)
    again = write_reminder(ROWS[::-1], NOW, tmp_path / "b", catalogue)
    assert first and again
    assert first.read_bytes() == again.read_bytes()


def test_many_are_addressed_by_the_list(tmp_path: Path, catalogue: Catalogue) -> None:
    rows = [late(f"Sở Nội vụ tỉnh {number}", number) for number in range(1, 35)]
    path = write_reminder(rows, NOW, tmp_path, catalogue)
    assert path is not None
    words = words_of(path)
    assert "Kính gửi: Các cơ quan có tên trong danh sách dưới đây." in words
    assert words.count("Sở Nội vụ tỉnh") == 34


def test_nobody_late_is_no_letter(tmp_path: Path, catalogue: Catalogue) -> None:
    assert write_reminder([], NOW, tmp_path, catalogue) is None
    assert list(tmp_path.iterdir()) == []


def test_a_hostile_period_stays_in_the_folder(tmp_path: Path, catalogue: Catalogue) -> None:
    path = write_reminder([late("Sở A", 1, "../../2026", "=CMD")], NOW, tmp_path / "out", catalogue)
    assert path is not None
    assert path.parent == tmp_path / "out"
