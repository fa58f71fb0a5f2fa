"""The first two sheets: how to read the workbook, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from lientinh.export.source import Source, Vintage
from lientinh.export.workbook_sheet import IndicatorSheet
from lientinh.export.workbook_styles import Styles, set_up_print, write_block
from lientinh.wording import ACCUMULATIONS, BASES, PLAN_BASES, REASONS, SCENARIOS, STATES, Words

_WIDTHS = (26, 42, 42)
_HOW_TO_READ = (
    (
        "Mỗi chỉ tiêu một trang tính: tỉnh theo hàng, kỳ theo cột; mỗi tính chất số liệu (thực hiện, ước thực hiện, "
        "kế hoạch) một bảng riêng, không bao giờ lẫn nhau.",
        "One sheet for each indicator: provinces in rows, periods in columns; actual, estimate and plan stand in "
        "tables of their own and never mix.",
    ),
    (
        "Ô trống hoặc có chữ không bao giờ có nghĩa là 0; chữ trong ô nói vì sao không có số.",
        "A cell that is empty or holds words never means zero; the words say why there is no figure.",
    ),
    (
        "“Trên 11.000”, “từ 3 trở lên” là văn bản, không phải con số chính xác: không cộng, không xếp hạng.",
        "“More than 11,000” is text, not an exact figure: do not add or rank it.",
    ),
    (
        "Tỷ lệ phần trăm không được cộng hay lấy trung bình giữa các tỉnh.",
        "Percentages must not be added or averaged over provinces.",
    ),
    (
        "Ô nền vàng: số liệu có nội dung cần rà soát. Ô nền xanh, chữ nghiêng: số tính từ các tỉnh trước sắp xếp.",
        "Yellow cell: published with a warning. Blue cell in italics: made from the provinces before the merger.",
    ),
    (
        "Khi dẫn số liệu, ghi kèm thời điểm số liệu ở trên; văn bản nguồn ghi ở cuối mỗi trang tính.",
        "Quote figures with the vintage above; each sheet ends with its source documents.",
    ),
)  # fmt: skip
_LISTS: tuple[tuple[str, Words], ...] = (
    ("Trạng thái của ô · States of a cell", STATES),
    ("Lý do không so sánh được · Reasons a cell is not comparable", REASONS),
    ("Tính chất số liệu · Scenarios", SCENARIOS),
    ("Căn cứ kế hoạch · Plan bases", PLAN_BASES),
    ("Cách tính theo thời gian · Accumulations", ACCUMULATIONS),
    ("Cách chốt kỳ · Period bases", BASES),
)


def write_cover(sheet: Worksheet, styles: Styles, source: Source) -> None:
    """Title, vintage, how to read, and the codes in words."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, "LIÊN TỈNH: SỐ LIỆU SO SÁNH CÁC TỈNH", styles.get("title"))
    sheet.write_string(1, 0, "Liên Tỉnh: figures of the provinces, side by side", styles.get("title_en"))
    sheet.write_string(3, 0, source.vintage.title_vi, styles.get("heading"))
    sheet.write_string(4, 0, source.vintage.title_en, styles.get("title_en"))
    sheet.write_string(6, 0, "Cách đọc · How to read", styles.get("heading"))
    row = 7
    for vietnamese, english in _HOW_TO_READ:
        write_block(sheet, row, (0, 2), f"• {vietnamese}\n   {english}", styles.get("wrapped"), 105)
        row += 1
    for title, words in _LISTS:
        sheet.write_string(row + 1, 0, title, styles.get("heading"))
        for column, header in enumerate(("Mã · Code", "Tiếng Việt", "English")):
            sheet.write_string(row + 2, column, header, styles.get("header"))
        row += 3
        for code, (vietnamese, english) in words.items():
            for column, text in enumerate((code, vietnamese, english)):
                sheet.write_string(row, column, text, styles.get("cell"))
            row += 1
    set_up_print(sheet, source.vintage.title_vi, landscape=False)


def write_contents(
    sheet: Worksheet, styles: Styles, indicators: Sequence[IndicatorSheet], vintage: Vintage
) -> None:
    """One row an indicator, its name a link to its sheet."""
    headers = ("STT · No.", "Chỉ tiêu", "Indicator", "Đơn vị tính · Unit", "Mã · Code")
    for column, width in enumerate((8, 62, 52, 30, 38)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, "MỤC LỤC · CONTENTS", styles.get("title"))
    sheet.write_string(1, 0, vintage.title_vi, styles.get("title_en"))
    for column, header in enumerate(headers):
        sheet.write_string(3, column, header, styles.get("header"))
    for number, listed in enumerate(indicators, start=1):
        row, named = 3 + number, listed.indicator
        sheet.write_number(row, 0, number, styles.get("cell"))
        target = listed.name.replace("'", "''")
        sheet.write_url(row, 1, f"internal:'{target}'!A1", styles.get("link"), string=named["name_vi"])
        unit = f"{named['unit_name_vi']} · {named['unit_name_en']}"
        for column, text in enumerate((named["name_en"], unit, named["indicator_code"]), start=2):
            sheet.write_string(row, column, text, styles.get("cell"))
    sheet.freeze_panes(4, 2)
    sheet.repeat_rows(3)
    set_up_print(sheet, vintage.title_vi)
