"""The form language: what it can describe without a line of Python, each shown on a small sheet."""
# ruff: noqa: E501 (the sheets read as tables)

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from lientinh.documents import Cell, Document, Paragraph, Table
from lientinh.extract.forms import extract_forms
from lientinh.extract.forms.loading import load_forms
from lientinh.read import read_document
from lientinh.readings import DocumentHead

TITLE = "KẾT QUẢ GIẢI QUYẾT VIỆC LÀM 6 THÁNG ĐẦU NĂM 2022"
FORM: dict[str, Any] = {
    "form_id": "jobs_report",
    "valid_from": date(2020, 1, 1),
    "name_vi": "Biểu kết quả giải quyết việc làm",
    "name_en": "Jobs report",
    "source": "biểu thử nghiệm",
    "report_type": "half_year_report",
    "recognise": {"title_any_of": ["kết quả giải quyết việc làm"]},
    "row_columns": [
        {"headers": ["Chỉ tiêu"], "gives": "item"},
        {"headers": ["ĐVT"], "gives": "unit"},
        {"headers": ["STT"], "gives": "nothing"},
        {"headers": ["Ghi chú"], "gives": "nothing", "required": False},
    ],
    "figure_columns": [
        {"heading": "Kế hoạch năm [{year}]", "kind": "plan_of_year", "plan_basis": "assigned"},
        {"heading": ["Thực hiện", "Kỳ báo cáo|{period}"], "kind": "actual_in_period"},
        {"heading": ["Thực hiện", "Lũy kế từ đầu năm"], "kind": "actual_to_date"},
        {"heading": "Ước thực hiện năm", "kind": "estimate_of_year"},
        {"heading": "Cùng kỳ năm trước", "kind": "same_period_last_year"},
        {"heading": ["So sánh (%)", "Kế hoạch"], "kind": "pct_of_plan"},
        {"heading": ["So sánh (%)", "Cùng kỳ"], "kind": "pct_of_same_period"},
    ],
    "end_words": ["Người lập biểu"],
    "rows": [
        {"labels": ["Số lao động được giải quyết việc làm"], "indicator_code": "new_jobs"},
        {
            "labels": ["Nữ"], "indicator_code": "new_jobs", "breakdown": "sex=F",
            "under": "Số lao động được giải quyết việc làm", "required": False,
        },
        {"labels": ["Lao động đi làm việc ở nước ngoài"], "indicator_code": "overseas_workers"},
        {
            "labels": ["Nữ"], "indicator_code": "overseas_workers", "breakdown": "sex=F",
            "under": "Lao động đi làm việc ở nước ngoài", "required": False,
        },
    ],
}  # fmt: skip
SHEET = [
    ["SỞ LAO ĐỘNG TỈNH LẠNG SƠN"],
    [TITLE],
    [],
    ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2022", "Thực hiện", "", "Ước thực hiện năm", "Cùng kỳ năm trước", "So sánh (%)", "", "Ghi chú"],
    ["", "", "", "", "Kỳ báo cáo", "Lũy kế từ đầu năm", "", "", "Kế hoạch", "Cùng kỳ"],
    ["A", "B", "C", "1", "2", "3", "4", "5", "6=3/1", "7=3/5", "8"],
    ["I", "Số lao động được giải quyết việc làm", "Người", 16000, 11000, 11000, 16500, 9500, Decimal("68.75"), Decimal("115.79")],
    ["", "Trong đó:"],
    ["-", "- Nữ", "Người", 7000, 5100, 5100, 7200, 4400, Decimal("72.9"), Decimal("115.9")],
    ["II", "Lao động đi làm việc ở nước ngoài", "Người", 100, 50, 50, 100, "…", Decimal(50), "x"],
    ["", "Trong đó: Nữ", "Người", 40, 20, 20, 40, "", Decimal(50), ""],
    ["", "", "", "", "Người lập biểu"],
]  # fmt: skip
MERGED = (
    (4, 5, 4, 6),
    (4, 9, 4, 10),
    (4, 1, 5, 1),
    (4, 2, 5, 2),
    (4, 3, 5, 3),
    (4, 4, 5, 4),
    (4, 7, 5, 7),
    (4, 8, 5, 8),
)


