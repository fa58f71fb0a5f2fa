"""PDF text layers: paragraphs, page breaks, footnotes, columns, running heads, letters, what is hidden."""

from __future__ import annotations

import pytest

from lientinh.documents import Document, Paragraph
from small_pdfs import Page, pdf_of

LEFT = 72
FULL = (
    "Trong năm 2022, Sở đã tham mưu triển khai các chính sách về lao động, việc làm của"  # reaches the margin
)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.paragraphs]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.paragraphs]


def test_wrapped_lines_are_one_paragraph_on_its_page(read) -> None:
    page = Page().lines(
        LEFT, 100, FULL, "tỉnh, giải quyết việc làm cho 11.000 lao động.", "Cấp 43 giấy phép."
    )
    document = read("a.pdf", pdf_of(page))
    assert texts(document) == [f"{FULL} tỉnh, giải quyết việc làm cho 11.000 lao động.", "Cấp 43 giấy phép."]
    assert [(block.number, block.page) for block in document.paragraphs] == [(1, 1), (2, 1)]
    assert document.media_type == "application/pdf"


def test_a_line_that_no_sentence_ends_with_goes_on_though_the_margin_seems_far(read) -> None:
    """A browser prints its own lines beyond the text's margins."""
    page = Page().write(300, 40, "file:///bao-cao-nam-2022-cua-tinh.html 1/1")
    page.lines(LEFT, 100, "Tỷ lệ hộ nghèo năm", "2022 là 17,83%.", "Tỷ lệ thất nghiệp", "2022")
    found = texts(read("a.pdf", pdf_of(page)))
    assert found[-3:] == ["Tỷ lệ hộ nghèo năm 2022 là 17,83%.", "Tỷ lệ thất nghiệp", "2022"]


def test_a_first_line_set_in_and_a_wider_gap_begin_paragraphs(read) -> None:
    page = Page().write(LEFT + 30, 100, FULL[:-5]).write(LEFT, 114, FULL).write(LEFT + 30, 128, FULL[:-5])
    page.lines(LEFT, 142, FULL, "Hết").lines(LEFT, 182, FULL)
    found = texts(read("a.pdf", pdf_of(page)))
    assert found == [f"{FULL[:-5]} {FULL}", f"{FULL[:-5]} {FULL} Hết", FULL]


def test_a_sentence_goes_on_over_page_and_footnotes(read) -> None:
    first = Page().lines(LEFT, 100, "Mở đầu.", FULL).rule(LEFT, 700, LEFT + 144, 700)
    first.write(LEFT, 715, "1", 7, Ts=4).write(LEFT + 5, 715, "Gồm 2 nhóm người.", 10)
    second = Page().lines(LEFT, 100, "tỉnh cho 2.500 lao động.")
    document = read("a.pdf", pdf_of(first, second))
    assert kinds(document) == [
        ("paragraph", "Mở đầu."),
        ("paragraph", f"{FULL} tỉnh cho 2.500 lao động."),
        ("footnote", "¹ Gồm 2 nhóm người."),
    ]
    assert [block.page for block in document.paragraphs] == [1, 1, 1]


def test_a_figure_announced_on_one_page_and_written_on_the_next_is_read_with_it(read) -> None:
    announced = f"{FULL[:-1]}:"
    pages = Page().lines(LEFT, 100, announced), Page().lines(LEFT, 100, "73.067.126.066 đồng")
    assert texts(read("a.pdf", pdf_of(*pages))) == [f"{announced} 73.067.126.066 đồng"]


