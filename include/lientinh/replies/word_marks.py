"""The marks of comments in a document's XML: put in as bytes, runs split where a comment begins inside one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from lientinh.read.archive import local_name
from lientinh.replies.splices import (
    Edit,
    Element,
    apply_edits,
    find_elements,
    open_empty,
    set_attribute,
)
from lientinh.replies.word_spans import TextPoint

_NAMES = {"p", "r", "t", "pPr", "rPr"}
_MARKS = {"commentRangeStart", "commentRangeEnd", "commentReference"}
_CHARACTER = re.compile(rb"\r\n|&[^;]*;|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a comment is tied to: whole paragraphs (first to last), or a span inside one."""

    first: etree._Element
    last: etree._Element
    span: tuple[TextPoint, TextPoint] | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    number: int
    opens: bool
    same_place: bool = False


class DocumentMarks:
    """One document part: its bytes, and where the elements of its parsed tree stand in them."""

    def __init__(self, data: bytes, root: etree._Element, file_name: str) -> None:
        self._data = data
        found = find_elements(data, file_name, lambda depth, name: name in _NAMES)
        self._places: dict[etree._Element, Element] = {}
        for name in ("p", "r", "t"):
            trees = (element for element in root.iter() if local_name(element) == name)
            self._places |= zip(trees, (one for one in found if one.name == name), strict=True)
        self._properties = {one.start: one for one in found if one.name in ("pPr", "rPr")}
        namespace = etree.QName(root).namespace or ""
        self._declared = "" if root.nsmap.get("w") == namespace else f' xmlns:w="{namespace}"'
        self._points: dict[int, tuple[bytes, bytes, list[_Mark]]] = {}
        self._edits: dict[tuple[int, int], Edit] = {}

    def add(self, number: int, anchor: Anchor) -> None:
        """Tie comment `number` to its place."""
        if anchor.span is not None:
            start, end = anchor.span
            self._at_text(start, _Mark(number, opens=True))
            self._at_text(end, _Mark(number, opens=False))
            return
        first, last = self._places[anchor.first], self._places[anchor.last]
        begin = self._content_start(first)
        same = begin == last.closing
        self._at(begin, b"", b"", _Mark(number, opens=True))
        self._at(last.closing, b"", b"", _Mark(number, opens=False, same_place=same))
        for paragraph in (first, last):
            if paragraph.is_empty_tag:
                opening, closing = open_empty(self._data, paragraph)
                self._edits[paragraph.start, paragraph.end] = Edit(paragraph.start, paragraph.end, opening)
                before, _, marks = self._points[paragraph.opened]
                self._points[paragraph.opened] = before, closing, marks

    def to_bytes(self) -> bytes:
        edits = list(self._edits.values())
        for at, (before, after, marks) in self._points.items():
            ordered = sorted(
                marks, key=lambda mark: (mark.opens or mark.same_place, mark.same_place, mark.number)
            )
            edits.append(Edit(at, at, before + b"".join(map(self._written, ordered)) + after))
        return apply_edits(self._data, edits)

    def _content_start(self, element: Element) -> int:
        """Behind the properties of a paragraph or a run."""
        match = re.compile(rb"\s*(?=<)").match(self._data, element.opened)
        properties = self._properties.get(match.end()) if match else None
        return properties.end if properties and properties.end <= element.closing else element.opened

    def _at(self, at: int, before: bytes, after: bytes, mark: _Mark) -> None:
        self._points.setdefault(at, (before, after, []))[2].append(mark)

    def _at_text(self, point: TextPoint, mark: _Mark) -> None:
        """Beside the run where the point is at its edge, else the run is split there."""
        text, run = self._places[point.element], self._places[point.element.getparent()]
        characters = [match.end() for match in _CHARACTER.finditer(self._data, text.opened, text.closing)]
        begins, ends = point.offset == 0, point.offset >= len(characters)
        content = self._content_start(run)
        countable = b"<" not in self._data[text.opened : text.closing]  # no CDATA, no comment inside
        if mark.opens and (not countable or (begins and text.start == content)):
            self._at(run.start, b"", b"", mark)
        elif not mark.opens and (not countable or (ends and text.end == run.closing)):
            self._at(run.end, b"", b"", mark)
        else:
            head = self._data[run.start : run.opened] + self._data[run.opened : content]
            end = f"</{run.prefix}r>".encode()
            if begins or ends:
                self._at(text.start if begins else text.end, end, head, mark)
                return
            tag = set_attribute(self._data[text.start : text.opened], "xml:space", "preserve")
            self._edits[text.start, text.opened] = Edit(text.start, text.opened, tag)
            at = characters[point.offset - 1]
            self._at(at, f"</{text.prefix}t>".encode() + end, head + tag, mark)

    def _written(self, mark: _Mark) -> bytes:
        head = f'{self._declared} w:id="{mark.number}"/>'
        if mark.opens:
            return f"<w:commentRangeStart{head}".encode()
        reference = f'<w:r{self._declared}><w:commentReference w:id="{mark.number}"/></w:r>'
        return f"<w:commentRangeEnd{head}{reference}".encode()


def remove_marks(data: bytes, numbers: Iterable[str], file_name: str) -> bytes:
    """The part without the marks of these comments; a run that held nothing else goes too."""
    gone = set(numbers)
    if not gone:
        return data
    found = find_elements(data, file_name, lambda depth, name: name in _MARKS | {"r", "rPr"})
    runs = [one for one in found if one.name == "r"]
    edits: dict[int, Edit] = {}
    for one in found:
        if one.name in _MARKS and one.attributes.get("id") in gone:
            start, end = one.start, one.end
            run = next((run for run in reversed(runs) if run.holds(one)), None)
            if run is not None and _holds_only(data, run, one):
                start, end = run.start, run.end
            edits[start] = Edit(start, end, b"")
    return apply_edits(data, edits.values())


def _holds_only(data: bytes, run: Element, one: Element) -> bool:
    inside = data[run.opened : one.start].strip() + data[one.end : run.closing].strip()
    properties = re.fullmatch(rb"<(?:\w+:)?rPr(?:/>|[\s>].*</(?:\w+:)?rPr>)", inside, re.DOTALL)
    return not inside or properties is not None
