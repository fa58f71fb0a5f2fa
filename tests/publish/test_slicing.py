"""A whole build works on some indicators at a time: many slices give the rows one gives, on either engine."""

from __future__ import annotations

from drawn import ask
from lientinh.publish import slicing
from small_lakes import SmallLake, small_catalogue

NAMES = ("fact_observation", "unpublished_observation", "comparison", "observation", "finding")
FIGURES = """
indicator    | area | value
jobs         | 04   | 100
jobs         | 20   | 120
jobless      | 04   | 7
labour       | 04   | 900
jobless_rate | 04   | 0.8
nothing      | 04   | 1
"""


def rows_of(lake: SmallLake) -> list:
    return [sorted(ask(lake.warehouse, f"select * from {name}"), key=str) for name in NAMES]


def test_many_slices_give_the_rows_of_one(tmp_path, warehouse_url, monkeypatch):
    lake = SmallLake(tmp_path, small_catalogue(), warehouse_url)
    lake.submit(FIGURES, name="one", report="R")
    lake.submit(
        "indicator | value\nlabour | 901", name="two", report="R", relation="corrects", landed="2023-01-12"
    )
    lake.publish("2023-01-13")
    at_once = rows_of(lake)
    assert (len(at_once[0]), len(at_once[1])) == (5, 2)

    slices = []
    list_slices = slicing.list_slices

    def count_slices(build):
        for bound in list_slices(build):
            slices.append(bound.to_pylist()[0])
            yield bound

    monkeypatch.setattr(slicing, "ROWS_PER_SLICE", 2)
    monkeypatch.setattr("lientinh.publish.building.list_slices", count_slices)
    lake.publish("2023-01-13", to=1)
    assert [one["low"] for one in slices] == ["", "jobs", "labour", "nothing"]
    assert slices[-1]["high"] is None
    assert rows_of(lake) == at_once
