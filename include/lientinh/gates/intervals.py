"""Arithmetic with what a written number can stand for.

A number written with a last place of 0,01 stands for anything within half of that place; "trên 11.000"
for anything from 11.000 up to about the next round number. A relation is broken only if no value that the
words allow would make it hold. Heads and other whole things, written out in full, are exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lientinh.readings import Qualifier

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_LOOSE = Decimal("0.1")  # how far "trên", "khoảng" and "gần" reach at least, as a share of the number


@dataclass(frozen=True, slots=True)
class Interval:
    """From `lower` to `upper`, both included; None is without bound on that side."""

    lower: Decimal | None
    upper: Decimal | None

    def meets(self, other: Interval) -> bool:
        """Have the two a value in common?"""
        return _not_above(self.lower, other.upper) and _not_above(other.lower, self.upper)

    def may_be_at_most(self, other: Interval) -> bool:
        """Is there a value here that is not larger than some value there?"""
        return _not_above(self.lower, other.upper)

    def meet(self, other: Interval) -> Interval | None:
        """The values both have; None where there are none."""
        if not self.meets(other):
            return None
        lowers = [bound for bound in (self.lower, other.lower) if bound is not None]
        uppers = [bound for bound in (self.upper, other.upper) if bound is not None]
        return Interval(max(lowers, default=None), min(uppers, default=None))


def _not_above(lower: Decimal | None, upper: Decimal | None) -> bool:
    return lower is None or upper is None or lower <= upper


def interval_of(value: Decimal, rounding: Decimal = _ZERO, qualifier: Qualifier | None = None) -> Interval:
    """What a number written with this rounding and these words can stand for. `value` is not negative."""
    reach = max(_step(value), value * _LOOSE, rounding)
    match qualifier:
        case "more_than":
            return Interval(value, value + reach)
        case "nearly":
            return Interval(value - reach, value)
        case "about":
            return Interval(value - reach, value + reach)
        case "at_least":
            return Interval(value, None)
        case "less_than" | "at_most":
            return Interval(None, value)
        case _:
            return Interval(value - rounding, value + rounding)


def _step(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 1000 for 11000, 100 for 6800, 0.01 for 8.46."""
    if value == 0:
        return _ZERO
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def add(parts: Iterable[Interval]) -> Interval:
    """The sum of the parts."""
    lower: Decimal | None = _ZERO
    upper: Decimal | None = _ZERO
    for part in parts:
        lower = None if lower is None or part.lower is None else lower + part.lower
        upper = None if upper is None or part.upper is None else upper + part.upper
    return Interval(lower, upper)


def subtract(whole: Interval, part: Interval) -> Interval:
    """What is left of `whole` without `part`."""
    return add((whole, Interval(_negate(part.upper), _negate(part.lower))))


def shift(interval: Interval, step: Decimal) -> Interval:
    """Every value `step` higher."""
    return add((interval, Interval(step, step)))


def _negate(bound: Decimal | None) -> Decimal | None:
    return None if bound is None else -bound


def percentage(numerator: Interval, denominator: Interval) -> Interval:
    """100 × numerator / denominator for quantities that are not negative; no bound where none follows."""
    return Interval(
        _divide(numerator.lower, denominator.upper),
        _divide(numerator.upper, denominator.lower),
    )


def whole_of(part: Interval, share: Interval) -> Interval:
    """The whole of which `part` is `share` per cent."""
    return percentage(part, share)


def part_of(whole: Interval, share: Interval) -> Interval:
    """What `share` per cent of `whole` is, of quantities that are not negative."""
    lower = None if whole.lower is None or share.lower is None else whole.lower * share.lower / _HUNDRED
    upper = None if whole.upper is None or share.upper is None else whole.upper * share.upper / _HUNDRED
    return Interval(lower, upper)


def _divide(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    if above is None or below is None or below <= 0:
        return None
    return _HUNDRED * above / below
