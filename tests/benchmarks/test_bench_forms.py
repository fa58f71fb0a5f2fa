"""A workbook of ten sheets, 700 rows by 40 columns each, into readings: by a form, and by pandas and a loop."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from benchmarks.pairs import print_ratio
from lientinh.catalogue import match_key
from lientinh.documents import Locator
from lientinh.extract import extract_document
from lientinh.read import read_document
from lientinh.readings import Reading

pytestmark = pytest.mark.bench

TITLE = "Tỷ lệ nghèo phân theo địa phương"
SHEETS, TABLES, AREAS = 10, 11, 62
YEARS = [str(year) for year in range(1986, 2025)]


@pytest.fixture(scope="module")
def workbook(catalogue, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "large.xlsx"
    names = list(dict.fromkeys(area.name_vi for area in catalogue.areas if area.level == "province"))[:AREAS]
    book = xlsxwriter.Workbook(path)
    for number in range(SHEETS):
        sheet = book.add_worksheet(f"Biểu {number + 1}")
        row = 0
        for _ in range(TABLES):
            sheet.write(row, 0, TITLE)
            sheet.write_row(row + 1, 0, ["Địa phương", *YEARS])
            for place, name in enumerate(names):
                figures = [round((place * 37 + year * 11 + row) % 997 / 7, 2) for year in range(len(YEARS))]
                sheet.write_row(row + 2 + place, 0, [name, *figures])
            row += AREAS + 2
    book.close()
    return path


def read_with_pandas(path: Path, codes: dict[str, str]) -> list[Reading]:
    """The same readings: every sheet by pandas and openpyxl, every cell by a loop."""
    readings: list[Reading] = []
    for name, frame in pd.read_excel(
        path, sheet_name=None, header=None, dtype=object, engine="openpyxl"
    ).items():
        years: list[str] = []
        for index, row in enumerate(frame.itertuples(index=False), start=1):
            label = row[0]
            if label == "Địa phương":
                years = [str(year) for year in row[1:]]
            elif label != TITLE:
                for column, (year, value) in enumerate(zip(years, row[1:], strict=True), start=2):
                    readings.append(
                        make_reading(
                            len(readings) + 1, path.name, name, index, column, label, year, value, codes
                        )
                    )
    return readings


def make_reading(ordinal, file, sheet, row, column, label, year, value, codes) -> Reading:
    number = Decimal(repr(float(value)))
    text = f"{number:f}".replace(".", ",")
    letters = (chr(64 + (column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)
    return Reading(
        ordinal=ordinal, indicator_code="poverty_rate", phrase=TITLE, breakdown="_T", measure="level", value=number,
        lower=None, upper=None, qualifier=None, rounding=Decimal(5).scaleb(number.as_tuple().exponent - 1),
        unit_code="PERCENT", value_text=text, unit_text="", scenario="actual", plan_basis=None, accumulation="average",
        period=year, period_start=date(int(year), 1, 1), period_end=date(int(year), 12, 31), period_basis="calendar",
        period_text=year, area_code=codes[match_key(label)], area_level="province", territory=codes[match_key(label)],
        quote=f"{TITLE}: {label}, {year}: {text}", locator=Locator(file, sheet=sheet, cell=f"{letters}{row}"),
        source_authority=1,
    )  # fmt: skip


def test_a_workbook_into_readings(workbook, catalogue) -> None:
    codes = {match_key(area.name_vi): area.area_code for area in catalogue.areas if area.valid_from is None}
    plain = read_with_pandas(workbook, codes)
    ours = extract_document(read_document(workbook), catalogue).readings
    assert [(one.area_code, one.period, one.value, one.locator) for one in ours] == [
        (one.area_code, one.period, one.value, one.locator) for one in plain
    ]
    print(f"\n{len(ours):,} readings of {SHEETS} sheets")
    loop = lambda: read_with_pandas(workbook, codes)  # noqa: E731
    print_ratio(
        "workbook to readings, made when asked for",
        loop,
        lambda: extract_document(read_document(workbook), catalogue).readings,
        rounds=3,
    )
    print_ratio(
        "workbook to readings, every one made",
        loop,
        lambda: list(extract_document(read_document(workbook), catalogue).readings),
        rounds=3,
    )
