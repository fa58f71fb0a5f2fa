"""The comments part of a document: ours behind those that are there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from lientinh.replies.notes import AUTHOR
from lientinh.replies.splices import (
    Edit,
    append_to,
    apply_edits,
    attribute_text,
    find_elements,
    text_of,
)

_LONGEST = 4_000  # characters of one line


class Line(NamedTuple):
    """A paragraph of a comment: a label in bold, then its words."""

    label: str
    words: str
    italic: bool = False


class WordComments:
    """A comments part, read; made where the document has none."""

    def __init__(self, data: bytes | None, namespace: str, file_name: str) -> None:
        self._data = (
            data
            or (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f'<w:comments xmlns:w="{namespace}"></w:comments>'
            ).encode()
        )
        found = find_elements(self._data, file_name, lambda depth, name: depth <= 1)
        self._root = found[0]
        self._namespace = namespace
        self._ours = [one for one in found[1:] if one.attributes.get("author") == AUTHOR]
        others = [one for one in found[1:] if one.attributes.get("author") != AUTHOR]
        numbers = [int(number) for one in others if (number := one.attributes.get("id", "")).isdecimal()]
        self.first_free = max(numbers, default=-1) + 1

    @property
    def ours(self) -> list[str]:
        """Numbers of the comments that an earlier reply left."""
        return [one.attributes.get("id", "") for one in self._ours]

    def replace_ours(self, comments: Sequence[Sequence[Line]], on: date | None) -> bytes:
        """The part with these as the only ones of ours, numbered from `first_free`; `on` is the day they bear."""
        edits = [Edit(one.start, one.end, b"") for one in self._ours]
        written = "".join(
            self._write(number, lines, on) for number, lines in enumerate(comments, start=self.first_free)
        )
        if written:
            edits.append(append_to(self._data, self._root, written.encode()))
        return apply_edits(self._data, edits)

    def _write(self, number: int, lines: Sequence[Line], on: date | None) -> str:
        dated = f' w:date="{on.isoformat()}T00:00:00Z"' if on else ""
        paragraphs = "".join(
            f"<w:p>{_run(line.label, '<w:b/>')}{_run(line.words, _look(line))}</w:p>" for line in lines
        )
        return (
            f'<w:comment xmlns:w="{self._namespace}" w:id="{number}" w:author={attribute_text(AUTHOR)}{dated}'
            f' w:initials="LT">{paragraphs}</w:comment>'
        )


def _look(line: Line) -> str:
    return "<w:i/>" if line.italic else ""


def _run(text: str, look: str) -> str:
    if not text:
        return ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text_of(text[:_LONGEST])}</w:t></w:r>'
