"""The document's own words around a finding, with the figures in question set apart."""

from __future__ import annotations

from lientinh.documents import Document, Paragraph
from lientinh.replies.points import Point
from lientinh.replies.safe_text import printable, shorten

_LONGEST = 480  # characters of a quote in a letter; its figures are marked in the file that goes with it
Part = str | tuple[str, bool]


def quote_parts(point: Point, document: Document | None) -> list[Part]:
    """A point's quote as parts, those of its figures bold; without bold where the text is not found again."""
    text = shorten(point.quote.rstrip(" .;,"), _LONGEST)
    start = find_quote(point, document)
    if start is None:
        return [text]
    parts: list[Part] = []
    done = 0
    for mark in point.marks:
        begin, end = mark.start - start, mark.end - start
        if mark.paragraph != point.place.paragraph or begin < done or end > len(text) or begin >= end:
            continue
        parts += [text[done:begin], (text[begin:end], True)]
        done = end
    return [*parts, text[done:] + _closing(text, start, document)]


def _closing(text: str, start: int, document: Document | None) -> str:
    """What closes a bracket the quote leaves open: the document's own, where it stands next."""
    if text.count("(") <= text.count(")"):
        return ""
    after = start + len(text)
    texts = (
        (one.text for one in document.paragraphs if one.text[start:after] == text) if document else iter(())
    )
    return ")" if next(texts, "")[after : after + 1] == ")" else "…)"


def find_quote(point: Point, document: Document | None) -> int | None:
    """Where the quote begins in the paragraph of the point's place."""
    block = (
        next((one for one in document.blocks if one.number == point.place.paragraph), None)
        if document
        else None
    )
    if not point.quote or not isinstance(block, Paragraph) or printable(block.text) != block.text:
        return None
    near = max(0, (point.place.start or 0) - len(point.quote))
    found = block.text.find(point.quote, near)
    return found if found >= 0 else None
