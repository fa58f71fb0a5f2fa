"""A change in words: "tăng 18,0%", "giảm 5,2%", "bằng 118%", and the same in English."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from lientinh.gates.messages import format_number

Direction = Literal["of", "up", "down"]

_WORDS: dict[Direction, tuple[str, str]] = {
    "of": ("bằng {}%", "{}% of it"),
    "up": ("tăng {}%", "up by {}%"),
    "down": ("giảm {}%", "down by {}%"),
}
_HUNDRED = Decimal(100)


def say_change(percent_of_base: Decimal, stated: Decimal, direction: Direction) -> dict[str, str]:
    """The change that follows (`change_vi`, `change_en`) and the one that is stated (`stated_vi`, `stated_en`)."""
    places = max(1, -int(stated.as_tuple().exponent))
    change = (percent_of_base - _HUNDRED).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    change_vi, change_en = _say("down" if change < 0 else "up", abs(change))
    stated_vi, stated_en = _say(direction, stated)
    return {"change_vi": change_vi, "change_en": change_en, "stated_vi": stated_vi, "stated_en": stated_en}


def _say(direction: Direction, number: Decimal) -> tuple[str, str]:
    vietnamese, english = _WORDS[direction]
    return vietnamese.format(format_number(number, "vi")), english.format(format_number(number, "en"))
