"""A change against the same period of the year before, where the document gives both levels.

"8.977 lượt người, bằng 118% so với cùng kỳ năm 2021 (7.608 lượt người)"; "tăng 1.369 lượt (18%) so với cùng kỳ";
or the level of the year before elsewhere in the text. "Bằng 118%" and "tăng 18%" are the same change; "tăng
118%" is read by some as either, so both count as true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lientinh.gates.changes import Direction, say_change
from lientinh.gates.equations import change_of
from lientinh.gates.intervals import Interval, add, interval_of, percentage, shift, subtract
from lientinh.gates.items import clause_start, counts_same
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.relation import Relation, in_scale
from lientinh.gates.relation_kinds.ratios import cut_or_rounded, round_like
from lientinh.periods import period_year_before
from lientinh.readings import Reading

_ABOUT = r"(?:\s+(?:thêm|khoảng|trên|gần|hơn|được|là|tỷ lệ|tương đương|tương ứng))*"
_STATED: tuple[tuple[Direction, re.Pattern[str]], ...] = (
    ("up", re.compile(rf"\btăng{_ABOUT}[\s(]*$")),
    ("down", re.compile(rf"\bgiảm{_ABOUT}[\s(]*$")),
    ("of", re.compile(rf"\b(?:bằng|đạt|tương đương|tương ứng){_ABOUT}[\s(]*$")),
)
_EARLIER = r"(?:cùng kỳ|(?:năm|quý|tháng|kỳ) (?:trước|ngoái))"
_COMPARED = re.compile(
    rf"^\s*(?:\)|,)?\s*(?:(?:so với |so )?{_EARLIER}(?:\s+(?:của )?năm (?:trước|ngoái|[0-9]{{4}}))?"
    r"|so với năm [0-9]{4}(?=\s*\([0-9]))"  # whatever year it is, its level stands right behind
)
_BASE = re.compile(
    rf"^\s*(?:[(,:]\s*|(?=(?:là|đạt)\b))(?:(?:{_EARLIER}|năm [0-9]{{4}}|6 tháng[^0-9();.]*[0-9]{{4}})"
    r"(?:\s+(?:của )?năm (?:trước|ngoái|[0-9]{4}))?\s*[:,]?\s*)?"
    r"(?:(?:là|đạt|có|chỉ|ghi nhận|thực hiện|được)\s+)*$"
)
_LEVEL_TO_CHANGE = re.compile(r"^[^;.:0-9]{0,90}$")
_CHANGE_TO_SHARE = re.compile(
    r"^[^;.0-9]{0,30}?[\s,(]*(?:(?:tương đương|tương ứng|bằng|hay|tăng|giảm|đạt)(?: với)?[\s,(]*)*$"
)
_HUNDRED = Decimal(100)
_PERCENT = "PERCENT"  # a change in percentage points is another thing


@dataclass(frozen=True, slots=True)
class _Change:
    """A stated change `share` of `level`, its words' direction, and the difference stated beside it, if any."""

    level: Mention
    share: Mention
    direction: Direction
    difference: Mention | None
    end: int  # where the words of comparison end


@dataclass(frozen=True, slots=True)
class _Base:
    """The level of the year before: what it can stand for, as shown, the mention and the reading it comes from."""

    interval: Interval
    value: Decimal
    mention: Mention | None = None
    reading: Reading | None = None


def find_same_period(paragraphs: Sequence[Prepared], readings: Sequence[Reading]) -> Iterator[Relation]:
    """Each stated change whose two levels the document gives, against what follows from them."""
    for prepared in paragraphs:
        for index, share in enumerate(prepared.mentions):
            change = _change_at(prepared, index) if share.unit_code == _PERCENT else None
            base = _base_of(prepared, change, readings) if change else None
            if change is not None and base is not None and base.value > 0:
                yield _relate(prepared, change, base)


def _change_at(prepared: Prepared, index: int) -> _Change | None:
    """The change a percentage states: of the number right before it, with at most the difference between them."""
    share = prepared.mentions[index]
    compared = _COMPARED.match(prepared.folded[share.unit_end : share.unit_end + 80])
    if compared is None or index == 0:
        return None
    end = share.unit_end + compared.end()
    counts = [one for one in prepared.mentions[:index] if not one.is_ratio]
    direction = _direction(prepared, share, prepared.mentions[index - 1].unit_end)
    if direction is not None and counts and _is_level(prepared, counts[-1]):
        near = _LEVEL_TO_CHANGE.match(_words_between(prepared, counts[-1], share))
        return _Change(counts[-1], share, direction, None, end) if near else None
    return _with_difference(prepared, counts[-2:], share, direction, end)


