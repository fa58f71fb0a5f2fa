"""What kind of figure a quantity is: plan, actual or estimate, a level or a percentage of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lientinh.extract.quantities import Quantity
from lientinh.extract.section import Section, heading_basis
from lientinh.readings import Accumulation, DocumentHead, DocumentKind, Measure, PlanBasis, Scenario

# The nearest of these before a number decides. Neutral ones use a word of planning to tell a result.
_CUES: tuple[tuple[str, str], ...] = (
    (
        "neutral",
        r"(?:kết quả )?(?:thực hiện|hoàn thành|đạt|vượt|triển khai)(?: và vượt)?(?: tốt)?(?: các)?"
        r" (?:chỉ tiêu|mục tiêu|kế hoạch|nhiệm vụ)(?: kế hoạch)?|theo kế hoạch|phong trào[^,;.]*"
        r"|(?:chỉ tiêu|mục tiêu)(?: [^:;.,0-9]{0,30})? (?:đều|cơ bản) (?:được |đã )?"
        r"(?:triển khai|thực hiện|hoàn thành|đạt|vượt)"
        r"|chỉ tiêu tuyển sinh|(?:xây dựng|ban hành|phê duyệt)(?: [^,;.]{0,20})? kế hoạch|chương trình mục tiêu",
    ),
    (
        "estimate",
        r"ước(?: (?:đạt|tính|thực hiện|khoảng|cả năm|có))?(?! (?:mơ|nguyện|lượng|muốn|vọng|lao động))|dự báo"
        r"|dự ước|dự tính|khả năng|dự kiến (?:cả năm|đến hết|thực hiện|hoàn thành)",
    ),
    (
        "plan",
        r"ph[ấâ]n đ[ấầ]u|mục tiêu|chỉ tiêu|dự kiến|đặt ra|đề ra|sẽ|được giao|giao chỉ tiêu|chỉ tiêu giao"
        r"|kế hoạch giao|giao kế hoạch|(?:đăng ký|kế hoạch|dự kiến) nhu cầu"
        r"|kế hoạch(?: (?:cả )?năm(?: [0-9]{4})?| đề ra)?\s*(?::|là|$)",
    ),
    (
        "actual",
        r"đã|thực hiện được|đạt được|kết quả|(?:chỉ )?(?:đạt|đưa|tạo|thực hiện|giải quyết|làm) được"
        r"|thực hiện\s*(?::|là|$)|hiện (?:có|nay|đang)|hoàn thành(?! kế hoạch)|đến nay",
    ),
)
_CUE = re.compile("|".join(rf"(?P<{name}>\b(?:{words}))(?!\w)" for name, words in _CUES))
# "Kế hoạch năm 2023 giải quyết việc làm cho …": what a sentence opens with holds until a word of result
_OPENING_PLAN = re.compile(
    r"^[\s\"“(+\-*•0-9.)]*(?:phương hướng,? )?(?:kế hoạch|nhiệm vụ)"
    r"(?: (?:trọng tâm|chủ yếu|công tác|cả))* (?:năm|quý|tháng|giai đoạn)\b"
)
# At the beginning of a sentence: figures of an earlier period, or a difference to one
_EARLIER = re.compile(
    r"^[\s\"“(+\-*•]*(?:trong |của )?(?:cùng kỳ|(?:năm|kỳ|tháng|quý) (?:trước|ngoái))(?! (?:tết|khi|ngày|mắt|hạn))"
    r"(?: (?:của )?năm (?:trước|ngoái|[0-9]{4}))?[^;.0-9]*$"
)
_COMPARED_WITH = re.compile(r"\bso với [^;.]*$")
_EXPECTED = re.compile(r"^[^:;.]{0,40}[:,(]\s*(?:dự kiến|ước)(?: sẽ)? hoàn thành")
_APPROVED = re.compile(
    r"^\s*(?:nhiệm vụ|chỉ tiêu)\b[^,;:]{0,60}\b(?:được|do)\b[^,;:]{0,40}\b(?:phê duyệt|giao)\b"
)

# "12.000 lao động (kế hoạch 11.500 lao động), trong đó nam …": an aside with its own number ends with its bracket
_CLOSED_ASIDE = re.compile(r"\([^()]*[0-9][^()]*\)")

_OF_PLAN = re.compile(
    r"^\s*(?:so với |so |của )?(?:chỉ tiêu |mục tiêu )?(?:kế hoạch|kh\b|chỉ tiêu|dự toán|mục tiêu|nghị quyết)"
)
_OF_SAME_PERIOD = re.compile(
    r"^\s*(?:\)|,)?\s*(?:so với |so )?(?:cùng kỳ|(?:năm|quý|tháng|kỳ) (?:trước|ngoái))"
)
_COMPARED = re.compile(r"^\s*(?:so với|so|hơn)\b")
_CHANGE = re.compile(r"\b(?:tăng|giảm)(?: (?:thêm|được|hơn|bình quân|trung bình|tới|khoảng))*\s*$")
_CHANGE_FROM = re.compile(r"\b(?:tăng|giảm) (?:[^,;.]{0,80} )?từ\s*$")
_OWN_DATE = re.compile(r"^\s*(?:\(?\s*(?:đầu|cuối|vào|trong|của)?\s*)?(?:năm|tháng|quý)\s+[0-9iv]")
_INCREMENT = re.compile(r"\b(?:thêm|tăng thêm|mới)\s*$")
_ATTAINED = re.compile(r"\b(?:đạt|hoàn thành|bằng|tương đương)(?: tỷ lệ| mức)?\s*$")
_EXCEEDS = re.compile(r"\b(?:vượt|tăng|giảm)\s*$")
_SHARE = re.compile(r"\bchiếm(?: tỷ (?:lệ|trọng))?(?: (?:khoảng|trên|gần|hơn|tới|dưới|đến))*\s*$")
_ANNUAL = re.compile(  # "dân số trung bình năm 2022" is of that year alone
    r"\b(?:bình quân|trung bình|mỗi)\s+(?:(?:hằng|hàng|mỗi|một)\s*)?năm\b(?!\s+(?:19|20)[0-9]{2}(?!\s*[-–]))"
    r"|\bh[ằà]ng năm\b"
)
_PER_YEAR = re.compile(r"^\s*%?\s*/\s*năm\b")
_CUMULATIVE = re.compile(r"\blũy kế\b")
_THIS_YEAR = re.compile(r"\blũy kế\s+(?:từ đầu năm|[0-9]+ tháng|trong năm)")


@dataclass(frozen=True, slots=True)
class Stance:
    """Scenario and basis of a figure; `local` tells whether words beside it said so, not its section."""

    scenario: Scenario
    plan_basis: PlanBasis | None
    local: bool


def decide_scenario(before: str, after: str, section: Section, head: DocumentHead) -> Stance:
    """Scenario of a quantity from the words of its sentence before it, those after, its section, its document.

    Inside a part that plans, "đã" and the like do not make a result: a plan never becomes an actual by a verb.
    """
    default = section.scenario or default_scenario(head.kind)
    basis = section.plan_basis or _default_basis(head)
    if _EXPECTED.match(after) and default != "actual":
        return Stance("estimate", None, True)
    if _APPROVED.match(after):
        return Stance("plan", "assigned", True)
    cue = _nearest_cue(_CLOSED_ASIDE.sub("", before)) or ("plan" if _OPENING_PLAN.match(before) else None)
    if cue == "plan":
        return Stance("plan", heading_basis(before[-80:]) or basis or "unstated", True)
    if cue == "estimate":
        return Stance("estimate", None, True)
    if cue == "actual" and default != "plan":
        return Stance(default, None, True)
    return Stance(default, (basis or "unstated") if default == "plan" else None, False)


def _default_basis(head: DocumentHead) -> PlanBasis | None:
    """On whose authority the targets of a document stand, where its headings do not say."""
    if head.kind == "decision":
        return "resolution" if (head.symbol or "").startswith("NQ") else "assigned"
    return "proposed" if head.kind == "proposal" else None


def default_scenario(kind: DocumentKind) -> Scenario:
    """What figures of a kind of document are where nothing says otherwise."""
    return "plan" if kind in ("plan", "proposal", "decision", "dispatch") else "actual"


def _nearest_cue(before: str) -> str | None:
    nearest = None
    for match in _CUE.finditer(before):
        if match.lastgroup != "neutral":
            nearest = match.lastgroup
    return nearest


def decide_measure(before: str, after: str, quantity: Quantity, follows_fraction: bool) -> Measure | None:
    """Level, or what a percentage is a percentage of; None for a difference of two figures, which is neither.

    `before` ends where the quantity begins, `after` begins where its unit ends. `share` and `growth_pct` may
    still turn out to be an indicator of their own ("hộ nghèo 23.510 hộ, chiếm 12,20%").
    """
    changed = bool(_CHANGE.search(before))
    if not quantity.is_percent:
        compared = _COMPARED.match(after) or _OF_SAME_PERIOD.match(after) or _COMPARED_WITH.search(before)
        return None if changed and compared else "level"
    if _OF_PLAN.match(after):
        return None if _EXCEEDS.search(before) else "pct_of_plan"
    if _OF_SAME_PERIOD.match(after) or (_COMPARED.match(after) and changed):
        return "growth_pct" if changed else "pct_of_same_period"
    if follows_fraction and _ATTAINED.search(before):
        return "pct_of_plan"
    if _SHARE.search(before):
        return "share"
    return "growth_pct" if changed else "level"


def is_change(before: str, after: str, nature: Accumulation | None) -> bool:
    """Is a level of an earlier period, the starting point of a change ("giảm từ 10%"), or what a stock grew by?"""
    if _EARLIER.match(before):
        return True
    if _CHANGE_FROM.search(before) and not _OWN_DATE.match(after) and "trở lên" not in after[:12]:
        return True
    return nature == "stock" and bool(_INCREMENT.search(before))


def decide_accumulation(
    before: str, after: str, by_nature: Accumulation | None, open_start: bool
) -> Accumulation:
    """How a figure accumulates: its words first, then what its indicator is by nature."""
    if _ANNUAL.search(before[-60:]) or _PER_YEAR.match(after):
        return "annual_average"
    if _CUMULATIVE.search(before):
        return "ytd" if _THIS_YEAR.search(before) else "itd"
    if open_start and by_nature in (None, "period"):
        return "itd"
    return by_nature or "period"
