"""The match key: one form for one word, different forms for different words, and the way back to the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lientinh.catalogue import match_key, match_key_with_map


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("hoà", "hòa"), ("hoá", "hóa"), ("khoá", "khóa"), ("toả", "tỏa"), ("doạ", "dọa"), ("HOÃ", "hõa"),
        ("khoẻ", "khỏe"), ("xoè", "xòe"), ("uỷ", "ủy"), ("thuỷ", "thủy"), ("thuý", "thúy"), ("luỹ kế", "lũy kế"),
        ("tuỳ", "tùy"), ("thuỵ", "thụy"), ("ỦY BAN", "ủy ban"), ("Uỷ ban", "ủy ban"),
        # closed rhymes keep their tone
        ("hoàn", "hoàn"), ("hoài", "hoài"), ("hoạt", "hoạt"), ("huỳnh", "huỳnh"), ("huýt", "huýt"), ("khuỷu", "khuỷu"),
        # after q the u belongs to the onset
        ("quý", "quý"), ("quỹ", "quỹ"), ("Quỳ", "quỳ"), ("QUỶ", "quỷ"), ("quà", "quà"),
        # and its i is the same as y
        ("Quí", "quý"), ("qui định", "quy định"), ("quĩ", "quỹ"), ("quít", "quít"), ("vui", "vui"),
        # new-style words stay as they are
        ("hòa", "hòa"), ("khỏe", "khỏe"), ("lũy", "lũy"),
    ],
)  # fmt: skip
def test_tones_stand_on_the_first_vowel_of_open_rhymes(written: str, key: str) -> None:
    assert match_key(written) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Lao động - Thương binh", "lao động-thương binh"),
        ("Lao động – Thương binh", "lao động-thương binh"),
        ("Lao động—Thương binh", "lao động-thương binh"),
        ("2016 ‑ 2020", "2016-2020"),
        ("−4", "-4"),
        ("a - – - b", "a-b"),
        ("Lạng\u00a0Sơn", "lạng sơn"),
        ("  Lạng \t\n Sơn ", "lạng sơn"),
        ("Lạng\u200b Sơn\ufeff", "lạng sơn"),
        ("Thua Thien-Hue", "thua thien-hue"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_dashes_and_white_space(written: str, key: str) -> None:
    assert match_key(written) == key


def test_both_unicode_forms_have_one_key() -> None:
    text = "Sở Lao động - Thương binh và Xã hội tỉnh Cao Bằng: hoà, Uỷ ban"
    assert match_key(unicodedata.normalize("NFD", text)) == match_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hà Nam", "Hà Nám"),
        ("Hà Nam", "Hạ Nam"),
        ("Hà Nam", "Ha Nam"),
        ("Lạng", "Làng"),
        ("đa", "da"),
        ("ma tuý", "ma tuy"),
    ],
)
def test_accents_are_never_stripped(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_the_map_leads_back_into_the_text() -> None:
    text = "Sở  Lao động –  Thương binh, Uỷ ban Hoà Bình"
    key, sources = match_key_with_map(text)
    start = key.index("hòa bình")
    assert text[sources[start] : sources[start + len("hòa bình") - 1] + 1] == "Hoà Bình"
    assert text[sources[key.index("-")]] == "–"


def test_the_map_leads_back_into_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", "tỉnh Lạng Sơn")
    key, sources = match_key_with_map(text)
    start = sources[key.index("lạng")]
    assert unicodedata.normalize("NFC", text[start:]) == "Lạng Sơn"


VIETNAMESE = st.text(
    alphabet="aàáảãạăâeèéẻẽẹoòóỏõọôơuùúủũụưyỳýỷỹỵ hqnđtHOÀUỶ-–—\u00a0\t\u200b\u0301\u0323İẞΐ", max_size=30
)
ANY = st.one_of(VIETNAMESE, st.text(max_size=30))


@given(ANY)
@example("hoà\u200bn")
@example("T\u0308")
@example("\u1e9e-\u0130")
def test_the_map_has_the_key_and_one_rising_index_a_character(text: str) -> None:
    key, sources = match_key_with_map(text)
    assert key == match_key(text)
    assert len(sources) == len(key)
    assert sources == sorted(sources)
    assert all(0 <= source < len(text) for source in sources)


@given(ANY)
@example("hoà-\u200b n")
@example("\u200b -")
@example("OA\u0300\u0301")
@example("H\u200b\u0323")
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert match_key(match_key(text)) == match_key(text)


@given(VIETNAMESE)
def test_case_and_unicode_form_do_not_matter(text: str) -> None:
    assert match_key(unicodedata.normalize("NFD", text)) == match_key(text)
    assert match_key(text.casefold()) == match_key(text)


@given(ANY)
def test_keys_have_no_doubled_or_outer_white_space(text: str) -> None:
    key = match_key(text)
    assert key == key.strip()
    assert key == " ".join(key.split())
