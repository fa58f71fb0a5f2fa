"""Small reports, read whole: which indicator, scenario, period and place each figure gets."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

import pytest

from lientinh.readings import Reading

Read = Callable[..., tuple[Reading, ...]]

PLAN_HEAD = """UBND TỈNH CAO BẰNG

Số: 40/KH-UBND

Cao Bằng, ngày 10 tháng 11 năm 2022

KẾ HOẠCH
Phát triển lĩnh vực lao động năm 2023

"""


def shown(reading: Reading) -> tuple[str, str | None, str]:
    value = f"{reading.lower}..{reading.upper}" if reading.value is None else f"{reading.value:f}"
    return value, reading.indicator_code, reading.breakdown


NAMES = [
    # paragraph, its readings as (value, indicator, breakdown)
    ("Chưa giải quyết việc làm mới cho 2.500 lao động.", [("2500", None, "_T")]),  # undone is not done
    ("Còn 2.500 lao động chưa được giải quyết việc làm.", [("2500", None, "_T")]),
    ("Năm nay giải quyết việc làm mới cho 2.500 lao động.", [("2500", "new_jobs", "_T")]),
    (
        "Giải quyết việc làm mới cho 7.300 lao động, trong đó: xuất khẩu lao động: 64 người.",
        [("7300", "new_jobs", "_T"), ("64", "overseas_workers", "_T")],
    ),
    (
        "Tạo việc làm mới cho 7.300 lao động (trong đó: nữ 3.100 người; nam 4.200 người).",
        [("7300", "new_jobs", "_T"), ("3100", "new_jobs", "sex=F"), ("4200", "new_jobs", "sex=M")],
    ),
    (
        "Tạo việc làm mới cho 7.300 lao động, bằng 91% kế hoạch năm là 8.000 lao động.",
        [("7300", "new_jobs", "_T"), ("91", "new_jobs", "_T"), ("8000", "new_jobs", "_T")],
    ),
    (
        "Tạo việc làm mới cho 7.300 lao động (nam 4.200 người, nữ 3.100 người), bằng 91% kế hoạch năm là 8.000 "
        "lao động.",
        [
            ("7300", "new_jobs", "_T"),
            ("4200", "new_jobs", "sex=M"),
            ("3100", "new_jobs", "sex=F"),
            ("91", "new_jobs", "_T"),
            ("8000", "new_jobs", "_T"),
        ],
    ),
    (  # a plan of another unit is not this figure's
        "Tạo việc làm mới cho 7.300 lao động (kế hoạch 40 lớp).",
        [("7300", "new_jobs", "_T"), ("40", None, "_T")],
    ),
    (  # what stands in brackets is not broken down by what follows them
        "Tạo việc làm mới cho 7.300 lao động (kế hoạch 7.000 lao động), trong đó: nữ 3.100 người.",
        [("7300", "new_jobs", "_T"), ("7000", "new_jobs", "_T"), ("3100", "new_jobs", "sex=F")],
    ),
    (
        "Tạo việc làm mới cho 7.300 lao động, trong đó 2.000 lao động được tạo việc làm mới ở thành phố.",
        [("7300", "new_jobs", "_T"), ("2000", None, "_T")],  # a part that says not which is no total
    ),
    (
        "Đưa 64 lao động đi làm việc ở nước ngoài (Nhật Bản 40; Hàn Quốc 24).",
        [
            ("64", "overseas_workers", "_T"),
            ("40", "overseas_workers", "destination=JP"),
            ("24", "overseas_workers", "destination=KR"),
        ],
    ),
    (
        "Tuyển sinh và đào tạo 4.100 học viên, gồm: hệ trung cấp: 350 học viên; sơ cấp "
        "và thường xuyên: 3.750 học viên.",
        [
            ("4100", "vocational_intake", "_T"),
            ("350", "vocational_intake", "level=intermediate"),
            ("3750", "vocational_intake", "level=primary_regular"),
        ],
    ),
    (
        "Tỷ lệ lao động qua đào tạo đạt 58,5%, trong đó qua đào tạo nghề 44%, có bằng cấp, chứng chỉ đạt 25,5%.",
        [
            ("58.5", "trained_labour_rate", "_T"),
            ("44", "vocationally_trained_labour_rate", "_T"),
            ("25.5", "certified_trained_labour_rate", "_T"),
        ],
    ),
    (
        "Tổng số hộ nghèo 14.120 hộ, chiếm 11,3%; tổng số hộ cận nghèo 9.870 hộ, chiếm "
        "7,9% theo chuẩn nghèo đa chiều giai đoạn 2021 – 2025.",
        [
            ("14120", "poor_households", "standard=md2021_2025"),
            ("11.3", "poor_household_rate", "standard=md2021_2025"),
            ("9870", "near_poor_households", "standard=md2021_2025"),
            ("7.9", "near_poor_household_rate", "standard=md2021_2025"),
        ],
    ),
    (
        "Giảm tỷ lệ hộ nghèo 2,4% với 3.050 hộ thoát nghèo.",
        [("2.4", "poverty_reduction_points", "_T"), ("3050", "households_escaped_poverty", "_T")],
    ),
    (
        "Giảm tỷ lệ thất nghiệp ở khu vực thành thị xuống 2,9%; tỷ lệ hộ nghèo giảm còn 8%.",
        [("2.9", "urban_unemployment_rate", "_T"), ("8", "poor_household_rate", "_T")],
    ),
    (
        "Tỷ lệ thất nghiệp khu vực thành thị giảm từ 3,4% xuống 3,1%.",
        [("3.4", None, "_T"), ("3.1", "urban_unemployment_rate", "_T")],
    ),
    (
        "Trợ cấp thường xuyên cho 20.400 lượt người có công, kinh phí: 38.700 triệu đồng.",
        [("20400", "merit_allowance_turns", "_T"), ("38700000000", "merit_allowance_amount", "_T")],
    ),
    (
        "Đã đăng ký tìm việc làm: 500 lao động; được giới thiệu việc làm: 420 lao động, "
        "nhận được việc làm: 300 lao động.",
        [
            ("500", "job_seekers_registered", "_T"),
            ("420", "job_seekers_referred", "_T"),
            ("300", "job_seekers_placed", "_T"),
        ],
    ),
    (
        "Đã chấp thuận cho 19 lượt đơn vị với 51 vị trí công việc sử dụng lao động nước ngoài (6 đơn vị: 9 người).",
        [
            ("19", "foreign_labour_employer_turns", "_T"),
            ("51", "foreign_labour_positions", "_T"),
            ("6", None, "_T"),
            ("9", None, "_T"),
        ],
    ),
    (
        "Giải quyết thủ tục nhập cảnh của chuyên gia là người nước ngoài (6 đơn vị: 9 người nước ngoài).",
        [("6", "foreign_entry_employers", "_T"), ("9", "foreign_entry_workers", "_T")],
    ),
    (
        "Đang quản lý chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội: 70 đối tượng. "
        "(Trong đó: người cao tuổi: 30 người; người khuyết tật: 40 người).",
        [
            ("70", "protection_facility_residents", "_T"),
            ("30", "protection_facility_residents", "resident_group=elderly"),
            ("40", "protection_facility_residents", "resident_group=disabled"),
        ],
    ),
    (
        "Chuyển quà của UBND tỉnh đến hộ nghèo có hoàn cảnh đặc biệt khó khăn: 900 hộ, "
        "trị giá 540 triệu đồng; người cao tuổi: 12 người, trị giá 7,2 triệu đồng.",
        [
            ("900", "protection_gift_households", "gift_source=province;recipient=poor"),
            ("540000000", "protection_gift_amount", "gift_source=province;recipient=poor"),
            ("12", "protection_gift_recipients", "gift_source=province;recipient=elderly"),
            ("7200000.0", "protection_gift_amount", "gift_source=province;recipient=elderly"),
        ],
    ),
    (
        "Hỗ trợ nhà ở cho người có công: đã thực hiện 300/410 hộ (120 xây mới, 180 sửa chữa), đang thực hiện 60 hộ.",
        [
            ("300", "merit_housing_households", "progress=done"),
            ("410", "merit_housing_households", "_T"),
            ("120", "merit_housing_households", "progress=done;work=build"),
            ("180", "merit_housing_households", "progress=done;work=repair"),
            ("60", "merit_housing_households", "progress=under_way"),
        ],
    ),
    (
        "Số phiên giao dịch việc làm là 12 phiên giao dịch việc làm, số khác 13 phiên giao dịch việc làm.",
        [("12", "job_fair_sessions", "_T"), ("13", "job_fair_sessions", "_T")],
    ),
    (
        "Cho vay 1,75 tỷ đồng để giải quyết việc làm cho 40 lao động.",
        [("1750000000.00", "job_loan_amount", "_T"), ("40", None, "_T")],  # only those the loans gave work
    ),
    (
        "Đưa 9 lao động đi làm việc ở nước ngoài; lũy kế từ đầu năm 40 lao động.",
        [("9", "overseas_workers", "_T"), ("40", "overseas_workers", "_T")],
    ),
    (
        "Tạo việc làm mới quý I/2022 cho 210 người, quý II/2022 là 330 người, kết quả 540 người.",
        [("210", "new_jobs", "_T"), ("330", "new_jobs", "_T"), ("540", "new_jobs", "_T")],
    ),
    (
        "Tuyển sinh: trung cấp: 340/500 học viên; sơ cấp 1.200/2.000 học viên.",
        [
            ("340", "vocational_intake", "level=intermediate"),
            ("500", "vocational_intake", "level=intermediate"),
            ("1200", "vocational_intake", "level=primary"),
            ("2000", "vocational_intake", "level=primary"),
        ],
    ),
    (
        "Có 95% lao động qua đào tạo có việc làm.",
        [("95", None, "_T")],  # a share of the trained, not their share
    ),
    (
        "Tạo việc làm mới cho 500 lao động và 400 lao động.",
        [("500", "new_jobs", "_T"), ("400", None, "_T")],  # two figures cannot both be the total
    ),
]


@pytest.mark.parametrize(("paragraph", "expected"), NAMES)
def test_names(read: Read, paragraph: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert [shown(one) for one in read(paragraph)] == expected


SCENARIOS = [
    # paragraph of a half-year report, (value, scenario, basis, measure, period) of its readings
    (
        "Tạo việc làm mới cho 7.300 lao động, đạt 66,4% kế hoạch, bằng 104% so với cùng kỳ.",
        [
            ("7300", "actual", None, "level", "2022-S1"),
            ("66.4", "actual", None, "pct_of_plan", "2022-S1"),
            ("104", "actual", None, "pct_of_same_period", "2022-S1"),
        ],
    ),
    (
        "Tạo việc làm mới cho 7.300 lao động, tăng 4% so với cùng kỳ năm 2021, phấn đấu cả năm đạt 11.000 lao động.",
        [
            ("7300", "actual", None, "level", "2022-S1"),
            ("4", "actual", None, "growth_pct", "2022-S1"),
            ("11000", "plan", "unstated", "level", "2022"),
        ],
    ),
    (
        "Ước cả năm 2022 tạo việc làm mới cho 11.200 lao động.",
        [("11200", "estimate", None, "level", "2022")],
    ),
    (
        "Toàn tỉnh đã hỗ trợ 300/410 hộ, đạt 73,2%.",
        [
            ("300", "actual", None, "level", "2022-S1"),
            ("410", "plan", "unstated", "level", "2022"),
            ("73.2", "actual", None, "pct_of_plan", "2022-S1"),
        ],
    ),
    (
        "Kế hoạch giao 900 lao động, 6 tháng thực hiện 500 lao động (đạt 55,6%).",
        [
            ("900", "plan", "assigned", "level", "2022"),
            ("500", "actual", None, "level", "2022-S1"),
            ("55.6", "actual", None, "level", "2022-S1"),
        ],
    ),
    (
        "Tỷ lệ thất nghiệp khu vực thành thị 3,1% (kế hoạch 3,2%).",
        [("3.1", "actual", None, "level", "2022-S1"), ("3.2", "plan", "unstated", "level", "2022")],
    ),
    (
        "Thẩm tra huyện nghèo giai đoạn 2021 - 2025 đối với 02 huyện.",
        [("2", "actual", None, "level", "2022-S1")],
    ),
    (
        "Trong tháng 6, tạo việc làm cho 90 lao động, lũy kế 6 tháng đầu năm 500 lao động.",
        [("90", "actual", None, "level", "2022-M06"), ("500", "actual", None, "level", "2022-S1")],
    ),
    (
        "Đã triển khai tại 10/10 huyện, thành phố.",
        [("10", "actual", None, "level", "2022-S1"), ("10", "actual", None, "level", "2022-S1")],
    ),
    (
        "Kết quả rà soát cuối năm 2021: tổng số hộ nghèo 14.120 hộ.",
        [("14120", "actual", None, "level", "2021")],
    ),
    (
        "Toàn tỉnh hiện có 2.900 người nghiện ma túy có hồ sơ quản lý. Đưa 80 người vào cai nghiện.",
        [("2900", "actual", None, "level", "2022-07-05"), ("80", "actual", None, "level", "2022-S1")],
    ),
    (
        "Lũy kế đến tháng 5/2022 toàn tỉnh đã phê duyệt hỗ trợ 90,5 tỷ đồng.",
        [("90500000000.0", "actual", None, "level", "..--2022-05-31")],
    ),
    (
        "Trong quý II/2022 đưa 30 lao động đi làm việc ở nước ngoài. Tư vấn việc làm cho 900 lượt người.",
        [("30", "actual", None, "level", "2022-Q2"), ("900", "actual", None, "level", "2022-Q2")],
    ),
    (
        "Tặng quà nhân dịp Tết Nguyên đán năm 2022 cho 700 người có công.",
        [("700", "actual", None, "level", "2022-S1")],
    ),
    (
        "Làm thủ tục trong năm cho 90 người.",
        [("90", "actual", None, "level", "2022-S1")],  # the year is not over
    ),
    (
        "Giảm tỷ lệ hộ nghèo bình quân hằng năm trong nhiệm kỳ từ 2% trở lên, mục tiêu đến năm 2025 còn dưới 5%.",
        [("2", "actual", None, "level", "2022-S1"), ("5", "plan", "term", "level", "2025")],
    ),
    (
        "Trên địa bàn tỉnh có 9 cơ sở điều trị và 7 điểm cấp phát thuốc.",
        [("9", "actual", None, "level", "2022-07-05"), ("7", "actual", None, "level", "2022-07-05")],
    ),
    (  # a day to come among results is a slip of the date, which a gate tells
        "Đến ngày 30/6/2023, toàn tỉnh có 4.756 người nghiện ma túy có hồ sơ quản lý.",
        [("4756", "actual", None, "level", "2023-06-30")],
    ),
    (
        "Phấn đấu đến ngày 30/6/2023, toàn tỉnh còn 4.756 người nghiện ma túy có hồ sơ quản lý.",
        [("4756", "plan", "unstated", "level", "2023-06-30")],
    ),
    (  # the report is of 5 July: its own month is no future
        "Lũy kế đến tháng 7/2022, kinh phí hỗ trợ do dịch COVID-19 được phê duyệt là 900 triệu đồng.",
        [("900000000", "actual", None, "level", "..--2022-07-31")],
    ),
    (
        "Lũy kế đến tháng 8/2022, kinh phí hỗ trợ do dịch COVID-19 được phê duyệt là 900 triệu đồng.",
        [("900000000", "plan", "unstated", "level", "..--2022-08-31")],
    ),
    (
        "Phấn đấu có 02 trường chất lượng cao vào 2025 và khoảng 3 trường vào 2030.",
        [("2", "plan", "unstated", "level", "2025"), ("3", "plan", "unstated", "level", "2030")],
    ),
    (
        "Chúc thọ 500 người cao tuổi thọ 90 tuổi và 20 người thọ 100 tuổi năm 2022.",
        [("500", "actual", None, "level", "2022"), ("20", "actual", None, "level", "2022")],
    ),
]


@pytest.mark.parametrize(("paragraph", "expected"), SCENARIOS)
def test_scenarios_and_periods(read: Read, paragraph: str, expected: list[tuple[str, ...]]) -> None:
    found = [
        (shown(one)[0], one.scenario, one.plan_basis, one.measure, one.period) for one in read(paragraph)
    ]
    assert found == expected


def test_plan_and_result_of_one_sentence_are_two_facts(read: Read) -> None:
    text = "Năm 2018, tỉnh Sơn La có mục tiêu xuất khẩu lao động 90 người, tuy nhiên mới đưa được 7 người.\n"
    plan, actual = read(text, head="")
    assert (plan.value, plan.scenario, plan.period) == (Decimal(90), "plan", "2018")
    assert (actual.value, actual.scenario, actual.period) == (Decimal(7), "actual", "2018")


def test_a_result_stays_a_result_inside_a_plan(read: Read) -> None:
    text = (
        "I. MỤC TIÊU NĂM 2023\n\nTạo việc làm mới cho 9.000 lao động. Năm 2021 tạo việc "
        "làm mới cho 8.100 lao động.\n"
    )
    target, before = read(text, head=PLAN_HEAD)
    assert (target.scenario, target.plan_basis, target.period) == ("plan", "unstated", "2023")
    assert (before.scenario, before.period) == ("actual", "2021")


def test_a_list_breaks_down_what_announces_it(read: Read) -> None:
    text = """Tuyển sinh và đào tạo được 4.100 người, cụ thể:
