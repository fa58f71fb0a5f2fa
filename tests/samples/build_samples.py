"""Builds `include/samples/` from the figures and texts in `tests/samples/data/`; the same bytes every time.

`python tests/samples/build_samples.py` writes the folder anew; the tests compare it with what is committed.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from annual_workbook import Figures, build_annual_workbook

DATA = Path(__file__).resolve().parent / "data"
SAMPLES = Path(__file__).resolve().parents[2] / "include" / "samples"
_PROVINCES = {"04": "Cao Bằng", "14": "Sơn La", "19": "Thái Nguyên", "20": "Lạng Sơn"}


def build_samples() -> dict[str, bytes]:
    """Every sample by its path under `include/samples/`."""
    return build_workbooks()


def build_workbooks() -> dict[str, bytes]:
    """One annual workbook a province."""
    figures = read_figures()
    return {
        f"{code}/so-lieu-hang-nam-2016.xlsx": build_annual_workbook(
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
