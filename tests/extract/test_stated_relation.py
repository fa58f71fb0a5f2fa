"""What a title or a line of its own says the document does to an earlier one."""

from __future__ import annotations

import pytest

from lientinh.extract.head import state_relation


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("TỔNG HỢP SỐ LIỆU LAO ĐỘNG HẰNG NĂM (ĐÍNH CHÍNH)", "corrects"),
        ("BÁO CÁO Kết quả 6 tháng đầu năm 2022 (Báo cáo thay thế)", "replaces"),
        ("Biểu thay thế lần 2", "replaces"),
        ("(bổ sung số liệu)", "supplements"),
        ("Số liệu đính chính", "corrects"),
        ("Đào tạo bổ sung cho 120 lao động", None),  # a subject, not a relation
        ("Tổng hợp kinh phí bổ sung", None),
        ("Báo cáo kết quả (bổ sung kinh phí cho huyện nghèo)", None),
        ("TỔNG HỢP SỐ LIỆU DÂN SỐ, LAO ĐỘNG", None),
    ],
)
def test_a_relation_is_stated_in_brackets_or_alone(text, relation):
    assert state_relation(text) == relation