def table(lines: list[list[Any]], merged=MERGED, sheet: str | None = "Biểu 1") -> Table:
    cells = tuple(
        Cell(row, column, value if isinstance(value, str) else Decimal(value), _shown(value))
        for row, line in enumerate(lines, start=1)
        for column, value in enumerate(line, start=1)
        if value != ""
    )
    return Table(1, sheet, cells, tuple(merged))


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else str(value).replace(".", ",")


HEAD = DocumentHead(
    kind="statistical_form", title="", agency_code=None, agency_text="", number=None, symbol=None,
    issued_on=date(2022, 7, 21), issued_text="", relation="initial", relation_to=None, area_code="20",
    report_type="half_year_report", report_period=None, period_basis="nd09", legal_state="unsigned",
)  # fmt: skip


@pytest.fixture
def extract(catalogue, tmp_path: Path):
    def run(tables: list[Table | Paragraph], form: dict[str, Any] | None = None, head: DocumentHead = HEAD):
        form = form or FORM
        folder = tmp_path / "forms" / form["form_id"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{form['valid_from']}.yaml").write_text(
            yaml.safe_dump(form, allow_unicode=True), encoding="utf-8"
        )
        other = replace(catalogue, directory=tmp_path, digest=f"{tmp_path}{form}")
        load_forms(other)
        return extract_forms(Document("d1", "bieu.xlsx", "0" * 64, "x", tuple(tables)), head, other)

    return run


def series(found) -> dict[tuple, Decimal | None]:
    return {
        (
            one.indicator_code,
            one.breakdown,
            one.scenario,
            one.measure,
            one.accumulation,
            one.period,
        ): one.value
        for one in found.readings
    }


def test_the_usual_columns_of_a_report(extract) -> None:
    found = extract([table(SHEET)])
    assert not found.drift
    assert not found.unmapped
    read = series(found)
    jobs = {key[2:]: value for key, value in read.items() if key[:2] == ("new_jobs", "_T")}
    assert jobs == {
        ("plan", "level", "period", "2022"): Decimal(16000),
        ("actual", "level", "period", "2022-S1"): Decimal(11000),
        ("actual", "level", "ytd", "2022-S1"): Decimal(11000),
        ("estimate", "level", "period", "2022"): Decimal(16500),
        ("actual", "level", "period", "2021-S1"): Decimal(9500),
        ("actual", "pct_of_plan", "period", "2022-S1"): Decimal("68.75"),
        ("actual", "pct_of_same_period", "period", "2022-S1"): Decimal("115.79"),
    }
    plan = next(one for one in found.readings if one.scenario == "plan")
    assert (plan.plan_basis, plan.period_basis, plan.area_code, plan.locator.cell) == (
        "assigned",
        "nd09",
        "20",
        "D7",
    )


