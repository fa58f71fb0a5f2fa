"""Letters, annexes and copies of one department, for tests of submissions of several files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import docx
from openpyxl import Workbook

from lientinh.catalogue import Catalogue
from lientinh.lake import Lake
from lientinh.pipeline import Pipeline
from lientinh.settings import Settings

LETTER = """SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH SƠN LA

Số: {number}/SLĐTBXH-KHTC

V/v {subject}

Sơn La, ngày {day} tháng 7 năm 2017

Kính gửi: Bộ Lao động - Thương binh và Xã hội.

{body}

GIÁM ĐỐC
(Đã ký)
"""
REPORT = """SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH SƠN LA

Số: {number}/BC-SLĐTBXH

Sơn La, ngày {day} tháng 01 năm 2022

BÁO CÁO
Kết quả công tác lao động, việc làm năm 2021{relation}

I. KẾT QUẢ THỰC HIỆN NĂM 2021

- Tạo việc làm mới cho {jobs} lao động.

- Đưa {abroad} lao động đi làm việc ở nước ngoài theo hợp đồng.

- Giới thiệu việc làm cho {referred} người.

- Tuyển sinh đào tạo nghề nghiệp cho {trained} người.
{signature}"""
SIGNED = "\nGIÁM ĐỐC\n(Đã ký)\n"


def letter(body: str, subject: str = "báo cáo số liệu hằng năm", number: str = "12", day: str = "05") -> str:
    return LETTER.format(body=body, subject=subject, number=number, day=day)


def report(jobs: str = "12.000", *, signed: bool = False, **changes: str) -> str:
    """A report of four figures; `signed`: with the name under it."""
    given = {
        "number": "15", "day": "05", "relation": "", "abroad": "512", "referred": "7.350", "trained": "9.800",
    } | changes  # fmt: skip
    return REPORT.format(jobs=jobs, signature=SIGNED if signed else "", **given)


def word_file(text: str) -> bytes:
    """The text as a Word file, a paragraph a line."""
    made = docx.Document()
    for line in text.splitlines():
        if line.strip():
            made.add_paragraph(line.strip())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def annual_form(
    population: float = 1208.0, *, head: Sequence[str] = (), period: str = "Kỳ báo cáo: năm 2016"
) -> bytes:
    """The annual form with two figures of 2016; without issuer, number and date unless `head` gives lines."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu tổng hợp"
    lines = [*head, "TỔNG HỢP SỐ LIỆU DÂN SỐ, LAO ĐỘNG VÀ GIẢM NGHÈO HẰNG NĂM"]
    for line in [*lines, *([period] if period else [])]:
        sheet.append([line])
    sheet.append([])
    sheet.append(["STT", "Chỉ tiêu", "Đơn vị tính", 2016, "Ghi chú"])
    rows = (
        ("Dân số trung bình", "Nghìn người", population),
        ("Lực lượng lao động từ 15 tuổi trở lên", "Nghìn người", 750.4),
        ("Tỷ lệ lao động từ 15 tuổi trở lên đang làm việc so với tổng dân số", "%", 61.2),
        ("Tỷ lệ lao động từ 15 tuổi trở lên đang làm việc đã qua đào tạo", "%", 14.5),
        ("Tỷ lệ nghèo (điều tra mức sống dân cư)", "%", 27.3),
    )
    for number, (label, unit, value) in enumerate(rows, start=1):
        sheet.append([number, label, unit, value])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Sender:
    """Sơn La's department: hands in folders, has them decided, and looks at what became of them."""

    def __init__(self, home: Path, catalogue: Catalogue) -> None:
        minutes, begin = count(1), datetime(2023, 1, 10, tzinfo=UTC)
        settings = Settings(home=home)
        self.home = home
        self.pipeline = Pipeline(
            settings,
            catalogue,
            Lake.open(settings.lake_root),
            clock=lambda: begin + timedelta(minutes=next(minutes)),
        )

    def hand_in(self, name: str, **files: str | bytes) -> str:
        """A folder of files, named `letter_txt` for letter.txt; its submission id."""
        folder = self.pipeline.settings.inbox_dir / "14" / name
        folder.mkdir(parents=True)
        for file, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (folder / file.replace("_", ".")).write_bytes(data)
        (folder / "_READY").touch()
        (landed,) = self.pipeline.land()
        return landed.submission_id

    def send(self, name: str, **files: str | bytes) -> dict[str, Any]:
        """Handed in and decided: the decision."""
        return self.decide(self.hand_in(name, **files))

    def decide(self, submission_id: str) -> dict[str, Any]:
        self.pipeline.check_and_decide([submission_id])
        decision = self.pipeline.lake.find_decision(submission_id, self.pipeline.processing)
        assert decision is not None
        return decision

    def findings(self, decision: dict[str, Any]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.pipeline.lake.read_stage("findings", [decision]).to_pylist()
        return rows

    def observations(self, decision: dict[str, Any]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.pipeline.lake.read_stage("observations", [decision]).to_pylist()
        return rows


def file_of(decision: dict[str, Any], name: str) -> dict[str, Any]:
    """A document of a decision by its file."""
    (found,) = [one for one in decision["documents"] if one["file"] == name]
    return dict(found)
