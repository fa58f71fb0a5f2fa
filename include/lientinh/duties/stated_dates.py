"""Due dates that a document states: "báo cáo kết quả 6 tháng, 1 năm … trước ngày 10/6 và 10/12".

Read is only what recurs and says all of it in one sentence: that a report is due, for which periods of the year, and
for each a day. A day with its year is one request, a day without a period or a period without a day is no rule, and a
day that cannot be that period's (a half-year's in March) is something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lientinh.catalogue import match_key_with_map
from lientinh.documents import Document, Locator, Paragraph

_BEFORE, _BY = "before_day", "by_day"
_DAY = r"(?:ngày )?(?P<d{n}>\d{{1,2}}) ?(?:/|tháng) ?(?P<m{n}>\d{{1,2}})(?![\d/])(?! ?/| năm \d)"
_DAYS = _DAY.format(n=1) + rf"(?: ?(?:,|;|và|hoặc) {_DAY.format(n=2)})?(?: ?(?:,|;|và) {_DAY.format(n=3)})?"
_MARK = (
    r"(?<!\w)(?:(?P<before>trước)|(?P<by>chậm nhất(?: là| vào)?|muộn nhất(?: là| vào)?|không (?:quá|muộn hơn)|đến hết"
    r"|hạn (?:cuối|chót|gửi|nộp)(?: báo cáo)?(?: là)?))"
)
_DEADLINE = re.compile(
    rf"{_MARK} (?:{_DAYS}|(?:ngày )?(?P<monthly>\d{{1,2}})(?: của)? (?:hằng|hàng|mỗi) tháng)"
)
# What follows a day and says that it comes every year; and what says that it came once.
_EVERY_YEAR = re.compile(r"^ ?(?:hằng|hàng|mỗi) năm")
_ONCE = re.compile(r"^ ?(?:/ ?\d{4}|năm \d{4}|(?:,|;|và|hoặc) (?:ngày )?\d{1,2}/\d{1,2}/\d{4})")
_PERIODS = re.compile(
    # How long something takes ("trong 6 tháng") is no period of a report.
    r"(?<![\w/])(?<!trong )(?<!hạn )(?<!vòng )(?<!sau )(?<!đủ )"
    r"(?:(?P<S2>(?:6|sáu) tháng cuối năm)|(?P<S1>(?:6|sáu) tháng(?: đầu năm)?)"
    r"|(?P<N>(?:9|chín) tháng(?: đầu năm)?)"
    r"|(?P<A>(?:1|01|một|cả|hằng|hàng) năm|(?:báo cáo|kết quả) năm))(?! \d{4})(?!\w)"
)
_REPORT = re.compile(r"(?<!\w)báo cáo(?!\w)")
_SENTENCE_END = re.compile(r"[.!?](?= |$)")
_ORDER_MARK = re.compile(r"^\s*(?:[-+•*]|\d+(?:\.\d+)*[.)]|[a-zđ][.)])\s*", re.IGNORECASE)
_COMMITTEE = re.compile(r"(?<!\w)(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố)")
_MINISTRY_NAME = re.compile(
    r"(?<!\w)bộ (?=lao động|nội vụ|giáo dục|y tế|nông nghiệp|công an)|(?<!\w)blđtbxh(?!\w)"
)
_LAST_MONTH = {"S1": 6, "9M": 9, "A": 12}  # of the period a report is about
_LATEST = 3  # months after it in which its report can be due
_LONGEST_NAME = 160


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A due date as one sentence states it: who owes whom a report of which frequency, and the rule.

    `due_months_after` counts from the month in which the period closes. `received_by` is None where the sentence
    does not say. `locator` and `quote` are those of the sentence.
    """

    who: str
    received_by: str | None
    frequency: str
    due_rule: str
    due_months_after: int
    due_day: int
    quote: str
    locator: Locator