@pytest.mark.parametrize("number_state", [{"Ts": 4.0}, {}])
def test_a_footnote_that_goes_on_below_the_next_page_is_one(number_state: dict[str, float], read) -> None:
    first = Page().lines(LEFT, 100, "Đăng ký 11 người").write(LEFT + 96, 97, "1", 7)
    first.lines(LEFT, 130, FULL + ".")
    first.rule(LEFT, 700, LEFT + 144, 700).write(LEFT, 715, "1", 7, **number_state)
    first.write(LEFT + 6, 715, "Gồm nhóm thứ nhất và", 10)
    second = Page().lines(LEFT, 100, "Tiếp theo.").rule(LEFT, 700, LEFT + 144, 700)
    second.write(LEFT, 715, "nhóm thứ hai.", 10)
    assert kinds(read("a.pdf", pdf_of(first, second))) == [
        ("paragraph", "Đăng ký 11 người¹"),
        ("paragraph", f"{FULL}."),
        ("footnote", "¹ Gồm nhóm thứ nhất và nhóm thứ hai."),
        ("paragraph", "Tiếp theo."),
    ]


@pytest.mark.parametrize(
    ("mark", "expected"),
    [("3", "cho 2.500 ³ lao động"), ("(3)", "cho 2.500 ³ lao động")],
)
def test_a_raised_mark_is_never_a_digit_of_the_figure(mark: str, expected: str, read) -> None:
    page = (
        Page().write(LEFT, 100, "cho 2.500").write(LEFT + 54, 96, mark, 7).write(LEFT + 66, 100, "lao động")
    )
    assert texts(read("a.pdf", pdf_of(page))) == [expected]


def test_a_mark_only_a_little_smaller_than_its_text_is_raised_too(read) -> None:
    """Browsers set raised marks in print of five sixths."""
    page = (
        Page()
        .write(LEFT, 100, "rộng 35 m", 14)
        .write(LEFT + 63, 95, "2", 11.6)
        .write(LEFT + 69, 100, ", đạt", 14)
    )
    assert texts(read("a.pdf", pdf_of(page))) == ["rộng 35 m², đạt"]


def test_an_exponent_stays_with_its_unit_and_an_index_with_its_letter(read) -> None:
    page = Page().write(LEFT, 100, "có 35 m").write(LEFT + 42, 96, "2", 7).write(LEFT + 52, 100, "và CO")
    page.write(LEFT + 82, 103, "2", 7)
    assert texts(read("a.pdf", pdf_of(page))) == ["có 35 m² và CO2"]


