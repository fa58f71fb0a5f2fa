"""Look-ups: by code, by name and by date; what documents write, and what only looks like a place."""

from __future__ import annotations

from datetime import date

import pytest

from lientinh.errors import UsageError

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_the_territory_of_thai_nguyen_breaks_on_the_day_of_the_merger(catalogue) -> None:
    assert catalogue.territory("19", BEFORE) == "19"
    assert catalogue.territory("19", AFTER) == "19@2025-07-01"
    assert catalogue.area("19", AFTER).predecessor_codes == ("06", "19")
    assert catalogue.area("06", BEFORE).successor_code == "19"


@pytest.mark.parametrize("area_code", ["04", "14", "20"])
def test_the_other_three_stay_as_they_were(catalogue, area_code) -> None:
    assert catalogue.territory(area_code, BEFORE) == catalogue.territory(area_code, AFTER) == area_code


def test_without_a_date_the_latest_version(catalogue) -> None:
    assert catalogue.area("19").territory == "19@2025-07-01"
    assert catalogue.area("06").name_vi == "Bắc Kạn"
    assert len(catalogue.provinces()) == 34


def test_unknown_codes_are_misuse(catalogue) -> None:
    for ask in (catalogue.area, catalogue.indicator, catalogue.unit, catalogue.rule, catalogue.agency):
        with pytest.raises(UsageError, match="'4'"):
            ask("4")
    with pytest.raises(UsageError, match="did not exist on 2025-07-01"):
        catalogue.area("06", AFTER)


def test_known_codes(catalogue) -> None:
    assert catalogue.indicator("new_jobs").unit_code == "PERSON"
    assert catalogue.unit("VND").kind == "money"
    assert catalogue.rule(catalogue.rules[0].rule_id) is catalogue.rules[0]
    assert catalogue.agency("molisa").valid_to == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "on", "territory"),
    [
        ("04", None, "04"),
        ("Cao Bằng", None, "04"),
        ("TỈNH CAO BẰNG", None, "04"),
        ("Cao Bang", None, "04"),
        ("Thai  Nguyen", BEFORE, "19"),
        ("Hoà Bình", BEFORE, "17"),
        ("Thanh Hoá", None, "38"),
        ("Bà Rịa – Vũng Tàu", BEFORE, "77"),
        ("Ho Chi Minh city", BEFORE, "79"),
        ("Hồ Chí Minh", None, "79@2025-07-01"),
        ("Thua Thien-Hue", None, "46"),
        # the name moved to another code with the mergers
        ("Lào Cai", BEFORE, "10"),
        ("Lào Cai", AFTER, "15@2025-07-01"),
        ("15", BEFORE, "15"),
        (" WHOLE COUNTRY", None, "VN"),
        ("Việt Nam", None, "VN"),
        ("Central Highlands", BEFORE, "R4"),
        ("South  East", BEFORE, "R5"),
    ],
)
def test_names_that_are_the_whole_text(catalogue, text, on, territory) -> None:
    assert catalogue.match_area(text, on).territory == territory


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("thành phố Lạng Sơn", None),  # a town of the province
        ("Làng Sơn", None),
        ("4", None),
        ("", None),
        ("tỉnh Lạng Sơn năm 2022", None),
        ("Bắc Kạn", AFTER),
        ("Central Highlands", AFTER),  # no source says what the regions are after the mergers
    ],
)
def test_what_is_no_area(catalogue, text, on) -> None:
    assert catalogue.match_area(text, on) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trên địa bàn tỉnh Lạng Sơn", [("tỉnh Lạng Sơn", "20")]),
        ("thành phố Lạng Sơn, huyện Cao Lộc", []),
        ("tại TP. Hà Nội và TP. Cà Mau", [("TP. Hà Nội", "01")]),
        ("UBND TỈNH CAO BẰNG", [("TỈNH CAO BẰNG", "04")]),
        ("vì hòa bình ở Hoà Bình", [("Hoà Bình", "17")]),
        ("châu Á - Thái Bình Dương, Điện Biên Phủ", []),
        ("tư tưởng Hồ Chí Minh", []),
        ("Thành phố Hồ Chí Minh", [("Thành phố Hồ Chí Minh", "79")]),
        ("Mẹ Việt Nam anh hùng", []),
        ("cả nước có hơn 2,338 triệu hộ", [("cả nước", "VN")]),
        ("Bắc Giang trở về Thái Nguyên", [("Bắc Giang", "24"), ("Thái Nguyên", "19")]),
        ("vùng Đồng bằng sông Hồng", [("vùng Đồng bằng sông Hồng", "R1")]),
    ],
)
def test_names_inside_a_sentence(catalogue, text, found) -> None:
    mentions = catalogue.find_areas(text, BEFORE)
    assert [(text[start:end], area.area_code) for start, end, area in mentions] == found