- Trình độ cao đẳng: 100 người;
- Trình độ trung cấp: 350 người, trong đó:
+ Nữ: 150 người;
+ Nam: 200 người;
- Sơ cấp và thường xuyên: 3.650 người.

Tư vấn việc làm cho 50 lượt người.
"""
    breakdowns = [shown(one) for one in read(text)]
    assert breakdowns == [
        ("4100", "vocational_intake", "_T"),
        ("100", "vocational_intake", "level=college"),
        ("350", "vocational_intake", "level=intermediate"),
        ("150", "vocational_intake", "level=intermediate;sex=F"),
        ("200", "vocational_intake", "level=intermediate;sex=M"),
        ("3650", "vocational_intake", "level=primary_regular"),
        ("50", "job_counselling_turns", "_T"),
    ]


def test_a_footnote_speaks_of_its_anchor(read: Read) -> None:
    text = """Lũy kế đến tháng 5/2022 đã phê duyệt hỗ trợ do dịch COVID-19 là 90,5 tỷ đồng².

Công nhận danh hiệu thi đua năm 2021³.

² Trong đó:

- Hỗ trợ theo Nghị quyết số 68/NQ-CP là 40,5 tỷ đồng;

- Hỗ trợ theo Nghị quyết số 116/NQ-CP: 50 tỷ đồng.

