"""The running context of a document: what its headings say of scenario and period."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lientinh.documents import Paragraph
from lientinh.extract.folding import fold
from lientinh.extract.periods import Period, find_periods
from lientinh.extract.timeframe import Clock, resolve
from lientinh.readings import PlanBasis, Scenario

# Ranks of headings, outermost first; capitals without a number follow a "Phần …" line as its title.
_RANKS = (
    (re.compile(r"^(?:phần|chương)\s+(?:thứ\s+)?[\wđ]+\b", re.IGNORECASE), 1),
    (re.compile(r"^[IVXLC]+\s*[.):/-]"), 3),
    (re.compile(r"^[A-ZĐ]\s*[.)]\s"), 2),
    (re.compile(r"^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}[.)]?\s"), 6),
    (re.compile(r"^[0-9]{1,2}\.[0-9]{1,2}[.)]?\s"), 5),
    (re.compile(r"^[0-9]{1,2}[.)]\s"), 4),
    (re.compile(r"^[a-zđ][.)]\s"), 7),
)
_TITLE_RANK = 2

# What a heading promises. The word that stands first decides: "kết quả thực hiện kế hoạch" is a result.
_PROMISES: tuple[tuple[Scenario, str], ...] = (
    (
        "actual",
        r"kết quả|tình hình thực hiện|đánh giá (?:chung|kết quả|tình hình)|những việc đã|đã đạt được|thực trạng",
    ),
    ("estimate", r"ước (?:thực hiện|đạt|tính|cả năm)|dự báo|khả năng (?:thực hiện|hoàn thành)"),
    (
        "plan",
        r"phương hướng|mục tiêu|chỉ tiêu|giải pháp|kế hoạch (?:công tác|năm|phát triển|thực hiện|giai đoạn)"
        r"|nhiệm vụ (?:chủ yếu |trọng tâm )?(?:năm|6 tháng|quý|tháng|thời gian tới|các tháng|giai đoạn)"
        r"|nhiệm vụ,? (?:và )?giải pháp|dự kiến|đề xuất|định hướng|tổ chức thực hiện",
    ),
)
_PROMISE_PATTERNS = tuple((scenario, re.compile(words)) for scenario, words in _PROMISES)
# Only these turn a part of a result or an estimate into a plan; "các chỉ tiêu chính" may be a topic of either.
_FORWARD = re.compile(r"phương hướng|giải pháp|dự kiến|đề xuất|định hướng|thời gian tới|tháng cuối năm")
_BASES: tuple[tuple[PlanBasis, str], ...] = (
    ("adjusted", r"điều chỉnh"),
    ("assigned", r"(?:được )?giao"),
    ("resolution", r"nghị quyết (?:của )?(?:hđnd|hội đồng nhân dân)"),
    ("proposed", r"dự kiến|đề xuất|dự thảo"),
    ("term", r"nhiệm kỳ|giai đoạn"),
)
_BASIS_PATTERNS = tuple((basis, re.compile(rf"\b(?:{words})\b")) for basis, words in _BASES)


@dataclass(frozen=True, slots=True)
class Section:
    """What holds under a heading. None: the heading and those above it say nothing."""

    rank: int = 0
    scenario: Scenario | None = None
    plan_basis: PlanBasis | None = None
    period: Period | None = None
    title: str = ""


class Outline:
    """The headings a reader of the document has passed, innermost last."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._stack: list[Section] = [Section()]

    @property
    def current(self) -> Section:
        return self._stack[-1]

    def enter(self, heading: Paragraph) -> Section:
        """Take a heading in: it ends headings of its rank and below, and inherits what it does not say."""
        rank = heading_rank(heading.text, self.current)
        while len(self._stack) > 1 and self._stack[-1].rank >= rank:
            self._stack.pop()
        above = self._stack[-1]
        folded = fold(heading.text)
        said = heading_scenario(folded)
        if said == "plan" and above.scenario not in (None, "plan") and not _FORWARD.search(folded):
            said = None
        scenario = said or above.scenario
        basis = heading_basis(folded) or (above.plan_basis if scenario == above.scenario else None)
        period = self._period(heading.text, folded, said) or above.period
        self._stack.append(
            Section(rank, scenario, basis if scenario == "plan" else None, period, heading.text)
        )
        return self.current

    def _period(self, text: str, folded: str, said: Scenario | None) -> Period | None:
        """The period of a heading; one without a scenario ("Tháng hành động năm 2022") sets none."""
        mentions = [
            mention for mention in find_periods(folded) if mention.kind in ("window", "term", "until")
        ]
        if said is None or not mentions:
            return None
        period = resolve(mentions[0], text, self.clock)
        return period if period.label or period.kind == "term" else None


def heading_rank(text: str, current: Section) -> int:
    """How deep a heading stands: Phần 1, A or an unnumbered title 2, I 3, 1 4, 1.1 5, a) 7."""
    for pattern, rank in _RANKS:
        if pattern.match(text):
            return rank
    return _TITLE_RANK if current.rank <= _TITLE_RANK else current.rank


def heading_scenario(folded: str) -> Scenario | None:
    """What a heading promises; the word that stands first decides."""
    found = [
        (match.start(), -rank, scenario)
        for rank, (scenario, pattern) in enumerate(_PROMISE_PATTERNS)
        if (match := pattern.search(folded))
    ]
    return min(found)[2] if found else None


def heading_basis(folded: str) -> PlanBasis | None:
    """On whose authority a planned figure stands, as far as the words say."""
    return next((basis for basis, pattern in _BASIS_PATTERNS if pattern.search(folded)), None)