def _words_between(prepared: Prepared, first: Mention, last: Mention) -> str:
    """The text between two numbers, without percentages of other things ("bằng 90% kế hoạch")."""
    words, position = "", first.unit_end
    for one in prepared.within(first.unit_end, last.start):
        words += prepared.folded[position : one.start]
        position = one.unit_end
    return words + prepared.folded[position : last.start]


def _with_difference(
    prepared: Prepared, counts: Sequence[Mention], share: Mention, direction: Direction | None, end: int
) -> _Change | None:
    """ "8.977 lượt, tăng 1.369 lượt (18%) so với cùng kỳ": the difference stands between level and share."""
    if len(counts) < 2:
        return None
    level, difference = counts
    turned = _direction(prepared, difference, level.unit_end)
    if turned not in ("up", "down") or direction not in (None, "of", turned):
        return None
    alike = not level.is_ratio and counts_same(level, difference) and _is_level(prepared, level)
    near = _LEVEL_TO_CHANGE.match(_words_between(prepared, level, difference))
    tied = _CHANGE_TO_SHARE.match(prepared.folded[difference.unit_end : share.start])
    return _Change(level, share, turned, difference, end) if alike and near and tied else None


def _direction(prepared: Prepared, number: Mention, start: int) -> Direction | None:
    before = prepared.folded[max(start, number.start - 60) : number.start]
    return next((name for name, words in _STATED if words.search(before)), None)


def _is_level(prepared: Prepared, mention: Mention) -> bool:
    """A count or a sum of money that is no plan's and not itself a change."""
    return (
        not mention.is_ratio
        and mention.role != "planned"
        and mention.value > 0
        and _direction(prepared, mention, 0) not in ("up", "down")
        and not (mention.reading is not None and mention.reading.scenario == "plan")
    )


def _base_of(prepared: Prepared, change: _Change, readings: Sequence[Reading]) -> _Base | None:
    if change.difference is not None:
        sign = -1 if change.direction == "up" else 1
        level, step = change.level, change.difference
        interval = (
            subtract(level.interval, step.interval) if sign < 0 else add((level.interval, step.interval))
        )
        return _Base(interval, level.value + sign * step.value)
    following = [one for one in prepared.mentions if one.start >= change.end]
    if following and _BASE.match(prepared.folded[change.end : following[0].start]):
        base = following[0]
        closes = prepared.folded[base.unit_end :].lstrip()[:1] in (")", ".", ";", "")
        if closes and counts_same(change.level, base):
            return _Base(base.interval, base.value, base)
    return _read_base(change.level.reading, readings)


def _read_base(level: Reading | None, readings: Sequence[Reading]) -> _Base | None:
    """The figure of the year before that the document states anywhere; none where it states several."""
    if level is None or level.indicator_code is None or level.period is None:
        return None
    before = period_year_before(level.period)
    found = [
        one
        for one in readings
        if one.measure == "level"
        and one.scenario == "actual"
        and one.value
        and one.period == before
        and (one.indicator_code, one.breakdown, one.unit_code, one.area_code, one.accumulation)
        == (level.indicator_code, level.breakdown, level.unit_code, level.area_code, level.accumulation)
    ]
    if len({(one.value, one.qualifier) for one in found}) != 1:
        return None
    first = found[0]
    value = first.value or Decimal(0)
    return _Base(interval_of(value, first.rounding, first.qualifier), value, reading=first)


def _relate(prepared: Prepared, change: _Change, base: _Base) -> Relation:
    level, share = change.level, change.share
    of_base = percentage(level.interval, base.interval)
    stated = cut_or_rounded(share)
    computed = {
        "of": of_base,
        "up": shift(of_base, -_HUNDRED),
        "down": subtract(Interval(_HUNDRED, _HUNDRED), of_base),
    }[change.direction]
    if change.direction == "up" and not computed.meets(stated) and of_base.meets(stated):
        computed = of_base  # "tăng 118%" for what is 118% of the year before
    percent = _HUNDRED * level.value / base.value
    return Relation(
        rule_id="arithmetic.change_on_same_period",
        prepared=prepared,
        total=share,
        parts=tuple(one for one in (level, change.difference, base.mention) if one is not None),
        computed=computed,
        stated=stated,
        quote=prepared.text[clause_start(prepared, level) : _end(prepared, change, base)],
        figures={
            "current": in_scale(level.value, level.factor),
            "previous": in_scale(base.value, level.factor),
            "computed": round_like(percent, share.value),
            **say_change(percent, share.value, change.direction),
        },
        others=(base.reading,) if base.reading else (),
        form=change_of(change.direction, by_difference=change.difference is not None),
    )


def _end(prepared: Prepared, change: _Change, base: _Base) -> int:
    if base.mention is None:
        return change.end
    end = base.mention.unit_end
    return end + 1 if prepared.text[end : end + 1] == ")" else end
