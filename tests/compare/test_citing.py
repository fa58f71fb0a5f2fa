"""A citation: one sentence that hides nothing a reader of a letter must know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lientinh.citing import cite
from lientinh.errors import UsageError
from lientinh.explain import explain
from lientinh.period_wording import period_en, period_vi
from small_lakes import SmallLake, small_catalogue


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue())


def cited(lake, row_id: str) -> dict[str, str]:
    return cite(explain(lake.settings, lake.lake, lake.ids[row_id]))


def test_a_figure_with_its_document_its_place_and_when_it_was_known(lake):
    lake.submit("value | id\n12000 | a", name="one")
    lake.publish("2023-01-11")
    one = lake.ids["a"]
    assert cited(lake, "a") == {
        "observation_id": one,
        "citation_vi": (
            "Số việc làm mới của Cao Bằng năm 2022 là 12.000 người (thực hiện), theo văn bản “Báo cáo one”,"
            " số 12/BC-SLĐTBXH, ngày 5/1/2023, của Sở LĐTBXH, tệp a.txt, dòng 7; số liệu đã biết từ"
            f" 11/1/2023 07:00 (lần cập nhật kho số liệu thứ 1); mã số liệu {one}."
        ),
        "citation_en": (
            "New jobs of Cao Bang in 2022 is 12,000 people (actual), according to the document “Báo cáo one”,"
            " no. 12/BC-SLĐTBXH, dated 5 January 2023, issued by Sở LĐTBXH, file a.txt, line 7; known from"
            f" 11/1/2023 07:00 (publication 1) (Viet Nam time); observation {one}."
        ),
    }


def test_what_must_not_be_hidden_is_in_the_sentence(lake):
    lake.submit(
        """
        indicator    | area | territory     | scenario | value | qualifier | obs_status | flagged | id
        jobless_rate | 19   |               | actual   | 3     | at_least  | P          | yes     | old
        jobs         | 19   | 19@2025-07-01 | plan     | 8     |           |            |         | new
        """,
        name="one", issued=None,
    )  # fmt: skip
    lake.submit(
        """
        indicator | area | breakdown | lower | upper | qualifier | obs_status | id
        trained   | 20   | sex=F     | 4     | 6     | between   | U          | part
        """,
        name="two",
    )
    lake.publish("2025-08-01")
    old, new, part = (cited(lake, row) for row in ("old", "new", "part"))
    assert (
        "là từ 3% trở lên (thực hiện, số sơ bộ, địa giới trước ngày 1/7/2025, có nội dung cần rà soát)"
        in (old["citation_vi"])
    )
    assert (
        "is at least 3% (actual, provisional, borders before 1 July 2025, published with a warning)"
        in (old["citation_en"])
    )
    assert "không ghi ngày" in old["citation_vi"] and "undated" in old["citation_en"]
    assert "(kế hoạch, được giao, địa giới từ ngày 1/7/2025)" in new["citation_vi"]
    assert "(plan, assigned, borders since 1 July 2025)" in new["citation_en"]
    assert "Số người được đào tạo (Nữ) của Lạng Sơn năm 2022 là 4–6 người" in part["citation_vi"]
    assert "độ tin cậy thấp" in part["citation_vi"] and "low reliability" in part["citation_en"]


def test_a_figure_no_longer_current_says_since_when_and_one_behind_another_says_so(lake):
    lake.submit("area | value | id\n04 | 100 | old\n14 | 7 | weak", name="one", report="R")
    lake.publish("2023-01-11")
    lake.submit("value\n120", name="two", report="R", relation="corrects", landed="2023-02-10")
    lake.submit("area | value | authority\n14 | 8 | 1", name="form", landed="2023-02-10")
    lake.publish("2023-02-11")
    old, weak = cited(lake, "old"), cited(lake, "weak")
    assert "đến 11/2/2023 07:00 không còn là số hiện hành" in old["citation_vi"]
    assert "superseded at 11/2/2023 07:00" in old["citation_en"]
    assert "nguồn khác đứng trước" in weak["citation_vi"]
    assert "another source goes before it" in weak["citation_en"]


def test_a_figure_that_waits_for_a_person_cannot_be_cited(lake):
    lake.submit("value | withheld | id\n100 | yes | w", name="one")
    lake.publish("2023-01-11")
    with pytest.raises(UsageError, match="waits for clarification"):
        cited(lake, "w")


@pytest.mark.parametrize(
    ("changes", "vietnamese", "english"),
    [
        ({}, "năm 2022", "in 2022"),
        ({"period": "2022-S1"}, "6 tháng đầu năm 2022", "in the first half of 2022"),
        ({"period": "2022-S2"}, "6 tháng cuối năm 2022", "in the second half of 2022"),
        ({"period": "2022-Q3"}, "quý III năm 2022", "in the third quarter of 2022"),
        ({"period": "2022-M06"}, "tháng 6 năm 2022", "in June 2022"),
        ({"accumulation": "stock"}, "tại thời điểm 31/8/2022", "as of 31 August 2022"),
        ({"accumulation": "itd"}, "lũy kế đến 31/8/2022", "up to 31 August 2022"),
        ({"period": "2022-01-01--P8M"}, "từ 1/1/2022 đến 31/8/2022", "from 1 January 2022 to 31 August 2022"),
        ({"period": "..--2022-08-31", "period_start": None}, "đến 31/8/2022", "to 31 August 2022"),
        (
            {"accumulation": "annual_average"},
            "bình quân hằng năm, năm 2022",
            "as an annual average in 2022",
        ),
        (
            {"period_basis": "nd09"},
            "năm 2022 (chốt ngày 14 (NĐ 09/2019/NĐ-CP))",
            "in 2022 (cut on the 14th)",
        ),
    ],
)
def test_periods_in_words(changes, vietnamese, english):
    shown = {
        "period": "2022", "period_start": date(2022, 1, 1), "period_end": date(2022, 8, 31),
        "accumulation": "period", "period_basis": "calendar", "value": Decimal(1),
    } | changes  # fmt: skip
    assert (period_vi(shown), period_en(shown)) == (vietnamese, english)
