"""What a document lacks as a whole, and where a sheet departs from its form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from gates.builders import HEAD, check, document, reading, rule_ids, table
from lientinh.catalogue import Catalogue
from lientinh.documents import Locator
from lientinh.extract import Extraction
from lientinh.extract.forms.drift import DriftKind, FormDrift, MissingCell
from lientinh.gates import CheckedSubmission, run_gate_1

CELL = Locator("a.xlsx", sheet="Biểu 1", cell="C7")


def drift(kind: Any, text: str = "Dân số", nearest: str | None = None) -> FormDrift:
    return FormDrift(kind, CELL, text, "f", "Biểu năm", "Annual form", nearest)


def missing(meaning: Any) -> MissingCell:
    return MissingCell(CELL, "population", "_T", "2016", meaning)


def test_a_report_without_a_figure(catalogue: Catalogue) -> None:
    (found,) = check(catalogue, text="Không có gì.")
    assert (found.rule_id, found.severity, found.locator) == ("gate1.no_figures", "warning", "a.txt")
    assert check(catalogue, text="Chỉ đạo.", head=replace(HEAD, kind="dispatch")) == []


def test_figures_of_no_indicator_are_counted(catalogue: Catalogue) -> None:
    (found,) = check(catalogue, reading("1", indicator_code=None), reading("2", indicator_code=None))
    assert (found.rule_id, found.severity) == ("gate1.indicators_unknown", "info")
    assert found.message_vi.startswith("2 số liệu trong “a.txt”")


def test_a_draft_without_number_and_day(catalogue: Catalogue) -> None:
    head = replace(HEAD, number=None, issued_on=None, issued_text="tháng 01 năm 2021")
    found = check(catalogue, reading(), head=head)
    assert rule_ids(found) == ["gate1.date_blank", "gate1.number_blank"]
    assert "tháng 01 năm 2021" in found[0].message_vi
    assert check(catalogue, reading(), head=replace(head, kind="news")) == []


ANNEX = [
    ("(Biểu số liệu chi tiết kèm theo)", "Biểu số liệu chi tiết kèm theo"),
    ("Có phụ lục gửi kèm theo.", "phụ lục gửi kèm theo"),
    ("Số liệu theo bảng đính kèm.", "bảng đính kèm"),
    ("Gửi kèm theo báo cáo này 03 biểu.", "Gửi kèm theo báo cáo này 03 biểu"),
    ("(Kèm theo phụ lục số liệu)", "Kèm theo phụ lục số liệu"),
    ("Sở gửi kèm công văn này biểu tổng hợp.", "gửi kèm công văn này biểu tổng hợp"),
    ("Chi tiết tại Phụ lục 01.", "Chi tiết tại Phụ lục"),
]


@pytest.mark.parametrize(("text", "words"), ANNEX)
def test_an_annex_that_is_announced_and_missing(catalogue: Catalogue, text: str, words: str) -> None:
    (found,) = check(catalogue, reading(), text=text)
    assert (found.rule_id, found.severity, found.quote) == ("gate1.annex_missing", "warning", words)


@pytest.mark.parametrize(
    "text",
    [
        "Theo phụ lục ban hành kèm theo Thông tư số 2.",
        "Thực hiện biểu kèm theo Quyết định số 19.",
        "Bảng lương. Gửi kèm thư.",
        "Chi tiết tại Phụ lục ban hành kèm theo Thông tư.",
        "Kèm theo Quyết định số 2 là danh mục.",
        "Gửi kèm theo báo cáo này bảng hiệu.",
    ],
)
def test_what_announces_no_annex_of_its_own(catalogue: Catalogue, text: str) -> None:
    assert check(catalogue, reading(), text=text) == []


def test_an_annex_that_came_with_the_text(catalogue: Catalogue) -> None:
    text = ANNEX[0][0]
    assert check(catalogue, reading(), text=text, tables=(table(1, 2, 3),)) == []
    letterhead = table("Số: 5", "Độc lập", "ngày 2")
    assert rule_ids(check(catalogue, reading(), text=text, tables=(letterhead,))) == ["gate1.annex_missing"]


@pytest.mark.parametrize(
    ("file", "is_annex"),
    [
        ("Phụ lục 1.docx", True),
        ("phu-luc-01.docx", True),
        ("bieu_so_lieu.docx", True),
        ("bieutuong.docx", False),
    ],
)
def test_a_file_of_the_folder_that_calls_itself_an_annex(
    catalogue: Catalogue, file: str, is_annex: bool
) -> None:
    texts = (document(ANNEX[0][0], file="bao-cao.docx"), document("Không có bảng.", file=file))
    extractions = (Extraction(HEAD, (reading(),)), Extraction(HEAD, (reading(),)))
    submission = CheckedSubmission("s", "20", {one.document_id: "r" for one in texts}, texts, extractions)
    assert rule_ids(run_gate_1([submission], catalogue)) == ["gate1.annex_missing"] * (not is_annex)


def test_tables_no_form_fits_and_hidden_sheets(catalogue: Catalogue) -> None:
    tables = (table(1, 2, 3, sheet="Lạ"), table(1, 2, 3, sheet="Ẩn", hidden=True), table("a", sheet="Bìa"))
    found = check(catalogue, reading(), tables=tables, unmapped=("Lạ", "Bìa"))
    assert [(one.rule_id, one.locator) for one in found] == [
        ("gate1.hidden_sheet", "Ẩn"),
        ("gate1.sheet_not_mapped", "Lạ"),
    ]


def test_a_table_of_a_text_is_called_by_the_line_above_it(catalogue: Catalogue) -> None:
    tables = (table(1, 2, 3, number=2, sheet=None), table(1, 2, 4, number=3, sheet=None))
    found = check(
        catalogue, reading(), text="Biểu 1. Chỉ tiêu", tables=tables, unmapped=("table 2", "table 3")
    )
    named, counted = (one for one in found if one.rule_id == "gate1.sheet_not_mapped")
    assert named.message_vi.startswith("Bảng “Biểu 1. Chỉ tiêu” trong “a.txt”")
    assert counted.message_en.startswith("Table “2” of “a.txt”")


@pytest.mark.parametrize("kind", get_args(DriftKind))
def test_every_kind_of_drift_is_told_at_its_cell(catalogue: Catalogue, kind: str) -> None:
    (found,) = check(catalogue, reading(), drift=(drift(kind),))
    assert (found.rule_id, found.locator, found.place_only) == (f"gate1.form_{kind}", "Biểu 1!C7", True)
    assert "Biểu năm" in found.message_vi and "“Dân số”" in found.message_vi


def test_every_cell_with_the_same_error_is_told(catalogue: Catalogue) -> None:
    cells = [
        replace(drift("cell_not_numeric", "#N/A"), locator=replace(CELL, cell=f"C{row}")) for row in (7, 8)
    ]
    found = check(catalogue, reading(), drift=tuple(cells))
    assert sorted(str(one.locator) for one in found) == ["Biểu 1!C7", "Biểu 1!C8"]
    assert len({one.finding_id for one in found}) == 2


def test_a_unit_that_is_not_there_is_called_blank(catalogue: Catalogue) -> None:
    (found,) = check(catalogue, reading(), drift=(drift("unit_unlike", ""),))
    assert "“(trống, blank)”" in found.message_vi


def test_an_unknown_label_names_the_one_it_may_have_been(catalogue: Catalogue) -> None:
    (found,) = check(catalogue, reading(), drift=(drift("unknown_label", "Dân sô", "Dân số"),))
    assert found.message_vi.endswith("Có thể là “Dân số”.")


def test_a_doubled_row_concerns_its_own_place_only(catalogue: Catalogue) -> None:
    """Neither of the two rows was read, so no reading waits for it."""
    rows = (reading("1", phrase="Lao động"),)
    (found,) = check(catalogue, *rows, drift=(drift("repeated_label"),))
    assert (found.reading_ordinals, found.place_only, found.severity) == ((), True, "error")


def test_cells_nobody_filled_in_are_counted_and_no_zeros(catalogue: Catalogue) -> None:
    cells = (missing("not_reported"), missing("not_reported"), missing("not_applicable"))
    (found,) = check(catalogue, reading(), missing=cells)
    assert (found.rule_id, found.severity) == ("gate1.form_cells_missing", "info")
    assert "có 2 ô" in found.message_vi
    assert check(catalogue, reading(), missing=cells[2:]) == []
