"""Slips of the hand: is one number what another becomes by a single mistake in writing it?

Two numbers are alike by chance only where they are short: digits count where there are three of them, a shifted
point or unit where there are two.
"""

from __future__ import annotations

from decimal import Decimal

_FEWEST_DIGITS = 3
_FEWEST_SHIFTED = 2
_LARGEST_SHIFT = 9  # between đồng and tỷ đồng


def is_mistyped(written: Decimal, meant: Decimal) -> bool:
    """Neighbouring digits exchanged, one left out or written twice, a point or a unit shifted."""
    if written <= 0 or meant <= 0 or written == meant:
        return False
    first, second = written.normalize(), meant.normalize()
    if first.as_tuple().digits == second.as_tuple().digits:
        shift = abs(_exponent(first) - _exponent(second))
        return len(first.as_tuple().digits) >= _FEWEST_SHIFTED and shift <= _LARGEST_SHIFT
    exponent = min(_exponent(first), _exponent(second))
    digits, others = (str(int(one.scaleb(-exponent))) for one in (first, second))
    if max(len(digits), len(others)) < _FEWEST_DIGITS:
        return False
    return _exchanged(digits, others) or _left_out(digits, others) or _left_out(others, digits)


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def _exchanged(digits: str, others: str) -> bool:
    if len(digits) != len(others):
        return False
    apart = [at for at, pair in enumerate(zip(digits, others, strict=True)) if pair[0] != pair[1]]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and digits[apart[0]] == others[apart[1]]
        and digits[apart[1]] == others[apart[0]]
    )


def _left_out(shorter: str, longer: str) -> bool:
    """Is a digit of the longer missing in the shorter? A digit too many is the same the other way round."""
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
