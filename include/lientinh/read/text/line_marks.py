"""How a line of plain text announces what it is: a list item, a heading, a footnote, layout.

Vietnamese administrative writing numbers its parts "Phần thứ nhất", "I.", "1.", "1.1.", "a)" and lists with
"-" and "+" (Decree 30/2020/NĐ-CP, annex I, on presentation).
"""

from __future__ import annotations

import re

from lientinh.documents import BlockKind

_LAYOUT = re.compile(r"^[\s|_=*~–—-]*$")  # a bar or a rule that only draws the page
_EMPHASIS = re.compile(r"\*\*|__")
_FOOTNOTE = re.compile(r"^[¹²³⁰⁴-⁹]+\s")
_PART = re.compile(
    r"^(?:Phần (?:thứ )?\S+|Chương [IVXLC\d]+|Mục [IVXLC\d]+|Điều \d+|Phụ lục\b)", re.IGNORECASE
)
_ROMAN = re.compile(r"^[IVX]{1,5}[.)]\s")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s+|^\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=\D)")
_LETTERED = re.compile(r"^[a-zđ][.)]\s")
_BULLET = re.compile(r"^[-+•–*]\s*(?=[^\s\d|-])|^[-+•–*]\s+")
_SUBJECT_LINE = re.compile(r"^(?:V/v|Số:|Kính gửi|Nơi nhận)", re.IGNORECASE)
_MOTTO = re.compile(r"độc lập\W+tự do|cộng h(?:òa|oà) xã hội", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;:?!…][”\"')]*$")
_FIGURE = re.compile(r"(?<![\w-])\d[\d.,]*(?:/\d+)?(?![\w-])")
_YEAR = re.compile(
    r"\b(?:19|20)\d\d\b(?:\s*[-–]\s*(?:19|20)?\d\d\b)?|\b\d+ tháng\b|\bquý [IV\d]+\b", re.IGNORECASE
)


def strip_layout(line: str) -> str:
    """The line without bars at its edges and emphasis marks; "" where it only draws the page."""
    if _LAYOUT.match(line):
        return ""
    inner = line.strip().removeprefix("|").lstrip().removesuffix("|")
    return _EMPHASIS.sub("", inner).strip()


def starts_footnote(line: str) -> bool:
    return bool(_FOOTNOTE.match(line))


def starts_block(line: str) -> bool:
    """Does the line open a block of its own, whatever stands before it?"""
    marks = (_FOOTNOTE, _PART, _ROMAN, _NUMBERED, _LETTERED, _BULLET, _SUBJECT_LINE)
    return any(mark.match(line) for mark in marks)


def is_numbered(line: str) -> bool:
    return bool(_NUMBERED.match(line) or _ROMAN.match(line))


def is_capitals(line: str) -> bool:
    """All its letters are capitals, and it has some."""
    letters = [character for character in line if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() for character in letters)


def ends_sentence(line: str) -> bool:
    return bool(_SENTENCE_END.search(line))


def may_be_heading(text: str) -> bool:
    """Could a line be a heading if it looks like one: short, no end of a sentence, no figure but years?"""
    if len(text) > 120 or _BULLET.match(text) or _SENTENCE_END.search(text) or _MOTTO.search(text):
        return False
    number = _NUMBERED.match(text) or _ROMAN.match(text)
    bare = _YEAR.sub("", text[number.end() :] if number else text)
    return any(map(str.isalpha, text)) and not _FIGURE.search(bare) and not _SUBJECT_LINE.match(text)


def classify_block(text: str) -> BlockKind:
    """The kind of a block by its beginning; a numbered line that carries figures is an item, no heading."""
    if starts_footnote(text):
        return "footnote"
    if _PART.match(text) and len(text) <= 200 and not ends_sentence(text):
        return "heading"
    if is_capitals(text) and len(text) <= 250 and not _BULLET.match(text):
        return "heading"
    if _ROMAN.match(text) and len(text) <= 250 and not text.endswith(";"):
        return "heading"
    numbered = _NUMBERED.match(text)
    if numbered:
        rest = text[numbered.end() :]
        bare = len(rest) <= 200 and not _SENTENCE_END.search(rest.rstrip(":"))
        return "heading" if bare and not _FIGURE.search(_YEAR.sub("", rest)) else "list_item"
    return "list_item" if _BULLET.match(text) or _LETTERED.match(text) else "paragraph"
