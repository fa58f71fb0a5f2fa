"""Which figure speaks for a report: what its submissions leave standing, as the warehouse will work it out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from lientinh.gates.known import ReportDocument

Place = tuple[datetime, str]  # when a submission landed, and its id: the order within a report

_STRENGTHS = {"initial": 0, "supplements": 1, "corrects": 2, "replaces": 3, "withdraws": 4}
_CLEARS = 3  # from here on a relation leaves nothing of what came before


def choose_voices(figures: pd.DataFrame, documents: Iterable[ReportDocument]) -> pd.DataFrame:
    """Leading observations of any submissions → one row a report and series, in the order given.

    Replaced, withdrawn and corrected figures drop out; of two submissions that do not say how they relate
    the first to land speaks. A document nobody describes is its report's first.
    """
    strengths, cleared = _relations(documents)
    keys = list(
        zip(
            figures["report_id"], figures["series_id"], figures["landed_at"], figures["submission_id"],
            strict=True,
        )
    )  # fmt: skip
    corrected: dict[tuple[str, str], Place] = {}
    for report, series, *at in keys:
        place = (at[0], at[1])
        if 0 < strengths.get((place[1], report), 0) < _CLEARS:
            corrected[report, series] = max(corrected.get((report, series), place), place)
    voices: dict[tuple[str, str], tuple[Place, int]] = {}
    for index, (report, series, *at) in enumerate(keys):
        place = (at[0], at[1])
        floor = max(cleared.get(report, place), corrected.get((report, series), place))
        if place >= floor:
            voices[report, series] = min(voices.get((report, series), (place, index)), (place, index))
    return figures.iloc[sorted(index for _, index in voices.values())]


def _relations(
    documents: Iterable[ReportDocument],
) -> tuple[dict[tuple[str, str], int], dict[str, Place]]:
    """The strongest relation by (submission, report), and of each report the last place that cleared it."""
    strengths: dict[tuple[str, str], int] = {}
    cleared: dict[str, Place] = {}
    for one in documents:
        key, place = (one.submission_id, one.report_id), (one.landed_at, one.submission_id)
        strengths[key] = max(strengths.get(key, 0), _STRENGTHS[one.relation])
        if strengths[key] >= _CLEARS:
            cleared[one.report_id] = max(cleared.get(one.report_id, place), place)
    return strengths, cleared
