"""OpenDocument text: headings, lists, notes, tables, what is not seen, and what is not opened."""

from __future__ import annotations

import pytest

from lientinh.documents import Paragraph, Table
from lientinh.errors import BadInput
from small_packages import zip_of

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
    )
)  # fmt: skip
_STYLES = (
    '<style:style style:name="Up"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="Struck"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="Gone"><style:text-properties text:display="none"/></style:style>'
)


def odt(body: str, manifest: str = "<manifest/>") -> bytes:
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{_STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zip_of({"content.xml": content, "META-INF/manifest.xml": manifest})


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def test_headings_lists_and_paragraphs(read) -> None:
    items = f"<text:list><text:list-item>{p('Kinh phí 5 tỷ đồng;')}</text:list-item></text:list>"
    heading = '<text:h text:outline-level="2">Kết quả năm 2022</text:h>'
    blocks = read("a.odt", odt(heading + p("Có<text:s/>5 hộ<text:line-break/>nghèo.") + items)).blocks
    assert [(one.number, one.kind, one.level, one.text) for one in blocks] == [
        (1, "heading", 2, "Kết quả năm 2022"),
        (2, "paragraph", None, "Có 5 hộ nghèo."),
        (3, "list_item", None, "Kinh phí 5 tỷ đồng;"),
    ]


def test_a_footnote_follows_its_paragraph_and_its_mark_is_no_digit(read) -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>2</text:note-citation>'
        f"<text:note-body>{p('Gồm 08 viên chức.')}</text:note-body></text:note>"
    )
    called, noted = read("a.odt", odt(p(f"Có 35{note} người"))).blocks
    assert called.text == "Có 35 ² người"
    assert (noted.kind, noted.text) == ("footnote", "² Gồm 08 viên chức.")


def test_raised_digits_are_no_digits_of_the_figure(read) -> None:
    (block,) = read("a.odt", odt(p('Có 35<text:span text:style-name="Up">2</text:span> m'))).blocks
    assert block.text == "Có 35 ² m"


def test_what_is_not_seen_is_not_read(read) -> None:
    body = (
        f"<text:tracked-changes><text:changed-region>{p('đã xóa 9 hộ')}</text:changed-region></text:tracked-changes>"
        + p(
            'Có 5<text:span text:style-name="Gone">000</text:span> <text:span text:style-name="Struck">9</text:span>hộ'
        )
        + p(f"<office:annotation>{p('ý kiến: 7 hộ?')}</office:annotation>nghèo")
        + '<text:p text:style-name="Gone">ẩn 8 hộ</text:p>'
    )
    assert [one.text for one in read("a.odt", odt(body)).blocks] == ["Có 5 hộ", "nghèo"]


def test_a_table_keeps_its_columns(read) -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

    rows = (
        f"<table:table-row>{cell('Chỉ tiêu', 'table:number-rows-spanned=' + chr(34) + '2' + chr(34))}"
        f"{cell('Năm', 'table:number-columns-spanned=' + chr(34) + '2' + chr(34))}<table:covered-table-cell/>"
        f"</table:table-row><table:table-row><table:covered-table-cell/>{cell('2021')}{cell('2022')}</table:table-row>"
    )
    (table,) = read("a.odt", odt(f"<table:table>{rows}</table:table>")).blocks
    assert isinstance(table, Table)
    assert {one.address: one.text for one in table.cells} == {
        "A1": "Chỉ tiêu",
        "B1": "Năm",
        "B2": "2021",
        "C2": "2022",
    }
    assert set(table.merged) == {(1, 1, 2, 1), (1, 2, 1, 3)}


def test_text_boxes_are_read(read) -> None:
    box = f"<draw:frame><draw:text-box>{p('Có 7 hộ.')}</draw:text-box></draw:frame>"
    blocks = read("a.odt", odt(p(f"Trước{box}"))).blocks
    assert [one.text for one in blocks if isinstance(one, Paragraph)] == ["Trước", "Có 7 hộ."]


@pytest.mark.parametrize(
    ("data", "rule_id"),
    [
        (odt(""), "read.empty"),
        (odt(p("x"), '<m><encryption-data checksum="x"/></m>'), "read.password_protected"),
        (zip_of({"mimetype": "x"}), "read.not_what_its_name_says"),
        (zip_of({"content.xml": "<a><b/></a>"}), "read.not_what_its_name_says"),
        (zip_of({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "read.entity_bomb"),
        (b"{\\rtf1 x}", "read.not_what_its_name_says"),
    ],
)
def test_what_is_refused(read, data: bytes, rule_id: str) -> None:
    with pytest.raises(BadInput) as caught:
        read("a.odt", data)
    assert caught.value.rule_id == rule_id


def test_a_cell_that_stands_for_millions_is_refused(read) -> None:
    cell = f'<table:table-cell table:number-columns-repeated="9000000">{p("5")}</table:table-cell>'
    with pytest.raises(BadInput) as caught:
        read("a.odt", odt(f"<table:table><table:table-row>{cell}</table:table-row></table:table>"))
    assert caught.value.rule_id == "read.too_large"
