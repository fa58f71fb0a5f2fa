"""Which of the periods around a quantity is its own."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lientinh.extract.clauses import Sentence
from lientinh.extract.contexts import Context
from lientinh.extract.periods import Period, PeriodMention
from lientinh.extract.quantities import Quantity
from lientinh.extract.timeframe import Clock, resolve, year_of
from lientinh.readings import Scenario

# A year in a name is no period: "Tết Nguyên đán năm 2022", "chuẩn nghèo … giai đoạn 2016-2020".
_NAME = re.compile(
    r"(?:kế hoạch|chương trình|đề án|dự án|nghị quyết|quyết định|quy chuẩn|chỉ thị|thông tư|thông báo|công văn|luật"
    r"|tết(?: nguyên đán)?|ngày hội|hội thi|tháng hành động|chuẩn(?: hộ)? nghèo|tiêu chí|chỉ số|đại hội|hội nghị"
    r"|kỷ niệm|phong trào|quy hoạch|chiến lược|dự thảo|nhiệm kỳ)\b[^,;:.0-9]{0,80}$"
)
_TARGET_NAME = re.compile(
    r"kế hoạch (?:giao|cả năm|năm)?\s*$|(?:mục tiêu|chỉ tiêu)[^,;:.]{0,40}$|^\s*kế hoạch\s*$"
)
_OPENS = re.compile(
    r"^[\s\"“(+\-*•]*(?:(?:trong|tính|riêng|kết quả|cụ thể|tuy nhiên|theo đó|trong đó|chính vì vậy|do đó|đặc biệt"
    r"|về|ước|lũy kế|thống kê|chỉ tiêu|theo (?:kế hoạch|kết quả|báo cáo|ông|bà)[^,]{0,90}|như vậy|nếu như|vào)"
    r"[\s,:]*)*$"
)
_DAY = re.compile(r"[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}\s*[/.-]\s*[0-9]{4}|\b[Nn]gày\s+[0-9]")
_EXISTS = re.compile(r"\b(?:trên địa bàn|toàn tỉnh|cả tỉnh)[^,;:.]{0,30}\bcó\s*$")
_STANDING = ("ESTABLISHMENT", "SITE", "SCHOOL", "BED", "WEBSITE")


@dataclass(frozen=True, slots=True)
class Dating:
    """Where periods come from in one sentence: its mentions, and what holds where it has none.

    `carried` was set by an earlier sentence of the paragraph or by the total a list breaks down; `standing` is
    the section's, else the document's.
    """

    text: str
    folded: str
    mentions: tuple[PeriodMention, ...]
    carried: Period | None
    standing: Period | None
    clock: Clock


def choose_period(
    dating: Dating, sentence: Sentence, quantities: Sequence[Quantity], contexts: Sequence[Context], index: int,
    scenario: Scenario,
) -> Period | None:  # fmt: skip
    """The period of a quantity: beside it, before it in the sentence, carried, or standing; in that order.

    An actual cannot lie ahead of the document that reports it, so a sentence's later year is passed over;
    what was to be done in "537/615 hộ" belongs to the year of what was done.
    """
    quantity = quantities[index]
    beside = _beside(dating, sentence, quantities, contexts, index)
    period = _usable(dating, beside, scenario, beside=True)
    if period is None:
        for mention in reversed(_before(dating, sentence, quantities, contexts, index)):
            period = _usable(dating, mention, scenario, beside=False)
            if period is not None:
                break
    if period is None and _exists_now(dating, quantity, contexts[index]) and dating.clock.today:
        today = dating.clock.today
        period = Period(today.isoformat(), today, today, "now", "")
    inherited = period is None
    period = period or dating.carried or dating.standing
    if period is None or scenario != "plan":
        return period
    if quantity.role == "planned" or (inherited and _is_result(dating, period)):
        return year_of(period, dating.clock)
    return period


def lies_ahead(
    dating: Dating,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    contexts: Sequence[Context],
    index: int,
    *,
    among_results: bool,
) -> bool:
    """Does the nearest period beside or before a quantity end after its document? Then it is no result.

    "Đến năm 2025 tỷ lệ … đạt 65%": a target, though no word of planning says so. A year under way is one in a
    report on an earlier year. Under a heading of results a day to come is a slip of the date, for a gate to tell.
    """
    beside = _beside(dating, sentence, quantities, contexts, index)
    before = _before(dating, sentence, quantities, contexts, index)
    mention = beside or (before[-1] if before else None)
    if mention is None or mention.kind == "now" or "YYYY" in (mention.label or "YYYY"):
        return False
    period = resolve(mention, dating.text, dating.clock)
    several = (period.label or "").endswith("Y")
    if among_results and _names_day(period):
        return False
    if not _is_ahead(dating.clock, period) or (several and not _opens(dating, sentence, mention)):
        return False
    standing = dating.standing
    reported = standing.end if standing is not None and standing.kind == "window" else None
    later = reported is not None and period.start is not None and period.start > reported
    several = (period.label or "").endswith("Y")
    return (
        mention.kind in ("point", "until")
        or several
        or later
        or not _has_begun(dating.clock, mention, period)
    )


def _is_result(dating: Dating, period: Period) -> bool:
    """A window already reported on: a target set in the midst of it is one for the year."""
    return period.kind == "window" and period.end is not None and period.end == dating.clock.reported_until


def _exists_now(dating: Dating, quantity: Quantity, context: Context) -> bool:
    """ "Trên địa bàn tỉnh có 10 cơ sở" tells what there is on the day of the document."""
    return quantity.unit_code in _STANDING and bool(
        _EXISTS.search(dating.folded[context.clause_start : quantity.begin])
    )


def _is_name(dating: Dating, mention: PeriodMention) -> bool:
    if mention.kind in ("now", "term") or "cuối năm" in dating.folded[mention.start : mention.end]:
        return False  # nothing is named after the end of a year: "theo chuẩn nghèo đa chiều cuối năm 2022"
    before = dating.folded[max(0, mention.start - 90) : mention.start].rpartition("kết quả")[2]
    return bool(_NAME.search(before)) and not _TARGET_NAME.search(before)


def _beside(
    dating: Dating,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    contexts: Sequence[Context],
    index: int,
) -> PeriodMention | None:
    """The mention in the quantity's own words, after it before before it; shared by those "và" joins."""
    context, quantity = contexts[index], quantities[index]
    usable = [mention for mention in dating.mentions if not _is_name(dating, mention)]
    after = [mention for mention in usable if quantity.end <= mention.start < context.wide.end]
    if after and ";" not in dating.folded[quantity.end : after[0].start]:
        return after[0]
    before = [mention for mention in usable if context.label.start <= mention.start < quantity.begin]
    if before:
        return before[-1]
    if index + 1 < len(quantities):
        following = quantities[index + 1]
        between = dating.folded[quantity.unit_end : following.begin]
        if following.unit_code == quantity.unit_code and " và " in between and not set(between) & set(";:,("):
            return _beside(dating, sentence, quantities, contexts, index + 1)
    return None


