"""Each figure of a run beside that of every other report for the same series, and what each may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lientinh.gates.figures import stated_bounds
from lientinh.gates.known import LakeHistory, ReportDocument
from lientinh.gates.plan_pairs import FROM_PLAN, SAME_PLAN, pair_plans
from lientinh.gates.suites import Batch, ColumnCheck
from lientinh.gates.voices import choose_voices
from lientinh.periods import period_window

RESTATED, DIFFERS = "gate2.restated", "gate2.differs_between_reports"

PAIRED_COLUMNS = [
    "series_id", "report_id", "submission_id", "document_id", "observation_id", "indicator_code", "area_code",
    "territory", "period", "period_start", "period_end", "scenario", "unit_code", "value", "lower", "upper",
    "qualifier", "rounding", "value_text", "unit_text", "source_authority", "issued_on", "landed_at", "ordinal",
    "locator", "quote", "breakdown", "period_basis", "accumulation", "plan_basis",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pairs:
    """Each figure of the run beside that of every other report for the same series; known ones end in `_known`."""

    frame: pd.DataFrame
    documents: dict[tuple[str, str], ReportDocument]

    def batches(self) -> list[Batch]:
        """The pairs by rule, with the check each must pass."""
        return batch_pairs(self.frame, (RESTATED, DIFFERS, FROM_PLAN))


def batch_pairs(frame: pd.DataFrame, rule_ids: Sequence[str]) -> list[Batch]:
    """Pairs of figures, whose bounds are `low` and `high` and `…_known`, by rule; each must leave a common value."""
    return [
        Batch(rule_id.partition(".")[2], frame[frame["rule_id"] == rule_id], _checks(rule_id))
        for rule_id in rule_ids
    ]


def _checks(rule_id: str) -> tuple[ColumnCheck, ColumnCheck]:
    return (
        ColumnCheck(rule_id, "not_above", "low", "high_known"),
        ColumnCheck(rule_id, "not_above", "low_known", "high"),
    )


def pair_reports(
    observations: pd.DataFrame, history: LakeHistory, documents: Sequence[ReportDocument]
) -> Pairs:
    """Observations of the run in the OBSERVATIONS schema, and the `documents` they stand in → their pairs.

    Of two submissions of one run the later to land is the new one. A figure of an unclear territory is in no pair.
    """
    new_ids = set(observations["submission_id"])
    known = _comparable(history.figures, observations)
    known = known[~known["submission_id"].isin(new_ids)]
    leading = observations[observations["leads"].astype(bool)]
    parts = [part[PAIRED_COLUMNS] for part in (leading, known) if not part.empty]
    described = [*(one for one in history.documents if one.submission_id not in new_ids), *documents]
    by_id = {(one.submission_id, one.document_id): one for one in described}
    figures = pd.concat(parts or [leading[PAIRED_COLUMNS]], ignore_index=True)
    voices = choose_voices(figures[figures["territory"].notna()], described)
    voices = _bounded(voices)
    pairs = _paired(voices[voices["submission_id"].isin(new_ids)], voices, leading, by_id)
    of_plans = pair_plans(voices, by_id, new_ids)
    frames = [frame for frame in (pairs, of_plans) if not frame.empty]
    return Pairs(pd.concat(frames, ignore_index=True) if frames else pairs, by_id)


def _comparable(figures: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """The known figures of the same series, and of the same plans whatever their basis."""
    same = figures["series_id"].isin(set(observations["series_id"]))
    plans = observations[observations["scenario"] == "plan"]
    if plans.empty:
        return figures[same]
    like = figures["scenario"].eq("plan") & figures["indicator_code"].isin(set(plans["indicator_code"]))
    theirs = pd.MultiIndex.from_frame(figures.loc[like, SAME_PLAN])
    like[like] = theirs.isin(pd.MultiIndex.from_frame(plans[SAME_PLAN]))
    return figures[same | like]


def _paired(
    ours: pd.DataFrame,
    voices: pd.DataFrame,
    leading: pd.DataFrame,
    documents: dict[tuple[str, str], ReportDocument],
) -> pd.DataFrame:
    """Rows of the two whose reports differ, with their intervals as floats and the rule that judges them."""
    new_ids = set(ours["submission_id"])
    pairs = ours.merge(voices, on="series_id", suffixes=("", "_known"))
    pairs = pairs.assign(series_id_known=pairs["series_id"])
    landed_later = (pairs["landed_at"] > pairs["landed_at_known"]) | (
        (pairs["landed_at"] == pairs["landed_at_known"])
        & (pairs["submission_id"] > pairs["submission_id_known"])
    )
    pairs = pairs[
        (pairs["report_id"] != pairs["report_id_known"])
        & (pairs["submission_id"] != pairs["submission_id_known"])
        & (landed_later | ~pairs["submission_id_known"].isin(new_ids))
    ]
    begun = {key: _begin(key, leading, documents) for key in set(_report_keys(pairs))}
    rules = [
        RESTATED if (start := begun[key]) is not None and period_window(period)[1] < start else DIFFERS
        for key, period in zip(_report_keys(pairs), pairs["period"], strict=True)
    ]
    return pairs.assign(rule_id=pd.Series(rules, index=pairs.index, dtype="object")).reset_index(drop=True)


def with_none(frame: pd.DataFrame) -> pd.DataFrame:
    """None where a frame's columns have their own word for missing."""
    objects = frame.astype(object)
    return objects.where(objects.notna(), None)


def _report_keys(pairs: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(pairs["submission_id"], pairs["document_id"], strict=True))


def _begin(
    key: tuple[str, str], leading: pd.DataFrame, documents: dict[tuple[str, str], ReportDocument]
) -> date | None:
    """First day of the document's own period: the one it says, else the latest it has figures of.

    By the calendar even where the report is cut on the 14th: a year before ended before this one, cut or not.
    """
    document = documents.get(key)
    if document is not None and document.report_period:
        return period_window(document.report_period)[0]
    mine = leading[(leading["submission_id"] == key[0]) & (leading["document_id"] == key[1])]
    windows = [period_window(period) for period in mine[mine["scenario"] != "plan"]["period"]]
    return max(windows, key=lambda window: window[1])[0] if windows else None


def _bounded(figures: pd.DataFrame) -> pd.DataFrame:
    """With the lowest and highest number each may stand for."""
    figures = figures.reset_index(drop=True)
    return figures.assign(**stated_bounds(figures))