def test_the_head_of_an_official_page_is_read_column_by_column(read) -> None:
    page = Page().write(90, 80, "UBND TỈNH CAO BẰNG").write(300, 80, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page.write(90, 94, "SỞ LAO ĐỘNG").write(320, 94, "Độc lập - Tự do - Hạnh phúc")
    page.write(90, 122, "Số: 12/BC-SLĐTBXH").write(300, 122, "Cao Bằng, ngày 05 tháng 01 năm 2023")
    page.write(270, 160, "BÁO CÁO").write(LEFT, 190, FULL)
    assert texts(read("a.pdf", pdf_of(page))) == [
        "UBND TỈNH CAO BẰNG SỞ LAO ĐỘNG",
        "Số: 12/BC-SLĐTBXH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Cao Bằng, ngày 05 tháng 01 năm 2023",
        "BÁO CÁO",
        FULL,
    ]


def test_two_columns_of_text_are_read_one_after_the_other(read) -> None:
    left = (
        "Sở đã tham mưu triển khai",
        "các chính sách cho người",
        "lao động, cấp giấy phép,",
        "thẩm định 08 nội quy.",
    )
    right = ("Trung tâm tư vấn cho gần", "chín nghìn lượt người và", "giới thiệu việc làm cho", "384 người.")
    page = Page().lines(LEFT, 100, *left).lines(300, 100, *right)
    assert texts(read("a.pdf", pdf_of(page))) == [" ".join(left), " ".join(right)]


def test_a_label_and_its_figure_far_apart_are_no_columns(read) -> None:
    page = Page().write(LEFT, 100, "Nam giới:").write(300, 100, "5.000 người").write(LEFT, 114, "Nữ giới:")
    page.write(300, 114, "6.000 người")
    assert " ".join(texts(read("a.pdf", pdf_of(page)))) == "Nam giới: 5.000 người Nữ giới: 6.000 người"


def test_running_heads_and_page_numbers_are_left_out(read) -> None:
    pages = [
        Page()
        .write(200, 40, "Báo cáo công tác năm 2022")
        .write(295, 810, f"- {number} -")
        .lines(LEFT, 100, f"Đoạn {word}.")
        for number, word in enumerate(("một", "hai", "ba"), start=1)
    ]
    assert texts(read("a.pdf", pdf_of(*pages))) == ["Đoạn một.", "Đoạn hai.", "Đoạn ba."]


def test_a_figure_alone_at_the_foot_that_does_not_count_pages_stays(read) -> None:
    pages = [
        Page().lines(LEFT, 100, f"Tổng số người {who}: {FULL}.").write(295, 810, figure)
        for who, figure in (("đi", "135"), ("đến", "17"))
    ]
    assert texts(read("a.pdf", pdf_of(*pages)))[1::2] == ["135", "17"]


def test_a_mark_of_secrecy_on_every_page_is_seen_once(read) -> None:
    pages = [Page().write(270, 40, "MẬT").lines(LEFT, 100, f"Đoạn {word}.") for word in ("một", "hai", "ba")]
    assert texts(read("a.pdf", pdf_of(*pages))) == ["MẬT", "Đoạn một.", "Đoạn hai.", "Đoạn ba."]


def test_a_page_drawn_sideways_is_turned(read) -> None:
    page = Page().upwards(100, 700, FULL[:59]).upwards(114, 700, "tỉnh.")
    turned = Page(extra="/Rotate 90").upwards(100, 700, "Tổng số 5 người.")
    assert texts(read("a.pdf", pdf_of(page, turned))) == [f"{FULL[:59]} tỉnh.", "Tổng số 5 người."]


def test_words_across_the_page_are_kept_apart(read) -> None:
    slant = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <0044> Tj <1ef0> Tj <0020> Tj <0054> Tj ET"
    pages = [Page().raw(slant).lines(LEFT, 100, *lines) for lines in ((FULL,), ("tỉnh.",))]
    for page in pages:
        page.letters |= set("DỰ T")
    assert texts(read("a.pdf", pdf_of(*pages))) == ["DỰ T", f"{FULL} tỉnh."]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ﬁnal oﬃce", "final office"),
        ("kinh\u00a0tế", "kinh tế"),
        ("kinh\u00adtế", "kinhtế"),
        ("tế\u200b", "tế"),
    ],
)
def test_letters_are_plain_and_composed(written: str, expected: str, read) -> None:
    assert texts(read("a.pdf", pdf_of(Page().lines(LEFT, 100, written)))) == [expected]


def test_accents_drawn_on_their_own_join_their_letter(read) -> None:
    assert texts(read("a.pdf", pdf_of(Page().lines(LEFT, 100, "lao đo\u0323\u0302ng")))) == ["lao động"]


def test_letters_set_apart_are_words(read) -> None:
    by_space = Page().write(LEFT, 100, "BÁO CÁO", Tc=4.0)
    letters = Page()
    for place, letter in enumerate("BÁO"):
        letters.write(LEFT + 12 * place, 100, letter)
    for place, letter in enumerate("CÁO"):
        letters.write(LEFT + 54 + 12 * place, 100, letter)
    assert texts(read("a.pdf", pdf_of(by_space))) == ["BÁO CÁO"]
    assert texts(read("b.pdf", pdf_of(letters))) == ["BÁO CÁO"]


def test_letters_drawn_last_stand_in_their_place(read) -> None:
    """Letters from another font come behind the rest of the line."""
    page = Page().write(LEFT, 100, "gi").write(LEFT + 18, 100, "m ngh").write(LEFT + 54, 100, "o")
    page.write(LEFT + 12, 100, "ả", font="F2").write(LEFT + 48, 100, "è", font="F2")
    assert texts(read("a.pdf", pdf_of(page))) == ["giảm nghèo"]