def _before(
    dating: Dating,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    contexts: Sequence[Context],
    index: int,
) -> list[PeriodMention]:
    """Mentions earlier in the sentence that no other figure has for its own.

    "hiện" reaches no further than its clause, a five-year span only as the sentence's opening.
    """
    found = []
    quantity = quantities[index]
    for mention in dating.mentions:
        if not sentence.start <= mention.start < quantity.begin or _is_name(dating, mention):
            continue
        taken = any(
            quantities[earlier].end <= mention.start < contexts[earlier].label.end for earlier in range(index)
        )
        if taken:
            continue
        between = dating.folded[mention.end : quantity.begin]
        if mention.kind == "now" and set(between) & set(";:("):
            continue
        if mention.label and mention.label.endswith("Y") and not _opens(dating, sentence, mention):
            continue
        found.append(mention)
    return found


def _usable(
    dating: Dating, mention: PeriodMention | None, scenario: Scenario, *, beside: bool
) -> Period | None:
    if mention is None:
        return None
    period = resolve(mention, dating.text, dating.clock)
    if (
        scenario == "actual"
        and _is_ahead(dating.clock, period)
        and not (beside and _has_begun(dating.clock, mention, period))
        and not _names_day(period)
    ):
        return None
    if period.label is None and (period.kind, scenario) != ("term", "plan") and period.kind != "now":
        return None
    return period


def _has_begun(clock: Clock, mention: PeriodMention, period: Period) -> bool:
    """A year under way may be reported on by its name, but not as "trong năm", and no span of years before its end."""
    begun = replace(period, end=period.start)
    several = (period.label or "").endswith("Y")
    return (
        mention.label != "YYYY" and not several and period.start is not None and not _is_ahead(clock, begun)
    )


def _is_ahead(clock: Clock, period: Period) -> bool:
    """Does a period end after the document, as far as its date or its year is known?"""
    if period.end is None:
        return False
    if clock.today is not None:
        today = clock.today
        if period.kind == "until" and not _names_day(period):  # "đến tháng 12" in a report of that December
            today = today.replace(day=monthrange(today.year, today.month)[1])
        return period.end > today
    return clock.year is not None and period.end.year > clock.year


def _names_day(period: Period) -> bool:
    return period.kind in ("until", "point") and bool(_DAY.search(period.text))


def opening_period(dating: Dating, sentence: Sentence) -> Period | None:
    """The period a sentence opens with ("Trong 8 tháng năm 2021, …"): it holds for those that follow."""
    for mention in dating.mentions:
        if (
            mention.start >= sentence.start
            and mention.kind in ("window", "term")
            and _opens(dating, sentence, mention)
        ):
            period = resolve(mention, dating.text, dating.clock)
            return period if period.label or period.kind == "term" else None
    return None


def last_period(dating: Dating, sentence: Sentence) -> Period | None:
    """The last window a sentence names, for the list or the footnote it announces."""
    for mention in reversed(dating.mentions):
        inside = sentence.start <= mention.start < sentence.end and mention.kind in ("window", "until")
        if inside and not _is_name(dating, mention) and not (mention.label or "").endswith("Y"):
            return resolve(mention, dating.text, dating.clock)
    return None


def _opens(dating: Dating, sentence: Sentence, mention: PeriodMention) -> bool:
    return bool(_OPENS.match(dating.folded[sentence.start : mention.start])) and mention.start < sentence.end
