"""The mark of a state secret and what only looks like it, as lines and rows of cells."""

from __future__ import annotations

import unicodedata

import pytest

from lientinh.secrecy.marks import find_mark

MARKS = """
MẬT
TỐI MẬT
TUYỆT MẬT
M Ậ T
T U Y Ệ T   M Ậ T
[ MẬT ]
* TỐI MẬT *
“MẬT”
Mật
tối mật
Độ mật: Mật
Độ mật : TỐI MẬT
Mức độ mật: Tuyệt mật
Mức độ bảo mật: Mật
Dấu chỉ độ mật: MẬT
TÀI LIỆU MẬT
Tài liệu tối mật
MẬT - HỎA TỐC
KHẨN, MẬT
Số: 05/BC-UBND MẬT
MẬT Số: 05/BC-UBND
Cao Bằng, ngày 05 tháng 6 năm 2022 TỐI MẬT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM MẬT
UBND TỈNH SƠN LA      MẬT
MËT
mËt
TèI MËT
TUYÖT MËT
§é mËt: MËt
MAÄT
TUYEÄT MAÄT
Ñoä maät: Toái maät
"""
NO_MARKS = """
Bảo mật
Bí mật
BẢO VỆ BÍ MẬT NHÀ NƯỚC
Danh mục bí mật nhà nước
BÁO CÁO KẾT QUẢ CÔNG TÁC BẢO VỆ BÍ MẬT
Kế hoạch thực hiện pháp luật về bảo vệ bí mật nhà nước độ Mật
Mật độ dân số
MẬT ĐỘ DÂN SỐ
Mật ong
MẬT MÍA
SẢN XUẤT MẬT ONG RỪNG
UBND TỈNH SƠN LA GIẢM GIÁ MẬT
Độ mật
Độ mật: Thường
Độ mật: không
Số: 12/BC-BVBMNN
Ông Nguyễn Văn Mật
Hoàng Thị Mật
Người lập biểu: Lò Văn Mật
Tài liệu này không thuộc loại mật, tối mật hay tuyệt mật.
Trong năm không để lộ, lọt tài liệu mật
Xã Mật Sơn
Mật khẩu
1. Mật
MAT
"""
ROWS = [
    (["UBND TỈNH CAO BẰNG\nSố: 5/BC-UBND\nMẬT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], True),
    (["Độ mật", "Mật"], True),
    (["Biểu số 01", "TỐI MẬT"], True),
    (["MẬT", "", ""], True),
    (["Số: 5/BC", "MẬT", "Cao Bằng, ngày 5 tháng 6 năm 2022"], True),
    (["Mật", "1.250"], False),
    (["Tối mật", "3", "12,5"], False),
    (["STT", "Tên tài liệu", "Mật"], False),
    (["ĐƯỜNG", "MẬT", "RƯỢU"], False),
    (["Sản phẩm", "Mật"], False),
    (["Độ mật", "Thường"], False),
    (["Họ và tên", "Lò Văn Mật"], False),
]


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("line", lines(MARKS))
def test_a_mark_however_it_is_written(line: str) -> None:
    assert find_mark([(line,)])
    assert find_mark([(unicodedata.normalize("NFD", line),)])


@pytest.mark.parametrize("line", lines(NO_MARKS))
def test_what_only_speaks_of_it(line: str) -> None:
    assert not find_mark([(line,)])


@pytest.mark.parametrize(("row", "marked"), ROWS)
def test_a_row_of_cells(row: list[str], marked: bool) -> None:
    assert find_mark([row]) is marked
