"""One figure in two files: a letter and its annex, or two copies of one report, in one submission or in two.

A figure of the run stands beside what leads its series: in its own submission the leading file, of a copy the copy
that leads it, of a copy that came later the document that came before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from lientinh.gates.figures import stated_bounds
from lientinh.gates.known import LakeHistory, ReportDocument
from lientinh.gates.report_pairs import batch_pairs
from lientinh.gates.suites import Batch

REPEAT, COPIES, MISREAD = "gate2.unequal_repeat", "gate2.copies_differ", "gate2.copy_misread"
ONLY_COPY, ONLY_SCAN = "gate2.only_in_copy", "gate2.only_in_scan"
_SAME_BUT_BASIS = (
    "submission_id", "area_code", "territory", "indicator_code", "breakdown", "period", "period_basis", "accumulation",
)  # fmt: skip
_COLUMNS = ["place", "other", "rule_id", "low", "high", "low_known", "high_known"]

Key = tuple[str, str]  # submission and document


class FilePairs:
    """`figures`: the run's rows, then those of the lake they are held against; `frame`: pairs by their places in it.

    A row of the frame: `place` is the figure that leads, `other` the one that says it otherwise or again.
    """

    def __init__(
        self, observations: pd.DataFrame, history: LakeHistory, documents: Sequence[ReportDocument]
    ) -> None:
        described = [*history.documents, *documents]
        self.documents: dict[Key, ReportDocument] = {
            (one.submission_id, one.document_id): one for one in described
        }
        mine = {(one.submission_id, one.document_id): one for one in documents}
        known = _earlier_figures(history.figures, mine.values(), set(observations["submission_id"]))
        self.figures = pd.concat([observations, known], ignore_index=True) if len(known) else observations
        self.figures = self.figures.reset_index(drop=True)
        pairs = list(_Pairing(self.figures, len(observations), mine, self.documents).pairs())
        self.only = [one for one in pairs if one[1] is None]
        held = [one for one in pairs if one[1] is not None]
        self.frame = self._bounded(held)

    def _bounded(self, pairs: Sequence[tuple[int, int | None, str]]) -> pd.DataFrame:
        frame = pd.DataFrame(pairs, columns=_COLUMNS[:3])
        sides = [
            pd.DataFrame(stated_bounds(self.figures.iloc[frame[name].astype("int64")].reset_index(drop=True)))
            for name in ("place", "other")
        ]
        return frame.join(sides[0]).join(sides[1].add_suffix("_known"))[_COLUMNS]

    def batches(self) -> list[Batch]:
        """The pairs by rule, with the checks each must pass."""
        return batch_pairs(self.frame, (REPEAT, COPIES, MISREAD))


def _earlier_figures(
    figures: pd.DataFrame, documents: Iterable[ReportDocument], run: set[str]
) -> pd.DataFrame:
    """The figures of the lake that documents of the run go with."""
    wanted = {one.goes_with for one in documents if one.goes_with} - run
    return figures[figures["submission_id"].isin(wanted)]


class _Pairing:
    """Finds what each figure is held against; few figures are in two files, so they are looked at one by one."""

    def __init__(
        self,
        figures: pd.DataFrame,
        run: int,
        mine: dict[Key, ReportDocument],
        every: dict[Key, ReportDocument],
    ) -> None:
        self._mine, self._every, self._run = mine, every, run
        doubtful = self._doubtful(figures)
        series = figures["series_id"].isin(set(figures.loc[doubtful, "series_id"]))
        plans = figures["scenario"].eq("plan") if len(mine) > 1 else series
        names = [
            *_SAME_BUT_BASIS,
            "document_id",
            "series_id",
            "plan_basis",
            "ordinal",
            "leads",
            "value",
            "lower",
            "upper",
        ]
        chosen = figures.loc[series | plans, names]
        records: list[dict[str, Any]] = chosen.to_dict("records")  # type: ignore[assignment]
        self._rows = [(int(place), row) for place, row in zip(chosen.index, records, strict=True)]
        self._asking = set(figures.index[doubtful])
        self._by_series: dict[tuple[str, str], list[tuple[int, dict[str, Any]]]] = {}
        for place, row in self._rows:
            self._by_series.setdefault((row["submission_id"], row["series_id"]), []).append((place, row))

    def _doubtful(self, figures: pd.DataFrame) -> pd.Series:
        """Figures that do not lead, and those of copies and of what comes with an earlier report."""
        of_copies = {key for key, one in self._mine.items() if one.goes_with or one.role == "copy"}
        keys = zip(figures["submission_id"], figures["document_id"], strict=True)
        marked = pd.Series([key in of_copies for key in keys], index=figures.index, dtype="bool")
        doubtful = marked | ~figures["leads"].astype(bool)
        return doubtful & (pd.Series(figures.index, index=figures.index) < self._run)

    def pairs(self) -> Iterator[tuple[int, int | None, str]]:
        """(place that leads, other place, rule); without another place where only a copy says it."""
        for place, row in self._rows:
            document = self._document(row)
            if place not in self._asking:
                continue
            yield from self._within(place, row, document)
            if document is not None and document.goes_with:
                yield from self._across(place, row, document)
        yield from self._plans()

    def _document(self, row: dict[str, Any]) -> ReportDocument | None:
        return self._mine.get((row["submission_id"], row["document_id"]))

    def _within(
        self, place: int, row: dict[str, Any], document: ReportDocument | None
    ) -> Iterator[tuple[int, int | None, str]]:
        others = [
            one
            for one in self._by_series[row["submission_id"], row["series_id"]]
            if one[1]["document_id"] != row["document_id"]
        ]
        is_copy = document is not None and document.role == "copy"
        if document is not None and is_copy:
            leading = [one for one in others if one[1]["document_id"] == document.of]
            if leading:
                for other_place, other in self._partner(row, leading):
                    yield other_place, place, self._rule(other, row)
            elif not others:
                yield place, None, ONLY_SCAN if document.is_recognised else ONLY_COPY
            return
        if row["leads"] or self._is_one_of_several(row):
            return
        for other_place, other in others:
            if other["leads"]:
                yield other_place, place, REPEAT
                return

    def _is_one_of_several(self, row: dict[str, Any]) -> bool:
        """Two conferences have two attendances: gate 1 tells of a text that gives several figures of one kind."""
        mine = (
            one
            for one in self._by_series[row["submission_id"], row["series_id"]]
            if one[1]["document_id"] == row["document_id"]
        )
        return len(_different(mine)) > 1 and row["accumulation"] == "period"

    def _across(
        self, place: int, row: dict[str, Any], document: ReportDocument
    ) -> Iterator[tuple[int, int | None, str]]:
        if document.role == "copy":
            return
        known = self._by_series.get((str(document.goes_with), row["series_id"]), [])
        of_it = [one for one in known if one[1]["document_id"] == document.goes_with_document]
        if document.goes_with_kind == "copy" and not known:
            yield place, None, ONLY_SCAN if document.is_recognised else ONLY_COPY
        for other_place, other in self._partner(row, of_it or known):
            is_copy = document.goes_with_kind == "copy" and bool(of_it)
            rule_id = self._rule(row, other) if is_copy else REPEAT
            pair = (place, other_place) if document.precedence < 0 else (other_place, place)
            yield *pair, rule_id

    def _partner(
        self, row: dict[str, Any], others: Iterable[tuple[int, dict[str, Any]]]
    ) -> list[tuple[int, dict[str, Any]]]:
        """What a copy's figure is held against: of several of one kind the equal one, else the one in its turn.

        None where the two give a different number of them: which is which nobody knows.
        """
        mine = _different(
            one
            for one in self._by_series[row["submission_id"], row["series_id"]]
            if one[1]["document_id"] == row["document_id"]
        )
        theirs = _different(others)
        value = _value(row)
        if value in theirs or len(mine) != len(theirs):
            return [theirs[value]] if value in theirs else []
        return [list(theirs.values())[list(mine).index(value)]]

    def _rule(self, one: dict[str, Any], other: dict[str, Any]) -> str:
        """Of a text and what was recognised from a picture, recognition is doubted first, unless it was sure."""
        recognised = [self._is_unsure(row) for row in (one, other)]
        return MISREAD if sum(recognised) == 1 else COPIES

    def _is_unsure(self, row: dict[str, Any]) -> bool:
        document = self._every.get((row["submission_id"], row["document_id"]))
        if document is None or not document.is_recognised:
            return False
        return document.unsure is None or row["ordinal"] in document.unsure

    def _plans(self) -> Iterator[tuple[int, int | None, str]]:
        """A plan whose basis one file leaves unsaid, against the one that the other file names."""
        groups: dict[tuple[Any, ...], list[tuple[int, dict[str, Any]]]] = {}
        for place, row in self._rows:
            if row["plan_basis"] and row["leads"] and place < self._run:
                groups.setdefault(tuple(row[name] for name in _SAME_BUT_BASIS), []).append((place, row))
        for group in groups.values():
            unstated = [one for one in group if one[1]["plan_basis"] == "unstated"]
            named = [one for one in group if one[1]["plan_basis"] != "unstated"]
            if len(unstated) == 1 and len(named) == 1:
                (first, one), (second, other) = named[0], unstated[0]
                if one["document_id"] != other["document_id"]:
                    yield first, second, REPEAT


def _value(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(None if pd.isna(row[name]) else row[name] for name in ("value", "lower", "upper"))


def _different(
    rows: Iterable[tuple[int, dict[str, Any]]],
) -> dict[tuple[Any, ...], tuple[int, dict[str, Any]]]:
    """By value the first that says it, in the order of the document."""
    found: dict[tuple[Any, ...], tuple[int, dict[str, Any]]] = {}
    for one in rows:
        found.setdefault(_value(one[1]), one)
    return found
