"""What is wrong between the periods of one province, in words: falls, parts above wholes, holes, stocks and flows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates.balances import BALANCE, BALANCE_CHECKS, balance_stocks
from lientinh.gates.gaps import MISSING, MISSING_CHECKS, find_gaps_in_series
from lientinh.gates.messages import Language, format_number, make_finding
from lientinh.gates.naming import name_period
from lientinh.gates.observation_findings import names_of, place_of
from lientinh.gates.report_words import plain
from lientinh.gates.stale import STALE, STALE_CHECKS, find_stale
from lientinh.gates.suites import Batch
from lientinh.gates.windows import ABOVE, FALLS, pair_windows, window_checks
from lientinh.wording import SCENARIOS, measured

Words = tuple[str, str]


class TimeComparison:
    """The figures of a run and of the lake, and the frames in which one period stands beside another."""

    def __init__(self, run: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._figures = pd.concat([run, known], ignore_index=True)
        windows = pair_windows(run, known, catalogue)
        self._windows = [
            Batch(rule_id.partition(".")[2], windows[windows["rule_id"] == rule_id], window_checks(rule_id))
            for rule_id in (FALLS, ABOVE)
        ]
        self._gaps = Batch("missing_period", find_gaps_in_series(run, known, catalogue), MISSING_CHECKS)
        self._stale = Batch("stale_figures", find_stale(run, known, catalogue), STALE_CHECKS)
        self._balances = Batch("stock_against_flow", balance_stocks(run, known, catalogue), BALANCE_CHECKS)

    def batches(self) -> list[Batch]:
        """Each frame with the checks it must pass."""
        return [*self._windows, self._gaps, self._stale, self._balances]

    def findings(self) -> list[Finding]:
        """A finding for every row that fails; of the pairs a figure breaks the first one."""
        told: dict[int, Finding] = {}
        for batch in self._windows:
            for row in _failing(batch):
                told.setdefault(row.told, self._of_windows(row))
        found = [*told.values(), *map(self._of_gap, _failing(self._gaps))]
        found += map(self._of_stale, _failing(self._stale))
        return [*found, *map(self._of_balance, _failing(self._balances))]

    def _of_windows(self, row: Any) -> Finding:
        part, whole = self._figures.iloc[row.part], self._figures.iloc[row.whole]
        high, low = _bound(part, "lower"), _bound(whole, "upper")
        part_when, whole_when = _when(part), _when(whole)
        return self._make(
            row.rule_id,
            self._figures.iloc[row.told],
            subject=f"{part['series_id']} {whole['series_id']}",
            part=_stated(part),
            whole=_stated(whole),
            part_when_vi=part_when[0],
            part_when_en=part_when[1],
            whole_when_vi=whole_when[0],
            whole_when_en=whole_when[1],
            gap_vi=_equation([(high, "+"), (low, "-")], "vi"),
            gap_en=_equation([(high, "+"), (low, "-")], "en"),
        )

    def _of_gap(self, row: Any) -> Finding:
        figure = self._figures.iloc[row.place]
        names = [name_period(label) for label in row.missing]
        before = name_period(row.before)
        return self._make(
            MISSING,
            figure,
            subject=f"{figure['series_id']} {' '.join(row.missing)}",
            observation_id=None,
            reading_ordinals=(),
            place_only=True,
            missing_vi=", ".join(name[0] for name in names),
            missing_en=", ".join(name[1] for name in names),
            missing_count=len(names),
            before_vi=before[0],
            before_en=before[1],
        )

    def _of_stale(self, row: Any) -> Finding:
        figure = self._figures.iloc[row.place]
        before = name_period(row.before)
        return self._make(
            STALE,
            figure,
            subject=f"{figure['area_code']} {figure['period']}",
            observation_id=None,
            indicator_code=None,
            reading_ordinals=row.ordinals,
            same=int(row.same),
            size=int(row.size),
            before_vi=before[0],
            before_en=before[1],
        )

    def _of_balance(self, row: Any) -> Finding:
        stock, before = self._figures.iloc[row.stock], self._figures.iloc[row.before]
        terms = [(_number(before), "+")] + [
            (_number(self._figures.iloc[place]), "+" if direction == "in" else "-")
            for place, direction in row.flows
        ]
        too_low = row.expected_low > row.stock_high
        one_sided = pd.isna(row.expected_high if too_low else row.expected_low)
        vi, en = _RELATIONS[too_low if one_sided else None]
        told = self._figures.iloc[row.told]
        return self._make(
            BALANCE,
            told,
            subject=str(stock["series_id"]),
            **names_of(stock, self._catalogue),
            known=_stated(stock),
            relation_vi=vi,
            relation_en=en,
            equation_vi=_equation(terms, "vi"),
            equation_en=_equation(terms, "en"),
            before_vi=_when(before)[0],
            before_en=_when(before)[1],
        )

    def _make(self, rule_id: str, figure: pd.Series, **given: Any) -> Finding:
        about = place_of(figure) | names_of(figure, self._catalogue)
        return make_finding(self._catalogue, rule_id, **about | given)


# Whether the stock may be more than computed (True), less (False), or neither.
_RELATIONS: dict[bool | None, Words] = {
    None: ("phải bằng", "should be"),
    True: ("phải ít nhất là", "should be at least"),
    False: ("chỉ có thể nhiều nhất là", "can be at most"),
}


def _failing(batch: Batch) -> Iterable[Any]:
    failing = pd.Series(False, index=batch.frame.index)
    for check in batch.checks:
        failing |= check.failing(batch.frame)
    return batch.frame[failing].itertuples()


def _when(figure: pd.Series) -> Words:
    """The period; of what is no actual figure with the word for it."""
    vi, en = name_period(figure["period"])
    if figure["scenario"] == "actual":
        return vi, en
    kind_vi, kind_en = SCENARIOS[figure["scenario"]]
    return f"{vi} ({kind_vi})", f"{en} ({kind_en})"


def _stated(figure: pd.Series) -> str:
    return measured(figure["value_text"], figure["unit_text"] or "")


def _number(figure: pd.Series) -> Decimal:
    """The number as written, else the bound that stands for it."""
    return _bound(figure, "lower")


def _bound(figure: pd.Series, side: str) -> Decimal:
    present = [
        one for one in (figure["value"], figure[side], figure["lower"], figure["upper"]) if not pd.isna(one)
    ]
    return plain(present[0])


def _equation(terms: Sequence[tuple[Decimal, str]], language: Language) -> str:
    """ "120 + 30 - 20 = 130"; the first term bears no sign."""
    total = sum((number if sign == "+" else -number for number, sign in terms), Decimal(0))
    words = [format_number(terms[0][0], language)]
    words += [f"{sign} {format_number(number, language)}" for number, sign in terms[1:]]
    return f"{' '.join(words)} = {format_number(plain(total), language)}"
