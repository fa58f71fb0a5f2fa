"""A figure's period in the words of a letter: `năm 2016`, `6 tháng đầu năm 2022`, `tại thời điểm 31/12/2021`."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Any

from lientinh.periods import NINE_MONTHS
from lientinh.wording import BASES, day

Part = dict[str, Any]

_LABEL = re.compile(r"(?P<year>\d{4})(?:-(?P<kind>[SQM])(?P<number>\d{1,2}))?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HALVES = ("đầu", "cuối")
_QUARTERS = ("I", "II", "III", "IV")
_ORDINALS = ("first", "second", "third", "fourth")


def period_vi(figure: Part) -> str:
    """With how it accumulates: a stock is of a day, a sum since the beginning runs up to one."""
    end = day(figure["period_end"])
    if figure["accumulation"] == "stock":
        return f"tại thời điểm {end}"
    if figure["accumulation"] == "itd":
        return f"lũy kế đến {end}"
    average = "bình quân hằng năm, " if figure["accumulation"] == "annual_average" else ""
    basis = f" ({BASES[figure['period_basis']][0]})" if figure["period_basis"] != "calendar" else ""
    return average + (_label_vi(figure["period"]) or _window(figure, "từ", "đến")) + basis


def period_en(figure: Part) -> str:
    """The same in English, beginning with its preposition."""
    if figure["accumulation"] == "stock":
        return f"as of {_day(figure['period_end'])}"
    if figure["accumulation"] == "itd":
        return f"up to {_day(figure['period_end'])}"
    average = "as an annual average " if figure["accumulation"] == "annual_average" else ""
    basis = f" ({BASES[figure['period_basis']][1]})" if figure["period_basis"] != "calendar" else ""
    label = _label_en(figure["period"])
    return average + (f"in {label}" if label else _window(figure, "from", "to", english=True)) + basis


def name_period(period: str) -> tuple[str, str]:
    """A period's label alone, in both languages; a window without a name of its own as it is written."""
    if period.endswith(NINE_MONTHS):
        return f"9 tháng đầu năm {period[:4]}", f"the first nine months of {period[:4]}"
    if _DAY.fullmatch(period):
        on = date.fromisoformat(period)
        return f"tại thời điểm {day(on)}", f"as of {_day(on)}"
    vietnamese, english = _label_vi(period), _label_en(period)
    return vietnamese or f"kỳ {period}", english or f"period {period}"


def _label_vi(period: str) -> str | None:
    found = _LABEL.fullmatch(period)
    if found is None:
        return None
    year, number = found["year"], int(found["number"] or 0)
    if found["kind"] is None:
        return f"năm {year}"
    if found["kind"] == "M":
        return f"tháng {number} năm {year}"
    part = f"6 tháng {_HALVES[number - 1]}" if found["kind"] == "S" else f"quý {_QUARTERS[number - 1]}"
    return f"{part} năm {year}"


def _label_en(period: str) -> str | None:
    found = _LABEL.fullmatch(period)
    if found is None:
        return None
    year, number = found["year"], int(found["number"] or 0)
    if found["kind"] is None:
        return year
    if found["kind"] == "M":
        return f"{calendar.month_name[number]} {year}"
    return f"the {_ORDINALS[number - 1]} {'half' if found['kind'] == 'S' else 'quarter'} of {year}"


def _window(figure: Part, since: str, until: str, *, english: bool = False) -> str:
    write = _day if english else day
    start = f"{since} {write(figure['period_start'])} " if figure["period_start"] else ""
    return f"{start}{until} {write(figure['period_end'])}"


def _day(on: date) -> str:
    return f"{on.day} {on:%B} {on.year}"
