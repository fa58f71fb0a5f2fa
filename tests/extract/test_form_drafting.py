"""Drafts of forms: what `form propose` writes, and that it reads its own sheet once a person has finished it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from extract.test_form_language import HEAD, MERGED, SHEET, table
from lientinh.documents import Document
from lientinh.errors import CatalogueError
from lientinh.extract.forms import extract_forms
from lientinh.extract.forms.drafting import FormDraft, draft_forms
from lientinh.extract.forms.loading import load_forms

DAY = date(2026, 11, 22)


def draft(catalogue, lines=SHEET, merged=MERGED, issued_on: date | None = None) -> FormDraft:
    document = Document("d1", "bieu.xlsx", "0" * 64, "x", (table(lines, merged),))
    (found,) = draft_forms(document, replace(HEAD, issued_on=issued_on), catalogue, DAY)
    return found


def with_form(catalogue, folder: Path, text: str):
    data = yaml.safe_load(text)
    path = folder / "forms" / data["form_id"] / f"{data['valid_from']}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return replace(catalogue, directory=folder, digest=str(folder) + text)


def test_a_draft_names_what_the_sheet_shows(catalogue) -> None:
    found = draft(catalogue)
    data = yaml.safe_load(found.yaml)
    assert (found.what, found.table, data["valid_from"]) == ("new", "Biểu 1", DAY)
    assert data["recognise"]["title_any_of"] == ["kết quả giải quyết việc làm"]
    assert [(one["headers"], one["gives"]) for one in data["row_columns"]] == [
        (["STT"], "nothing"), (["Chỉ tiêu"], "item"), (["ĐVT"], "unit"), (["Ghi chú"], "nothing"),
    ]  # fmt: skip
    assert [(one["heading"], one.get("kind")) for one in data["figure_columns"]] == [
        ("Kế hoạch năm {year}", "plan_of_year"),
        (["Thực hiện", "Kỳ báo cáo"], "actual_in_period"),
        (["Thực hiện", "Lũy kế từ đầu năm"], "actual_to_date"),
        ("Ước thực hiện năm", "estimate_of_year"),
        ("Cùng kỳ năm trước", "same_period_last_year"),
        (["So sánh (%)", "Kế hoạch"], "pct_of_plan"),
        (["So sánh (%)", "Cùng kỳ"], "pct_of_same_period"),
    ]
    assert [(one["labels"], one.get("under")) for one in data["rows"]] == [
        (["Số lao động được giải quyết việc làm"], None),
        (["Nữ"], "Số lao động được giải quyết việc làm"),
        (["Lao động đi làm việc ở nước ngoài"], None),
        (["Trong đó: Nữ"], "Lao động đi làm việc ở nước ngoài"),
    ]
    assert data["end_words"] == ["người lập"]


def test_an_unfinished_draft_does_not_load(catalogue, tmp_path: Path) -> None:
    found = draft(catalogue)
    assert found.open_points > 3
    with pytest.raises(CatalogueError, match="FILL_IN"):
        load_forms(with_form(catalogue, tmp_path, found.yaml))


def test_a_finished_draft_reads_its_own_sheet(catalogue, tmp_path: Path) -> None:
    data = yaml.safe_load(draft(catalogue).yaml)
    data |= {"name_en": "Jobs", "source": "biểu thử nghiệm", "report_type": "half_year_report"}
    for row, code in zip(
        data["rows"], ["new_jobs", "new_jobs", "overseas_workers", "overseas_workers"], strict=True
    ):
        row["indicator_code"] = code
        if "under" in row:
            row["breakdown"] = "sex=F"
    other = with_form(catalogue, tmp_path, yaml.safe_dump(data, allow_unicode=True))
    document = Document("d1", "bieu.xlsx", "0" * 64, "x", (table(SHEET),))
    found = extract_forms(document, HEAD, other)
    assert not found.drift
    assert len(found.readings) == 24
    assert draft_forms(document, HEAD, other, DAY) == []


def test_a_table_of_provinces_and_years_in_its_own_words(catalogue) -> None:
    lines = [
        ["Số người cao tuổi theo địa phương"], ["Đơn vị tính: người"], ["Địa bàn", "2021", "2022"],
        ["Cao Bằng", 10, 20], ["Lạng Sơn", 30, 40],
    ]  # fmt: skip
    data = yaml.safe_load(draft(catalogue, lines, ()).yaml)
    assert data["row_columns"] == [{"headers": ["Địa bàn"], "gives": "area"}]
    assert [one["heading"] for one in data["figure_columns"]] == ["{year}"]
    assert data["fixed"] == {"indicator_code": "FILL_IN", "unit": "FILL_IN"}


def test_a_known_form_that_drifted_becomes_its_next_version(catalogue, tmp_path: Path) -> None:
    finished = Path(tmp_path / "first")
    data = yaml.safe_load(draft(catalogue).yaml)
    data |= {"name_en": "Jobs", "source": "biểu thử nghiệm"}
    for row in data["rows"]:
        row["indicator_code"] = "new_jobs"
        if "under" in row:
            row["breakdown"] = "sex=F"
    other = with_form(catalogue, finished, yaml.safe_dump(data, allow_unicode=True))
    lines = [list(line) for line in SHEET]
    lines[9][1] = "Người lao động đi làm việc ở nước ngoài"
    lines[3][6] = "Ước thực hiện cả năm"
    document = Document("d1", "bieu.xlsx", "0" * 64, "x", (table(lines),))
    (found,) = draft_forms(document, replace(HEAD, issued_on=date(2023, 1, 9)), other, DAY)
    assert (found.what, found.form_id, found.valid_from) == ("version", data["form_id"], date(2023, 1, 9))
    new = yaml.safe_load(found.yaml)
    assert new["rows"][2]["labels"] == [
        "Lao động đi làm việc ở nước ngoài",
        "Người lao động đi làm việc ở nước ngoài",
    ]
    assert ["Ước thực hiện năm|Ước thực hiện cả năm"] in [one["heading"] for one in new["figure_columns"]]
    second = with_form(other, tmp_path / "second", found.yaml)
    assert {one.kind for one in extract_forms(document, HEAD, second).drift} <= {
        "unknown_label",
        "header_missing",
    }


GROUPED = [
    ["BIỂU TỔNG HỢP CÁC CHỈ TIÊU 9 THÁNG ĐẦU NĂM 2023"],
    [],
    ["STT", "Chỉ tiêu", "ĐVT", "Năm 2023", "", "So với kế hoạch (%)"],
    ["", "", "", "Kế hoạch", "Ước thực hiện cả năm", ""],
    ["A", "B", "C", "1", "2", "3=2/1"],
    ["I", "LĨNH VỰC VIỆC LÀM"],
    ["1", "Số lao động được tạo việc làm mới", "Người", 15000, 15500, Decimal("103.3")],
    ["", "Trong đó:"],
    ["-", "Lao động đi làm việc ở nước ngoài", "Người", 400, 450, Decimal("112.5")],
    ["II", "LĨNH VỰC GIẢM NGHÈO"],
    ["1", "Tỷ lệ hộ nghèo", "%", Decimal("5.92"), Decimal("5.9"), "x"],
]
GROUPED_MERGED = ((3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 4, 3), (3, 4, 3, 5), (3, 6, 4, 6))


@pytest.mark.parametrize("numbered", [True, False])
def test_what_heads_a_group_of_rows_is_no_heading_of_columns(catalogue, numbered: bool) -> None:
    lines = GROUPED if numbered else [*GROUPED[:4], *GROUPED[5:]]
    data = yaml.safe_load(draft(catalogue, lines, GROUPED_MERGED).yaml)
    assert [(one["headers"], one["gives"]) for one in data["row_columns"]] == [
        (["STT"], "nothing"), (["Chỉ tiêu"], "item"), (["ĐVT"], "unit"),
    ]  # fmt: skip
    assert [(one["heading"], one["kind"]) for one in data["figure_columns"]] == [
        (["Năm {year}", "Kế hoạch"], "plan_of_year"),
        (["Năm {year}", "Ước thực hiện cả năm"], "estimate_of_year"),
        ("So với kế hoạch (%)", "pct_of_plan"),
    ]
    assert [(one["labels"][0], one.get("under")) for one in data["rows"]] == [
        ("Số lao động được tạo việc làm mới", None),
        ("Lao động đi làm việc ở nước ngoài", "Số lao động được tạo việc làm mới"),
        ("Tỷ lệ hộ nghèo", None),
    ]
