"""What a Word document shows and does not write: automatic numbers, looks by style, pages, comments, changes."""
# ruff: noqa: E501 (the cases read as a table)

from __future__ import annotations

import pytest

from lientinh.documents import Table
from small_packages import docx_of, p, zip_of


def level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{level(0, "upperRoman", "%1.", more="<w:pStyle w:val=" + chr(34) + "Muc" + chr(34) + "/>")}'
    f"{level(1, 'decimal', '%2.')}{level(2, 'decimal', '%2.%3.')}{level(3, 'lowerLetter', '%4)')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="8">{level(0, "bullet", "-")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:styleId="Muc"><w:name w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Muc"/></w:style>'
    '<w:style w:styleId="Up" w:type="character"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="Gone" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="GoneToo"><w:basedOn w:val="Gone"/></w:style>'
    '<w:style w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
)


def numbered(text: str, at: int, list_id: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


def texts(body: str, read) -> list[str]:
    return [one.text for one in read("a.docx", docx_of(body, numbering=NUMBERING, styles=STYLES)).paragraphs]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_automatic_numbers_are_read_as_they_are_seen(read) -> None:
    body = (
        numbered("Kết quả", 0) + numbered("Lao động", 1) + numbered("Việc làm", 2) + numbered("Tiền lương", 2)
        + numbered("Có 5 hộ", 3) + numbered("Có 6 hộ", 3) + numbered("Người có công", 1) + numbered("Nhà ở", 2)
        + numbered("Nhiệm vụ", 0) + numbered("Giải pháp", 1)
    )  # fmt: skip
    assert texts(body, read) == [
        "I. Kết quả", "1. Lao động", "1.1. Việc làm", "1.2. Tiền lương", "a) Có 5 hộ", "b) Có 6 hộ",
        "2. Người có công", "2.1. Nhà ở", "II. Nhiệm vụ", "1. Giải pháp",
    ]  # fmt: skip


def test_numbers_by_style_and_by_a_list_that_begins_anew(read) -> None:
    body = (
        p("Kết quả", '<w:pStyle w:val="Muc"/>')
        + p("Nhiệm vụ", '<w:pStyle w:val="Con"/>')
        + numbered("Chi", 1, 3)
    )
    assert texts(body, read) == ["I. Kết quả", "II. Nhiệm vụ", "5. Chi"]


def test_bullets_have_no_number_and_zero_is_no_list(read) -> None:
    assert texts(numbered("Cấp 43 giấy phép", 0, 2) + numbered("Có 5 hộ", 0, 0), read) == [
        "Cấp 43 giấy phép",
        "Có 5 hộ",
    ]


def test_numbers_that_are_none_are_left_out(read) -> None:
    huge = "9" * 5000
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1." + "x" * 99)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="{huge}"><w:startOverride w:val="{huge}"/>'
        "</w:lvlOverride></w:num>"
    )
    document = read(
        "a.docx",
        docx_of(
            numbered("Có 5 hộ", 0),
            numbering=numbering.replace('w:start w:val="1"', f'w:start w:val="{huge}"'),
        ),
    )
    assert [one.text for one in document.paragraphs] == ["Có 5 hộ"]


def test_styles_hide_and_raise_and_the_run_has_the_last_word(read) -> None:
    body = (
        f"<w:p>{run('Có 35')}{run('2', '<w:rStyle w:val=' + chr(34) + 'Up' + chr(34) + '/>')}{run(' người')}</w:p>"
        f"<w:p>{run('ẩn', '<w:rStyle w:val=' + chr(34) + 'Gone' + chr(34) + '/>')}{run('Có 5 hộ')}</w:p>"
        '<w:p><w:pPr><w:pStyle w:val="GoneToo"/></w:pPr>'
        + run("ẩn")
        + run("hiện", '<w:vanish w:val="0"/>')
        + "</w:p>"
    )
    assert texts(body, read) == ["Có 35 ² người", "Có 5 hộ", "hiện"]


