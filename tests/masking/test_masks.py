"""Names and numbers of persons are masked; places, agencies, streets, headings and figures never are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lientinh.masking import mask_text
from lientinh.masking.masks import find_masks

MASKED = [
    ("Sở đã cử bà Lê Thị Thử đi tập huấn.", "Sở đã cử bà [họ tên] đi tập huấn."),
    ("Theo ông Thử, năm 2022 có 12.500 người.", "Theo ông [họ tên], năm 2022 có 12.500 người."),
    ("Ông Doãn Mậu Thử, thứ trưởng", "Ông [họ tên], thứ trưởng"),
    ("Giám đốc Sở Lao động - Thương binh và Xã hội Nguyễn Văn Thử ký", None),
    ("GIÁM ĐỐC\n\nHoàng Thị Mỹ Thử", "GIÁM ĐỐC\n\n[họ tên]"),
    ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTRÁNG THỊ THỬ", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n[họ tên]"),
    ("02 người (Ngô Đình Thử, Hoàng Ánh Thử)", "02 người ([họ tên], [họ tên])"),
    ("Bí thư xã Lò Văn Thử cho biết", "Bí thư xã [họ tên] cho biết"),
    ("hộ ông Sùng A Thử được hỗ trợ 40 triệu đồng", "hộ ông [họ tên] được hỗ trợ 40 triệu đồng"),
    ("em Giàng Thị Thử, sinh năm 2009, lớp 8", "em [họ tên], sinh năm [ngày sinh], lớp 8"),
    ("Giám đốc Công an Hà Nội Nguyễn Duy Thử", "Giám đốc Công an Hà Nội [họ tên]"),
    ("Người lập biểu: Trần Thử", "Người lập biểu: [họ tên]"),
    ("Họ và tên: NÔNG VĂN THỬ", "Họ và tên: [họ tên]"),
    ("đồng chí Bế Thử", "đồng chí [họ tên]"),
    ("Võ Thử", "[họ tên]"),
    ("Ảnh: Quang Thử", "Ảnh: [họ tên]"),
    ("điện thoại 0912 345 678", "điện thoại [điện thoại]"),
    ("ĐT: 0205.3812.345", "ĐT: [điện thoại]"),
    ("liên hệ 0912345678 để biết", "liên hệ [điện thoại] để biết"),
    ("gửi về so.ldtbxh@bo.example", "gửi về [thư điện tử]"),
    ("CCCD số 004099012345", "CCCD số [số giấy tờ]"),
    ("CMND: 080 123 456", "CMND: [số giấy tờ]"),
    ("số tài khoản 1903 4567 8901 23", "số tài khoản [số tài khoản]"),
]
KEPT = """
Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn
Bộ trưởng Bộ Lao động - Thương binh và Xã hội
Hà Giang, Cao Bằng, Thái Nguyên, Lạng Sơn, Sơn La, Bắc Kạn
thành phố Hồ Chí Minh có tỷ lệ 0,02%
học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh
đường Nguyễn Văn Cừ, phường Hoàng Văn Thụ
Trường THPT Nguyễn Thị Thử có 120 học sinh
Công ty TNHH Trần Anh Thử tuyển 45 lao động
xã Võ Nhai, huyện Văn Quan, quận Lê Chân
các huyện Ngọc Hiển: 30, Trần Văn Thời: 50
Bà Rịa - Vũng Tàu 12,5
huyện Cô Tô
Cô Ba
Cà Mau
Quỹ Bảo trợ trẻ em Việt Nam hỗ trợ 35 suất
chăm sóc trẻ em. Xây dựng xã, phường phù hợp
đồng chí Bí thư Tỉnh ủy
Chủ tịch, các Phó Chủ tịch UBND tỉnh
KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2023
LƯƠNG TỐI THIỂU VÙNG
Đào Tạo Nghề Cho Lao Động Nông Thôn
Cao Đẳng Nghề Lạng Sơn
Phạm vi điều chỉnh; Văn Bản Hướng Dẫn
127.550.801.040 đồng
Số: 101/KH-SLĐTBXH ngày 08/7/2022
trẻ em sinh năm 2020: 12.000
0,912345678
mở mới 1.234.567 tài khoản
thị trường Anh, Pháp, Đức và Nhật Bản
dân tộc Mông, Dao, Tày, Nùng
Chiến dịch Võ Nguyên Giáp
"""


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_what_identifies_a_person_is_masked(text: str, masked: str | None) -> None:
    shown = mask_text(text)
    assert "Thử" not in shown and "THỬ" not in shown
    assert masked is None or shown == masked
    assert mask_text(shown) == shown


@pytest.mark.parametrize("text", KEPT.strip().splitlines())
def test_what_identifies_nobody_stays(text: str) -> None:
    assert mask_text(text) == text


def test_a_mask_never_covers_the_number_the_quote_is_for() -> None:
    text = "điện thoại: 0912345678 máy"
    assert mask_text(text, keep="0912345678") == text


def test_the_catalogue_and_the_pages_for_people_name_nobody(root_dir: Path) -> None:
    lines = [
        line
        for pattern in ("include/catalogue/**/*.csv", "include/catalogue/**/*.yaml")
        for path in root_dir.glob(pattern)
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    places = places_of(root_dir)
    assert len(lines) > 1_000
    assert [line[mask.start : mask.end] for line in lines for mask in find_masks(line, is_place=places)] == []


def places_of(root_dir: Path):
    with (root_dir / "include" / "catalogue" / "areas.csv").open(encoding="utf-8") as file:
        return {row["name_vi"].casefold() for row in csv.DictReader(file)}.__contains__


# Counted by hand over the reference texts: every name in them, and nothing else.
NAMES_IN_TEXTS = {
    "000_lang_son_cong_van_2021.txt": 1,
    "001_cao_bang_de_xuat_chi_tieu_2021.txt": 1,
    "002_lang_son_ke_hoach_2023.txt": 11,
    "003_thai_nguyen_tin_8_thang_2021.txt": 2,
    "004_son_la_ke_hoach_113_2023.txt": 1,
    "01_camau_xkld_2018.txt": 0,
}


def test_every_name_of_the_reference_texts_and_nothing_else(shared_dir: Path, root_dir: Path) -> None:
    places = places_of(root_dir)
    counts = {}
    for name in NAMES_IN_TEXTS:
        (path,) = shared_dir.rglob(name)
        masks = find_masks(path.read_text(encoding="utf-8"), is_place=places)
        counts[name] = len(masks)
    assert counts == NAMES_IN_TEXTS
