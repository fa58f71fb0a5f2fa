"""Web pages: what a reader of the page sees, and nothing else."""

from __future__ import annotations

import pytest

from lientinh.errors import BadInput

PAGE = """<!DOCTYPE html><html><head><title>x</title><style>.an, #kia { color:red; display: none }</style>
<script>var a = 1;</script></head><body>
<a class="skip-link" href="#m">Truy cập nội dung</a>
<header><nav><a>Trang chủ</a></nav></header>
<main id="m"><article>
<h1>Kết quả 8 tháng</h1>
<p>Hỗ trợ <b>2.187</b> lao&nbsp;động<sup>2</sup>,
số tiền 35<sup>[3]</sup> triệu.<br>Dòng sau.</p>
<p class="an">Lượt xem 15.320</p><p id="kia">9</p><p style="display:none">8</p><p hidden>7</p>
<ul><li>Giảm 1%</li><li><p>Đạt 75%</p></li></ul>
<figure><figcaption>Toàn cảnh</figcaption></figure>
<table><caption>Bảng</caption><tr><th rowspan="2">Năm</th><th colspan="2">Tỷ lệ</th></tr>
<tr><td>12,5</td><td><span style="display:none">0</span>13</td></tr></table>
</article></main>
<footer>Điện thoại 0208</footer></body></html>"""


def lines(document) -> list[tuple[str, int | None, str]]:
    return [(block.kind, block.level, block.text) for block in document.paragraphs]


def test_the_main_text(read) -> None:
    document = read("a.html", PAGE)
    assert lines(document) == [
        ("heading", 1, "Kết quả 8 tháng"),
        ("paragraph", None, "Hỗ trợ 2.187 lao động², số tiền 35 ³ triệu."),
        ("paragraph", None, "Dòng sau."),
        ("list_item", None, "Giảm 1%"),
        ("list_item", None, "Đạt 75%"),
        ("caption", None, "Toàn cảnh"),
    ]
    assert document.media_type == "text/html"


def test_tables_with_spans(read) -> None:
    table = read("a.htm", PAGE).tables[0]
    assert {cell.address: cell.text for cell in table.cells} == {
        "A1": "Năm",
        "B1": "Tỷ lệ",
        "B2": "12,5",
        "C2": "13",
    }
    assert table.merged == ((1, 1, 2, 1), (1, 2, 1, 3))
    assert table.number == 7


@pytest.mark.parametrize("span", ['""', "foo", "-1", "0"])
def test_a_span_that_is_nonsense_counts_as_one(span: str, read) -> None:
    table = read("a.html", f"<table><tr><td colspan={span}>a</td><td>b</td></tr></table>").tables[0]
    assert [cell.address for cell in table.cells] == ["A1", "B1"]


def test_a_page_without_main_leaves_out_its_furniture(read) -> None:
    page = (
        '<html><body><div class="menu">Trang chủ</div><div role="navigation">Tin</div><p>Có 5 hộ.</p>'
        "<aside>Quảng cáo 99</aside><footer>0208</footer></body></html>"
    )
    assert lines(read("a.html", page)) == [("paragraph", None, "Có 5 hộ.")]


def test_a_small_article_is_not_the_page(read) -> None:
    page = f"<html><body><article>Tin phụ</article><p>{'Nội dung chính của trang. ' * 10}</p></body></html>"
    assert len(read("a.html", page).paragraphs) == 2


def test_tables_that_lay_out_the_page_are_paragraphs(read) -> None:
    page = (
        "<html><body><table><tr><td>UBND TỈNH</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>"
        "<table><tr><td><p>Cột</p><table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table></td></tr></table>"
        "</body></html>"
    )
    document = read("a.html", page)
    assert [text for _, _, text in lines(document)] == [
        "UBND TỈNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Cột",
    ]
    assert [cell.text for cell in document.tables[0].cells] == ["a", "1", "b", "2"]


def test_an_xml_declaration_and_comments_are_no_obstacle(read) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?><html><!-- 5 hộ --><body><p>Có 6 hộ</p></body></html>'
    assert lines(read("a.html", page)) == [("paragraph", None, "Có 6 hộ")]


def test_a_page_that_declares_a_western_encoding(read) -> None:
    page = b'<html><head><meta charset="iso-8859-1"></head><body><p>caf\xe9</p></body></html>'
    assert lines(read("a.html", page)) == [("paragraph", None, "café")]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('35<a href="#_ftn1"><span>[1]</span></a> người', "35 ¹ người"),
        ('35<span style="vertical-align: super">2</span> người', "35 ² người"),
        ('35 <a href="https://example.invalid/">[1]</a> người', "35 [1] người"),
        ('5<span style="mso-hide:all">000</span> hộ', "5 hộ"),
        ('5<span style="font-size:0px">9</span><i style="opacity:0">8</i> hộ', "5 hộ"),
        ('5<i style="opacity:0.5">8</i> hộ', "58 hộ"),
        ("<del>9</del><s>8</s> 6 hộ", "6 hộ"),
        ('<span style="text-decoration:line-through">9</span>6 hộ', "6 hộ"),
    ],
)
def test_marks_and_what_is_not_shown(inner: str, text: str, read) -> None:
    assert lines(read("a.html", f"<html><body><p>Có {inner}</p></body></html>")) == [
        ("paragraph", None, f"Có {text}")
    ]


@pytest.mark.parametrize("head", ["", '<meta charset="windows-1258">'])
def test_a_page_of_windows_1258(head: str, read) -> None:
    """In this encoding a tone stands behind its letter: "ỷ" is "y" and a hook."""
    spelled = "Ty\u0309 lê\u0323 hô\u0323 nghe\u0300o la\u0300 8,3% so vơ\u0301i cu\u0300ng ky\u0300 năm trươ\u0301c."
    page = f"<html><head>{head}</head><body><p>{spelled}</p></body></html>".encode("cp1258")
    document = read("a.html", page)
    assert lines(document) == [("paragraph", None, "Tỷ lệ hộ nghèo là 8,3% so với cùng kỳ năm trước.")]
    assert document.encoding == "cp1258"


@pytest.mark.parametrize(
    ("content", "rule_id"),
    [
        (b"<html><body><script>1</script></body></html>", "read.empty"),
        (b"<html><body>caf\xe9</body></html>", "read.encoding_unknown"),
        (b"%PDF-1.4", "read.not_what_its_name_says"),
        (b"PK\x03\x04", "read.not_what_its_name_says"),
    ],
)
def test_refused(content: bytes, rule_id: str, read) -> None:
    with pytest.raises(BadInput) as refusal:
        read("a.html", content)
    assert refusal.value.rule_id == rule_id
