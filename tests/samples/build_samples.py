"""Builds `include/samples/` from the figures and texts in `tests/samples/data/`; the same bytes every time.

`python tests/samples/build_samples.py` writes the folder anew; the tests compare it with what is committed.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from annual_workbook import Figures, build_annual_workbook
from word_document import build_word_document

DATA = Path(__file__).resolve().parent / "data"
SAMPLES = Path(__file__).resolve().parents[2] / "include" / "samples"
_PROVINCES = {"04": "Cao Bằng", "06": "Bắc Kạn", "14": "Sơn La", "19": "Thái Nguyên", "20": "Lạng Sơn"}

_FOLDERS = {"14": "thong-ke-nam-2016/"}  # a submission of several files: a folder with its covering letter
_NARRATIVES = {
    "04/de-xuat-chi-tieu-2021.docx": "04_de_xuat_chi_tieu_2021.txt",
    "14/thong-ke-nam-2016/cong-van.txt": "14_cong_van_gui_so_lieu.txt",
    "14/ke-hoach-113-2023.txt": "14_ke_hoach_113_2023.txt",
    "19/tin-8-thang-2021.html": "19_tin_8_thang_2021.html",
    "20/cong-van-chi-thi-16.txt": "20_cong_van_chi_thi_16.txt",
    "20/ke-hoach-2023.docx": "20_ke_hoach_2023.txt",
}


def build_samples() -> dict[str, bytes]:
    """Every sample by its path under `include/samples/`."""
    return dict(sorted((build_workbooks() | build_narratives()).items()))


def build_narratives() -> dict[str, bytes]:
    """Narrative reports: Word documents from marked-up text, the rest as it stands in `data/`."""
    samples = {}
    for name, source in _NARRATIVES.items():
        text = (DATA / source).read_text(encoding="utf-8")
        samples[name] = build_word_document(text) if name.endswith(".docx") else text.encode()
    return samples


def build_workbooks() -> dict[str, bytes]:
    """One annual workbook a province."""
    figures = read_figures()
    return {
        f"{code}/{_FOLDERS.get(code, '')}so-lieu-hang-nam-2016.xlsx": build_annual_workbook(
            name, f"{name}, ngày 14 tháng 7 năm 2017", figures[code]
        )
        for code, name in _PROVINCES.items()
    }


def read_figures() -> dict[str, Figures]:
    """Figures by area code; values stay text, as the source writes them."""
    with (DATA / "gso_provinces.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        code: Figures(
            {
                (row["indicator_code"], int(row["year"])): row["value"]
                for row in rows
                if row["area_code"] == code
            },
            frozenset(
                int(row["year"]) for row in rows if row["area_code"] == code and row["obs_status"] == "P"
            ),
        )
        for code in _PROVINCES
    }


def main() -> int:
    for name, content in build_samples().items():
        path = SAMPLES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{len(content):>8} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
