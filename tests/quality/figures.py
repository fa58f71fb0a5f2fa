"""Figures of a report and the relations it states between them: the truth an injected error is judged by.

Nothing here knows the gates. Whether a relation can show an error is arithmetic on the numbers as written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Kind = Literal["count", "money", "rate", "attainment", "growth"]
Values = Mapping[str, Decimal]


@dataclass(frozen=True)
class Figure:
    """A figure as the report writes it: `value` of `unit`, with so many decimals.

    A `series` is an indicator the province reports every period: its own past is known.
    """

    name: str
    value: Decimal
    unit: str
    kind: Kind = "count"
    decimals: int = 0
    series: bool = False
    written: str = ""  # how a sample writes it, where it has its own way ("01 giấy phép")

    @property
    def text(self) -> str:
        """As Vietnamese reports write it: "12.345 người", "68,75%"."""
        if self.written:
            return self.written
        written = f"{self.value:,.{self.decimals}f}".translate(str.maketrans(",.", ".,"))
        return f"{written}{self.unit}" if self.unit == "%" else f"{written} {self.unit}"

    @property
    def half(self) -> Decimal:
        """Half its last written place."""
        return Decimal("0.5").scaleb(-self.decimals)

    def changed(self, value: Decimal, **more: object) -> Figure:
        return replace(self, value=value, written="", **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Link:
    """A relation the report states, or the world does: `kind` says how the named figures hang together.

    sum: the first is the sum of the others. ratio: the first is the second in per cent of the third.
    growth: the first is by how many per cent the second exceeds the third. at_most: the first is at most the second.
    step: the same, but people carried over from an earlier period may break it, so it contradicts nothing.
    same: the first is the second, said twice. same_whole: the first by its share, the second, leads to the same whole
    as the third by the fourth.
    """

    kind: Literal["sum", "ratio", "growth", "at_most", "step", "same", "same_whole"]
    names: tuple[str, ...]

    def holds(self, figures: Mapping[str, Figure]) -> bool:
        """With room for rounding: of sums none but the parts' own, of percentages one last place."""
        first, *others = (figures[name] for name in self.names)
        scale = [_base(one) for one in others]
        mine = _base(first)
        match self.kind:
            case "sum":
                room = sum((_half(one) for one in (first, *others) if one.decimals), Decimal(0))
                return abs(sum(scale) - mine) <= room
            case "ratio" | "growth":
                if scale[1] <= 0:
                    return False
                computed = 100 * scale[0] / scale[1] - (100 if self.kind == "growth" else 0)
                return abs(computed - first.value) <= 2 * first.half
            case "at_most":
                return mine <= scale[0]
            case "step":
                return True
            case "same":
                return mine == scale[0]
            case "same_whole":
                lows, highs = zip(_whole(first, others[0]), _whole(others[1], others[2]), strict=True)
                return max(lows) <= min(highs)


def _whole(part: Figure, share: Figure) -> tuple[Decimal, Decimal]:
    """The lowest and the highest whole that a part and its share, cut or rounded, lead to."""
    room = 2 * share.half
    low = 100 * (_base(part) - part.half) / (share.value + room) if share.value + room > 0 else Decimal(0)
    high = (
        100 * (_base(part) + part.half) / (share.value - room) if share.value > room else Decimal("Infinity")
    )
    return low, high


_SCALES = {"tỷ đồng": 10**9, "triệu đồng": 10**6, "nghìn đồng": 10**3, "nghìn": 10**3, "triệu": 10**6}


def _factor(unit: str) -> Decimal:
    words = unit.split(" ")
    for length in (2, 1):
        if (factor := _SCALES.get(" ".join(words[:length]))) is not None:
            return Decimal(factor)
    return Decimal(1)


def _base(figure: Figure) -> Decimal:
    return figure.value * _factor(figure.unit)


def _half(figure: Figure) -> Decimal:
    return figure.half * _factor(figure.unit)


def base_value(figure: Figure) -> Decimal:
    """The value in the base unit: 1,5 tỷ đồng is 1500000000."""
    return _base(figure)


def percent(part: Decimal, whole: Decimal, decimals: int = 2) -> Decimal:
    """The part in per cent of the whole, rounded as a report writes it."""
    return (100 * part / whole).quantize(Decimal(1).scaleb(-decimals))


def growth(now: Decimal, before: Decimal, decimals: int = 1) -> Decimal:
    """By how many per cent the one exceeds the other."""
    return (100 * now / before - 100).quantize(Decimal(1).scaleb(-decimals))
