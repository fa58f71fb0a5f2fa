"""The annual workbook of a province, as the form `annual_labour_statistics` lays it out."""

from __future__ import annotations

import io
from dataclasses import dataclass

from fixed_package import fix_package
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_ROWS = (
    ("I", "Dân số", None, None),
    ("1", "Dân số trung bình", "Nghìn người", "population"),
    ("II", "Lao động, việc làm", None, None),
    ("2", "Lực lượng lao động từ 15 tuổi trở lên", "Nghìn người", "labour_force"),
    ("3", "Tỷ lệ lao động từ 15 tuổi trở lên đang làm việc so với tổng dân số", "%", "employed_share_of_population"),
    ("4", "Tỷ lệ lao động từ 15 tuổi trở lên đang làm việc đã qua đào tạo", "%", "trained_employed_workers_rate"),
    ("III", "Giảm nghèo", None, None),
    ("5", "Tỷ lệ nghèo (điều tra mức sống dân cư)", "%", "poverty_rate"),
)  # fmt: skip
_FONT = "Times New Roman"
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = 8


@dataclass(frozen=True)
class Figures:
    """Values of one province by (indicator, year) as text, and the years that are provisional."""

    values: dict[tuple[str, int], str]
    provisional: frozenset[int]

    @property
    def years(self) -> list[int]:
        return sorted({year for _, year in self.values})


def build_annual_workbook(province: str, issued: str, figures: Figures) -> bytes:
    """Bytes of the .xlsx. `province` without "tỉnh"; `issued` is the line of place and date."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu tổng hợp"
    _write_head(sheet, province, issued, figures)
    _write_header(sheet, figures)
    last = _write_rows(sheet, figures)
    _write_foot(sheet, last, len(figures.years))
    _set_page(sheet, len(figures.years))
    book.properties.creator = "Liên Tỉnh"
    book.properties.title = "Tổng hợp số liệu dân số, lao động và giảm nghèo hằng năm"
    out = io.BytesIO()
    book.save(out)
    return fix_package(out.getvalue())


def _write_head(sheet: Worksheet, province: str, issued: str, figures: Figures) -> None:
    last = 3 + len(figures.years) + 1
    middle = 7
    for row, left, right in (
        (1, "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (2, f"TỈNH {province.upper()}", "Độc lập - Tự do - Hạnh phúc"),
        (3, "", issued),
    ):
        _put(sheet, row, 1, left, to=middle - 1, bold=row < 3, center=True)
        _put(sheet, row, middle, right, to=last, bold=row < 3, italic=row == 3, center=True)
    years = figures.years
    title = "TỔNG HỢP SỐ LIỆU DÂN SỐ, LAO ĐỘNG VÀ GIẢM NGHÈO HẰNG NĂM"
    _put(sheet, 5, 1, title, to=last, bold=True, center=True, size=14)
    period = f"Kỳ báo cáo: năm {years[-1]} (kèm số liệu các năm từ {years[0]})"
    _put(sheet, 6, 1, period, to=last, italic=True, center=True)


def _write_header(sheet: Worksheet, figures: Figures) -> None:
    years = figures.years
    note = 4 + len(years)
    for column, text in ((1, "STT"), (2, "Chỉ tiêu"), (3, "Đơn vị tính"), (note, "Ghi chú")):
        sheet.merge_cells(start_row=_HEAD, end_row=_HEAD + 1, start_column=column, end_column=column)
        _put(sheet, _HEAD, column, text, bold=True, center=True)
    _put(sheet, _HEAD, 4, "Năm", to=note - 1, bold=True, center=True)
    for offset, year in enumerate(years):
        heading = f"Sơ bộ {year}" if year in figures.provisional else year
        _put(sheet, _HEAD + 1, 4 + offset, heading, bold=True, center=True, number_format="0")
    numbering = ["A", "B", "C", *range(1, len(years) + 1), "D"]
    for column, text in enumerate(numbering, start=1):
        _put(sheet, _HEAD + 2, column, text, italic=True, center=True, size=10)
    _box(sheet, _HEAD, _HEAD + 2, note)


def _write_rows(sheet: Worksheet, figures: Figures) -> int:
    row = _HEAD + 2
    for order, label, unit, indicator in _ROWS:
        row += 1
        _put(sheet, row, 1, order, bold=unit is None, center=True)
        _put(sheet, row, 2, label, bold=unit is None)
        if unit is None or indicator is None:
            continue
        _put(sheet, row, 3, unit, center=True)
        for offset, year in enumerate(figures.years):
            value = figures.values.get((indicator, year))
            number_format = "#,##0.0" if unit != "%" else "0.0"
            cell = float(value) if value is not None else "…"
            _put(sheet, row, 4 + offset, cell, number_format=number_format, right=True)
    _box(sheet, _HEAD + 3, row, 4 + len(figures.years))
    return row


def _write_foot(sheet: Worksheet, last: int, years: int) -> None:
    _put(sheet, last + 1, 1, "Nguồn số liệu: các bảng đã công bố của Tổng cục Thống kê.", italic=True)
    _put(
        sheet,
        last + 2,
        1,
        "Ký hiệu “…”: năm không có số liệu công bố; “Sơ bộ”: chưa phải số chính thức.",
        italic=True,
    )
    _put(sheet, last + 4, 1, "Người lập biểu", to=4, bold=True, center=True)
    _put(sheet, last + 4, 8, "Thủ trưởng đơn vị", to=4 + years, bold=True, center=True)
    _put(sheet, last + 5, 1, "(Ký, ghi rõ họ tên)", to=4, italic=True, center=True)
    _put(sheet, last + 5, 8, "(Ký, đóng dấu)", to=4 + years, italic=True, center=True)


def _set_page(sheet: Worksheet, years: int) -> None:
    widths = [6, 48, 13, *([9] * years), 14]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in (13, 14, 15, 16, 17, 18):
        sheet.row_dimensions[row].height = 32
    sheet.freeze_panes = sheet.cell(_HEAD + 3, 4)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEAD}:{_HEAD + 1}"


def _put(
    sheet: Worksheet, row: int, column: int, value: str | int | float, *, to: int | None = None, bold: bool = False,
    italic: bool = False, center: bool = False, right: bool = False, size: int = 12, number_format: str | None = None,
) -> None:  # fmt: skip
    cell = sheet.cell(row, column, value)
    cell.font = Font(name=_FONT, size=size, bold=bold, italic=italic)
    horizontal = "center" if center else "right" if right else "left"
    wide = to is not None or row < _HEAD or (row > _HEAD and column == 1)
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=not wide)
    if number_format:
        cell.number_format = number_format
    if to is not None and to > column:
        sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=to)


def _box(sheet: Worksheet, first: int, last: int, columns: int) -> None:
    for row in range(first, last + 1):
        for column in range(1, columns + 1):
            sheet.cell(row, column).border = _BOX
