"""What is asked of a sender: findings as numbered points, those of one section in one request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lientinh.documents import Document
from lientinh.findings import SEVERITIES, Severity
from lientinh.replies.places import Place, find_place
from lientinh.replies.safe_text import printable

Row = Mapping[str, Any]
ASKED: tuple[Severity, ...] = ("critical", "error", "warning")  # `info` is told and asks for no answer
_SUBMISSION = re.compile(r"\b[0-9a-f]{16}\b")
# Nobody outside can mend these: they are for the engineers, or for whoever keeps the inboxes.
INTERNAL_RULES = frozenset({"gate2.key_not_unique", "land.area_unknown"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure in question: characters of a paragraph, or a cell of a sheet or of the table of that number."""

    paragraph: int | None = None
    start: int = 0
    end: int = 0
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One finding as the sender sees it. `label`: its number in letter and page ("2a"; notes "L1").

    `marks`: the figures it is about, where they stand in the document; `field` of its indicator.
    """

    label: str
    finding_id: str
    rule_id: str
    severity: Severity
    place: Place
    quote: str
    message_vi: str
    message_en: str
    action_vi: str
    action_en: str
    marks: tuple[Mark, ...]
    field: str | None
    document_id: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """The points of one section of one document, or of one kind about the whole: one item of a letter."""

    number: int
    severity: Severity
    points: tuple[Point, ...]

    @property
    def section_vi(self) -> str:
        """What the letter calls the place; empty for the whole document."""
        return self.points[0].place.section_vi


def make_points(
    findings: Iterable[Row],
    documents: Mapping[str, Document],
    readings: Iterable[Row],
    fields: Mapping[str, str],
    names: Mapping[str, str],
) -> list[Point]:
    """Findings (rows of the lake) → points without labels, the gravest first, then in the order of the documents.

    `documents` by id, in order; `readings`: rows of the lake; `fields` by indicator code; `names` of submissions by
    id: what people call what a message knows by its id.
    """
    by_document: dict[str, list[Row]] = {}
    for reading in readings:
        by_document.setdefault(reading["document_id"], []).append(reading)
    order = {document_id: number for number, document_id in enumerate(documents)}
    points = []
    for finding in findings:
        document_id = finding["document_id"] or ""
        point = _make_point(finding, documents.get(document_id), by_document.get(document_id, []), names)
        points.append(replace(point, field=fields.get(finding["indicator_code"] or "")))
    return sorted(
        points,
        key=lambda point: (
            SEVERITIES.index(point.severity),
            order.get(point.document_id or "", -1),
            point.place.is_whole or not point.place.section_vi,
            point.place.order,
            point.rule_id,
            point.finding_id,
        ),
    )


def _make_point(
    finding: Row, document: Document | None, readings: Sequence[Row], names: Mapping[str, str]
) -> Point:
    place = find_place(document, finding) if document is not None else Place()
    marks = _find_marks(finding, place, readings)
    if finding["subject"] == "document":
        place = _as_whole(place)
    words = {
        name: _call_by_name(printable(finding[name] or ""), names)
        for name in ("quote", "message_vi", "message_en", "action_vi", "action_en")
    }
    return Point(
        label="",
        finding_id=finding["finding_id"],
        rule_id=finding["rule_id"],
        severity=finding["severity"],
        place=place,
        marks=marks,
        field=None,
        document_id=finding["document_id"],
        **words,
    )


def _call_by_name(text: str, names: Mapping[str, str]) -> str:
    """Nobody outside knows a submission by its id."""
    return _SUBMISSION.sub(
        lambda found: f"“{printable(names[found[0]])}”" if found[0] in names else found[0], text
    )


def _as_whole(place: Place) -> Place:
    """A sentence of the text that is about the document as a whole keeps its place but no section."""
    return Place(order=place.order, paragraph=place.paragraph, start=place.start, end=place.end)


def _find_marks(finding: Row, place: Place, readings: Sequence[Row]) -> tuple[Mark, ...]:
    """The figure of the locator and those of the readings the finding names."""
    found = set[Mark]()
    if place.start is not None and place.end is not None:
        found.add(Mark(place.paragraph, place.start, place.end))
    elif place.cell is not None:
        found.add(Mark(place.paragraph, sheet=place.sheet, cell=place.cell))
    concerned = set(finding["reading_ordinals"] or ())
    for reading in readings:
        at = reading["locator"]
        if reading["ordinal"] in concerned and (at["cell"] or at["start"] is not None):
            found.add(Mark(at["paragraph"], at["start"] or 0, at["end"] or 0, at["sheet"], at["cell"]))
    return tuple(sorted(found, key=lambda one: (one.paragraph or 0, one.start, one.end, one.cell or "")))


def group_points(points: Sequence[Point]) -> tuple[list[Request], list[Point]]:
    """Points in order → requests, the gravest first; and the notes that ask nothing. Labels are given here."""
    asked = [point for point in points if point.severity in ASKED and point.rule_id not in INTERNAL_RULES]
    groups: dict[tuple[object, ...], list[Point]] = {}
    for point in asked:
        section = point.place.section_vi
        groups.setdefault(
            (point.document_id, section) if section else (point.document_id, point.rule_id), []
        ).append(point)
    requests = [_label(number, group) for number, group in enumerate(groups.values(), start=1)]
    told = [point for point in points if point.severity == "info" and point.rule_id not in INTERNAL_RULES]
    return requests, [_with_label(point, f"L{number}") for number, point in enumerate(told, start=1)]


def _label(number: int, group: list[Point]) -> Request:
    labels = (
        [str(number)] if len(group) == 1 else [f"{number}{letter_of(place)}" for place in range(len(group))]
    )
    points = tuple(_with_label(point, label) for point, label in zip(group, labels, strict=True))
    severity = min((point.severity for point in group), key=SEVERITIES.index)
    return Request(number, severity, points)


def letter_of(index: int) -> str:
    """a, b, c, d, đ, e … as Vietnamese numbers its points; past the alphabet aa, ab …"""
    letters = "abcdđeghiklmnopqrstuvxy"
    first, last = divmod(index, len(letters))
    return (letters[(first - 1) % len(letters)] if first else "") + letters[last]


def _with_label(point: Point, label: str) -> Point:
    return replace(point, label=label)