def test_text_drawn_twice_for_bold_print_is_read_once(read) -> None:
    page = Page().write(LEFT, 100, "11 người").write(LEFT + 0.3, 100, "11 người")
    assert texts(read("a.pdf", pdf_of(page))) == ["11 người"]


def test_text_outside_the_page_and_print_too_small_to_see_are_no_text(read) -> None:
    page = (
        Page().write(LEFT, 100, "Cấp 43 giấy phép.").write(900, 100, "99 ẩn").write(LEFT, 200, "98 ẩn", 0.5)
    )
    assert texts(read("a.pdf", pdf_of(page))) == ["Cấp 43 giấy phép."]


def test_text_that_nobody_sees_is_no_text_and_is_told(read) -> None:
    page = Page().write(LEFT, 100, "Cấp 43 giấy phép.").write(LEFT, 130, "99 ẩn", Tr=3)
    page.raw("1 g").write(LEFT, 160, "98 ẩn").raw("1 1 1 rg").write(LEFT, 190, "97 ẩn").raw("0 g")
    document = read("a.pdf", pdf_of(page))
    assert texts(document) == ["Cấp 43 giấy phép."]
    assert document.notes == ("hidden text: 12 characters, not read",)


def test_white_print_on_a_ground_is_seen(read) -> None:
    page = Page().raw("0 0 0.5 rg 60 720 300 40 re f 1 1 1 rg").write(LEFT, 100, "Tổng số 43").raw("0 g")
    document = read("a.pdf", pdf_of(page))
    assert (texts(document), document.notes) == (["Tổng số 43"], ())


def test_headings_by_bold_print_carry_no_figures(read) -> None:
    page = Page().lines(LEFT, 100, "Kết quả năm 2022", font="F2").lines(LEFT, 130, FULL)
    page.lines(LEFT, 160, "Giải quyết việc làm cho 500 người", font="F2")
    assert [kind for kind, _ in kinds(read("a.pdf", pdf_of(page)))] == ["heading", "paragraph", "paragraph"]


def test_a_symbol_broken_behind_its_hyphen_is_whole(read) -> None:
    page = Page().lines(LEFT, 100, f"{FULL[:-4]} NQ-", "HĐND ngày 16 tháng 12.", "Hết.")
    assert texts(read("a.pdf", pdf_of(page)))[0].endswith("NQ-HĐND ngày 16 tháng 12.")


def test_legacy_fonts_become_unicode_and_their_capitals_capitals(read) -> None:
    page = Page().lines(LEFT, 100, "Tû lÖ thÊt nghiÖp cña lùc l−îng lao ®éng", font="F3")
    page.lines(LEFT, 130, "tæng sè n¨m", font="F4")
    document = read("a.pdf", pdf_of(page, fonts={"F3": "ABCDEF+.VnTime", "F4": "ABCDEF+.VnTimeH"}))
    assert texts(document) == ["Tỷ lệ thất nghiệp của lực lượng lao động", "TỔNG SỐ NĂM"]
    assert document.encoding == "tcvn3"


def test_locators_read_again_give_the_value(read, catalogue) -> None:
    from lientinh.extract import extract_document

    page = Page().lines(LEFT, 100, FULL, "tỉnh Cao Bằng, giải quyết việc làm cho 11.000 lao động.")
    document = read("a.pdf", pdf_of(Page().lines(LEFT, 100, "Mở đầu."), page))
    readings = extract_document(document, catalogue, "04").readings
    assert readings
    for reading in readings:
        block = document.blocks[reading.locator.paragraph - 1]
        assert isinstance(block, Paragraph)
        assert block.text[reading.locator.start : reading.locator.end] == reading.value_text
        assert reading.locator.page == 2
