"""A small world of provinces: what their departments would count, the same at every run.

The figures are made up. Each grows by -4 to +10 per cent a year; halves and nine months are parts of their year.
"""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Literal

Part = Literal["S1", "9M", "Y"]
PROVINCES = {"04": "Cao Bằng", "06": "Bắc Kạn", "14": "Sơn La", "19": "Thái Nguyên", "20": "Lạng Sơn"}
FIRST_YEAR, LAST_YEAR = 2016, 2022
_SCALE = {"04": 0.8, "06": 0.6, "14": 1.3, "19": 1.5, "20": 1.0}
_FLOWS = {
    "jobs": 12000, "counsel": 17000, "registered": 3100, "applicants": 5200, "intake": 9100, "loan": 1650,
    "merit_turns": 44000, "merit_money": 86500, "rehab_in": 210, "abroad": 130, "children": 40, "inspections": 1900,
}  # fmt: skip
_STOCKS = {"households": 191000, "premises": 1080, "on_file": 3650, "residents": 96, "merit_houses": 640}
_PARTS = {"S1": (0.45, 0.51), "9M": (0.71, 0.77)}


def count_of(area_code: str, name: str, year: int, part: Part = "Y") -> Decimal:
    """What the province counted: a flow of the part of the year, a stock at its end."""
    base = (_FLOWS | _STOCKS)[name] * _SCALE[area_code] * draw(area_code, name).uniform(0.9, 1.1)
    for one in range(FIRST_YEAR, year + 1):
        base *= 1 + draw(area_code, name, one).uniform(-0.04, 0.10)
    if part != "Y" and name in _FLOWS:
        base *= draw(area_code, name, year, part).uniform(*_PARTS[part])
    return Decimal(max(1, round(base)))


def part_of(whole: Decimal, low: float, high: float, *key: object) -> Decimal:
    """A part of a whole, drawn between two shares."""
    return Decimal(max(1, round(float(whole) * draw(*key).uniform(low, high))))


def draw(*key: object) -> random.Random:
    """A source of numbers of its own for every question, so that one more question changes no answer."""
    return random.Random("|".join(map(str, key)))
