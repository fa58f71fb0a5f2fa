"""A published table is added as the docs show it: proposed, filled in, read, and its figures are the published ones."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lientinh.catalogue import Catalogue, load_catalogue
from lientinh.extract import extract_document, read_head
from lientinh.extract.forms.drafting import FILL_IN, draft_forms
from lientinh.read import read_document

FAMILY = Path("forms", "gso_by_area", "2000-01-01.yaml")
KNOWN = """\
  - title_any_of: [Tỷ lệ nghèo phân theo địa phương, Poverty rate by province]
    indicator_code: poverty_rate
"""
NAMES = {
    "VN": " WHOLE COUNTRY", "04": "Cao Bang", "06": "Bac Kan", "14": "Son La", "19": "Thai  Nguyen", "20": "Lang Son",
}  # fmt: skip


@pytest.fixture
def facts(root_dir: Path) -> dict[tuple[str, str], tuple[Decimal, str]]:
    """Poverty rates as the statistics office published them: (area, year) → value and status."""
    with (root_dir / "tests" / "samples" / "data" / "gso_provinces.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator_code"] == "poverty_rate"]
    return {(row["area_code"], row["year"]): (Decimal(row["value"]), row["obs_status"]) for row in rows}


@pytest.fixture
def table(tmp_path: Path, facts) -> Path:
    """The table as PX-Web exports it to csv, for the areas of the fact sheet."""
    years = sorted({year for _, year in facts})
    marks = {year: "Prel. " if facts["04", year][1] == "P" else "" for year in years}
    rows = [["Poverty rate by province by Cities, provincies and Year"], []]
    rows += [["Cities, provincies", *(marks[year] + year for year in years)]]
    codes = [code for code in NAMES if (code, years[0]) in facts]
    rows += [[NAMES[code], *(str(facts[code, year][0]) for year in years)] for code in codes]
    path = tmp_path / "poverty.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return path


@pytest.fixture
def without_it(tmp_path: Path, root_dir: Path) -> Catalogue:
    """The catalogue as it was before the table was added."""
    directory = tmp_path / "catalogue"
    shutil.copytree(root_dir / "include" / "catalogue", directory)
    text = (directory / FAMILY).read_text(encoding="utf-8")
    assert KNOWN in text
    (directory / FAMILY).write_text(text.replace(KNOWN, ""), encoding="utf-8")
    return load_catalogue(directory)


def test_the_ten_minutes(table: Path, without_it: Catalogue, facts) -> None:
    document = read_document(table)
    before = extract_document(document, without_it, "20")
    assert (before.readings, before.unmapped) == ((), ("table 1",))

    (draft,) = draft_forms(document, read_head(document, without_it), without_it, date(2026, 1, 1))
    assert (draft.what, draft.form_id, draft.open_points) == ("entry", "gso_by_area", 3)
    lines = [line for line in draft.yaml.splitlines(keepends=True) if not line.startswith("#")]
    filled = "".join(lines).replace(f"indicator_code: {FILL_IN}", "indicator_code: poverty_rate")
    filled = filled.replace(f"unit: {FILL_IN}", 'unit: "%"')
    path = without_it.directory / FAMILY
    path.write_text(path.read_text(encoding="utf-8") + filled, encoding="utf-8")

    after = extract_document(document, load_catalogue(without_it.directory), "20")
    assert (after.drift, after.unmapped) == ((), ())
    assert {(one.area_code, one.period): (one.value, one.obs_status) for one in after.readings} == facts
    assert {one.indicator_code for one in after.readings} == {"poverty_rate"}


def test_another_layout_is_no_entry(tmp_path: Path, catalogue) -> None:
    path = tmp_path / "other.csv"
    path.write_text(
        "Số lớp học phân theo huyện\n\nHuyện;2019;2020\nBình Gia;1,5;2,5\nVăn Lãng;3,5;4,5\n", "utf-8"
    )
    document = read_document(path)
    drafts = draft_forms(document, read_head(document, catalogue), catalogue, date(2026, 1, 1))
    assert [draft.what for draft in drafts] == ["new"]
    assert drafts[0].yaml.count("{year}") == 1
