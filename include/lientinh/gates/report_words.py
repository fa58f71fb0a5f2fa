"""Two figures of two reports in words: the reports by number and date, the difference, and which one leads.

Every function gives the Vietnamese and the English words.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

from lientinh.gates.known import ReportDocument
from lientinh.gates.messages import Language, format_number, show
from lientinh.wording import DOCUMENT_KINDS, QUALIFIERS

Words = tuple[str, str]


def name_report(document: ReportDocument | None, submission_id: str) -> Words:
    """ "kế hoạch số 15/KH-SLĐTBXH ngày 5/1/2022"; by its title, or its file, where it has no number."""
    if document is None:
        return f"hồ sơ {submission_id}", f"submission {submission_id}"
    kind_vi, kind_en = DOCUMENT_KINDS[document.kind]
    if document.number:
        sign = f"{document.number}/{document.symbol}" if document.symbol else document.number
        name_vi, name_en = f"{kind_vi} số {sign}", f"{kind_en} {sign}"
    else:
        title = document.title or document.file
        name_vi, name_en = f"{kind_vi} “{title}”", f"{kind_en} “{title}”"
    if document.issued_on is None:
        return f"{name_vi} (không rõ ngày)", f"{name_en} (no date)"
    day_vi, day_en = show(document.issued_on, "vi"), show(document.issued_on, "en")
    return f"{name_vi} ngày {day_vi}", f"{name_en} of {day_en}"


def name_gap(new: pd.Series, known: pd.Series, *, is_ratio: bool) -> Words:
    """ "12.500 - 12.000 = 500 (+4,17%)", of percentages in points; bounds are set against each other in words."""
    if any(row["value"] is None or row["qualifier"] for row in (new, known)):
        return (
            f"không số nào vừa là “{_shown(new, 'vi')}” vừa là “{_shown(known, 'vi')}”",
            f"no number is both “{_shown(new, 'en')}” and “{_shown(known, 'en')}”",
        )
    first, second = plain(new["value"]), plain(known["value"])
    gap = first - second
    share = None if is_ratio or not second else (gap * 100 / abs(second)).quantize(Decimal("0.01"))
    if is_ratio:
        tails = {"vi": " điểm phần trăm", "en": " percentage points"}
    else:
        tails = {one: _share(share, one) for one in ("vi", "en")}
    return _subtraction(first, second, "vi") + tails["vi"], _subtraction(first, second, "en") + tails["en"]


def _subtraction(first: Decimal, second: Decimal, language: Language) -> str:
    numbers = [format_number(one, language) for one in (first, second, first - second)]
    return "{} - {} = {}".format(*numbers)


def _share(share: Decimal | None, language: Any) -> str:
    if share is None:
        return ""
    return f" ({'+' if share > 0 else ''}{format_number(share, language)}%)"


def _shown(row: pd.Series, language: Language) -> str:
    """A figure with the word that bounds it."""
    if row["value"] is None:
        bounds = [plain(row[name]) for name in ("lower", "upper") if row[name] is not None]
        return "–".join(format_number(bound, language) for bound in bounds)
    number = format_number(plain(row["value"]), language)
    if not row["qualifier"]:
        return number
    word = QUALIFIERS[row["qualifier"]][0 if language == "vi" else 1]
    return word.format(number) if "{}" in word else f"{word} {number}"


def name_lead(new: pd.Series, known: pd.Series, names: tuple[Words, Words], kinds: tuple[str, str]) -> Words:
    """Which of the two figures speaks for the series in the warehouse, and why: as the warehouse decides it.

    `names` and `kinds` are of the two documents, the new one's first.
    """
    new_name, known_name = names
    new_leads, (why_vi, why_en) = _compare(new, known, kinds)
    lead, (name_vi, name_en) = (new, new_name) if new_leads else (known, known_name)
    return (
        f"Giữa hai số, kho số liệu dùng {_shown(lead, 'vi')} của {name_vi} vì {why_vi}.",
        f"Of the two the warehouse uses {_shown(lead, 'en')} of {name_en}, because {why_en}.",
    )


def _compare(new: pd.Series, known: pd.Series, kinds: tuple[str, str]) -> tuple[bool, Words]:
    """Whether the new one leads; the stronger source, then the later issued, then the later landed."""
    ours, theirs = int(new["source_authority"]), int(known["source_authority"])
    if ours != theirs:
        (strong, one), (weak, other) = sorted(zip((ours, theirs), kinds, strict=True))
        (one_vi, one_en), (other_vi, other_en) = DOCUMENT_KINDS[one], DOCUMENT_KINDS[other]
        return ours < theirs, (
            f"nguồn có thẩm quyền cao hơn ({one_vi}, mức {strong}, so với {other_vi}, mức {weak})",
            f"its source is stronger ({one_en}, authority {strong}, against {other_en}, {weak})",
        )
    dates = [row["issued_on"] for row in (new, known) if row["issued_on"] is not None]
    if len(dates) == 1:
        is_dated = new["issued_on"] is not None
        return is_dated, ("văn bản kia không ghi ngày ban hành", "the other document has no date of issue")
    if dates and dates[0] != dates[1]:
        later, earlier = max(dates), min(dates)
        return dates[0] > dates[1], (
            f"được ban hành sau ({show(later, 'vi')} so với {show(earlier, 'vi')})",
            f"it was issued later ({show(later, 'en')} against {show(earlier, 'en')})",
        )
    is_later = (new["landed_at"], known["report_id"]) > (known["landed_at"], new["report_id"])
    return is_later, ("được tiếp nhận sau", "it arrived later")


def plain(number: Any) -> Decimal:
    """A number for a message: without the noughts of the column's six places."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(float(number)))
    normal = exact.normalize()
    return normal.quantize(Decimal(1)) if int(normal.as_tuple().exponent) > 0 else normal
