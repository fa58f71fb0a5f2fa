"""Rows of the lake for the warehouse."""

from __future__ import annotations

import pyarrow as pa

from lientinh.documents import Locator
from lientinh.observations import LOCATOR
from lientinh.publish.staging_lake import write_places

PLACES = [
    Locator("a.docx"),
    Locator("a.docx", page=2, paragraph=7),
    Locator("a.docx", paragraph=7, start=3, end=9, line=4),
    Locator("a.docx", paragraph=7, cell="B3"),
    Locator("b.xlsx", sheet="Biểu 1", cell="C4"),
    Locator("b.xlsx", sheet="Biểu 1"),
]


def test_places_are_written_as_a_locator_writes_them():
    rows = [{field.name: getattr(place, field.name) for field in LOCATOR} for place in PLACES]
    assert write_places(pa.array(rows, LOCATOR)).to_pylist() == [str(place) for place in PLACES]
