"""A workbook for people: a cover that says how to read it, a list of contents, a sheet for each indicator."""

from __future__ import annotations

import io
import re
from pathlib import Path

import xlsxwriter

from lientinh.export.source import Source
from lientinh.export.workbook_cover import write_contents, write_cover
from lientinh.export.workbook_sheet import CONTENTS, IndicatorSheet, write_indicator
from lientinh.export.workbook_styles import Styles

_SHEET_NAME_LENGTH = 31  # Excel's limit
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,  # what a document wrote is never run
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def write_workbook(source: Source, folder: Path) -> None:
    """`lientinh-<n>.xlsx`: only indicators that anybody was asked for or reported."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, _OPTIONS)
    vintage = source.vintage
    book.set_properties(
        {
            "title": "Liên Tỉnh",
            "subject": vintage.title_vi,
            "comments": vintage.title_en,
            "created": vintage.published_at.replace(tzinfo=None),
        }
    )
    styles = Styles(book)
    cover, contents = book.add_worksheet("Bìa"), book.add_worksheet(CONTENTS)
    write_cover(cover, styles, source)
    sheets: list[IndicatorSheet] = []
    for indicator in source.indicators():
        cells = source.cells_of(indicator["indicator_code"])
        if cells:
            name = name_sheet(len(sheets) + 1, indicator["name_vi"])
            national = source.national_of(indicator["indicator_code"])
            sheet = IndicatorSheet(name, indicator, cells, national)
            write_indicator(book.add_worksheet(sheet.name), styles, sheet, vintage)
            sheets.append(sheet)
    write_contents(contents, styles, sheets, vintage)
    book.close()
    (folder / f"lientinh-{vintage.number}.xlsx").write_bytes(data.getvalue())


def name_sheet(number: int, title: str) -> str:
    """`7 Tỷ lệ hộ nghèo`: the number keeps names apart that are alike after the cut."""
    name = f"{number} {' '.join(_NOT_IN_SHEET_NAMES.sub(' ', title).split())}"
    if len(name) > _SHEET_NAME_LENGTH:
        name = name[:_SHEET_NAME_LENGTH].rpartition(" ")[0] + "…"
    return name.rstrip("'")
