"""From words to indicators: what the catalogue's phrases name, and what they must not."""

from __future__ import annotations

import pytest

from lientinh.catalogue import Catalogue
from lientinh.extract.phrases import PhraseBook, join_breakdown, parse_breakdown


@pytest.fixture(scope="module")
def book(catalogue: Catalogue) -> PhraseBook:
    return PhraseBook(catalogue)


NAMED = [
    # words, unit, indicator
    ("Giải quyết việc làm mới cho 900 lao động", "PERSON", "new_jobs"),
    ("số lao động được tạo việc làm: 900 người", "PERSON", "new_jobs"),
    ("đưa 40 người đi làm việc có thời hạn ở nước ngoài", "PERSON", "overseas_workers"),
    ("xuất khẩu lao động 40 người", "PERSON", "overseas_workers"),
    ("Tỉ lệ thất nghiệp khu vực thành thị còn 2%", "PERCENT", "urban_unemployment_rate"),
    ("tỷ lệ thất nghiệp 2%", "PERCENT", "unemployment_rate"),
    ("Tỷ lệ lao động qua đào tạo đạt 50%", "PERCENT", "trained_labour_rate"),
    ("tỷ lệ lao động qua đào tạo nghề 40%", "PERCENT", "vocationally_trained_labour_rate"),
    ("tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ 20%", "PERCENT", "certified_trained_labour_rate"),
    ("Giảm tỷ lệ hộ nghèo 2%", "PERCENT", "poverty_reduction_points"),
    ("tỷ lệ hộ nghèo giảm 2%", "PERCENT", "poverty_reduction_points"),
    ("giảm tỷ lệ hộ nghèo xuống còn 9%", "PERCENT", "poor_household_rate"),
    ("tỷ lệ hộ nghèo 9%", "PERCENT", "poor_household_rate"),
    ("tỷ lệ hộ cận nghèo 7%", "PERCENT", "near_poor_household_rate"),
    ("Tổng số hộ nghèo 15.000 hộ", "HOUSEHOLD", "poor_households"),
    ("Số hộ thoát nghèo 3.100 hộ", "HOUSEHOLD", "households_escaped_poverty"),
    ("Tuyển mới đào tạo nghề 4.000 người", "PERSON", "vocational_intake"),
    ("Tư vấn việc làm cho 7.000 lượt người", "PERSON_TURN", "job_counselling_turns"),
]


@pytest.mark.parametrize(("words", "unit", "indicator"), NAMED)
def test_words_that_name(book: PhraseBook, words: str, unit: str, indicator: str) -> None:
    named = book.name(words, unit)
    assert named is not None
    assert named.indicator.indicator_code == indicator


UNNAMED = [
    # words, unit: near an indicator and not it
    ("tư vấn tạo việc làm mới cho 50 lao động", "PERSON"),
    ("vay vốn giải quyết việc làm cho 300 lao động", "PERSON"),
    ("kinh phí tạo việc làm mới 5 tỷ đồng", "VND"),
    ("tư vấn cho 50 người đi làm việc ở nước ngoài", "PERSON"),
    ("có 700 người đang làm việc ở nước ngoài", "PERSON"),
    ("100% hộ nghèo được cấp thẻ bảo hiểm y tế", "PERCENT"),
    ("hỗ trợ nhà ở cho 50 hộ nghèo", "HOUSEHOLD"),
    ("tỷ lệ hộ nghèo dân tộc thiểu số 30%", "PERCENT"),
    ("có 6 trường đã ký cam kết", "SCHOOL"),
    ("người cao tuổi: 10 người", "PERSON"),
    ("trẻ em: 5 triệu đồng", "VND"),
    ("kiểm tra 40 lượt hộ về an toàn thực phẩm", "HOUSEHOLD_TURN"),
    ("tỷ lệ lao động nông thôn qua đào tạo 30%", "PERCENT"),
    ("mở thêm 3 cơ sở điều trị methadone", "ESTABLISHMENT"),
    ("Tỷ lệ thất nghiệp khu vực thành thị 2 người", "PERSON"),
]


@pytest.mark.parametrize(("words", "unit"), UNNAMED)
def test_words_that_do_not_name(book: PhraseBook, words: str, unit: str) -> None:
    assert book.name(words, unit) is None


def test_a_background_helps_only_words_that_begin_a_phrase(book: PhraseBook) -> None:
    assert book.name("đã phê duyệt hỗ trợ 9 tỷ đồng", "VND") is None
    named = book.name("đã phê duyệt hỗ trợ 9 tỷ đồng", "VND", "Chính sách khắc phục dịch COVID-19")
    assert named is not None
    assert named.indicator.indicator_code == "covid_support_amount"
    assert book.name("đã chi 9 tỷ đồng", "VND", "phê duyệt hỗ trợ do COVID-19") is None


def test_every_phrase_names_its_own_indicator(catalogue: Catalogue, book: PhraseBook) -> None:
    """A phrase that a heavier one of another indicator always shadows is dead."""
    for phrase in catalogue.phrases:
        words = " , ".join(phrase.all_of)
        indicator = catalogue.indicator(phrase.indicator_code)
        unit = (phrase.unit_codes or (indicator.unit_code,))[0]
        named = book.name(words, unit)
        assert named is not None, phrase
        assert named.indicator.unit_code in (unit, "PERCENTAGE_POINT"), phrase


MEMBERS = [
    # words, dimensions, members
    ("trình độ trung cấp: 300 người", ("level",), {"level": "intermediate"}),
    ("trình độ sơ cấp và thường xuyên", ("level",), {"level": "primary_regular"}),
    ("trình độ trung cấp và cao đẳng", ("level",), {}),  # two side by side are none
    ("nữ 120 người", ("sex", "level"), {"sex": "F"}),
    ("nước Nga", ("destination",), {}),
    ("nam giới ở thành thị", ("sex", "area_type"), {"sex": "M", "area_type": "urban"}),
    ("người lao động Việt Nam ở miền Nam", ("sex",), {}),
]


@pytest.mark.parametrize(("words", "dimensions", "members"), MEMBERS)
def test_members(book: PhraseBook, words: str, dimensions: tuple[str, ...], members: dict[str, str]) -> None:
    assert book.members(dimensions, words) == members


def test_breakdowns_are_sorted_pairs() -> None:
    assert join_breakdown("work=build", {"progress": "done"}) == "progress=done;work=build"
    assert join_breakdown("level=primary", {"level": "college"}) == "level=college"
    assert join_breakdown("_T", {}) == "_T"
    assert parse_breakdown("a=1;b=2") == {"a": "1", "b": "2"}
