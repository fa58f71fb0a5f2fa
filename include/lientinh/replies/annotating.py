"""The sender's own files with our notes in them, for the formats that carry notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from lientinh.documents import Document
from lientinh.errors import BadInput
from lientinh.lake import Lake
from lientinh.replies.cases import ReplyCase
from lientinh.replies.notes import CellNote, ReplyWords, TextNote
from lientinh.replies.page import name_case
from lientinh.replies.points import Point
from lientinh.replies.safe_text import name_file
from lientinh.replies.word import annotate_document
from lientinh.replies.workbook import annotate_workbook

Annotate = Callable[[bytes, Sequence[Point], ReplyWords], bytes]


@dataclass(frozen=True, slots=True)
class AnnotatedFile:
    """A copy with notes and the documents whose points it carries."""

    name: str
    data: bytes
    document_ids: tuple[str, ...]


def annotate_files(case: ReplyCase, lake: Lake) -> list[AnnotatedFile]:
    """Copies of the files something is asked about, in the formats that carry notes; the others get a page."""
    if case.is_rejected:
        return []
    names: set[str] = set()
    annotated = []
    for document in case.documents.values():
        points = [point for point in case.points if point.document_id == document.document_id]
        annotate = ANNOTATORS.get(PurePosixPath(document.file).suffix.lower())
        if not points or annotate is None:
            continue
        try:
            data = annotate(lake.read_raw(document.sha256), points, _words_of(case))
        except BadInput:
            continue  # readable, but not in the parts that carry notes: the page says it
        name = _name_copy(document, names)
        names.add(name)
        annotated.append(AnnotatedFile(name, data, (document.document_id,)))
    return annotated


def _words_of(case: ReplyCase) -> ReplyWords:
    report_vi, report_en = name_case(case)
    arrived = case.decision["arrived_on"] or case.decision["landed_at"][:10]
    return ReplyWords(report_vi, report_en, date.fromisoformat(arrived), case.answer_by)


def _name_copy(document: Document, taken: set[str]) -> str:
    name = f"phan-hoi-{name_file(document.file)}"
    stem, dot, suffix = name.rpartition(".")
    number = 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{dot}{suffix}"
    return name


def cell_notes(points: Sequence[Point]) -> list[CellNote]:
    """Points of a workbook as notes of its cells."""
    return [
        CellNote(
            sheet=point.place.sheet,
            cell=point.place.cell,
            severity=point.severity,
            message_vi=point.message_vi,
            message_en=point.message_en,
            action_vi=point.action_vi,
            finding_id=point.finding_id,
        )
        for point in points
    ]


def text_notes(points: Sequence[Point]) -> list[TextNote]:
    """Points of a text document as notes of its paragraphs."""
    return [
        TextNote(
            paragraph=point.place.paragraph,
            start=point.place.start,
            end=point.place.end,
            quote=point.quote,
            severity=point.severity,
            message_vi=point.message_vi,
            message_en=point.message_en,
            action_vi=point.action_vi,
            finding_id=point.finding_id,
            cell=point.place.cell,
        )
        for point in points
    ]


def _annotate_workbook(data: bytes, points: Sequence[Point], about: ReplyWords) -> bytes:
    return annotate_workbook(data, cell_notes(points), about)


def _annotate_document(data: bytes, points: Sequence[Point], about: ReplyWords) -> bytes:
    return annotate_document(data, text_notes(points), about)


# One annotator a format that carries notes, as the readers have one reader a format.
ANNOTATORS: Mapping[str, Annotate] = {
    ".xlsx": _annotate_workbook,
    ".xlsm": _annotate_workbook,
    ".docx": _annotate_document,
}
