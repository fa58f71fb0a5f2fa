"""The text of one Word paragraph: runs joined, marks of footnotes kept apart from figures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from lientinh.read.archive import attribute, local_name
from lientinh.read.word.look import HIDDEN, RAISED
from lientinh.read.word.numbering import LABEL

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Deleted and moved-away text, properties, drawings (their text boxes are walked apart), fields' codes.
_SKIPPED = {"del", "moveFrom", "pPr", "drawing", "pict", "object", "instrText", "AlternateContent", "rPr"}
_LIFTED = 4  # half-points; a superscript of 10 points stands 8 above the line
_OFF = ("0", "false", "off", "none")


def superscript(number: int | str) -> str:
    return str(number).translate(_SUPERSCRIPT)


class Piece(NamedTuple):
    """Text of one element of a run, and whether it is raised."""

    text: str
    raised: bool
    element: etree._Element | None = None  # the `t` that holds it; None for a blank or a mark

    @property
    def is_mark(self) -> bool:
        """A raised number: a footnote's mark or an exponent."""
        return self.raised and self.text.strip().isdecimal()


def paragraph_text(paragraph: etree._Element, note_numbers: Mapping[str, int]) -> str:
    """NFC text on one line. A raised digit becomes a raised character, never a digit of the figure before it."""
    text = ""
    for piece in text_pieces(paragraph, note_numbers):
        text += written(piece, text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def written(piece: Piece, before: str) -> str:
    """A piece as it stands behind the text before it."""
    if not piece.is_mark:
        return piece.text
    gap = " " if before[-1:].isdecimal() else ""  # "35" and note 2: "35 ²", which no one reads as 352
    return gap + superscript(piece.text.strip())


def notes_in_order(paragraph: etree._Element) -> Iterator[str]:
    """Keys of the notes that the paragraph calls."""
    for element in paragraph.iter():
        name = local_name(element)
        if name in ("footnoteReference", "endnoteReference"):
            yield f"{name.removesuffix('Reference')}s{attribute(element, 'id')}"


def text_pieces(element: etree._Element, note_numbers: Mapping[str, int]) -> Iterator[Piece]:
    """What a paragraph says, its automatic number first, piece by piece: not yet NFC, blanks as they are."""
    label = element.get(LABEL)
    if label is not None:
        yield Piece(f"{label} ", False)
    for child in element:
        name = local_name(child)
        if name in _SKIPPED:
            continue
        if name == "r":
            yield from _run_pieces(child, note_numbers)
        else:
            yield from text_pieces(child, note_numbers)


def _run_pieces(run: etree._Element, note_numbers: Mapping[str, int]) -> Iterator[Piece]:
    raised, hidden = _run_properties(run)
    if hidden:
        return
    for child in run:
        name = local_name(child)
        if name == "t":
            yield Piece(child.text or "", raised, child)
        elif name in ("tab", "br", "cr", "ptab"):
            yield Piece(" ", False)
        elif name == "noBreakHyphen":
            yield Piece("-", False)
        elif name in ("footnoteReference", "endnoteReference"):
            number = note_numbers.get(f"{name.removesuffix('Reference')}s{attribute(child, 'id')}")
            if number is not None:
                yield Piece(str(number), True)


def _run_properties(run: etree._Element) -> tuple[bool, bool]:
    """Whether a run is raised, and whether it is not said: hidden, or struck out."""
    raised, hidden, struck = run.get(RAISED) is not None, run.get(HIDDEN) is not None, False
    for properties in run:
        if local_name(properties) != "rPr":
            continue
        for element in properties:
            name, value = local_name(element), attribute(element, "val")
            raised = raised or (name == "vertAlign" and value == "superscript") or _is_lifted(name, value)
            on = (value or "true").lower() not in _OFF
            if name == "vanish":
                hidden = on
            struck = struck or (name in ("strike", "dstrike") and on)
    return raised, hidden or struck


def _is_lifted(name: str, value: str | None) -> bool:
    """Set above the line by hand, as converters write a superscript (half-points, ECMA-376 part 1, 17.3.2.24)."""
    return name == "position" and value is not None and value.isdecimal() and int(value) >= _LIFTED
