"""How cells of the workbook look; one format a style, made once."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}  # as ministries write
_HIGHEST_ROW = 409  # points; Excel's limit
_BORDER = {"border": 1, "border_color": "#BFBFBF"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15},
    "title_en": {"italic": True, "font_size": 12, "font_color": "#595959"},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1F3864"},
    "text": {},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "small": {"font_size": 10, "font_color": "#595959", "text_wrap": True, "valign": "top"},
    "text_link": {"font_color": "#0563C1", "underline": 1},
    "link": {"font_color": "#0563C1", "underline": 1, **_BORDER},
    "header": {"bold": True, "bg_color": "#D9E2F3", "align": "center", "text_wrap": True, **_BORDER},
    "cell": {"text_wrap": True, **_BORDER},
    "figure": {"align": "right", **_BORDER},
    "state": {
        "italic": True, "font_size": 10, "font_color": "#7F7F7F", "align": "center", "text_wrap": True, **_BORDER,
    },
    "total": {"bold": True, "align": "right", "bg_color": "#F2F2F2", **_BORDER},
    "total_name": {"bold": True, "bg_color": "#F2F2F2", "text_wrap": True, **_BORDER},
}  # fmt: skip
MARKS: dict[str, dict[str, Any]] = {
    "flagged": {"bg_color": "#FFE699"},
    "derived": {"bg_color": "#DDEBF7", "italic": True},
    "withheld": {"bg_color": "#FFF2CC"},
    "not_reported": {"font_color": "#C00000"},
}


class Styles:
    """Formats of one workbook by name, marks and decimals."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Format] = {}

    def get(self, name: str, *marks: str, decimals: int | None = None) -> Format:
        """A style, with marks on top; with `decimals` for numbers, as Vietnamese writes them."""
        key = (name, marks, decimals)
        if key not in self._made:
            look = {**_FONT, **_STYLES[name]}
            for mark in marks:
                look |= MARKS[mark]
            if decimals is not None:
                # 42A is Vietnamese: 12.345,6 wherever the program heeds it, else as its own country writes.
                look["num_format"] = "[$-42A]#,##0" + ("." + "0" * decimals if decimals else "")
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def write_block(
    sheet: Worksheet, row: int, columns: tuple[int, int], text: str, style: Format, width: int
) -> None:
    """Text over merged columns, as high as its lines; `width` in characters. Merged cells grow by no other way."""
    first, last = columns
    sheet.merge_range(row, first, row, last, "", style)
    sheet.write_string(row, first, text, style)
    lines = sum(max(1, -(-len(line) // width)) for line in text.split("\n"))
    sheet.set_row(row, min(15.5 * lines, _HIGHEST_ROW))


def set_up_print(sheet: Worksheet, vintage_vi: str, *, landscape: bool = True, fit: bool = True) -> None:
    """A4, one page wide unless that made it too small to read; vintage and page number at the foot."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    if fit:
        sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer(f'&L&"Times New Roman"&9{vintage_vi}&R&9&P/&N')
    sheet.hide_gridlines(2)
