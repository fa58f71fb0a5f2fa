"""Whose figure it is."""

from __future__ import annotations

from datetime import date

import pytest

from lientinh.catalogue import Catalogue
from lientinh.extract.areas import Geography
from lientinh.extract.clauses import Span

# sentence with the figure, the area it gives the figure (None: the document's own)
PLACES = [
    ("Huyện Cao Lộc tạo việc làm cho 500 lao động", (None, "district")),
    ("tạo việc làm cho 500 lao động tại huyện Cao Lộc", (None, "district")),
    ("Riêng thành phố Lạng Sơn có 500 hộ", (None, "district")),
    ("trên địa bàn xã Phú Xá có 500 hộ", (None, "commune")),
    ("Phối hợp UBND huyện Cao Lộc tặng quà cho 500 hộ", None),
    ("tại các huyện Cao Lộc, huyện Chi Lăng có 500 hộ", None),
    ("tại 500 hộ trên địa bàn", None),
    ("Thành phố có 500 hộ", (None, "district")),
    ("Theo đó, Sơn La có 30 hộ, Lạng Sơn 500 hộ", ("20", "province")),
    ("tỷ lệ của cả nước là 2%, của tỉnh là 500", ("20", "province")),
    ("Cả nước có 500 hộ", ("VN", "country")),
    ("Việt Nam có 500 hộ", ("VN", "country")),
    ("Tỉnh Sơn La có 500 hộ", ("14", "province")),
    ("tỷ lệ của tỉnh Sơn La là 500", ("14", "province")),
    ("Toàn tỉnh có 500 hộ", ("20", "province")),
    ("Lạng Sơn có 500 hộ", ("20", "province")),
    ("đón 500 lao động từ vùng dịch Bắc Giang về", None),
    ("hợp tác với Sơn La đào tạo 500 người", None),
    ("đứng đầu trong cả nước, có 500 hộ", None),
    ("ở xã Nam Giang, huyện Nam Đàn, tỉnh Nghệ An có 500 hộ", None),
    ("tỷ lệ thất nghiệp của Đức là 500", (None, "other")),
    ("đi làm việc tại Nhật Bản 500 người", None),
    ("đây là một trong những huyện nghèo với 500 hộ", (None, "district")),
]


@pytest.fixture(scope="module")
def geography(catalogue: Catalogue) -> Geography:
    return Geography(catalogue, "20", date(2022, 7, 21))


@pytest.mark.parametrize(("sentence", "place"), PLACES)
def test_places(geography: Geography, sentence: str, place: tuple[str | None, str] | None) -> None:
    start = sentence.index("500")
    end = (
        len(sentence)
        if sentence.endswith("500")
        else start + 3 + len(sentence[start + 3 :].split(maxsplit=1)[0]) + 1
    )
    whole = Span(0, len(sentence))
    found = geography.locate(sentence, whole, whole, Span(start, end), geography.mentions(sentence))
    assert (None if found is None else (found.area_code, found.area_level)) == place


def test_a_place_in_the_next_sentence_is_not_this_figures(geography: Geography) -> None:
    text = "Toàn tỉnh có 500 hộ. Huyện Cao Lộc có 20 hộ."
    found = geography.locate(text, Span(0, 20), Span(0, 20), Span(13, 19), geography.mentions(text))
    assert found == geography.own


TOPICS = [
    ("Cả nước có nhiều khó khăn", ("VN", "country")),
    ("Toàn tỉnh có nhiều khó khăn", ("20", "province")),
    ("Tỉnh Sơn La là một ví dụ", None),
    ("Công tác này còn khó khăn", None),
]


@pytest.mark.parametrize(("sentence", "place"), TOPICS)
def test_what_later_sentences_go_on_about(
    geography: Geography, sentence: str, place: tuple[str, str] | None
) -> None:
    found = geography.topic(sentence, 0, len(sentence), geography.mentions(sentence))
    assert (None if found is None else (found.area_code, found.area_level)) == place


def test_a_merged_province_has_no_territory_without_a_date(catalogue: Catalogue) -> None:
    assert Geography(catalogue, "19", None).own.territory is None
    assert Geography(catalogue, "19", date(2021, 9, 1)).own.territory == "19"
    assert Geography(catalogue, "19", date(2025, 9, 1)).own.territory == "19@2025-07-01"
    assert Geography(catalogue, "20", None).own.territory == "20"
    assert Geography(catalogue, None, None).own.area_code is None
