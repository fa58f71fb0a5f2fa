"""The files of one submission beside one another: which document sends which annex, and what an annex takes from it.

An annex rarely has a number, a date or an issuer of its own: it has those of the document that sends it. Such a
document often leaves the period to its annex. Nothing a document says of itself is overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.companions.annexes import (
    calls_itself_annex,
    find_reference,
    holds_tables,
    is_named,
    names_another,
)
from lientinh.documents import Document
from lientinh.extract.head import report_type_of
from lientinh.readings import DocumentHead

Role = Literal["alone", "cover", "annex", "copy"]

# Given on together: what identifies a document, and what it is about.
_FROM_COVER = (
    ("number", ("number", "symbol")),
    ("issued_on", ("issued_on", "issued_text")),
    ("agency_code", ("agency_code", "agency_text")),
    ("area_code", ("area_code",)),
    ("report_period", ("report_period", "period_basis")),
)
_SENDING_KINDS = ("report", "plan", "proposal", "decision", "dispatch")
# Types that only repeat what kind of letter it is: an annex on a form knows better what is reported.
_PLAIN_TYPES = (None, "dispatch", "other_report")


@dataclass(frozen=True, slots=True)
class Companion:
    """What a file of a submission was taken for.

    `of`: the document id of the document that sends an annex, or of the copy that leads. `taken`: fields of the head
    that another file gave, of which `taken_from` holds the names. `doubt`: why an annex belongs to none.
    """

    role: Role = "alone"
    of: str | None = None
    taken: tuple[str, ...] = ()
    taken_from: tuple[str, ...] = ()
    doubt: Literal["several_covers", "names_another"] | None = None


ALONE = Companion()


@dataclass(frozen=True, slots=True)
class Sent:
    """A file of a submission with its head; `content_id` is what it says, in whatever encoding."""

    document: Document
    head: DocumentHead
    companion: Companion = ALONE
    content_id: str = ""

    @property
    def document_id(self) -> str:
        return self.document.document_id


def arrange_files(files: Sequence[Sent], catalogue: Catalogue) -> list[Sent]:
    """Files with their own heads → the same in the same order, each with its part and its head completed.

    Copies are known already and take no part but that of the copy that leads them.
    """
    own = [one for one in files if one.companion.role != "copy"]
    if len(own) < 2:
        return _with_copies(files, {one.document_id: one for one in own})
    annexes = [one for one in own if _is_annex(one)]
    covers = [one for one in own if one not in annexes and one.head.kind in _SENDING_KINDS]
    sent = {one.document_id: _complete_annex(one, covers) for one in annexes}
    arranged = {one.document_id: sent.get(one.document_id, one) for one in own}
    for cover in covers:
        mine = [one for one in sent.values() if one.companion.of == cover.document_id]
        if mine:
            arranged[cover.document_id] = _complete_cover(cover, mine, catalogue)
    for annex in sent.values():  # a period that one annex gave its cover holds for those that name none
        if annex.companion.of:
            arranged[annex.document_id] = _take_type(annex, arranged[annex.companion.of])
    return _with_copies(files, arranged)


def _with_copies(files: Sequence[Sent], arranged: dict[str, Sent]) -> list[Sent]:
    return [arranged.get(one.document_id, one) for one in files]


def _is_annex(one: Sent) -> bool:
    """No number or symbol of its own, and a table without a letter, or a text that says it is an annex."""
    head, document = one.head, one.document
    if head.number or head.symbol or head.kind == "dispatch":
        return False
    if calls_itself_annex(document) or head.kind == "statistical_form" or not document.paragraphs:
        return True
    return head.kind in ("unknown", "news") and not _is_page(document) and holds_tables(document)


def _is_page(document: Document) -> bool:
    return document.media_type == "text/html"


def _complete_annex(annex: Sent, covers: Sequence[Sent]) -> Sent:
    """With the head of the one document that sends it; of several, what they all say alike."""
    reference = find_reference(annex.document)
    named = [one for one in covers if reference and is_named(one.head, reference)]
    if not named and reference and any(names_another(one.head, reference) for one in covers):
        return replace(annex, companion=Companion("annex", doubt="names_another"))
    candidates = named or covers
    if not candidates:
        return annex
    head, taken = _fill(annex.head, [one.head for one in candidates])
    head, related = _take_relation(head, [one.head for one in candidates])
    alone = len(candidates) == 1
    if alone and head.kind in ("unknown", "news"):
        head = replace(head, kind=candidates[0].head.kind)
    if head.number and head.number != annex.head.number:
        head = replace(head, legal_state=candidates[0].head.legal_state)
    part = Companion(
        role="annex",
        of=candidates[0].document_id if alone else None,
        taken=(*taken, *related),
        taken_from=tuple(one.document.file for one in candidates) if taken or related else (),
        doubt=None if alone else "several_covers",
    )
    return replace(annex, head=head, companion=part)


def _complete_cover(cover: Sent, annexes: Sequence[Sent], catalogue: Catalogue) -> Sent:
    """With the period, the kind of report and the relation that its annexes agree on, where it says none."""
    head, taken = _fill(cover.head, [one.head for one in annexes], only="report_period")
    if "report_period" in taken and head.kind == "report":
        head = replace(head, report_type=report_type_of(head.kind, head.report_period, catalogue))
    types = {one.head.report_type for one in annexes if one.head.report_type not in _PLAIN_TYPES}
    periods = {one.head.report_period for one in annexes if one.head.report_type in types}
    if len(types) == 1 and head.report_type in _PLAIN_TYPES and periods == {head.report_period}:
        head, taken = replace(head, report_type=types.pop()), (*taken, "report_type")
    related: tuple[str, ...] = ()
    if head.number is None or "report_type" in taken:
        head, related = _take_relation(head, [one.head for one in annexes])
    taken = (*taken, *related)
    givers = tuple(one.document.file for one in annexes) if taken else ()
    return replace(cover, head=head, companion=Companion("cover", taken=taken, taken_from=givers))


def _take_type(annex: Sent, cover: Sent) -> Sent:
    """The kind of report of the cover, and its period, for an annex about the same period."""
    head, theirs = annex.head, cover.head
    if head.report_type is not None or theirs.report_period is None:
        return annex
    if head.report_period not in (None, theirs.report_period):
        return annex
    taken = () if head.report_period else ("report_period",)
    head = replace(
        head,
        report_type=theirs.report_type,
        report_period=theirs.report_period,
        period_basis=theirs.period_basis if taken else head.period_basis,
    )
    part = annex.companion
    givers = tuple(dict.fromkeys((*part.taken_from, *((cover.document.file,) if taken else ()))))
    return replace(annex, head=head, companion=replace(part, taken=(*part.taken, *taken), taken_from=givers))


def _fill(
    head: DocumentHead, givers: Sequence[DocumentHead], only: str | None = None, *, whole: bool = False
) -> tuple[DocumentHead, tuple[str, ...]]:
    """What a head lacks and all givers that say it say alike; and which fields those were.

    A day left blank ("ngày   tháng 7") is a statement: not issued yet. `whole`: of a copy it is not.
    """
    taken = []
    for name, fields in _FROM_COVER:
        if only not in (None, name) or getattr(head, name) is not None:
            continue
        if name == "issued_on" and head.issued_text and not whole:
            continue
        if (giver := _agreed(givers, lambda one, name=name: getattr(one, name))) is not None:  # type: ignore[misc]
            head = replace(head, **{field: getattr(giver, field) for field in fields})
            taken.append(name)
    return head, tuple(taken)


def _agreed(givers: Iterable[DocumentHead], said: Callable[[DocumentHead], object]) -> DocumentHead | None:
    """The first that says it, where those that do say one thing."""
    saying = [one for one in givers if said(one) is not None]
    return saying[0] if len({said(one) for one in saying}) == 1 else None


def _take_relation(
    head: DocumentHead, givers: Sequence[DocumentHead]
) -> tuple[DocumentHead, tuple[str, ...]]:
    if head.relation != "initial":
        return head, ()
    giver = _agreed(
        [one for one in givers if one.relation != "initial"], lambda one: (one.relation, one.relation_to)
    )
    if giver is None:
        return head, ()
    return replace(head, relation=giver.relation, relation_to=giver.relation_to), ("relation",)


def complete_copy(copy: Sent, leader: Sent) -> Sent:
    """A copy with what the one that leads says and it does not: a draft has no number and no day."""
    head, taken = _fill(copy.head, [leader.head], whole=True)
    head, related = _take_relation(head, [leader.head])
    taken = (*taken, *related)
    givers = (leader.document.file,) if taken else ()
    return replace(copy, head=head, companion=replace(copy.companion, taken=taken, taken_from=givers))
