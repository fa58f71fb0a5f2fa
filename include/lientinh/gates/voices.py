"""Which figure speaks for a report: what its submissions leave standing, as the warehouse will work it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import pandas as pd

from lientinh.gates.known import ReportDocument

# When a submission landed, and its id: the order within a report. A copy stands where its original does.
Place = tuple[datetime, str]
Turn = tuple[Place, int, Place]  # where it stands, who leads there, and when it landed itself

_STRENGTHS = {"initial": 0, "supplements": 1, "corrects": 2, "replaces": 3, "withdraws": 4}
_CLEARS = 3  # from here on a relation leaves nothing of what came before


def choose_voices(figures: pd.DataFrame, documents: Iterable[ReportDocument]) -> pd.DataFrame:
    """Leading observations of any submissions → one row a report and series, in the order given.

    Replaced, withdrawn and corrected figures drop out; of two submissions that do not say how they relate
    the first to land speaks, of copies the one that leads. A document nobody describes is its report's first.
    """
    documents = list(documents)
    turns = _turns(documents)
    strengths, cleared = _relations(documents, turns)
    keys = list(
        zip(
            figures["report_id"], figures["series_id"], figures["landed_at"], figures["submission_id"],
            strict=True,
        )
    )  # fmt: skip
    corrected: dict[tuple[str, str], Place] = {}
    for report, series, *at in keys:
        place = turns.get((at[1], report), _turn_of(at[0], at[1]))[0]
        if 0 < strengths.get((at[1], report), 0) < _CLEARS:
            corrected[report, series] = max(corrected.get((report, series), place), place)
    voices: dict[tuple[str, str], tuple[Turn, int]] = {}
    for index, (report, series, *at) in enumerate(keys):
        turn = turns.get((at[1], report), _turn_of(at[0], at[1]))
        floor = max(cleared.get(report, turn[0]), corrected.get((report, series), turn[0]))
        if turn[0] >= floor:
            voices[report, series] = min(voices.get((report, series), (turn, index)), (turn, index))
    return figures.iloc[sorted(index for _, index in voices.values())]


def _turn_of(landed_at: datetime, submission_id: str) -> Turn:
    return (landed_at, submission_id), 0, (landed_at, submission_id)


def _turns(documents: Sequence[ReportDocument]) -> dict[tuple[str, str], Turn]:
    """By submission and report: where it stands, as `speaking` and `leading_interval` have it."""
    turns: dict[tuple[str, str], Turn] = {}
    for one in documents:
        landed = (one.landed_at, one.submission_id)
        stands = (one.stands_at or one.landed_at, one.goes_with or one.submission_id)
        turn = (stands, one.precedence, landed)
        key = (one.submission_id, one.report_id)
        turns[key] = min(turns.get(key, turn), turn)
    return turns


def _relations(
    documents: Iterable[ReportDocument], turns: Mapping[tuple[str, str], Turn]
) -> tuple[dict[tuple[str, str], int], dict[str, Place]]:
    """The strongest relation by (submission, report), and of each report the last place that cleared it."""
    strengths: dict[tuple[str, str], int] = {}
    cleared: dict[str, Place] = {}
    for one in documents:
        key = (one.submission_id, one.report_id)
        place = turns[key][0]
        strengths[key] = max(strengths.get(key, 0), _STRENGTHS[one.relation])
        if strengths[key] >= _CLEARS:
            cleared[one.report_id] = max(cleared.get(one.report_id, place), place)
    return strengths, cleared