@pytest.mark.parametrize(
    ("text", "properties", "kind"),
    [
        ("Về việc làm năm 2022", "<w:b/>", "heading"),
        ("Về việc làm năm 2022", "<w:caps/>", "heading"),
        ("Về việc làm năm 2022", '<w:b w:val="0"/>', "paragraph"),
        ("Về việc làm năm 2022", "", "paragraph"),
        ("Có 5 hộ nghèo", "<w:b/>", "paragraph"),
        ("Cụ thể như sau:", "<w:b/>", "paragraph"),
        ("Độc lập - Tự do - Hạnh phúc", "<w:b/>", "paragraph"),
    ],
)
def test_headings_by_their_look(text: str, properties: str, kind: str, read) -> None:
    document = read("a.docx", docx_of(f"<w:p>{run(text, properties)}</w:p>"))
    assert [one.kind for one in document.paragraphs] == [kind]


def test_a_style_makes_bold_and_one_plain_word_breaks_it(read) -> None:
    style = '<w:pPr><w:pStyle w:val="Strong"/></w:pPr>'
    body = f"<w:p>{style}{run('Về việc làm')}</w:p><w:p>{style}{run('Về ')}{run('nhà ở', '<w:b w:val=' + chr(34) + '0' + chr(34) + '/>')}</w:p>"
    document = read("a.docx", docx_of(body, styles=STYLES))
    assert [one.kind for one in document.paragraphs] == ["heading", "paragraph"]


BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def test_pages_where_word_noted_them(read) -> None:
    def row(text: str, before: str = "") -> str:
        return f"<w:tr><w:tc><w:p>{before}{run(text)}</w:p></w:tc><w:tc>{p('x')}</w:tc></w:tr>"

    body = (
        p("Trang một") + f"<w:p>{run('giữa')}{BREAK}{run(' chừng')}</w:p>" + f"<w:p>{BREAK}{run('Trang ba')}</w:p>"
        + f"<w:tbl>{row('a')}{row('b')}{row('c', BREAK)}</w:tbl>"
    )  # fmt: skip
    document = read("a.docx", docx_of(body))
    assert [one.page for one in document.paragraphs] == [1, 1, 3]
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.page_starts == ((1, 3), (3, 4))


def test_without_page_breaks_there_are_no_pages(read) -> None:
    document = read("a.docx", docx_of(p("Có 5 hộ")))
    assert document.paragraphs[0].page is None


def test_fields_show_their_result_and_comments_and_changes_are_noted(read) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 99</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Có 5")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:fldSimple w:instr="SUM(A)">{run(" hộ")}</w:fldSimple>'
        f"<w:del><w:r><w:delText>bỏ 9</w:delText></w:r></w:del><w:ins>{run(' nghèo')}</w:ins>"
        '<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    document = read("a.docx", docx_of(body))
    assert [one.text for one in document.paragraphs] == ["Có 5 hộ nghèo"]
    assert document.notes == (
        "comments: 1, not read",
        "tracked changes: insertions read (1), deletions left out (1)",
    )


@pytest.mark.parametrize("struck", ["<w:strike/>", "<w:dstrike/>"])
def test_what_is_struck_out_is_not_read(struck: str, read) -> None:
    body = f"<w:p>{run('Có ')}{run('91', struck)}{run('95 hộ')}</w:p>"
    assert [one.text for one in read("a.docx", docx_of(body)).paragraphs] == ["Có 95 hộ"]


def test_a_nested_table_stays_with_its_cell(read) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('Nam 5')}</w:tc><w:tc>{p('Nữ 6')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{p('Tổng')}</w:tc><w:tc>{p('11')}{inner}</w:tc></w:tr></w:tbl>"
    (table,) = read("a.docx", docx_of(body)).blocks
    assert {one.address: one.text for one in table.cells} == {"A1": "Tổng", "B1": "11\nNam 5\nNữ 6"}


def test_headers_and_footers_are_left_out(read) -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(docx_of(p("Có 5 hộ")))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/header1.xml"] = b"<hdr><p><r><t>Trang 9</t></r></p></hdr>"
    assert [one.text for one in read("a.docx", zip_of(parts)).paragraphs] == ["Có 5 hộ"]
