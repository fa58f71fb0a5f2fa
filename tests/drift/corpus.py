"""The tables that are mutated: one a form in the project's own small version, and the published samples where they are.

Figures of the small versions are drawn, not real: only their places and layouts matter here.
"""

# ruff: noqa: E501 (titles stand in one line as the office prints them)
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from drift.judging import tag
from drift.tagged import Tagged
from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Cell, Table
from lientinh.read import read_document

ROOT = Path(__file__).resolve().parents[2]
SENDER = "19"
AREAS_VI = (
    "CẢ NƯỚC",
    "Trung du và miền núi phía Bắc",
    "Cao Bằng",
    "Bắc Kạn",
    "Thái Nguyên",
    "Lạng Sơn",
    "Sơn La",
    "Hòa Bình",
)
AREAS_EN = (
    " WHOLE COUNTRY",
    "Red River Delta",
    "Ha Noi",
    "Cao Bang",
    "Bac Kan",
    "Thai  Nguyen",
    "Lang Son",
    "Son La",
)
REGIONS = ("Whole country", "Red River Delta", "Central Highlands", "South  East")
FUNDS = ("Social insurance", "Health insurance", "Unemployment insurance")


@dataclass(frozen=True)
class Base:
    """A table to be mutated, with its truth."""

    name: str
    tagged: Tagged


def small_bases(catalogue: Catalogue) -> list[Base]:
    """One small table a form; and the annual workbook of a province."""
    tables = {
        "annual form": _first(ROOT / "include" / "samples" / SENDER / "so-lieu-hang-nam-2016.xlsx"),
        "areas by year, Vietnamese": _areas("Tỷ lệ tăng dân số phân theo địa phương chia theo Tỉnh/Thành phố và Năm", None,
                                            AREAS_VI, ("2012", "2013", "2014", "2015", "Sơ bộ 2016")),
        "areas by year, English": _areas("Labour force at 15 years of age and above by province by Cities, provincies and Year",
                                         "Cities, provincies", AREAS_EN, ("2013", "2014", "2015", "Prel. 2016"), 900),
        "regions and sex, flat headings": _regions(flat=True),
        "regions and sex, merged headings": _regions(flat=False),
        "regions and sex, as PX-Web writes xlsx": _regions_unmerged(),
        "insurance funds": _insurance(),
        "industries": _industries(catalogue),
        "areas by year and item": _items(),
        "one year by residence": _one_year(),
    }  # fmt: skip
    return [Base(name, tag(table, catalogue, SENDER)) for name, table in tables.items()]


def sample_bases(samples: Path, catalogue: Catalogue) -> list[Base]:
    """The published samples whole, and the annual workbook."""
    names = (
        "population_growth_by_province.xlsx",
        "trained_employed_workers_by_province.csv",
        "unemployment_by_region_and_sex.csv",
        "social_insurance.csv",
        "trained_workers_rate.jsonstat.json",
    )
    bases = [
        Base(name, tag(_first(samples / name), catalogue, SENDER))
        for name in names
        if (samples / name).is_file()
    ]
    return [small_bases(catalogue)[0], *bases]


def _first(path: Path) -> Table:
    return read_document(path).tables[0]


