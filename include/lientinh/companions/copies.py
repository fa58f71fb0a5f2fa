"""Copies of one report: the signed PDF, the Word file it was made from and its scan say one thing once.

Two files of one sender are copies where issuer, number and symbol, and date agree, where their content is the same,
or where a draft without a number has the title and nearly all figures of a numbered one. The signed one leads, then
PDF before Word before other text; a text recognised from a picture is always last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rapidfuzz import fuzz

from lientinh.companions.annexes import same_number
from lientinh.documents import Document
from lientinh.extract.folding import fold
from lientinh.readings import DocumentHead, Reading

Figures = Mapping[tuple[object, ...], tuple[object, ...]]

NEARLY_ALL = 0.9  # of the figures of the smaller one; a scan or a slip changes one in ten at most; judgement
LEAST_OF_A_DRAFT = 3  # figures: fewer agree by chance where no number says that two drafts are one
_TITLE_LIKENESS = 85  # of 100; of a title of 60 characters about four misread
_RECOGNISED, _UNSIGNED = 100, 10
_FORMS = ("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
_OTHER_WORD = ("application/msword", "application/rtf", "application/vnd.oasis.opendocument.text")


@dataclass(frozen=True, slots=True)
class Version:
    """One file as a candidate for being a copy; `landed` orders submissions, `rank` says who leads, 0 first.

    `is_first`: it is no copy of what an earlier submission holds.
    """

    submission_id: str
    document_id: str
    report_id: str
    landed: tuple[datetime, str]
    area_code: str
    sha256: str
    content_id: str
    media_type: str
    rank: int
    is_annex: bool
    kind: str
    title: str
    issuer: str | None
    number: str | None
    symbol: str | None
    issued_on: date | None
    relation: tuple[str, str | None]
    legal_state: str
    file: str
    is_first: bool = True


def rank_version(document: Document, head: DocumentHead) -> int:
    """Who leads among copies, the lowest: text before recognised text, signed before unsigned, PDF before Word."""
    if document.media_type in _FORMS:
        form = _FORMS.index(document.media_type)
    else:
        form = len(_FORMS) + (document.media_type not in _OTHER_WORD)
    signed = document.signatures > 0 or head.legal_state == "signed"
    return _RECOGNISED * is_recognised(document) + _UNSIGNED * (not signed) + form


def is_recognised(document: Document) -> bool:
    """Was a text recognised from a picture?"""
    return any(getattr(one, "confidence", None) is not None for one in document.blocks)


def is_recognised_rank(rank: int) -> bool:
    """The same of a document known by its rank."""
    return rank >= _RECOGNISED


def is_signed_rank(rank: int) -> bool:
    """Signed by its rank: by digital signature, or by the name under it."""
    return rank % _RECOGNISED < _UNSIGNED


def figures_of(readings: Iterable[Reading]) -> Figures:
    """What a document states, by what it is of; of a figure stated twice the first."""
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for one in readings:
        key = (
            one.indicator_code or fold(one.phrase), one.breakdown, one.measure, one.area_code, one.period, one.scenario,
        )  # fmt: skip
        found.setdefault(key, (one.value, one.lower, one.upper))
    return found


def figures_of_rows(rows: Iterable[Mapping[str, Any]]) -> Figures:
    """The same of rows of the readings' schema."""
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for row in rows:
        names = ("breakdown", "measure", "area_code", "period", "scenario")
        key = (row["indicator_code"] or fold(row["phrase"]), *(row[name] for name in names))
        found.setdefault(key, (row["value"], row["lower"], row["upper"]))
    return found


def agree(one: Figures, other: Figures, least: int = 1, share: float = NEARLY_ALL) -> bool:
    """Do the two state the same, but for a few figures?"""
    same = sum(other[key] == value for key, value in one.items() if key in other)
    return same >= max(least, 1) and same >= share * min(len(one), len(other))


def has_same_content(one: Version, other: Version) -> bool:
    """The same bytes, or the same text in another encoding."""
    return one.sha256 == other.sha256 or bool(one.content_id and one.content_id == other.content_id)


def has_same_number(one: Version, other: Version) -> bool:
    """Issuer, number and symbol, and date agree; neither is an annex, which has those of its letter."""
    if one.is_annex or other.is_annex or one.number is None or one.issued_on is None:
        return False
    issuers = {one.issuer, other.issuer} - {None}
    return (
        same_number((one.number, one.symbol), (other.number, other.symbol))
        and one.issued_on == other.issued_on
        and len(issuers) < 2
    )


def is_draft_of(one: Version, other: Version) -> bool:
    """May the one without a number be a draft of the other: one kind, one title, no two dates?

    Of a text recognised from a picture number and date may be misread, and a letter or two of the title.
    """
    recognised = is_recognised_rank(one.rank) or is_recognised_rank(other.rank)
    if (
        one.kind != other.kind
        or one.is_annex
        or other.is_annex
        or len({one.issuer, other.issuer} - {None}) > 1
    ):
        return False
    two_numbers = one.number is not None and other.number is not None
    two_dates = len({one.issued_on, other.issued_on} - {None}) > 1
    if not recognised and (two_numbers or two_dates):
        return False
    titles = _title_key(one), _title_key(other)
    if recognised:
        return all(titles) and fuzz.ratio(*titles) >= _TITLE_LIKENESS
    return bool(titles[0]) and titles[0] == titles[1]


def is_same_annex(one: Version, other: Version) -> bool:
    """May the two be one annex of one letter, by the number and date they have from it?"""
    return (
        one.is_annex
        and other.is_annex
        and one.number is not None
        and same_number((one.number, one.symbol), (other.number, other.symbol))
        and one.issued_on == other.issued_on
    )


def is_same_form(one: Version, other: Version) -> bool:
    """A text sent again as it came before, signed or not: where it differs, it was changed."""
    return not is_recognised_rank(one.rank) and (one.media_type, one.legal_state) == (
        other.media_type,
        other.legal_state,
    )


def _title_key(one: Version) -> str:
    return " ".join(fold(one.title).split())


def find_copies_here(versions: Sequence[Version], figures: Callable[[Version], Figures]) -> dict[str, str]:
    """Of the documents of one submission: document id of a copy → that of the one which leads."""
    leading: list[Version] = []
    found: dict[str, str] = {}
    for one in sorted(versions, key=lambda version: version.rank):
        leader = next((other for other in leading if _is_copy_here(one, other, figures)), None)
        if leader is None:
            leading.append(one)
        else:
            found[one.document_id] = leader.document_id
    return found


def _is_copy_here(one: Version, other: Version, figures: Callable[[Version], Figures]) -> bool:
    if has_same_content(one, other) or has_same_number(one, other):
        return True
    return is_draft_of(one, other) and agree(figures(one), figures(other), LEAST_OF_A_DRAFT)