def test_a_real_workbook_with_merged_headers(extract, tmp_path: Path) -> None:
    """The same sheet through bytes: merged cells are the same cell, addresses are Excel's."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    for row, line in enumerate(SHEET, start=3):
        for column, value in enumerate(line, start=2):
            if value != "":
                sheet.cell(row, column, value)
    for top, left, bottom, right in MERGED:
        sheet.merge_cells(start_row=top + 2, start_column=left + 1, end_row=bottom + 2, end_column=right + 1)
    book.save(tmp_path / "bieu.xlsx")
    found = extract(list(read_document(tmp_path / "bieu.xlsx").blocks))
    assert not found.drift
    assert series(found) == series(extract([table(SHEET)]))
    assert found.readings[0].locator.cell == "E9"


def test_rows_stand_under_others(extract) -> None:
    read = series(extract([table(SHEET)]))
    women = {key[0]: value for key, value in read.items() if key[1] == "sex=F" and key[2] == "plan"}
    assert women == {"new_jobs": Decimal(7000), "overseas_workers": Decimal(40)}


def test_a_row_under_an_unknown_one_is_nobodys(extract) -> None:
    lines = [list(line) for line in SHEET]
    lines[9][1] = "Lao động đi nước ngoài theo hợp đồng"
    found = extract([table(lines)])
    assert [(one.kind, one.locator.cell) for one in found.drift] == [
        ("unknown_label", "B10"), ("unknown_label", "B11"), ("row_missing", None),
    ]  # fmt: skip
    assert "overseas_workers" not in {one.indicator_code for one in found.readings}


def test_a_missing_mark_in_a_column_is_told_with_its_period(extract) -> None:
    found = extract([table(SHEET)])
    assert [(one.locator.cell, one.period, one.meaning) for one in found.missing] == [
        ("H10", "2021-S1", "not_reported"), ("J10", "2022-S1", "not_applicable"),
    ]  # fmt: skip


def test_a_header_without_its_merges_is_not_guessed(extract) -> None:
    found = extract([table(SHEET, merged=())])
    assert {one.text for one in found.drift} == {"Lũy kế từ đầu năm", "Cùng kỳ"}
    assert {one.locator.cell for one in found.readings if one.locator.cell[0] in "FJ"} == set()
    assert ("new_jobs", "_T", "actual", "level", "ytd", "2022-S1") not in series(found)


def test_a_period_in_a_heading_comes_before_the_title_s(extract) -> None:
    lines = [list(line) for line in SHEET]
    lines[4][4] = "9 tháng đầu năm 2021"
    read = series(extract([table(lines)]))
    assert read["new_jobs", "_T", "actual", "level", "period", "2021-01-01--P9M"] == Decimal(11000)


def test_without_a_period_nothing_relative_is_read(extract) -> None:
    lines = [list(line) for line in SHEET]
    lines[1] = ["KẾT QUẢ GIẢI QUYẾT VIỆC LÀM"]
    found = extract([table(lines)])
    assert {one.kind for one in found.drift} == {"period_unlike"}
    assert {one.period for one in found.readings} == {"2022"}  # the plan's own heading says it


def test_cells_that_shifted_in_a_row_are_not_read(extract) -> None:
    lines = [list(line) for line in SHEET]
    lines[6][10:] = [Decimal(3)]  # a figure among the notes: this row's cells may have moved
    found = extract([table(lines)])
    assert [(one.kind, one.locator.cell) for one in found.drift] == [("value_outside", "K7")]
    assert "G7" not in {one.locator.cell for one in found.readings}
    assert "D9" in {one.locator.cell for one in found.readings}


def test_a_header_that_shifted_is_not_read_at_all(extract) -> None:
    lines = [list(line) for line in SHEET]
    lines[3] = [*lines[3][:3], *lines[3][4:]]
    merged = [
        (top, left - (left > 4), bottom, right - (right > 4))
        for top, left, bottom, right in MERGED
        if left != 4
    ]
    lines[4] = [*lines[4][:3], *lines[4][4:]]
    found = extract([table(lines, merged)])
    assert not found.readings
    assert "value_outside" in {one.kind for one in found.drift}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Đơn vị tính: Nghìn người", Decimal(16000000)),
        ("(ĐVT: người)", Decimal(16000)),
        ("Đơn vị: Triệu đồng", None),
    ],
)
def test_a_note_over_the_table_gives_the_unit(note, expected, extract) -> None:
    form = {**FORM, "row_columns": [one for one in FORM["row_columns"] if one["gives"] != "unit"]}
    lines = [[*line[:2], *line[3:]] for line in SHEET]
    lines[2] = ["", "", "", note]
    merged = [(t, c - (c > 3), b, r - (r > 3)) for t, c, b, r in MERGED if c != 3]
    found = extract([table(lines, merged)], form)
    plans = [one.value for one in found.readings if one.scenario == "plan"]
    assert (plans[0] if plans else None) == expected
    assert ("unit_unlike" in {one.kind for one in found.drift}) == (expected is None)


def test_several_tables_on_a_sheet_and_figures_after_them(extract) -> None:
    second = [[TITLE.replace("6 THÁNG ĐẦU NĂM 2022", "QUÝ I NĂM 2022")], *SHEET[2:]]
    loose = [["Danh sách", 1, 2, 3], ["khác", 4, 5, 6]]
    merged = [*MERGED, *((top + 11, left, bottom + 11, right) for top, left, bottom, right in MERGED)]
    found = extract([table([*SHEET, *second, *loose], merged)])
    assert {one.period for one in found.readings if one.scenario == "actual"} >= {"2022-S1", "2022-Q1"}
    assert found.unmapped == ("Biểu 1!A24",)
    assert not found.drift


def test_a_table_in_a_document_has_its_title_above_it(extract) -> None:
    paragraphs = [Paragraph(1, TITLE), Paragraph(2, "Đơn vị tính: người")]
    found = extract([*paragraphs, replace(table([[], [], [], *SHEET[3:]], sheet=None), number=3)])
    assert len(found.readings) == 24
    assert (found.readings[0].locator.paragraph, found.readings[0].locator.sheet) == (3, None)


YEARS: dict[str, Any] = {
    "form_id": "rates_by_sex",
    "valid_from": date(2010, 1, 1),
    "name_vi": "Tỷ lệ thất nghiệp theo giới tính",
    "name_en": "Unemployment rate by sex",
    "source": "biểu thử nghiệm",
    "recognise": {"title_any_of": ["tỷ lệ thất nghiệp theo giới tính"]},
    "fixed": {"indicator_code": "unemployment_rate", "unit": "%"},
    "row_columns": [{"gives": "period", "patterns": ["[{mark}] {year}"]}],
    "figure_columns": [
        {"heading": "Tổng số|Total"},
        {"heading": ["Theo giới tính|By sex", "Nam|Male"], "breakdown": "sex=M"},
        {"heading": ["Theo giới tính|By sex", "Nữ|Female"], "breakdown": "sex=F"},
    ],
    "marks": {"sơ bộ|prel.": {"obs_status": "P"}},
}


def test_years_in_rows_members_in_columns_a_label_column_without_heading(extract) -> None:
    lines = [
        ["Tỷ lệ thất nghiệp theo giới tính"],
        ["", "Tổng số", "Theo giới tính", ""],
        ["", "Total", "By sex", ""],
        ["", "", "Nam", "Nữ"],
        ["", "", "Male", "Female"],
        [2015, Decimal("2.3"), Decimal("2.4"), Decimal("2.3")],
        ["Sơ bộ - Prel. 2016", Decimal("2.3"), Decimal("2.4"), "2,2"],
    ]
    merged = ((2, 3, 2, 4), (3, 3, 3, 4))
    found = extract([table(lines, merged)], YEARS, replace(HEAD, area_code="VN", issued_on=None))
    assert not found.drift
    assert [(one.period, one.breakdown, one.value, one.obs_status) for one in found.readings] == [
        ("2015", "_T", Decimal("2.3"), "A"), ("2015", "sex=M", Decimal("2.4"), "A"), ("2015", "sex=F", Decimal("2.3"), "A"),
        ("2016", "_T", Decimal("2.3"), "P"), ("2016", "sex=M", Decimal("2.4"), "P"), ("2016", "sex=F", Decimal("2.2"), "P"),
    ]  # fmt: skip


AREAS: dict[str, Any] = {
    "form_id": "rate_by_province",
    "valid_from": date(2010, 1, 1),
    "name_vi": "Tỷ lệ nghèo theo địa phương",
    "name_en": "Poverty rate by province",
    "source": "biểu thử nghiệm",
    "recognise": {"title_any_of": ["poverty rate by province"]},
    "fixed": {"indicator_code": "poverty_rate", "unit": "%"},
    "row_columns": [{"headers": ["Cities, provincies"], "gives": "area"}],
    "figure_columns": [{"heading": "[{mark}] {year}"}],
    "marks": {"sơ bộ|prel.": {"obs_status": "P"}},
}
BY_PROVINCE = [
    ["Poverty rate by province (*) by Cities, provincies and Year"],
    [],
    ["Cities, provincies", "2015", "Prel. 2016"],
    [" WHOLE COUNTRY", Decimal("7.0"), Decimal("5.8")],
    ["Northern midlands and mountain areas", Decimal("16.0"), Decimal("13.8")],
    ["Cao Bang", Decimal("20"), Decimal("18")],
    ["Bac Kan", Decimal("17"), Decimal("15")],
    ["Thai  Nguyen", Decimal("9"), ".."],
]


def test_provinces_in_rows_as_the_table_itself_dates_them(extract) -> None:
    found = extract([table(BY_PROVINCE, ())], AREAS, replace(HEAD, area_code=None, issued_on=None))
    assert not found.drift
    assert [(one.area_code, one.area_level, one.territory, one.period) for one in found.readings][::2] == [
        ("VN", "country", "VN", "2015"), ("R2", "region", "R2", "2015"), ("04", "province", "04", "2015"),
        ("06", "province", "06", "2015"), ("19", "province", "19", "2015"),
    ]  # fmt: skip
    assert found.missing[0].meaning == "not_reported"


def test_without_a_province_of_the_past_the_territory_is_unclear(extract) -> None:
    lines = [
        line
        for line in BY_PROVINCE
        if line[:1] not in (["Bac Kan"], ["Northern midlands and mountain areas"])
    ]
    found = extract([table(lines, ())], AREAS, replace(HEAD, area_code=None, issued_on=None))
    assert {one.area_code: one.territory for one in found.readings} == {"VN": "VN", "04": "04", "19": None}
    dated = extract([table(lines, ())], AREAS, replace(HEAD, area_code=None, issued_on=date(2026, 1, 5)))
    assert {one.territory for one in dated.readings if one.area_code == "19"} == {"19@2025-07-01"}


def test_a_province_nobody_knows_is_drift(extract) -> None:
    lines = [
        *BY_PROVINCE[:5],
        ["Cao Bangg", Decimal("20"), Decimal("18")],
        ["Cao Bang", 1, 2],
        ["Cao Bằng", 1, 2],
    ]
    found = extract([table(lines, ())], AREAS, replace(HEAD, issued_on=None))
    assert [(one.kind, one.text) for one in found.drift] == [
        ("unknown_label", "Cao Bangg"),
        ("repeated_label", "Cao Bằng"),
    ]
    assert {one.area_code for one in found.readings} == {"VN", "R2"}


def test_rows_that_head_others_and_words_that_are_nobodys(extract) -> None:
    form = {
        **AREAS,
        "fixed": {"unit": "%"},
        "rows": [
            {"labels": ["Hộ nghèo"], "heads": True, "indicator_code": "poverty_rate"},
            {"labels": ["Qua đào tạo"], "heads": True, "indicator_code": "trained_labour_rate"},
        ],
    }
    lines = [
        *BY_PROVINCE[:3],
        ["Hộ nghèo"],
        *BY_PROVINCE[5:7],
        ["Qua đào tạo"],
        *BY_PROVINCE[5:7],
        ["Ngành khác"],
    ]
    found = extract([table(lines, ())], form, replace(HEAD, issued_on=None))
    assert not found.drift
    assert [(one.indicator_code, one.area_code, one.period) for one in found.readings][::2] == [
        ("poverty_rate", "04", "2015"), ("poverty_rate", "06", "2015"),
        ("trained_labour_rate", "04", "2015"), ("trained_labour_rate", "06", "2015"),
    ]  # fmt: skip


def test_keys_in_two_columns_and_units_in_labels(extract) -> None:
    form = {
        **AREAS,
        "fixed": {"indicator_code": "unemployment_rate", "unit": "%"},
        "row_columns": [
            {"headers": ["Year"], "gives": "period", "patterns": ["[{mark}] {year}"], "repeats": True},
            {"headers": ["Region"], "gives": "area"},
            {"headers": ["Sex"], "gives": "member", "members": {"sex=M": ["Male"], "sex=F": ["Female"]}},
        ],
        "figure_columns": [{"heading": "Rate ({unit})"}],
    }
    lines = [
        BY_PROVINCE[0], ["Year", "Region", "Sex", "Rate (%)"],
        ["2015", "Whole country", "Male", Decimal(2)], ["", "Whole country", "Female", Decimal(3)],
        ["Prel. 2016", "Cao Bang", "Female", Decimal(4)], ["2016", "Cao Bang", "Other", Decimal(4)],
    ]  # fmt: skip
    found = extract([table(lines, ())], form, replace(HEAD, issued_on=None))
    assert [(one.period, one.area_code, one.breakdown, one.obs_status) for one in found.readings] == [
        ("2015", "VN", "sex=M", "A"), ("2015", "VN", "sex=F", "A"), ("2016", "04", "sex=F", "P"),
    ]  # fmt: skip
    assert [(one.kind, one.text) for one in found.drift] == [("unknown_label", "Other")]