def find_stated_dates(document: Document) -> list[StatedDate]:
    """The due dates a document states, in its order."""
    paragraphs = document.paragraphs
    found: list[StatedDate] = []
    for place, paragraph in enumerate(paragraphs):
        before = paragraphs[place - 1] if place else None
        found += _read_paragraph(document.file, paragraph, before)
    return found


def _read_paragraph(file: str, paragraph: Paragraph, before: Paragraph | None) -> Iterator[StatedDate]:
    key, sources = match_key_with_map(paragraph.text)
    start = 0
    for end in [*(found.end() for found in _SENTENCE_END.finditer(key)), len(key)]:
        sentence = key[start:end]
        deadlines = list(_DEADLINE.finditer(sentence))
        said = _REPORT.search(sentence)
        # Two deadlines in one sentence are two readers' guesses: nothing is proposed.
        if len(deadlines) == 1 and said and said.start() < deadlines[0].start():
            first, last = sources[start], sources[end - 1] + 1
            first += len(paragraph.text[first:last]) - len(paragraph.text[first:last].lstrip())
            quote = paragraph.text[first:last].rstrip()
            last = first + len(quote)
            locator = Locator(file, paragraph.page, paragraph.number, first, last, paragraph.line)
            who = _who(paragraph.text[first : sources[start + said.start()]], before)
            receiver = _receiver(sentence[said.end() :])
            for frequency, rule, months, day in _rules(sentence, deadlines[0]):
                yield StatedDate(who, receiver, frequency, rule, months, day, quote, locator)
        start = end


def _rules(sentence: str, deadline: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    """Frequency, rule, months after and day of each period the sentence names; none where they do not pair."""
    rule = _BEFORE if deadline["before"] else _BY
    if deadline["monthly"]:
        if 1 <= int(deadline["monthly"]) <= 31:
            yield "M", rule, 0, int(deadline["monthly"])
        return
    rest = sentence[deadline.end() :]
    if _ONCE.match(rest):
        return
    days = [(int(deadline[f"d{n}"]), int(deadline[f"m{n}"])) for n in (1, 2, 3) if deadline[f"d{n}"]]
    every_year = _EVERY_YEAR.match(rest)
    named = sentence[: deadline.end()] + " " + (rest[every_year.end() :] if every_year else rest)
    periods = [found.lastgroup for found in _PERIODS.finditer(named)]
    if len(periods) != len(days) or len(set(periods)) != len(periods) or "S2" in periods:
        return
    pairs = [("9M" if name == "N" else str(name), *day) for name, day in zip(periods, days, strict=True)]
    if all(_fits(*pair) for pair in pairs):
        for frequency, day, month in pairs:
            yield frequency, rule, (month - _LAST_MONTH[frequency]) % 12, day


def _fits(frequency: str, day: int, month: int) -> bool:
    """Whether a day exists every year and can be the one on which the report of such a period is due."""
    try:
        date(2023, month, day)
    except ValueError:
        return False
    return (month - _LAST_MONTH[frequency]) % 12 <= _LATEST


def _who(written: str, before: Paragraph | None) -> str:
    """Who owes: what stands before "báo cáo", with the line above where that is a list broken off or stands alone."""
    name = _ORDER_MARK.sub("", written).strip(" :,-–")
    above = _ORDER_MARK.sub("", before.text).strip() if before else ""
    if above and len(above) <= _LONGEST_NAME and (not name or above.endswith((";", ","))):
        name = f"{above} {name}".strip()
    return name[:_LONGEST_NAME]


def _receiver(after: str) -> str | None:
    """`ministry` or `province_government`, whichever is named first; not the one it is only sent through."""
    direct = re.sub(r"(?<!\w)qua sở [^,;()]*?(?= trước|,|;|\)|$)", "", after)
    committee, ministry = _COMMITTEE.search(direct), _MINISTRY_NAME.search(direct)
    if committee and (not ministry or committee.start() < ministry.start()):
        return "province_government"
    return "ministry" if ministry else None
