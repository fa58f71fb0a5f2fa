"""Word documents: reading order, headings, lists, notes apart from figures, tables with their merges."""
# ruff: noqa: E501 (the cases read as a table)

from __future__ import annotations

import io
import zipfile

import pytest

from lientinh.documents import Paragraph, Remark
from lientinh.errors import BadInput
from small_packages import docx_of, p, zip_of

STYLES = (
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Own"><w:basedOn w:val="H2"/><w:name w:val="Của tôi"/></w:style>'
    '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Out"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>'
)
TBL = "<w:tbl>{}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def kinds(document) -> list[tuple[str, int | None, str]]:
    return [(block.kind, block.level, block.text) for block in document.paragraphs]


@pytest.mark.parametrize(
    ("style", "level"), [("H2", 2), ("Own", 2), ("Title", 1), ("Out", 4), ("Loop", None), ("none", None)]
)
def test_headings_by_style(style: str, level: int | None, read) -> None:
    document = read("a.docx", docx_of(p("Mục tiêu chung", f'<w:pStyle w:val="{style}"/>'), styles=STYLES))
    assert kinds(document) == [("heading" if level else "paragraph", level, "Mục tiêu chung")]


@pytest.mark.parametrize(("outline", "level"), [("0", 1), ("9", None)])
def test_headings_by_own_outline_level(outline: str, level: int | None, read) -> None:
    document = read("a.docx", docx_of(p("Mục tiêu", f'<w:outlineLvl w:val="{outline}"/>')))
    assert document.paragraphs[0].level == level


def test_lists_by_numbering_and_by_mark(read) -> None:
    numbering = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    document = read("a.docx", docx_of(p("Cấp 43 giấy phép", numbering) + p("- Cấp lại 01 giấy phép")))
    assert [kind for kind, _, _ in kinds(document)] == ["list_item", "list_item"]


def test_runs_join_and_breaks_are_spaces(read) -> None:
    body = (
        "<w:p><w:r><w:t>11</w:t></w:r><w:r><w:t>.000</w:t><w:br/><w:t>lao</w:t><w:tab/><w:t>động</w:t></w:r>"
        "<w:r><w:t>Covid</w:t><w:noBreakHyphen/><w:t>19</w:t></w:r></w:p>"
    )
    assert read("a.docx", docx_of(body)).paragraphs[0].text == "11.000 lao độngCovid-19"


def test_deleted_and_hidden_text_is_no_text_and_inserted_is(read) -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>90</w:delText><w:t>90</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>91</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>92</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> đại biểu</w:t></w:r></w:p>'
    )
    assert read("a.docx", docx_of(body)).paragraphs[0].text == "91 đại biểu"


def test_a_raised_digit_is_never_a_digit_of_the_figure(read) -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    body = f"<w:p><w:r><w:t>có 35</w:t></w:r>{raised}<w:r><w:t> và 10 m</w:t></w:r>{raised}</w:p>"
    assert read("a.docx", docx_of(body)).paragraphs[0].text == "có 35 ² và 10 m²"


def test_footnotes_follow_their_paragraph_under_a_raised_number(read) -> None:
    body = '<w:p><w:r><w:t>Đăng ký 11 người</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>' + p(
        "Tiếp."
    )
    notes = f'<w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote><w:footnote w:id="7">{p("Gồm 2 nhóm.")}</w:footnote>'
    assert kinds(read("a.docx", docx_of(body, footnotes=notes))) == [
        ("paragraph", None, "Đăng ký 11 người¹"),
        ("footnote", None, "¹ Gồm 2 nhóm."),
        ("paragraph", None, "Tiếp."),
    ]


def test_a_table_stands_in_its_place_with_merges(read) -> None:
    body = p("Trước") + TBL.format(
        row(cell("Chỉ tiêu", '<w:vMerge w:val="restart"/>'), cell("Năm", '<w:gridSpan w:val="2"/>'))
        + row(cell("", "<w:vMerge/>"), cell("2021"), cell("2022"))
        + row(cell("Hộ nghèo"), cell("12,20"), cell("10,1"))
    )
    document = read("a.docx", docx_of(body + p("Sau")))
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Table", "Paragraph"]
    table = document.tables[0]
    assert table.number == 2
    assert table.merged == ((1, 2, 1, 3), (1, 1, 2, 1))
    assert {cell.address: cell.value for cell in table.cells} == {
        "A1": "Chỉ tiêu", "B1": "Năm", "B2": "2021", "C2": "2022", "A3": "Hộ nghèo", "B3": "12,20", "C3": "10,1",
    }  # fmt: skip


def test_cells_keep_their_column_after_a_gap_and_in_controls(read) -> None:
    gap = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("b") + "</w:tr>"
    control = f"<w:sdt><w:sdtContent>{row(cell('c'), cell('d'))}</w:sdtContent></w:sdt>"
    document = read("a.docx", docx_of(TBL.format(gap + control)))
    assert [cell.address for cell in document.tables[0].cells] == ["B1", "A2", "B2"]


def test_a_table_that_arranges_the_page_is_read_as_paragraphs(read) -> None:
    body = TBL.format(
        row(cell("UBND TỈNH X"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        + row(cell("Số: 1/BC-UBND"), cell("Độc lập"))
    )
    document = read("a.docx", docx_of(body))
    assert not document.tables
    assert [block.text for block in document.paragraphs] == [
        "UBND TỈNH X", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/BC-UBND", "Độc lập",
    ]  # fmt: skip


def test_a_text_box_is_read_once(read) -> None:
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Ngoài</w:t></w:r><w:r><mc:AlternateContent"
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [block.text for block in read("a.docx", docx_of(body)).paragraphs] == ["Ngoài", "Trong khung"]


def test_a_document_of_pictures_says_so(read) -> None:
    document = read("a.docx", docx_of("<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert document.blocks == ()
    assert document.notes == ("pictures: 1, not read",)


@pytest.mark.parametrize(
    ("content", "rule_id"),
    [
        (docx_of(""), "read.empty"),
        (docx_of(p("chữ"))[:-40], "read.truncated"),
        (docx_of("<w:p>"), "read.truncated"),
        (zip_of({"a.txt": "x"}), "read.not_what_its_name_says"),
        (zip_of({"word/document.xml": "<document/>"}), "read.not_what_its_name_says"),
        (b"<html><body>x</body></html>", "read.not_what_its_name_says"),
        (b"%PDF-1.7", "read.not_what_its_name_says"),
        (b"{\\rtf1", "read.not_what_its_name_says"),
    ],
)
def test_refused(content: bytes, rule_id: str, read) -> None:
    with pytest.raises(BadInput) as refusal:
        read("a.docx", content)
    assert refusal.value.rule_id == rule_id


def test_every_block_is_a_paragraph_or_a_table_with_its_number(read) -> None:
    body = p("Một") + TBL.format(row(cell("a"), cell("b")) + row(cell("c"), cell("d"))) + p("Ba")
    document = read("a.docx", docx_of(body))
    assert [block.number for block in document.blocks] == [1, 2, 3]
    assert isinstance(document.blocks[2], Paragraph)


def test_a_document_with_macros_is_read_under_the_name_that_says_so(read) -> None:
    data = zip_of({**parts_of(docx_of(p("Có 5 hộ."))), "word/vbaProject.bin": b"x"})
    document = read("a.docm", data)
    assert [one.text for one in document.paragraphs] == ["Có 5 hộ."]
    assert document.remarks == (Remark("read.macro_not_run"),)
    with pytest.raises(BadInput) as caught:
        read("a.docx", data)
    assert caught.value.rule_id == "read.macro"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
