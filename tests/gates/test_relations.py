"""Relations a text states about itself: each kind with a hit and a near miss, and what must raise nothing.

A row is a text and what is found in it: "a b = c" for a relation that holds, "a b != c" for a broken one.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from gates.builders import check
from lientinh.catalogue import Catalogue
from lientinh.documents import Document, Paragraph
from lientinh.gates.mention_finder import MentionFinder
from lientinh.gates.relation import in_scale
from lientinh.gates.relations import RELATION_RULES, find_relations, relation_checks, relation_rows

SUMS = [
    # brackets right after their total
    ("Đã sửa 40 hộ (25 sửa mái, 15 sửa tường).", "25 15 = 40"),
    ("Đã sửa 40 hộ (25 sửa mái, 16 sửa tường).", "25 16 != 40"),
    ("Đã làm 40/60 hộ (25 sửa mái, 15 sửa tường).", "25 15 = 40"),
    ("Đưa 12 lao động đi (Hàn Quốc 5; Nhật Bản 8).", "5 8 != 12"),
    ("Kiểm tra 90 lượt hộ (50 hộ gia đình, 30 cơ sở lưu trú, 20 cơ sở khác).", "50 30 20 != 90"),
    ("Thăm 9 người (Trong đó: 3 người ốm; 4 người già; 3 người khác).", "3 4 3 != 9"),
    ("Nuôi dưỡng 20 đối tượng. (Trong đó: Người già: 9 người; trẻ mồ côi: 10 trẻ).", "9 10 != 20"),
    ("Nâng lương 8 người, trong đó: nhà giáo: (5); hành chính (3).", "5 3 = 8"),
    # after "trong đó", "cụ thể", "gồm"
    ("Cấp 30 giấy phép, trong đó cấp mới 25 giấy phép, cấp lại 5 giấy phép.", "25 5 = 30"),
    ("Cấp 30 giấy phép, trong đó cấp mới 25 giấy phép, cấp lại 6 giấy phép.", "25 6 != 30"),
    ("Tuyển 500 người, cụ thể: trung cấp: 100 người; sơ cấp: 410 người.", "100 410 != 500"),
    (
        "Mở 4 đợt cho 90 đại biểu, trong đó: A: 3 đợt với 60 đại biểu, B: 1 đợt với 35 đại biểu.",
        "60 35 != 90|3 1 = 4",
    ),
    ("Chi 10 tỷ đồng. Trong đó, trung ương: 6,5 tỷ đồng, tỉnh: 3.500 triệu đồng.", "6.5 3.5 = 10"),
    ("Chi 10,5 tỷ đồng. Trong đó, trung ương: 6,5 tỷ đồng, tỉnh: 3.500 triệu đồng.", "6.5 3.5 != 10.5"),
    # far off, but a single slip of the hand from adding up
    (
        "Có 1.485 cơ sở (trong đó: 391 cơ sở karaoke, 1.601 cơ sở lưu trú, 33 cơ sở massage).",
        "391 1601 33 != 1485",
    ),
    ("Chi 178,5 tỷ đồng, trong đó: trung ương 110,7 tỷ đồng, tỉnh 7,8 tỷ đồng.", "110.7 7.8 != 178.5"),
    ("Chi 178,5 tỷ đồng, trong đó: trung ương 110,7 tỷ đồng, tỉnh 67,8 triệu đồng.", "110.7 0.0678 != 178.5"),
    ("Chi 178,5 tỷ đồng, trong đó: trung ương 110,7 tỷ đồng, tỉnh 12,8 tỷ đồng.", ""),
    # one part alone is more than all
    (
        "Nuôi dưỡng 35 đối tượng (người già: 12 người; trẻ mồ côi: 220 người; khác: 3 người).",
        "12 220 3 != 35",
    ),
    # opposites are all there is, however far they are from the total
    ("Đào tạo cho 120 người, trong đó có 70 nam và 40 nữ.", "70 40 != 120"),
    ("Đào tạo cho 120 người, trong đó có 70 người già và 40 người trẻ.", ""),
    ("Hỗ trợ 120 hộ, trong đó xây mới 70 hộ, sửa chữa 40 hộ.", "70 40 != 120"),
    # the sentence goes on to other things, or the list names others
    ("Phát 30 thẻ, trong đó: mới 25 thẻ; lại 5 thẻ; thu hồi 2 thẻ.", "25 5 = 30"),
    ("Đưa 40 người đi: Nhật 24, trong đó các nước khác.", ""),
    (
        "Tạo việc cho trên 900 lao động, trong đó: vay vốn khoảng 300 lao động; ngoài tỉnh trên 500 lao động.",
        "300 500 = 900",
    ),
]
NOTHING = [
    # subsets, highlights, comparisons, attributes that cut across one another
    "Tạo việc cho 800 lao động, trong đó có 300 nữ và 200 lao động nông thôn.",
    "Toàn tỉnh có 900 hộ, trong đó 30 hộ nghèo, 40 hộ cận nghèo.",
    "Mở 10 lớp (500 học viên, 30 giảng viên).",
    "Có 300 người học nghề (280 nữ, 50 người dân tộc thiểu số).",
    "Hỗ trợ 90 hộ (năm 2021: 40 hộ; năm 2022: 48 hộ).",
    "Đạt 95 người, trong đó: kế hoạch: 100 người; thực hiện: 0 người.",
    "Cứu trợ 50 hộ, (180 nhân khẩu) với 900 kg gạo.",
    "Đăng ký 200 người, trong đó: 160 người được tư vấn; 150 người được giới thiệu việc.",
    "Có 100 người cai nghiện, trong đó riêng tháng 6 có 55 người, tháng 5 có 40 người.",
    "Quản lý 100 người, trong đó 60 người ở nhà, 35 người ở trại, còn lại vắng mặt.",
    "Khám cho 61 người (trong đó có 20 người già, tăng 38 người so với cùng kỳ).",
    "Khoa có 36 thành viên, trong đó có 4 tổ trưởng, 20 thợ cả và 15 thợ phụ.",
    "Đã tiếp nhận 90 đơn, đã giải quyết 80 đơn.",
    "Tuyển trên 160 học sinh. Trong đó có trên 87 học sinh tốt nghiệp, trên 57 học sinh được nhận, 50 học sinh khá.",
    "Có 135 người khuyết tật. Trong đó, trẻ em 13 người; người già 34 người; chân 58 người; tai 40; khác 13 người.",
    "Xã có 20 hộ đang xây nhà, 30 hộ chưa có đất.",
]
STATES = [
    ("Có 50 đơn: đã giải quyết 40 đơn, đang giải quyết 6 đơn, chưa giải quyết 4 đơn.", "40 6 4 = 50"),
    ("Có 50 đơn: đã giải quyết 40 đơn, đang giải quyết 6 đơn, chưa giải quyết 5 đơn.", "40 6 5 != 50"),
    ("Đã sửa 40/60 hộ (30 mái, 10 tường), đang sửa 12 hộ, chưa sửa 9 hộ.", "40 12 9 != 60|30 10 = 40"),
]
SHARES = [
    ("Đã sửa 40/60 hộ, đạt 66,7% kế hoạch.", "40 60 = 66.7"),
    ("Đã sửa 40/60 hộ (30 mái, 10 tường) đạt 76,7%.", "40 60 != 76.7|30 10 = 40"),
    (
        "Toàn huyện có 800 hộ, trong đó có 20 hộ nghèo chiếm 2,5%, 40 hộ cận nghèo chiếm 8%.",
        "20 800 = 2.5|40 800 != 8",
    ),
    ("Có 1.200 hộ nghèo, chiếm 4,0%; có 1.500 hộ cận nghèo, chiếm 5,0%.", "1200 4 1500 = 5.0"),
    ("Có 1.200 hộ nghèo (chiếm 4,0%) và 1.500 hộ cận nghèo (chiếm 6,0%).", "1200 4 1500 != 6.0"),
    ("Có 90 hộ nghèo chiếm 9% tổng số hộ; riêng hộ nghèo già 9 hộ, chiếm 90% số hộ già.", ""),
    ("Đã sửa 6/29 hộ đạt 20,68%.", "6 29 = 20.68"),  # cut, not rounded
    ("Toàn huyện có 800 hộ, có 400 hộ xa, trong đó có 20 hộ nghèo chiếm 2,5%.", "20 800 = 2.5"),
    ("Có 73 người, trong đó 71 người học đại học, nữ chiếm 17,8%.", ""),
    ("Toàn huyện có 800 hộ, trong đó có 20 hộ nghèo chiếm 40% tổng số hộ nghèo vùng cao.", ""),
]
SUBSETS = [
    ("Đưa 700 lao động đi, trong đó có 50 lao động ra nước ngoài.", "50 <= 700"),
    ("Đưa 700 lao động đi, trong đó có 750 lao động ra nước ngoài.", "750 > 700"),
]


@pytest.fixture(scope="module")
def finder(catalogue: Catalogue) -> MentionFinder:
    return MentionFinder(catalogue)


def document_of(*texts: str) -> Document:
    blocks = tuple(Paragraph(number, text) for number, text in enumerate(texts, start=1))
    return Document("d", "d.txt", "0", "text/plain", blocks)


def relations_in(finder: MentionFinder, *texts: str, family: str = "arithmetic.") -> str:
    found = []
    for one in find_relations(document_of(*texts), (), finder):
        if not one.rule_id.startswith(family):
            continue
        parts = " ".join(f"{in_scale(part.value, one.total.factor):f}" for part in one.parts)
        sign = ("<=" if one.holds else ">") if one.at_most else ("=" if one.holds else "!=")
        total = one.total.value if one.total.is_ratio else in_scale(one.total.value, one.total.factor)
        found.append(f"{parts} {sign} {total:f}")
    return "|".join(sorted(found, reverse=True))


def expect(text: str) -> str:
    return "|".join(sorted(filter(None, text.split("|")), reverse=True))


@pytest.mark.parametrize(("text", "expected"), [*SUMS, *STATES])
def test_sums(finder: MentionFinder, text: str, expected: str) -> None:
    assert relations_in(finder, text, family="arithmetic.sum") == expect(expected)


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_shares(finder: MentionFinder, text: str, expected: str) -> None:
    assert relations_in(finder, text) == expect(expected)


@pytest.mark.parametrize(("text", "expected"), SUBSETS)
def test_subsets(finder: MentionFinder, text: str, expected: str) -> None:
    assert relations_in(finder, text, family="gate1.") == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_states_no_sum_raises_nothing(finder: MentionFinder, text: str) -> None:
    assert "!=" not in relations_in(finder, text)


PLACES = [
    ("Kiểm tra tại 03 huyện trên địa bàn tỉnh: Bắc Sơn, Bình Gia, Văn Quan.", " = 3"),
    ("Kiểm tra tại 04 huyện: Bắc Sơn, Bình Gia và Văn Quan.", " != 4"),
    ("Tặng quà tại 02 huyện Bình Gia và Văn Quan", " = 2"),
    ("Tặng quà tại 02 huyện (Bình Gia, Văn Quan, Chi Lăng).", " != 2"),
    ("Làm việc với 02 huyện Bình Gia, Văn Quan và thành phố Lạng Sơn.", " = 2"),
    ("Làm việc với 03 huyện Bình Gia, Văn Quan và thành phố Lạng Sơn.", " = 3"),
    ("Làm việc với 05 huyện Bình Gia, Văn Quan, các xã vùng cao.", ""),
    ("Làm việc với 05 huyện, thành phố.", ""),
    ("Có 5/9 huyện Bình Gia, Văn Quan.", ""),
    ("Làm việc với 05 huyện Bình Gia đã chọn.", ""),
    ("Làm việc với 03 huyện Bình Gia, Văn Quan, ở xa.", ""),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places_are_as_many_as_are_named(finder: MentionFinder, text: str, expected: str) -> None:
    assert relations_in(finder, text, family="arithmetic.count_of_places") == expected


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        (SUMS[1][0], "arithmetic.sum_of_parts"),
        (STATES[1][0], "arithmetic.sum_of_statuses"),
        (SHARES[1][0], "arithmetic.ratio_of_counts"),
        (SHARES[2][0], "arithmetic.share_of_total"),
        (SHARES[4][0], "arithmetic.common_denominator"),
        (PLACES[1][0], "arithmetic.count_of_places"),
        (SUBSETS[1][0], "gate1.subset_larger_than_set"),
    ],
)
def test_each_kind_has_its_rule(catalogue: Catalogue, text: str, rule_id: str) -> None:
    (found,) = [one for one in check(catalogue, text=text) if one.rule_id in RELATION_RULES]
    assert (found.rule_id, found.severity) == (rule_id, "warning")


def test_a_number_nobody_understands_keeps_a_list_from_being_judged(finder: MentionFinder) -> None:
    text = "Chia 60 suất quà, trong đó: xã A 30 suất; xã B 10/0/5 và; xã C 25 suất."
    assert relations_in(finder, text) == ""


def test_a_total_may_stand_in_the_paragraph_before(finder: MentionFinder) -> None:
    assert relations_in(finder, "Có 90 người.", "Trong đó, 50 người già và 41 người trẻ.") == "50 41 != 90"
    assert relations_in(finder, "Có 90 người. Hết.", "Trong đó, 50 người già và 41 người trẻ.") == ""


LIST = ["- Huyện A: 30 hộ;", "+ xã A1: 10 hộ;", "+ xã A2: 21 hộ.", "- Huyện B: 45 hộ."]


def test_list_blocks_add_up_level_by_level(finder: MentionFinder) -> None:
    assert relations_in(finder, "Đã hỗ trợ 75 hộ, trong đó:", *LIST) == "30 45 = 75|10 21 != 30"
    assert relations_in(finder, "Đã hỗ trợ 76 hộ, trong đó:", *LIST) == "30 45 != 76|10 21 != 30"
    assert relations_in(finder, "Đã hỗ trợ các hộ như sau:", *LIST) == "10 21 != 30"


def test_a_list_with_an_entry_of_another_kind_is_not_judged(finder: MentionFinder) -> None:
    assert (
        relations_in(finder, "Đã hỗ trợ 75 hộ, trong đó:", "- Huyện A: 30 hộ;", "- Huyện B: 46 con bò.") == ""
    )


def test_footnotes_divide_the_number_they_are_glued_to(finder: MentionFinder) -> None:
    body, other = "Đã hỗ trợ 75 hộ².", "Đã mở 4 lớp³."
    assert relations_in(finder, body, other, "² Trong đó:", *LIST[:1], *LIST[3:]) == "30 45 = 75"
    assert relations_in(finder, other, "³ Huyện A: 2 lớp (Lan, Huệ); huyện B: 3 lớp.") == "2 3 != 4"
    assert relations_in(finder, other, "² Huyện A: 2 lớp; huyện B: 3 lớp.") == ""


def test_the_frame_of_relations_fails_where_they_are_broken(finder: MentionFinder) -> None:
    texts = [text for text, _ in (*SUMS, *STATES, *SHARES, *SUBSETS)]
    relations = find_relations(document_of(*texts), (), finder)
    frame = relation_rows(relations)
    failing = frame["rule_id"].isna()
    for one in relation_checks():
        failing |= one.failing(frame)
    assert failing.tolist() == [not one.holds for one in relations]
    assert 10 < failing.sum() < len(frame) - 10


def test_the_quote_is_the_statement_and_the_place_is_its_total(finder: MentionFinder) -> None:
    text = "Tỉnh rất quan tâm. Năm nay, đã sửa 40 hộ (25 sửa mái, 16 sửa tường), ai cũng vui."
    (relation,) = [one for one in find_relations(document_of(text), (), finder) if not one.holds]
    assert relation.quote == "đã sửa 40 hộ (25 sửa mái, 16 sửa tường)"
    assert text[relation.total.start : relation.total.end] == "40"
    assert relation.figures["difference"] == Decimal(1)
