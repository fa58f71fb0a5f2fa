"""Loading: every fault of every table is named with file and line, all at once, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lientinh.catalogue import load_catalogue
from lientinh.catalogue.loading import TABLES, digest_folder
from lientinh.errors import CatalogueError


def problems_of(directory: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(directory)
    return caught.value.problems


def edit(path: Path, change) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_the_catalogue_of_the_checkout_loads(catalogue) -> None:
    for name in TABLES:
        assert getattr(catalogue, name), f"{name} is empty"


@pytest.mark.parametrize(
    ("table", "where", "changes", "says"),
    [
        ("areas", {"area_code": "04"}, {"level": "tỉnh"}, "'level' holds 'tỉnh'"),
        ("areas", {"area_code": "04"}, {"valid_from": "1/7/2025"}, "YYYY-MM-DD"),
        ("units", {"unit_code": "VND"}, {"decimals": "không"}, "write a whole number"),
        ("unit_words", {"word": "tỷ đồng"}, {"factor": "1 tỷ"}, "write a number"),
        ("agencies", {"agency_code": "molisa"}, {"verified": "chắc"}, "write true or false"),
        ("indicators", {"indicator_code": "new_jobs"}, {"name_vi": ""}, "'name_vi' is empty; fill the cell"),
        ("indicators", {"indicator_code": "new_jobs"}, {"definition_en": "  "}, "'definition_en' is empty"),
        ("asked", {"indicator_code": "new_jobs"}, {"frequency": "nửa năm"}, "'frequency'"),
        ("missing_marks", {"mark": "x"}, {"meaning": "0"}, "write one of the values named"),
        ("dimensions", {"member": "urban"}, {"name_vi": "tha\u0300nh thị"}, "not in Unicode form NFC"),
    ],
)
def test_a_bad_value_is_named_with_file_and_line(copied, spoil, table, where, changes, says) -> None:
    line = spoil(table, where, **changes)
    (problem, *others) = [text for text in problems_of(copied) if says in text]
    assert problem.startswith(f"{table}.csv:{line}: ")
    assert ";" in problem, "says how to mend it"
    assert not others


def test_all_problems_of_all_tables_come_at_once(copied, spoil) -> None:
    first = spoil("units", {"unit_code": "VND"}, kind="tiền")
    second = spoil("units", {"unit_code": "KILOGRAM"}, decimals="x")
    third = spoil("report_types", {"report_type": "plan"}, authority_plan="một")
    problems = problems_of(copied)
    for place in (f"units.csv:{first}:", f"units.csv:{second}:", f"report_types.csv:{third}:"):
        assert any(problem.startswith(place) for problem in problems)


def test_problems_are_sorted_by_file_and_line(copied, spoil) -> None:
    spoil("units", {"unit_code": "VND"}, kind="tiền")
    spoil("areas", {"area_code": "96"}, level="x")
    spoil("areas", {"area_code": "02"}, level="x")
    places = [(text.split(":")[0], int(text.split(":")[1])) for text in problems_of(copied)]
    assert places == sorted(places)


def test_unknown_missing_and_doubled_columns(copied) -> None:
    edit(copied / "units.csv", lambda text: text.replace("symbol", "ky_hieu", 1))
    edit(copied / "missing_marks.csv", lambda text: text.replace("meaning", "mark", 1))
    problems = problems_of(copied)
    assert any(p.startswith("units.csv:1: unknown column 'ky_hieu'") for p in problems)
    assert any(p.startswith("units.csv:1: missing column 'symbol'") for p in problems)
    assert any(p.startswith("missing_marks.csv:1: column 'mark' stands twice") for p in problems)


def test_a_row_with_a_cell_too_many(copied) -> None:
    path = copied / "missing_marks.csv"
    path.write_text(path.read_text(encoding="utf-8") + "?,not_reported,cell,thừa\n", encoding="utf-8")
    line = len(path.read_text(encoding="utf-8").splitlines())
    assert any(p.startswith(f"missing_marks.csv:{line}: 4 cells, 3 columns") for p in problems_of(copied))


def test_a_missing_table_and_a_file_in_another_encoding(copied) -> None:
    (copied / "asked.csv").unlink()
    (copied / "units.csv").write_bytes("unit_code\nđồng".encode("utf-16"))
    problems = problems_of(copied)
    assert any(p.startswith("asked.csv:0: the table is missing") for p in problems)
    assert any(p.startswith("units.csv:0: not UTF-8") for p in problems)


def test_a_quotation_mark_left_open(copied) -> None:
    path = copied / "missing_marks.csv"
    path.write_text(path.read_text(encoding="utf-8") + '"?,not_reported,cell\n', encoding="utf-8")
    assert any("quotation marks" in p for p in problems_of(copied) if p.startswith("missing_marks.csv:"))


def test_lines_are_right_after_a_cell_of_several_lines(copied, spoil) -> None:
    spoil("units", {"unit_code": "VND"}, name_en="Vietnamese\ndong")
    spoil("units", {"unit_code": "PERSON"}, kind="người")
    assert any(p.startswith("units.csv:4: column 'kind'") for p in problems_of(copied))


def test_blank_lines_and_a_byte_order_mark_are_no_fault(copied) -> None:
    path = copied / "missing_marks.csv"
    path.write_text("\ufeff" + path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert load_catalogue(copied).missing_mark("x")


def test_values_of_one_cell_are_separated_by_a_bar(catalogue) -> None:
    assert catalogue.area("19").predecessor_codes == ("06", "19")
    assert catalogue.area("04").predecessor_codes == ()


def test_the_digest_follows_every_file_forms_included(copied) -> None:
    before = digest_folder(copied)
    assert len(before) == 12
    (copied / "forms" / "new_form.yaml").write_text("form_id: x\n", encoding="utf-8")
    with_form = digest_folder(copied)
    (copied / "forms" / "new_form.yaml").rename(copied / "forms" / "other_form.yaml")
    assert len({before, with_form, digest_folder(copied)}) == 3
    assert load_catalogue(copied).digest == digest_folder(copied)


def test_what_is_no_metadata_does_not_change_the_digest(copied) -> None:
    before = digest_folder(copied)
    (copied / "README.txt").write_text("ghi chú", encoding="utf-8")
    assert digest_folder(copied) == before
