"""A year over several columns of a report on part of it; what a heading says is not the period of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from extract.test_form_language import FORM, HEAD, TITLE, series, table
from extract.test_form_language import extract as extract  # noqa: PLC0414 (a fixture)
from lientinh.documents import Document
from lientinh.extract.forms.head import complete_head

YEARS = {
    **FORM,
    "figure_columns": [
        {"heading": ["Thực hiện năm {year}", "Cùng kỳ"], "kind": "same_period_last_year"},
        {"heading": ["Thực hiện năm {year}", "Cả năm"], "kind": "actual_of_last_year"},
        {"heading": ["Năm {year}", "Kế hoạch năm"], "kind": "plan_of_year"},
        {"heading": ["Năm {year}", "Thực hiện kỳ báo cáo"], "kind": "actual_in_period"},
        {"heading": ["Năm {year}", "Lũy kế từ đầu năm"], "kind": "actual_to_date"},
        {"heading": ["Năm {year}", "Ước cả năm"], "kind": "estimate_of_year"},
    ],
    "rows": FORM["rows"][:1],
}
SHEET = [
    [TITLE],
    [],
    ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2021", "", "Năm 2022"],
    [
        "",
        "",
        "",
        "Cùng kỳ",
        "Cả năm",
        "Kế hoạch năm",
        "Thực hiện kỳ báo cáo",
        "Lũy kế từ đầu năm",
        "Ước cả năm",
    ],
    ["1", "Số lao động được giải quyết việc làm", "Người", 9500, 15200, 16000, 3000, 11000, 16500],
]
MERGED = ((3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 4, 3), (3, 4, 3, 5), (3, 6, 3, 9))


@pytest.mark.parametrize(
    ("title", "part", "before"),
    [
        (TITLE, "2022-S1", "2021-S1"),
        (TITLE.replace("6 THÁNG", "9 THÁNG"), "2022-01-01--P9M", "2021-01-01--P9M"),
        (TITLE.replace("6 THÁNG ĐẦU NĂM", "NĂM"), "2022", "2021"),
    ],
)
def test_under_a_year_results_are_of_the_period_reported(extract, title: str, part: str, before: str) -> None:
    found = extract([table([[title], *SHEET[1:]], MERGED)], YEARS)
    assert not found.drift
    assert {
        (scenario, accumulation, period, int(value))
        for (_, _, scenario, _, accumulation, period), value in series(found).items()
    } >= {
        ("actual", "period", before, 9500) if part != "2022" else ("actual", "ytd", "2022", 11000),
        ("plan", "period", "2022", 16000),
        ("actual", "period", part, 3000),
        ("actual", "ytd", part, 11000),
        ("estimate", "period", "2022", 16500),
    }


def test_a_heading_of_the_reported_period_does_not_tell_which_it_is(catalogue, tmp_path) -> None:
    path = tmp_path / "forms" / "jobs_report" / "2020-01-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(YEARS, allow_unicode=True), encoding="utf-8")
    document = Document("d1", "bieu.xlsx", "0" * 64, "x", (table(SHEET, MERGED),))
    other = replace(catalogue, directory=tmp_path, digest=str(tmp_path))
    assert complete_head(HEAD, document, other).report_period == "2022-S1"
