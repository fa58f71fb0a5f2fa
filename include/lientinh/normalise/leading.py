"""Within a submission one observation leads each series: originals before copies, form before prose, then the first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

Row = dict[str, Any]


def choose_leads(rows: Iterable[Row], evidence: Collection[str] = ()) -> list[Row]:
    """Rows of one submission in document order → the same rows with `leads`; equal repeats are evidence.

    `evidence`: ids of the documents that are copies of another one and lead only where nobody else says it.
    """
    rows = list(rows)
    best: dict[str, tuple[tuple[bool, bool, int], int]] = {}
    for index, row in enumerate(rows):
        place = (row["document_id"] in evidence, row["locator"]["sheet"] is None, index)
        series_id = row["series_id"]
        if series_id not in best or place < best[series_id][0]:
            best[series_id] = (place, index)
    leading = {index for _, index in best.values()}
    return [{**row, "leads": index in leading} for index, row in enumerate(rows)]
