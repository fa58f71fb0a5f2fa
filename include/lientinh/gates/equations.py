"""Relations as equations over figures, so that they can be asked what another value would make of them.

A figure is one number however often it is stated: equal statements of one figure are one term.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lientinh.gates.changes import Direction
from lientinh.gates.intervals import (
    Interval,
    add,
    interval_of,
    part_of,
    percentage,
    shift,
    subtract,
    whole_of,
)
from lientinh.gates.mentions import Mention, Prepared
from lientinh.readings import Qualifier, Reading

_HUNDRED = Decimal(100)
Intervals = Sequence[Interval]
Source = tuple[Prepared, Mention] | Reading


@dataclass(frozen=True)
class Term:
    """A figure of an equation. `step` is its last written place, `factor` the scale it is written in.

    A number under a word ("trên 11.000") has a qualifier; nobody can say which number it should be.
    """

    key: Hashable
    value: Decimal
    rounding: Decimal
    step: Decimal
    factor: Decimal
    qualifier: Qualifier | None
    source: Source

    def interval(self, value: Decimal | None = None) -> Interval:
        """What it can stand for, or what another value in its place could."""
        if value is None:
            return interval_of(self.value, self.rounding, self.qualifier)
        return interval_of(value, self.rounding)


@dataclass(frozen=True)
class Form:
    """A kind of equation, its terms in the order in which the makers below take them.

    `solve` gives what the term at an index must lie in; None where that cannot be told. `shares` are the terms that
    are percentages of others: these are often cut and not rounded, so a whole last place either way is no fault.
    """

    holds: Callable[[Intervals], bool]
    solve: Callable[[int, Intervals], Interval | None]
    shares: tuple[int, ...] = ()


@dataclass(frozen=True)
class Equation:
    """A relation of a document; `quote` shows it."""

    form: Form
    terms: tuple[Term, ...]
    quote: str = ""

    def holds_with(self, key: Hashable, value: Decimal) -> bool:
        """Would it hold if the figure had this value?"""
        return self.form.holds([one.interval(value if one.key == key else None) for one in self.terms])

    def solve_for(self, key: Hashable) -> Interval | None:
        """What the figure must lie in for it to hold, all others as they are."""
        index = next(number for number, one in enumerate(self.terms) if one.key == key)
        return self.form.solve(index, [one.interval() for one in self.terms])


def _solve_sum(index: int, terms: Intervals) -> Interval:
    if index == 0:
        return add(terms[1:])
    return subtract(terms[0], add(one for number, one in enumerate(terms) if number not in (0, index)))


def _solve_share(index: int, terms: Intervals) -> Interval:
    share, above, below = terms
    return (percentage(above, below), part_of(below, share), whole_of(above, share))[index]


def _solve_wholes(index: int, terms: Intervals) -> Interval:
    second_share, first_part, first_share, second_part = terms
    first, second = whole_of(first_part, first_share), whole_of(second_part, second_share)
    return (
        percentage(second_part, first),
        part_of(second, first_share),
        percentage(first_part, second),
        part_of(first, second_share),
    )[index]


SUM = Form(lambda terms: add(terms[1:]).meets(terms[0]), _solve_sum)  # total, parts
SHARE = Form(
    lambda terms: percentage(terms[1], terms[2]).meets(terms[0]), _solve_share, (0,)
)  # share, above, below
WHOLES = Form(  # second share, first part, first share, second part
    lambda terms: whole_of(terms[1], terms[2]).meets(whole_of(terms[3], terms[0])),
    _solve_wholes,
    (0, 2),
)
AT_MOST = Form(lambda terms: terms[1].may_be_at_most(terms[0]), lambda *_: None)  # whole, part
SAME = Form(lambda terms: terms[0].meets(terms[1]), lambda index, terms: terms[1 - index])


def count_of(names: Interval) -> Form:
    """A number of names: one term, the stated number."""
    return Form(lambda terms: names.meets(terms[0]), lambda *_: names)


def change_of(direction: Direction, *, by_difference: bool) -> Form:
    """A change: the share, the level, and the level of the year before, or the difference to it."""

    def compute(terms: Intervals) -> list[Interval]:
        _, level, other = terms
        base = other
        if by_difference:
            base = subtract(level, other) if direction == "up" else add((level, other))
        of_base = percentage(level, base)
        if direction == "of":
            return [of_base]
        if direction == "down":
            return [subtract(Interval(_HUNDRED, _HUNDRED), of_base)]
        return [shift(of_base, -_HUNDRED), of_base]  # "tăng 118%" for what is 118% of the year before

    return Form(
        lambda terms: any(one.meets(terms[0]) for one in compute(terms)),
        lambda index, terms: compute(terms)[0] if index == 0 else None,
        (0,),
    )