³ Lao động tiên tiến: 120; tập thể 04 đơn vị.

⁹ Không ai nhắc tới 3 người.
"""
    found = [(*shown(one), one.period) for one in read(text)]
    assert found == [
        ("90500000000.0", "covid_support_amount", "_T", "..--2022-05-31"),
        ("40500000000.0", "covid_support_amount", "covid_policy=nq68", "..--2022-05-31"),
        ("50000000000", "covid_support_amount", "covid_policy=nq116", "..--2022-05-31"),
        ("120", None, "_T", "2021"),
        ("4", None, "_T", "2021"),
        ("3", None, "_T", "2022-S1"),
    ]


SILENT = [
    "Căn cứ Quyết định số 5/QĐ-UBND giao tạo việc làm mới cho 9.000 lao động;",
    "Kính gửi: 11 huyện, thành phố",
    "Triển khai Nghị quyết số 68/NQ-CP ngày 01/7/2021 cho người từ 15 đến 24 tuổi trong 6 tháng.",
    "Điện thoại: 0205 3812 345",
    "Tổng kết 10 năm thực hiện Chỉ thị 20-CT/TW tại Trung đoàn 123, khóa 18, thứ 2 và thứ 5.",
]


@pytest.mark.parametrize("paragraph", SILENT)
def test_what_holds_no_quantity(read: Read, paragraph: str) -> None:
    assert read(paragraph) == ()


def test_nothing_is_read_below_the_recipients(read: Read) -> None:
    assert read("Đạt 5 xã.\n\nNơi nhận:\n\n- Như trên (05 bản);\n- Lưu: VT (02 bản).\n")[-1].value == 5


AREAS = [
    # text of a news item sent by Lạng Sơn, area code and level of its last reading
    (
        "Cả nước đã giải quyết việc làm cho 700.000 lao động. Trong đó, đưa 60.000 người đi làm việc ở nước ngoài.\n",
        ("VN", "country"),
    ),
    ("Cả nước gặp khó khăn.\n\nTỷ lệ thất nghiệp khu vực thành thị là 2,9%.\n", ("VN", "country")),
    ("Cả nước gặp khó khăn. Toàn tỉnh vẫn tạo việc làm cho 500 lao động.\n", ("20", "province")),
    ("Tỉnh Sơn La tạo việc làm cho 500 lao động.\n", ("14", "province")),
    ("Huyện Cao Lộc tạo việc làm cho 500 lao động.\n", (None, "district")),
]


@pytest.mark.parametrize(("text", "place"), AREAS)
def test_figures_of_others_are_not_the_senders(read: Read, text: str, place: tuple[str | None, str]) -> None:
    last = read("Một tin ngắn.\n\n" + text, head="", area_code="20")[-1]
    assert (last.area_code, last.area_level) == place


def test_parts_by_district_leave_the_total_to_the_province(read: Read) -> None:
    text = "Tạo việc làm cho 900 lao động, gồm: thành phố Lạng Sơn 500 lao động; huyện Cao Lộc 400 lao động."
    found = [(one.area_level, one.indicator_code) for one in read(text)]
    assert found == [("province", "new_jobs"), ("district", None), ("district", None)]


def test_a_number_inside_its_words(read: Read) -> None:
    assert [shown(one) for one in read("Giảm 0,7% tỷ lệ hộ nghèo.")] == [
        ("0.7", "poverty_reduction_points", "_T")
    ]


def test_news_dates_itself_as_it_goes(read: Read) -> None:
    text = (
        "Tin ngắn.\n\nTính đến tháng 9/2014, có 100 người nghiện trong danh sách quản "
        "lý. 9 tháng đầu năm đã tiếp nhận và cai nghiện cho 40 người.\n"
    )
    stock, admitted = read(text, head="", area_code="20")
    assert (stock.period, stock.accumulation) == ("2014-09-30", "stock")
    assert admitted.period == "2014-01-01--P9M"


def test_a_reading_carries_its_evidence(read: Read) -> None:
    text = "- Doanh số cho vay giải quyết việc làm đạt trên 84,125 tỷ đồng, lãi suất thấp."
    (reading,) = read(text)
    assert (reading.value_text, reading.unit_text) == ("84,125", "tỷ đồng")
    assert reading.quote == "Doanh số cho vay giải quyết việc làm đạt trên 84,125 tỷ đồng"
    assert reading.phrase == "Doanh số cho vay giải quyết việc làm đạt tỷ đồng"
    assert (reading.value, reading.lower, reading.qualifier) == (
        Decimal("84125000000"),
        Decimal("84125000000"),
        "more_than",
    )
    assert reading.rounding == Decimal(500_000)
    assert (reading.ordinal, reading.area_code, reading.territory) == (1, "20", "20")
    assert text[reading.locator.start : reading.locator.end] == "84,125"
    assert reading.locator.file == "small.txt"


QUOTES = [
    # paragraph, quotes of its readings
    ("1. Tạo việc làm cho 90 lao động.", ["Tạo việc làm cho 90 lao động"]),
    ("Giảm tỷ lệ hộ nghèo từ 3% trở lên.", ["Giảm tỷ lệ hộ nghèo từ 3% trở lên"]),
    ("Cứu đói cho 90 hộ (310 nhân khẩu).", ["Cứu đói cho 90 hộ", "Cứu đói cho 90 hộ (310 nhân khẩu)"]),
    ("Cấp mới 9 sổ; cấp lại: (12); khác (3).", ["Cấp mới 9 sổ", "cấp lại: (12)"]),
    ("Giao 250 áo tại 06 xã.", ["Giao 250 áo", "tại 06 xã"]),
]


@pytest.mark.parametrize(("paragraph", "quotes"), QUOTES)
def test_quotes(read: Read, paragraph: str, quotes: list[str]) -> None:
    found = [one.quote for one in read(paragraph)]
    assert found[: len(quotes)] == quotes
    assert all(quote in paragraph for quote in found)


REPORT_HEAD = """UBND TỈNH LẠNG SƠN
SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI
Số: 15/BC-SLĐTBXH
Lạng Sơn, ngày 15 tháng 01 năm 2023
BÁO CÁO
Kết quả công tác lao động năm 2022

