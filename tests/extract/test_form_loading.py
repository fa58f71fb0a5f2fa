"""Forms are data: what is wrong with one is told with file and line."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lientinh.errors import CatalogueError
from lientinh.extract.forms.loading import forms_on, load_forms


@pytest.fixture
def forms_dir(tmp_path: Path, root_dir: Path) -> Path:
    shutil.copytree(root_dir / "include" / "catalogue" / "forms", tmp_path / "forms")
    return tmp_path / "forms"


def problems_of(catalogue, directory: Path, digest: str) -> list[str]:
    with pytest.raises(CatalogueError) as error:
        load_forms(replace(catalogue, directory=directory, digest=digest))
    return error.value.problems


def the_form(forms_dir: Path) -> Path:
    return next(forms_dir.glob("annual_labour_statistics/*.yaml"))


def test_the_forms_of_the_catalogue_load(catalogue) -> None:
    forms = load_forms(catalogue)
    assert "annual_labour_statistics" in {form.form_id for form in forms}
    files = {(path.parent.name, path.stem) for path in (catalogue.directory / "forms").glob("*/*.yaml")}
    assert {(form.form_id, form.valid_from.isoformat()) for form in forms} == files


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "indicator_code: population",
            "indicator_code: populace",
            ":39: no indicator has the code 'populace'",
        ),
        (
            "report_type: annual_statistical_form",
            "report_type: annual",
            ":8: report_type annual is not in report_types.csv",
        ),
        ("  within_rows: 15", "  within_rows: many", ":15: recognise.within_rows:"),
        ("[{mark}] [năm] {year}", "{mark} {jahr}", "unknown placeholder {jahr}"),
        ("[{mark}] [năm] {year}", "{year}|năm {year}", "a placeholder can stand once"),
        (
            "{headers: [Chỉ tiêu, Tên chỉ tiêu], ",
            "{header: [Chỉ tiêu], ",
            "row_columns.0.header: Extra inputs",
        ),
        ("gives: item", "gives: area", "`rows` that carry figures go with a row column that gives `item`"),
        ("gives: nothing, required", "gives: unit, required", "only one row column can give `unit`"),
        ("chính thức: {}", "chính thức: {unit: thúng}", "unit thúng is not in unit_words.csv"),
        ("chính thức: {}", "chính thức: {breakdown: sex=Z}", "breakdown sex=Z is not in dimensions.csv"),
        ("form_id: annual_labour_statistics", "form_id: other", "must be the folder's and the file's name"),
        ("rows:\n", "rows: [\n", "not YAML"),
        (
            "labels: [Dân số trung bình]",
            "labels: [Dân số trung bình, Tỷ lệ nghèo]",
            "two rows have the label 'Tỷ lệ nghèo'",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(old, new, expected, forms_dir, catalogue) -> None:
    path = the_form(forms_dir)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = problems_of(catalogue, forms_dir.parent, f"changed-{old}")
    assert any(expected in problem for problem in problems), problems
    assert all(problem.startswith("forms/annual_labour_statistics/2016-01-01.yaml:") for problem in problems)


def test_a_form_in_another_encoding(forms_dir, catalogue) -> None:
    the_form(forms_dir).write_bytes("form_id: tỉnh".encode("utf-16"))
    assert "not UTF-8" in problems_of(catalogue, forms_dir.parent, "utf-16")[0]


def test_the_version_in_force_comes_first(catalogue) -> None:
    newest = load_forms(catalogue)[0]
    older = newest.model_copy(update={"valid_from": date(2010, 1, 1)})
    newer = newest.model_copy(update={"valid_from": date(2030, 1, 1)})
    forms = (newer, older, newest)
    assert [form.valid_from.year for form in forms_on(forms, date(2017, 7, 14))] == [2016, 2010, 2030]
    assert [form.valid_from.year for form in forms_on(forms, date(2012, 1, 1))] == [2010, 2016, 2030]
    assert forms_on(forms, None)[0] is newer
