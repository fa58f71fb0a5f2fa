"""Tables of recognised pages: rows of figures become cells with their confidence, what is doubtful is said."""

from __future__ import annotations

from dataclasses import replace

from lientinh.documents import Paragraph, Remark, Table
from lientinh.read.scans.recognition import Line, Word
from lientinh.read.scans.tables import remark_on_rows
from lientinh.read.scans.text import join_lines
from read.recognised import HEIGHT, line

COLUMNS = (100, 800, 1300, 1800)


def row(top: int, *texts: str, sure: float = 96.0) -> Line:
    words = [
        Word(text, at, at + 20 * len(text), top, top + HEIGHT, sure)
        for at, text in zip(COLUMNS, texts, strict=False)
        if text
    ]
    return Line(tuple(words), 1, 1)


HEAD = row(100, "Tỉnh", "2014", "2015", "2016")
BODY = [
    row(190, "Sơn_La", "24,20", "20,55", "42,53"),
    row(280, "Lai_Châu", "18,00", "15,83", "25,95"),
    row(370, "Bắc_Kạn", "11,55", "", "13,40"),
    row(460, "Hà_Giang", "15,31", "11,63", "29,40"),
]
BEFORE = line("Tỷ lệ hộ nghèo của các tỉnh như sau:", top=10)
AFTER = line("Số liệu do các tỉnh cung cấp theo chế độ báo cáo.", top=700)


def table_of(*lines: Line) -> Table:
    (table,) = (block for _, block in join_lines([(3, lines)]) if isinstance(block, Table))
    return table


def test_rows_of_figures_are_a_table_in_its_place() -> None:
    blocks = join_lines([(3, [BEFORE, HEAD, *BODY, AFTER])])
    assert [(page, type(block), block.number) for page, block in blocks][-2:] == [
        (3, Table, 2),
        (3, Paragraph, 3),
    ]
    table = table_of(BEFORE, HEAD, *BODY, AFTER)
    texts = {cell.text: cell.address for cell in table.cells}
    assert texts["13,40"][0] == texts["2016"][0] == texts["29,40"][0]
    assert texts["11,55"][1:] == texts["13,40"][1:]
    assert table.page_starts == ((1, 3),)


def test_a_gap_stays_a_gap() -> None:
    table = table_of(HEAD, *BODY)
    gap = next(cell for cell in table.cells if cell.text == "13,40")
    assert [cell.text for cell in table.cells if cell.row == gap.row] == ["Bắc_Kạn", "11,55", "13,40"]


def test_cells_keep_the_confidence_of_their_words() -> None:
    doubtful = replace(BODY[1], words=(*BODY[1].words[:3], replace(BODY[1].words[3], confidence=41.5)))
    letter = row(370, "Bắc_Kạn", "1l,55", "9,07", "13,40")
    table = table_of(HEAD, BODY[0], doubtful, letter, BODY[3])
    sure = {(row, column): confidence for row, column, confidence in table.cell_confidences}
    of_text = {cell.text: sure[cell.row, cell.column] for cell in table.cells}
    assert (of_text["25,95"], of_text["42,53"]) == (41.5, 96.0)
    assert of_text.get("1l,55", 0.0) == 0.0


def test_lines_side_by_side_are_one_row() -> None:
    """Tesseract may see a block in each column."""
    apart = [
        replace(one, words=(word,), block=at) for one in [HEAD, *BODY] for at, word in enumerate(one.words, 1)
    ]
    columns = sorted(apart, key=lambda one: one.block)
    whole, cut = table_of(HEAD, *BODY), table_of(*columns)
    assert cut.cells == whole.cells


def test_prose_is_no_table() -> None:
    lines = [
        line(f"Năm 201{at} cả tỉnh có {at}.250 hộ nghèo và 35 xã khó khăn", top=90 * at) for at in range(1, 7)
    ]
    assert not any(isinstance(block, Table) for _, block in join_lines([(1, lines)]))


def test_rows_that_are_no_table_are_told() -> None:
    two = join_lines([(4, [line("Lạng Sơn|12,5|13,1"), line("Cao Bằng|11,5|10,1", top=90)])])
    assert remark_on_rows(two) == (Remark("read.scanned_table", (("pages", "4"),)),)
    assert remark_on_rows(join_lines([(4, [line("Lạng Sơn|12,5|13,1")])])) == ()
    assert remark_on_rows(join_lines([(3, [BEFORE, HEAD, *BODY, AFTER])])) == ()