def test_a_name_that_was_no_area_on_the_day_is_no_mention(catalogue) -> None:
    assert catalogue.find_areas("tỉnh Bắc Kạn", AFTER) == []


@pytest.mark.parametrize(
    ("text", "area_code", "agency_code"),
    [
        ("UBND TỈNH CAO BẰNG\nSỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI", None, "04-sldtbxh"),
        ("UBND TỈNH CAO BẰNG\nSỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI", "20", "04-sldtbxh"),
        ("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", None, "20-ubnd"),
        ("UỶ BAN NHÂN DÂN TỈNH SƠN LA", None, "14-ubnd"),
        ("KH-SLĐTBXH", "20", "20-sldtbxh"),
        ("SLĐT BXH- VP", "04", "04-sldtbxh"),
        ("/UBND-KGVX", "20", "20-ubnd"),
        ("Sở LĐTB&XH", None, None),  # of which province?
        ("Bộ Lao động - Thương binh và Xã hội", None, "molisa"),
        ("Bộ Lao động - Thương binh và Xã hội", "20", "molisa"),
        ("Tổng cục Thống kê", None, "gso"),
        ("Phòng Lao động huyện Cao Lộc", "20", None),
    ],
)
def test_agencies_as_documents_write_them(catalogue, text, area_code, agency_code) -> None:
    agency = catalogue.match_agency(text, area_code, date(2022, 7, 21))
    assert (agency and agency.agency_code) == agency_code


def test_an_agency_counts_only_while_it_was(catalogue) -> None:
    assert catalogue.match_agency("Sở LĐTBXH", "20", date(2025, 3, 1)) is None
    assert catalogue.match_agency("Sở Nội vụ", "20", date(2025, 3, 1)).agency_code == "20-snv"
    assert catalogue.match_agency("Sở Nội vụ tỉnh Sơn La").agency_code == "14-snv"


@pytest.mark.parametrize(
    ("text", "where", "meaning"),
    [
        ("", "cell", "not_reported"),
        ("  ", "cell", "not_reported"),
        ("-", "cell", "not_reported"),
        ("–", "cell", "not_reported"),
        ("…", "cell", "not_reported"),
        ("...", "prose", "not_reported"),
        ("X", "cell", "not_applicable"),
        ("Không phát sinh", "cell", "zero_reported"),
        ("chưa có", "cell", "not_reported"),
        ("chưa có", "prose", "zero_reported"),
        ("không có số liệu", "cell", "not_reported"),
    ],
)
def test_missing_marks(catalogue, text, where, meaning) -> None:
    assert catalogue.missing_mark(text, where).meaning == meaning


@pytest.mark.parametrize("text", ["0", "12", "chưa", "xã"])
def test_what_is_no_missing_mark(catalogue, text) -> None:
    assert catalogue.missing_mark(text) is None


def test_a_mark_of_cells_is_none_in_prose(catalogue) -> None:
    assert catalogue.missing_mark("x", "prose") is None


def test_the_provinces_asked_by_name_report(catalogue) -> None:
    assert catalogue.reporting_provinces() == ("04", "06", "14", "19", "20")
