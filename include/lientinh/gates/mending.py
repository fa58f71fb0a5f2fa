"""Which one number would mend what is broken: changed to one value, all its relations hold, and no other breaks.

Broken relations that share figures are judged together. Only where exactly one figure can be the fault, and
only to one value, is anything said: of a total and two parts any of the three could be wrong.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from lientinh.gates.equations import SUM, Equation, Term
from lientinh.gates.intervals import Interval

_MANY = 2  # two values that would do are as good as a thousand


@dataclass(frozen=True)
class Mend:
    """The figure that is the fault, and the value that mends all."""

    term: Term
    value: Decimal


@dataclass(frozen=True)
class Conflict:
    """The total that would mend a sum, and a relation that holds now and would break.

    No part can be the fault either; `confirmed`: every part would break a relation of its own.
    """

    term: Term
    value: Decimal
    breaks: Equation
    confirmed: bool = False


Verdict = Mend | Conflict
_Outcome = Mend | Conflict | Literal["no", "unknown"]


def find_mends(equations: Sequence[Equation], broken: Sequence[bool]) -> dict[int, Verdict]:
    """By the index of a broken equation what can be said of it; nothing where more than one figure could be wrong."""
    places: dict[Hashable, list[int]] = {}
    for number, equation in enumerate(equations):
        for key in dict.fromkeys(one.key for one in equation.terms):
            places.setdefault(key, []).append(number)
    found: dict[int, Verdict] = {}
    for group in _groups(equations, broken, places):
        verdict = _judge(group, equations, places)
        if verdict is not None:
            found.update(dict.fromkeys(group, verdict))
    return found


def _groups(
    equations: Sequence[Equation], broken: Sequence[bool], places: Mapping[Hashable, Sequence[int]]
) -> Iterator[list[int]]:
    """The broken equations, together those that share a figure with one another."""
    seen: set[int] = set()
    for first, bad in enumerate(broken):
        if not bad or first in seen:
            continue
        group, waiting = [], [first]
        seen.add(first)
        while waiting:
            number = waiting.pop()
            group.append(number)
            for term in equations[number].terms:
                fresh = [one for one in places[term.key] if broken[one] and one not in seen]
                seen.update(fresh)
                waiting += fresh
        yield sorted(group)


def _judge(
    group: Sequence[int], equations: Sequence[Equation], places: Mapping[Hashable, Sequence[int]]
) -> Verdict | None:
    terms = {one.key: one for number in group for one in equations[number].terms}
    outcomes = [_try(term, group, equations, places[key]) for key, term in terms.items()]
    mends = [one for one in outcomes if isinstance(one, Mend)]
    if "unknown" in outcomes or len(mends) > 1:
        return None
    if mends:
        return mends[0]
    total, parts = outcomes[0], outcomes[1:]
    if len(group) > 1 or equations[group[0]].form is not SUM or not isinstance(total, Conflict):
        return None
    return replace(total, confirmed=all(isinstance(one, Conflict) for one in parts))


def _try(term: Term, group: Sequence[int], equations: Sequence[Equation], mine: Sequence[int]) -> _Outcome:
    """What becomes of all relations of a figure if it is changed to what the broken ones ask for."""
    if not set(group) <= set(mine):
        return "no"
    if term.qualifier is not None:
        return "unknown"
    value = _value_for(term, [equations[number] for number in group])
    if not isinstance(value, Decimal):
        return value
    breaks = [number for number in mine if not equations[number].holds_with(term.key, value)]
    if not breaks:
        return Mend(term, value)
    return "no" if set(breaks) & set(group) else Conflict(term, value, equations[breaks[0]])


def _value_for(term: Term, broken: Sequence[Equation]) -> Decimal | Literal["no", "unknown"]:
    """The one value that a broken equation leaves the figure, in the places it is written with."""
    told: Decimal | Literal["no", "unknown"] = "unknown"
    for equation in broken:
        bounds = equation.solve_for(term.key)
        values = list(_written_values(term, bounds)) if bounds is not None else None
        if values is None or len(values) >= _MANY:
            continue
        if not values:
            return "no"
        told = values[0]
    return told


def _written_values(term: Term, bounds: Interval) -> Iterator[Decimal]:
    """The first values of the figure's own places that can stand for something within the bounds, none negative."""
    if bounds.lower is None or bounds.upper is None:
        yield from (term.value, term.value + term.step)
        return
    reach = term.step / 2 if term.rounding else Decimal(0)
    first = ((bounds.lower - reach) / term.step).to_integral_value(ROUND_CEILING)
    last = ((bounds.upper + reach) / term.step).to_integral_value(ROUND_FLOOR)
    first = max(first, Decimal(0))
    for number in range(min(_MANY, int(last - first) + 1)):
        yield (first + number) * term.step
