"""From characters of a paragraph, as the reader gives them, back to the runs that hold them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from lientinh.read.archive import local_name
from lientinh.read.word.text import text_pieces, written

# What a run may stand in below its paragraph for a comment to begin or end beside it (ECMA-376 part 1, 17.13.4).
_OPEN_TO_COMMENTS = {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple"}


class TextPoint(NamedTuple):
    """A place in the text of a `t` element."""

    element: etree._Element
    offset: int  # characters


class _Character(NamedTuple):
    """One character of the paragraph's text, and where it begins and ends; None where no `t` holds it."""

    text: str
    start: TextPoint | None
    end: TextPoint | None


def find_span(
    paragraph: etree._Element, note_numbers: Mapping[str, int], text: str, start: int, end: int
) -> tuple[TextPoint, TextPoint] | None:
    """Where characters `start` to `end` of a paragraph begin and end. None where that cannot be said exactly:
    the text is another one, or it stands in something that no comment may begin in."""
    characters = _collapse(_composed(_raw(paragraph, note_numbers)))
    if "".join(one.text for one in characters) != text or not 0 <= start < end <= len(text):
        return None
    chosen = characters[start:end]
    first = next((one.start for one in chosen if one.start is not None), None)
    last = next((one.end for one in reversed(chosen) if one.end is not None), None)
    if first is None or last is None:
        return None
    if not (_is_open(first.element, paragraph) and _is_open(last.element, paragraph)):
        return None
    return first, last


def _raw(paragraph: etree._Element, note_numbers: Mapping[str, int]) -> list[_Character]:
    characters: list[_Character] = []
    text = ""
    for piece in text_pieces(paragraph, note_numbers):
        shown, element = written(piece, text), piece.element
        text += shown
        if element is None:
            characters += [_Character(character, None, None) for character in shown]
        elif piece.is_mark:  # written otherwise: its characters are one with the element
            whole = TextPoint(element, 0), TextPoint(element, len(piece.text))
            characters += [_Character(character, *whole) for character in shown]
        else:
            characters += [
                _Character(character, TextPoint(element, at), TextPoint(element, at + 1))
                for at, character in enumerate(shown)
            ]
    return characters


def _composed(characters: Iterable[_Character]) -> list[_Character]:
    """Letters and their combining marks as the letters of NFC that they make."""
    clusters: list[list[_Character]] = []
    for one in characters:
        if clusters and unicodedata.combining(one.text):
            clusters[-1].append(one)
        else:
            clusters.append([one])
    composed: list[_Character] = []
    for cluster in clusters:
        letters = unicodedata.normalize("NFC", "".join(one.text for one in cluster))
        composed += [_Character(letter, cluster[0].start, cluster[-1].end) for letter in letters]
    return composed


def _collapse(characters: Sequence[_Character]) -> list[_Character]:
    """One blank for each stretch of white space, none at the ends."""
    kept: list[_Character] = []
    for one in characters:
        if not one.text.isspace():
            kept.append(one)
        elif kept and kept[-1].text != " ":
            kept.append(one._replace(text=" "))
    return kept[:-1] if kept and kept[-1].text == " " else kept


def _is_open(element: etree._Element, paragraph: etree._Element) -> bool:
    run = element.getparent()
    if run is None or local_name(run) != "r":
        return False
    above = run.getparent()
    while above is not None and above is not paragraph:
        if local_name(above) not in _OPEN_TO_COMMENTS:
            return False
        above = above.getparent()
    return above is not None
