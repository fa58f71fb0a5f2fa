"""JSON-stat: both versions become the spreadsheet the statistics office would have written; the rest is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lientinh.documents import Document
from lientinh.errors import BadInput
from lientinh.read.content import Limits
from lientinh.read.json_stat.reader import read_json_stat

Read = Callable[[str, bytes | str], Document]

REGIONS = {
    "label": "Region",
    "category": {"index": {"b": 1, "a": 0}, "label": {"a": "Ha Noi", "b": "Son La"}},
}
YEARS = {"label": "Year", "category": {"index": ["0", "1"], "label": {"0": "2019", "1": "Prel. 2020"}}}


def cube(**other: Any) -> dict[str, Any]:
    """A dataset of two areas and two years, 2.0; `other` fields put in, None takes one out."""
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": "Rate by region",
        "id": ["region", "year"],
        "size": [2, 2],
        "dimension": {"region": REGIONS, "year": YEARS},
        "value": [1.5, 2.25, None, 4],
        **other,
    }
    return {name: value for name, value in dataset.items() if value is not None}


def cells_of(document: Document) -> dict[str, Any]:
    return {cell.address: cell.value for cell in document.tables[0].cells}


EXPECTED = {
    "A1": "Rate by region",
    "A3": "Region",
    "B3": "2019",
    "C3": "Prel. 2020",
    "A4": "Ha Noi",
    "B4": Decimal("1.5"),
    "C4": Decimal("2.25"),
    "A5": "Son La",
    "C5": Decimal(4),
}


def test_version_2(read: Read) -> None:
    assert cells_of(read("a.json", json.dumps(cube()))) == EXPECTED


def test_version_1_has_sizes_inside_the_dimensions_and_a_name_around(read: Read) -> None:
    inner = cube(version=None, id=None, size=None, **{"class": None})
    inner["dimension"] |= {"id": ["region", "year"], "size": [2, 2], "role": {"time": ["year"]}}
    assert cells_of(read("a.json", json.dumps({"dataset": inner}))) == EXPECTED


def test_time_runs_across_wherever_it_stands(read: Read) -> None:
    turned = cube(id=["year", "region"], value=[1.5, None, 2.25, 4])
    assert cells_of(read("a.json", json.dumps(turned))) == EXPECTED


def test_sparse_values_and_a_missing_mark(read: Read) -> None:
    sparse = cube(value={"0": 1.5, "1": 2.25, "3": 4}, status={"2": ".."})
    assert cells_of(read("a.json", json.dumps(sparse))) == {**EXPECTED, "B5": ".."}


def test_a_figure_with_a_status_of_its_own_is_no_plain_figure(read: Read) -> None:
    document = read("a.json", json.dumps(cube(status=["A", "p", None, None])))
    assert cells_of(document) == {**EXPECTED, "C4": "2.25 (p)"}
    assert document.notes == ("figures with a status of their own, kept as text: 1",)


def test_one_unit_stands_above_and_several_beside(read: Read) -> None:
    measure = {
        "label": "Measure",
        "category": {
            "index": ["n", "r"],
            "label": {"n": "Workers", "r": "Rate"},
            "unit": {"n": {"base": "Thous. persons"}, "r": {"base": "%"}},
        },
    }
    several = cube(id=["m", "year"], dimension={"m": measure, "year": YEARS})
    found = cells_of(read("a.json", json.dumps(several)))
    assert [found[place] for place in ("A3", "B3", "C3", "B4", "C4", "B5", "D5")] == [
        "Measure", "Unit", "2019", "Thous. persons", Decimal("1.5"), "%", Decimal(4),
    ]  # fmt: skip
    measure["category"]["unit"]["n"] = {"base": "%"}  # type: ignore[index]
    found = cells_of(read("a.json", json.dumps(several)))
    assert (found["A2"], found["B3"]) == ("Unit: %", "2019")


def test_every_dataset_of_a_bundle_is_a_table(read: Read) -> None:
    bundle = read("a.json", json.dumps({"one": cube(), "two": cube(label="Other")}))
    collection = {"class": "collection", "link": {"item": [cube(), cube(label="Other")]}}
    for document in (bundle, read("b.json", json.dumps(collection))):
        assert [table.cells[0].text for table in document.tables] == ["Rate by region", "Other"]


def test_numbers_are_as_written(read: Read) -> None:
    text = json.dumps(cube()).replace("2.25", "0.1000000000000000055")
    assert cells_of(read("a.json", text))["C4"] == Decimal("0.1000000000000000055")


@pytest.mark.parametrize(
    ("why", "content"),
    [
        ("other JSON", {"rows": [1, 2]}),
        ("a list", [1]),
        ("a collection of links", {"class": "collection", "link": {"item": [{"href": "a"}]}}),
        ("values too few", cube(value=[1, 2, 3])),
        ("a position outside", cube(value={"4": 1})),
        ("a position written twice", cube(value={"1": 1, "01": 2})),
        ("sizes unlike the categories", cube(size=[2, 3], value=[1] * 6)),
        ("a size that is no count", cube(size=[2, -2])),
        ("a half size", cube(size=[2, 0.5], value=[1])),
        ("a truth value", cube(value=[True, 1, 2, 3])),
        ("a dimension twice", cube(id=["year", "year"])),
        ("a dimension missing", cube(id=["region", "month"])),
        ("positions that skip", cube(dimension={"region": REGIONS, "year": {"category": {"index": {"a": 0, "b": 2}}}})),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(read: Read, why: str, content: Any) -> None:
    with pytest.raises(BadInput) as refusal:
        read("a.json", json.dumps(content))
    assert refusal.value.rule_id == "read.json_unknown", why


@pytest.mark.parametrize(
    ("content", "rule_id"),
    [
        ('{"class": "dataset", "value": [1, 2', "read.truncated"),
        ('{"class": "dataset", "class": "dataset"}', "read.json_unknown"),
        ('{"a": ' + "[" * 100_000, "read.json_unknown"),
        ('{"a": "' + '\\"' * 50_000, "read.truncated"),
        ('{"value": 1e999999999}', "read.json_unknown"),
        ('{"value": NaN}', "read.json_unknown"),
        ('{"value": ' + "9" * 10_000 + "}", "read.json_unknown"),
        ("", "read.empty"),
        ("PK\x03\x04", "read.not_what_its_name_says"),
    ],
)
def test_what_is_hostile_is_refused(read: Read, content: str, rule_id: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read("a.json", content)
    assert refusal.value.rule_id == rule_id


def test_sizes_are_multiplied_before_anything_is_made() -> None:
    names = [str(number) for number in range(10)]
    dimensions = {name: {"category": {"index": names}} for name in names}
    vast = cube(id=names, size=[10] * 10, dimension=dimensions, value={})
    with pytest.raises(BadInput) as refusal:
        read_json_stat(json.dumps(vast).encode(), "a.json", Limits())
    assert refusal.value.rule_id == "read.too_many_cells"
    held = read_json_stat(json.dumps(cube()).encode(), "a.json", Limits(cells=4))
    assert len(held.blocks) == 1


def test_the_sample(shared_dir: Path, read: Read) -> None:
    document = read("a.json", (shared_dir / "samples" / "trained_workers_rate.jsonstat.json").read_bytes())
    cells = cells_of(document)
    assert (cells["N3"], cells["A4"], cells["B4"], cells["N25"]) == (
        "Sơ bộ 2021", "TỔNG SỐ", Decimal("14.8"), Decimal("89.34"),
    )  # fmt: skip
    assert sum(isinstance(value, Decimal) for value in cells.values()) == 22 * 13