"""


@pytest.mark.parametrize(
    ("sentence", "indicator", "scenario", "period"),
    [
        ("Đến năm 2025 tỷ lệ lao động qua đào tạo đạt 65%.", "trained_labour_rate", "plan", "2025"),
        ("Tỷ lệ lao động qua đào tạo 60% vào năm 2025.", "trained_labour_rate", "plan", "2025"),
        ("Năm 2024 giải quyết việc làm cho 15.000 lao động.", "new_jobs", "plan", "2024"),
        ("Kế hoạch năm 2023 giải quyết việc làm cho 15.000 lao động.", "new_jobs", "plan", "2023"),
        ("Nhiệm vụ năm 2023: Giải quyết việc làm cho 15.000 lao động.", "new_jobs", "plan", "2023"),
        ("Thực hiện kế hoạch năm 2022, tỉnh giải quyết việc làm cho 12.000 lao động.", "new_jobs", "actual", "2022"),
        ("So với năm 2021 giải quyết việc làm tăng 1.137 lao động.", None, "actual", "2022"),
        ("Cùng kỳ năm 2021 giải quyết việc làm cho 11.363 lao động.", None, "actual", "2022"),
        ("Năm trước giải quyết việc làm cho 11.363 lao động.", None, "actual", "2022"),
        ("Lũy kế 9 tháng giải quyết việc làm cho 9.000 lao động.", "new_jobs", "actual", "2022-01-01--P9M"),
    ],
)  # fmt: skip
def test_neither_a_target_nor_an_earlier_figure_becomes_this_years_result(
    read: Read, sentence, indicator, scenario, period
):
    (one,) = read(sentence, head=REPORT_HEAD)
    code = None if one.indicator_code is None else one.indicator_code
    assert (code, one.scenario) == (indicator, scenario)
    assert one.period == period


def test_a_row_of_hundreds_of_numbers_is_read_in_seconds(read: Read):
    row = ", ".join(f"{number % 90 + 10}.{number % 900 + 100} người" for number in range(400))
    started = time.perf_counter()
    assert len(read("Giải quyết việc làm " + row + ".")) == 400
    assert time.perf_counter() - started < 15


def test_the_end_of_a_year_after_the_poverty_standard_is_the_figure_s(read: Read) -> None:
    (rate,) = read("Tỷ lệ hộ nghèo theo chuẩn nghèo đa chiều cuối năm 2021 là 8,92%.")
    assert (rate.indicator_code, rate.period) == ("poor_household_rate", "2021")
    (rate,) = read("Tỷ lệ hộ nghèo theo chuẩn nghèo năm 2021 là 8,92%.")
    assert rate.period != "2021"