def _table(rows: list[list[object]], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Table:
    cells = tuple(
        Cell(row, column, value if isinstance(value, Decimal) else str(value), str(value))
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None
    )
    return Table(1, "Sheet1", cells, merged)


def _draw(count: int, seed: str, least: int = 1) -> list[object]:
    rng = Random(seed)
    return [Decimal(rng.randint(least * 10 + 11, least * 20 + 489)) / 10 for _ in range(count)]


def _areas(
    title: str, header: str | None, areas: tuple[str, ...], years: tuple[str, ...], least: int = 1
) -> Table:
    rows: list[list[object]] = [[title], [], [header, *years]]
    rows += [[area, *_draw(len(years), area, least)] for area in areas]
    rows[5][2] = ".."
    return _table(rows)


def _regions(*, flat: bool) -> Table:
    rates, groups = ("Unemployment rate", "Underemployment rate"), ("General", "Male", "Female")
    title = "Unemployment and underemployment rate of labour force at working age by region and by sex by Year, Region"
    body = [
        [year, region, *_draw(6, year + region)]
        for year in ("Prel. 2016", "2015", "2014")
        for region in REGIONS
    ]
    if flat:
        return _table(
            [
                [title],
                [],
                ["Year", "Region", *(f"{rate} {group}" for rate in rates for group in groups)],
                *body,
            ]
        )
    header = [["Year", "Region", rates[0], None, None, rates[1]], [None, None, *groups, *groups]]
    return _table([[title], [], *header, *body], ((3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 5), (3, 6, 3, 8)))


def _regions_unmerged() -> Table:
    """No merged cells, no headings over labels, each year once."""
    flat = _regions(flat=True)
    figures = [
        cell
        for cell in flat.cells
        if cell.row > 3 and (cell.column > 1 or (cell.row - 4) % len(REGIONS) == 0)
    ]
    rates, groups = ("Unemployment rate", "Underemployment rate"), ("General", "Male", "Female")
    heads = [Cell(3, 3, rates[0], rates[0]), Cell(3, 6, rates[1], rates[1])]
    heads += [Cell(4, 3 + number, group, group) for number, group in enumerate(groups * 2)]
    moved = [Cell(cell.row + 1, cell.column, cell.value, cell.text) for cell in figures]
    return Table(1, "Sheet1", (flat.cells[0], *heads, *moved))


def _insurance() -> Table:
    years = ("2012", "2013", "2014", "2015")
    labels = [
        *(f"Number of insured persons (Thous. persons) - {fund}" for fund in FUNDS),
        "Number of monthly social insurance  beneficiaries (Thous. persons)",
        "Number of social insurance recipients (Thous. persons)",
        "Number of health insurance recipients (Thous. persons)",
        "Number of monthly unemployment insurance beneficiaries (Person)",
        " Number of unemployment insurance recipients, vocational, job seeking (Person)",
        *(f"{what} (Bill. dongs){fund}" for what in ("Total revenue", "Total expenditure", "End-year surplus")
          for fund in ("", *(f" - {fund}" for fund in FUNDS))),
    ]  # fmt: skip
    rows = [[label, *_draw(4, label, 2000)] for label in labels]
    title = "Social insurance, health insurance and unemployment insurance by Indicators and Year"
    return _table([[title], [], ["Indicators", *years], *rows])


def _industries(catalogue: Catalogue) -> Table:
    from lientinh.extract.forms.loading import load_forms

    form = next(form for form in load_forms(catalogue) if form.form_id == "gso_trained_by_industry")
    years = ("2018", "2019", "2020", "Sơ bộ 2021")
    rows = [[row.labels[0], *_draw(4, row.labels[0])] for row in form.rows]
    return _table([[form.recognise.title_any_of[0]], [], ["Ngành kinh tế", *years], *rows])


def _items() -> Table:
    items = ("Area (Km2)(*)", "Average population (Thous. pers.)", "Population density (Person/km2)")
    headings = [f"{year} {item}" for year in ("2019", "Prel. 2020") for item in items]
    rows = [[area, *_draw(6, area, 900)] for area in AREAS_EN]
    return _table(
        [
            ["Area, population and population density by province"],
            [],
            ["Cities, provincies", *headings],
            *rows,
        ]
    )


def _one_year() -> Table:
    title = "Tỷ lệ thất nghiệp và thiếu việc làm của lực lượng lao động trong độ tuổi năm 2011 phân theo vùng"
    groups = ("Chung", "Thành thị", "Nông thôn")
    header = [
        [
            None,
            "Tỷ lệ thất nghiệp - Unemployment rate",
            None,
            None,
            "Tỷ lệ thiếu việc làm - Underemployment rate",
        ],
        [None, *groups, *groups],
    ]
    rows = [
        [region, *_draw(6, region)]
        for region in ("Cả nước - Whole country", "Tây Nguyên", "Đông Nam Bộ", "Đồng bằng sông Hồng")
    ]
    return _table([[title], ["Đơn vị tính: %"], *header, *rows], ((3, 2, 3, 4), (3, 5, 3, 7)))
