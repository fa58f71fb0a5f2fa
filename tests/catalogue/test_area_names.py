"""Provinces are matched by code, name or alias, however they are typed, and never by their letters alone."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from lientinh.catalogue import Catalogue

NAMES = [
    # written, code on 30 June 2025 (None: no area)
    ("Thái Nguyên", "19"),
    ("Thái  Nguyên", "19"),
    ("THÁI NGUYÊN", "19"),
    ("tỉnh Thái\u00a0Nguyên ", "19"),
    ("Thai  Nguyen", "19"),
    ("19", "19"),
    (" 06 ", "06"),
    ("Bac Kan", "06"),
    ("Bắc Cạn", "06"),
    ("TP. Hồ Chí Minh", "79"),
    ("TP.HCM", "79"),
    ("Thành phố Hồ Chí Minh", "79"),
    ("Hoà Bình", "17"),
    ("Hòa Bình", "17"),
    ("HOÀ BÌNH", "17"),
    ("Thanh Hoá", "38"),
    ("Khánh  Hoà", "56"),
    ("Thừa Thiên - Huế", "46"),
    ("Thừa Thiên – Huế", "46"),
    ("Thừa Thiên-Huế", "46"),
    ("Bà Rịa – Vũng Tàu", "77"),
    ("Hà Nam", "35"),
    ("Hà Nám", None),
    ("Hạ Nam", None),
    ("Hà Nam Ninh", None),
    ("Thai Nguyên", None),
    ("Thái Nguyen", None),
    ("Bac Cạn", None),
    ("6", None),
    ("006", None),
]


@pytest.mark.parametrize(("written", "code"), NAMES)
def test_a_name_as_it_is_typed(written: str, code: str | None, catalogue: Catalogue) -> None:
    for text in (written, unicodedata.normalize("NFD", written)):
        area = catalogue.match_area(text, date(2025, 6, 30))
        assert (area.area_code if area else None) == code


def test_every_provinces_names_in_every_form(catalogue: Catalogue) -> None:
    for area in catalogue.provinces(date(2025, 6, 30)):
        for name in (area.name_vi, area.name_en, *area.aliases):
            for form in (
                name.upper(),
                unicodedata.normalize("NFD", name),
                name.replace(" ", "  "),
                f" {name}\n",
            ):
                found = catalogue.match_area(form, date(2025, 6, 30))
                assert found is not None, form
                assert found.area_code == area.area_code, form


def test_a_name_without_its_accents_is_matched_only_where_english_writes_it_so(catalogue: Catalogue) -> None:
    """No fallback: "Ha Nam" is the English name, "Thái Nguyen" is nobody's."""
    provinces = catalogue.provinces(date(2025, 6, 30))
    known = {name for area in provinces for name in (area.name_vi, area.name_en, *area.aliases)}
    for area in provinces:
        bare = "".join(
            char for char in unicodedata.normalize("NFD", area.name_vi) if not unicodedata.combining(char)
        ).replace("Đ", "D").replace("đ", "d")  # fmt: skip
        if bare not in known:
            assert catalogue.match_area(bare, date(2025, 6, 30)) is None, bare
