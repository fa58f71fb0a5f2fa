"""A case: a submission with one error put into it, and the truth about the error."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

Files = tuple[tuple[str, bytes], ...]  # (name, content)

_STEPS_NEEDED = 4
_STEP_FACTOR = 3
_LEAST_FACTOR = Decimal("1.1")
_LEAST_POINTS = Decimal(5)


@dataclass(frozen=True)
class Delivery:
    """A good submission as it is handed in: what is clean, and what errors are put into."""

    key: str  # "form 20 2016"
    area_code: str
    name: str
    files: Files
    landed_at: datetime


@dataclass(frozen=True)
class Case:
    """One error in one place of the delivery `base`; `files` makes them.

    `cells` and `paragraphs` are where a finding must stand to concern it: the corrupted figure and those it stands
    in a relation with. Neither means the submission as a whole. `shown_by` is the criterion by which the error is
    detectable in principle, None where nothing that was written anywhere contradicts it.
    """

    kind: str
    base: str
    note: str
    files: Callable[[], Files]
    shown_by: str | None
    cells: frozenset[str] = frozenset()
    paragraphs: tuple[str, ...] = ()


def shown_by_past(value: Decimal, past: list[Decimal], *, is_rate: bool) -> bool:
    """Does a series leave its own past? By the clean past alone, the oldest first, the last known period last.

    The step it makes from the last known period is more than three times the largest step it made in all its past
    (four steps at least), and at least 10 per cent, of percentages five points.
    """
    if len(past) <= _STEPS_NEEDED:
        return False
    if value <= 0:
        return True
    if is_rate:
        usual = max(abs(b - a) for a, b in pairwise(past))
        return abs(value - past[-1]) > max(_STEP_FACTOR * usual, _LEAST_POINTS)
    usual = max(max(a, b) / min(a, b) for a, b in pairwise(past))
    step = max(value, past[-1]) / min(value, past[-1])
    return step > max(usual**_STEP_FACTOR, _LEAST_FACTOR)


# How a number is spoilt: (value, decimals, source of chance) → another value, or None where it cannot be done.
Spoiler = Callable[[Decimal, int, random.Random], "Decimal | None"]


def _digits(value: Decimal, decimals: int) -> str:
    return str(int(abs(value).scaleb(decimals)))


def _number(digits: str, value: Decimal, decimals: int) -> Decimal | None:
    changed = Decimal(int(digits)).scaleb(-decimals) * (-1 if value < 0 else 1) if digits else None
    return changed if changed is not None and changed != value else None


def transpose(value: Decimal, decimals: int, chance: random.Random) -> Decimal | None:
    """Two neighbouring digits change places."""
    digits = _digits(value, decimals)
    places = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
    if not places:
        return None
    at = chance.choice(places)
    return _number(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :], value, decimals)


def drop_digit(value: Decimal, decimals: int, chance: random.Random) -> Decimal | None:
    digits = _digits(value, decimals)
    at = chance.randrange(len(digits))
    return _number(digits[:at] + digits[at + 1 :], value, decimals) if len(digits) > 1 else None


def double_digit(value: Decimal, decimals: int, chance: random.Random) -> Decimal | None:
    digits = _digits(value, decimals)
    at = chance.randrange(len(digits))
    return _number(digits[:at] + digits[at] + digits[at:], value, decimals)


def times(factor: str) -> Spoiler:
    """So many times as much, with the decimals the figure is written with."""

    def spoil(value: Decimal, decimals: int, _: random.Random) -> Decimal | None:
        changed = (value * Decimal(factor)).quantize(Decimal(1).scaleb(-decimals))
        return changed if changed not in (value, 0) else None

    return spoil


def negate(value: Decimal, _: int, __: random.Random) -> Decimal | None:
    return -value


NUMBER_ERRORS: dict[str, Spoiler] = {
    "digits transposed": transpose,
    "digit dropped": drop_digit,
    "digit doubled": double_digit,
    "decimal point ×10": times("10"),
    "decimal point ÷10": times("0.1"),
    "unit ×1.000": times("1000"),
    "unit ×1.000.000": times("1000000"),
    "unit ÷1.000": times("0.001"),
    "negative count": negate,
}
