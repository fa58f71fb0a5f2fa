from __future__ import annotations

import pytest

from lientinh.read.text.syllables import is_syllable

# fmt: off
_VIETNAMESE = [
    "nghiệp", "quý", "quyết", "giếng", "gì", "được", "người", "khuỷu", "ngoằn", "hoà", "hòa", "uỷ", "ủy", "Đắk",
    "Lắk", "Kạn", "ở", "ý", "xoong", "nghề", "yêu", "khuya", "quỳnh", "oải", "thuở", "huyện", "ghế", "kỳ", "quốc",
]
_FOREIGN = [
    "ngiệp", "thảc", "ngế", "kà´", "été", "über", "año", "café", "sè1", "größer", "được2", "thât", "strở", "qá",
    "mỹs", "trờp", "naïf", "höher", "dès", "", "nghiêngs",
]
# fmt: on


@pytest.mark.parametrize("word", _VIETNAMESE)
def test_what_vietnamese_can_write(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", _FOREIGN)
def test_what_vietnamese_cannot_write(word: str) -> None:
    assert not is_syllable(word)
