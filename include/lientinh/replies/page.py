"""The reply as a page: the document's words with the figures in question marked, printable, nothing from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lientinh.replies.cases import ReplyCase
from lientinh.replies.passages import Passage, find_passages
from lientinh.replies.points import Point
from lientinh.replies.receipt_facts import file_rows, receipt_rows
from lientinh.replies.report_names import name_report, name_report_en, write_day
from lientinh.replies.safe_text import printable
from lientinh.wording import SEVERITIES

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """Passages of one document; `file` empty for what is about the submission as a whole."""

    file: str
    passages: tuple[Passage, ...]


def write_page(case: ReplyCase) -> bytes:
    """The page of a submission: UTF-8, escaped throughout, without scripts and without anything to load."""
    # Everything is escaped whatever the template's name, and a name the template misspells is an error.
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    count = len(case.requests)
    page = environment.get_template("reply.html.j2").render(
        title=f"Phản hồi về {name_case(case)[0]}",
        report_vi=name_case(case)[0],
        report_en=name_case(case)[1],
        answer_by=write_day(case.answer_by) if case.answer_by else "",
        answer_by_en=f"{case.answer_by:%d %B %Y}" if case.answer_by else "",
        receipt=receipt_rows(case),
        files=file_rows(case),
        severities=SEVERITIES,
        asked_vi=f"Nội dung cần rà soát ({count})" if count else "Không có nội dung cần trả lời",
        asked_en=f"points to review ({count})" if count else "nothing to answer",
        asked=show_documents(case, case.points),
        notes=show_documents(case, case.notes),
        several_files=len(case.documents) > 1,
        how_to_answer=_how_to_answer(case),
    )
    return page.encode("utf-8")


def name_case(case: ReplyCase) -> tuple[str, str]:
    """What the reply is about in Vietnamese and English: the leading report, or the submission by its name."""
    leading = case.leading
    if leading is None:
        name = printable(case.decision["name"])
        return f"hồ sơ “{name}”", f"submission “{name}”"
    return name_report(leading, case.catalogue), name_report_en(leading, case.catalogue)


def show_documents(case: ReplyCase, points: Sequence[Point]) -> list[DocumentPart]:
    """Points by document, in the order of the submission; those of no document first."""
    loose = [point for point in points if point.document_id not in case.documents]
    parts = [DocumentPart("", (Passage("", points=tuple(loose)),))] if loose else []
    for document_id, document in case.documents.items():
        mine = [point for point in points if point.document_id == document_id]
        if mine:
            parts.append(DocumentPart(printable(document.file), tuple(find_passages(document, mine))))
    return parts


def _how_to_answer(case: ReplyCase) -> list[tuple[str, str]]:
    if case.is_unwanted:
        return [("Thực hiện theo các đề nghị trên.", "Do as asked above.")]
    if case.is_rejected:
        return [("Sửa theo các đề nghị trên và gửi lại hồ sơ.", "Mend it as asked above and send it again.")]
    return [
        (
            "Gửi văn bản ghi rõ “đính chính” (chỉ sửa số sai) hoặc “thay thế” (gửi lại toàn bộ), nêu số và ký hiệu của "
            "văn bản cũ, kèm tệp đã sửa.",
            "Send a document that says “đính chính” (only wrong figures) or “thay thế” (all of it again), with number "
            "and symbol of the earlier one, and the corrected file.",
        ),
        (
            "Nếu số liệu đã ghi là đúng, nêu rõ căn cứ để cơ quan tiếp nhận ghi nhận.",
            "If a figure is right as it stands, say on what grounds.",
        ),
    ]
