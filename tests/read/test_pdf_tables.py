"""Tables of a PDF: by their lines, and without lines by columns of figures; prose is never torn into one."""

from __future__ import annotations

import pytest

from lientinh.documents import Document, Table
from small_pdfs import Page, pdf_of

FULL = "Trong năm 2022, Sở đã tham mưu triển khai các chính sách về lao động, việc làm của"


def cells(table: Table) -> dict[str, str]:
    return {cell.address: cell.text for cell in table.cells}


def prose(document: Document) -> list[str]:
    return [block.text for block in document.paragraphs]


def ruled(
    page: Page, top: float, *rows: tuple[str, ...], xs: tuple[float, ...] = (72, 250, 350, 450)
) -> Page:
    """Rows 20 points high with lines around every cell."""
    page.grid(xs, [top + 20 * number for number in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            page.write(x + 4, top + 20 * number + 14, text, 10)
    return page


def aligned(
    page: Page,
    top: float,
    *rows: tuple[str, ...],
    xs: tuple[float, ...] = (72, 300, 380, 460),
    gap: float = 16,
) -> Page:
    """Rows without lines; figures end where their column ends."""
    for number, (label, *figures) in enumerate(rows):
        page.write(xs[0], top + gap * number, label, 10)
        for x, text in zip(xs[1:], figures, strict=False):
            page.write(x + 40 - 5 * len(text), top + gap * number, text, 10)
    return page


def test_a_ruled_table_stands_in_its_place_cell_by_cell(read) -> None:
    page = Page().lines(72, 80, f"{FULL}.")
    ruled(page, 100, ("Chỉ tiêu", "2021", "2022"), ("Hộ nghèo", "12,20", "10,1"), ("Việc làm", "", "11.000"))
    page.lines(72, 200, "Hết bảng.")
    document = read("a.pdf", pdf_of(page))
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Table", "Paragraph"]
    table = document.tables[0]
    assert (table.number, table.page, table.page_starts) == (2, 1, ((1, 1),))
    assert cells(table) == {
        "A1": "Chỉ tiêu", "B1": "2021", "C1": "2022", "A2": "Hộ nghèo", "B2": "12,20", "C2": "10,1",
        "A3": "Việc làm", "C3": "11.000",
    }  # fmt: skip
    assert prose(document) == [f"{FULL}.", "Hết bảng."]


def test_merged_headings_cover_their_columns(read) -> None:
    page = Page()
    for y in (100, 140, 160):
        page.rule(72, y, 450, y)
    page.rule(250, 120, 450, 120)
    for x, top in ((72, 100), (250, 100), (350, 120), (450, 100)):
        page.rule(x, top, x, 160)
    page.write(76, 114, "Chỉ tiêu", 10).write(254, 114, "Năm 2022", 10).write(254, 134, "Kế hoạch", 10)
    page.write(354, 134, "Thực hiện", 10).write(76, 154, "Việc làm", 10)
    page.write(254, 154, "16.000", 10).write(354, 154, "11.000", 10)
    table = read("a.pdf", pdf_of(page)).tables[0]
    assert table.merged == ((1, 1, 2, 1), (1, 2, 1, 3))
    assert cells(table) == {
        "A1": "Chỉ tiêu", "B1": "Năm 2022", "B2": "Kế hoạch", "C2": "Thực hiện",
        "A3": "Việc làm", "B3": "16.000", "C3": "11.000",
    }  # fmt: skip


def test_lines_of_a_cell_are_joined_and_rows_ruled_only_around_columns_parted(read) -> None:
    wrapped = Page().grid((72, 250, 350), (100, 140, 160)).write(76, 114, "Số lao động được", 10)
    wrapped.write(76, 128, "giải quyết việc làm", 10).write(254, 114, "11.000", 10).write(76, 154, "Hộ", 10)
    assert cells(read("a.pdf", pdf_of(wrapped)).tables[0])["A1"] == "Số lao động được giải quyết việc làm"
    columns = Page().grid((72, 250, 350, 450), (100, 180))
    for number, row in enumerate((("Cao Bằng", "15,0", "16,7"), ("Lạng Sơn", "12,4", "11,0"))):
        for x, text in zip((76, 254, 354), row, strict=True):
            columns.write(x, 120 + 20 * number, text, 10)
    assert cells(read("b.pdf", pdf_of(columns)).tables[0]) == {
        "A1": "Cao Bằng", "B1": "15,0", "C1": "16,7", "A2": "Lạng Sơn", "B2": "12,4", "C2": "11,0",
    }  # fmt: skip


def test_a_frame_around_text_and_a_table_that_arranges_the_page_are_text(read) -> None:
    page = Page().grid((72, 300, 540), (60, 80, 100)).write(76, 74, "UBND TỈNH CAO BẰNG", 10)
    page.write(304, 74, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 10).write(76, 94, "Số: 5/BC-UBND", 10)
    page.write(304, 94, "Độc lập - Tự do", 10).grid((72, 540), (200, 240)).write(76, 214, "Trong khung", 10)
    document = read("a.pdf", pdf_of(page))
    assert not document.tables
    assert prose(document) == [
        "UBND TỈNH CAO BẰNG", "Số: 5/BC-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do", "Trong khung",
    ]  # fmt: skip


@pytest.mark.parametrize("head_again", [True, False])
def test_a_ruled_table_over_two_pages_is_one_with_its_pages(head_again: bool, read) -> None:
    head = ("Huyện", "2021", "Ghi chú")
    first = ruled(Page(), 700, head, ("Bảo Lâm", "1.234", "x"), ("Hòa An", "567", "y"))
    second = ruled(Page(), 60, *([head] if head_again else []), ("Hạ Lang", "89", "z"))
    second.lines(72, 200, "Hết.")
    document = read("a.pdf", pdf_of(first, second))
    table = document.tables[0]
    assert len(document.tables) == 1
    assert [cell.text for cell in table.cells if cell.column == 1] == [
        "Huyện",
        "Bảo Lâm",
        "Hòa An",
        "Hạ Lang",
    ]
    assert table.page_starts == ((1, 1), (4, 2))
    assert [table.page_of(row) for row in (1, 3, 4)] == [1, 1, 2]


def test_tables_of_other_columns_and_tables_with_text_between_are_two(read) -> None:
    first = ruled(Page(), 700, ("Huyện", "2021", "2022"), ("Bảo Lâm", "1.234", "5"))
    other = ruled(Page(), 60, ("Xã", "2021"), ("Hồng Trị", "89"), xs=(72, 300, 450))
    again = ruled(Page().lines(72, 40, "Bảng sau:"), 60, ("Xã", "2021"), ("Cô Ba", "7"), xs=(72, 300, 450))
    assert [len(table.cells) for table in read("a.pdf", pdf_of(first, other, again)).tables] == [6, 4, 4]


def test_a_row_cut_by_the_end_of_the_page_is_one(read) -> None:
    first = ruled(Page(), 740, ("STT", "Chỉ tiêu", "Số người"), ("1", "Lao động được giải", "11.000"))
    second = ruled(Page(), 60, ("", "quyết việc làm", ""), ("2", "Lao động đi Nhật", "384"))
    table = read("a.pdf", pdf_of(first, second)).tables[0]
    assert cells(table)["B2"] == "Lao động được giải quyết việc làm"
    assert cells(table)["C3"] == "384"
    assert table.page_starts == ((1, 1), (3, 2))


ROWS = (
    ("Cao Bằng", "15,0", "16,7", "15,5"),
    ("Lạng Sơn", "12,4", "-", "11,0"),
    ("Sơn La", "12,3", "11,4", "10,0"),
)


def test_columns_of_figures_without_lines_are_a_table(read) -> None:
    page = Page().lines(72, 80, f"{FULL}.").lines(72, 140, "Bảng 5. Tỷ lệ lao động đã qua đào tạo", size=11)
    page.write(480, 160, "Đơn vị: %", 10)
    aligned(page, 180, ("", "2009", "2010", "2011"), *ROWS)
    page.lines(72, 290, "Nguồn: Cục Thống kê.")
    document = read("a.pdf", pdf_of(page))
    assert cells(document.tables[0]) == {
        "A1": "Bảng 5. Tỷ lệ lao động đã qua đào tạo", "D2": "Đơn vị: %",
        "B3": "2009", "C3": "2010", "D3": "2011",
        "A4": "Cao Bằng", "B4": "15,0", "C4": "16,7", "D4": "15,5",
        "A5": "Lạng Sơn", "B5": "12,4", "C5": "-", "D5": "11,0",
        "A6": "Sơn La", "B6": "12,3", "C6": "11,4", "D6": "10,0",
    }  # fmt: skip
    assert prose(document) == [f"{FULL}.", "Nguồn: Cục Thống kê."]


def test_a_missing_figure_leaves_its_cell_empty_and_shifts_nothing(read) -> None:
    page = aligned(Page(), 180, ("", "2009", "2010", "2011"), ROWS[0], ("Hà Giang", "", "7,6", ""), *ROWS[1:])
    found = cells(read("a.pdf", pdf_of(page)).tables[0])
    row = (
        next(address[1:] for address, text in found.items() if text == "Hà Giang")
        if "Hà Giang" in found.values()
        else None
    )
    assert row is None or {address: text for address, text in found.items() if address.endswith(row)} == {
        f"A{row}": "Hà Giang", f"C{row}": "7,6",
    }  # fmt: skip
    assert "7,6" not in {text for address, text in found.items() if address[0] in "BD"}


def test_a_label_on_two_lines_belongs_to_the_figures_beside_it(read) -> None:
    page = aligned(Page(), 180, ("", "2009", "2010", "2011"), ROWS[0])
    page.write(72, 222, "Trung du và miền núi phía Bắc", 10)
    aligned(page, 233, ("Northern midlands and mountains", "12,2", "13,2", "13,3"), ROWS[1], ROWS[2], gap=27)
    found = cells(read("a.pdf", pdf_of(page)).tables[0])
    assert found["A3"] == "Trung du và miền núi phía Bắc\nNorthern midlands and mountains"
    assert found["B3"] == "12,2"


def test_a_heading_among_the_rows_is_a_row_of_its_own(read) -> None:
    page = aligned(Page(), 180, ("", "2009", "2010", "2011"), *ROWS, ("Chia theo khu vực",), ROWS[0], ROWS[1])
    found = cells(read("a.pdf", pdf_of(page)).tables[0])
    assert found["A5"] == "Chia theo khu vực"
    assert "B5" not in found
    assert found["B6"] == "15,0"


PROSE = """
Cấp 43 giấy phép, cấp lại 01, thu hồi 02; thẩm định | 08 nội quy, 07 thỏa ước; đưa 384 lao động đi 12 nước, | trong đó 21 người đi Nhật.
Kết quả 6 tháng đạt 68,75 %, 9 tháng đạt 72,5 %, năm 80 | Trong đó nam 5.000, nữ 6.000, dân tộc 4.500 | Vay 2.364 dự án, dư nợ 110 tỷ
Phần thứ nhất .......................................... 3 | Phần hai .......................................... 12 | Phần ba ........................................... 21
1. Nội dung thứ nhất | 2. Nội dung thứ hai | 3. Nội dung thứ ba | 4. Nội dung thứ tư
Ngày 01 tháng 02 năm 2022 | Ngày 03 tháng 04 năm 2022 | Ngày 05 tháng 06 năm 2022
"""  # noqa: E501


@pytest.mark.parametrize("lines", [tuple(line.split(" | ")) for line in PROSE.strip().splitlines()])
def test_prose_lists_and_contents_are_no_table(lines: tuple[str, ...], read) -> None:
    document = read("a.pdf", pdf_of(Page().lines(72, 100, *lines)))
    assert not document.tables
    assert " ".join(" ".join(prose(document)).split()) == " ".join(" ".join(lines).split())


def test_no_figure_of_a_table_is_read_as_prose_too(read) -> None:
    page = aligned(Page().lines(72, 80, f"{FULL}."), 180, ("", "2009", "2010", "2011"), *ROWS)
    ruled(page, 400, ("Chỉ tiêu", "2021", "2022"), ("Hộ nghèo", "77,20", "66,1"))
    document = read("a.pdf", pdf_of(page))
    in_tables = {cell.text for table in document.tables for cell in table.cells}
    assert {"16,7", "77,20", "66,1"} <= in_tables
    assert not [text for text in prose(document) if "16,7" in text or "77,20" in text]


def test_headings_on_a_ground_without_border_are_no_ruled_table(read) -> None:
    page = Page().ground(300, 166, 375, 184).ground(380, 166, 455, 184).ground(460, 166, 535, 184)
    aligned(page, 180, ("", "2009", "2010", "2011"), *ROWS)
    document = read("a.pdf", pdf_of(page))
    assert [len(table.cells) for table in document.tables] == [3 + 12]


def test_a_row_of_marks_only_stays_in_its_table(read) -> None:
    page = aligned(
        Page(), 180, ("", "2009", "2010", "2011"), ROWS[0], ("Hà Tây", "..", "..", ".."), *ROWS[1:]
    )
    found = cells(read("a.pdf", pdf_of(page)).tables[0])
    assert [found[f"{column}3"] for column in "ABCD"] == ["Hà Tây", "..", "..", ".."]


def test_columns_of_figures_that_go_on_without_headings_are_one_table_where_they_stand_alike(read) -> None:
    first = aligned(Page(), 780 - 16 * 3, ("", "2009", "2010", "2011"), *ROWS)
    alike = aligned(Page(), 60, *ROWS)
    other = aligned(Page(), 60, *ROWS, xs=(72, 200, 380, 500))
    assert [len(table.cells) for table in read("a.pdf", pdf_of(first, alike)).tables] == [3 + 12 + 12]
    assert [len(table.cells) for table in read("b.pdf", pdf_of(first, other)).tables] == [3 + 12, 12]
