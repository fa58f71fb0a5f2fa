"""A paragraph split into sentences, clauses and brackets, with exact spans.

Everything here works on the paragraph's own characters: `text[span.start:span.end]` is what stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lientinh.extract.folding import fold

_SENTENCE_END = re.compile(r"(?:\.{3}|[.!?…])[”\"’'»)\]]*(?=\s|$)")
# What stands before a full stop that ends no sentence: "TP. Cà Mau", "v.v. ", initials, list numbers.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:tp|tx|tt|ths|ts|pgs|gs|bs|ks|đ/c|mr|ms|v\.v|st|no|[a-zđ]|\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5})$"
)
_LIST_NUMBER = re.compile(r"^[\s\-+•*(]*(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ])$")
# Collocations whose comma parts no clauses.
_FIXED_COMMA = re.compile(
    r"phòng, chống|an toàn, vệ sinh|chăm sóc, giáo dục|chính sách, pháp luật|bằng(?: cấp)?, chứng chỉ"
    r"|xã, phường(?:,? (?:và )?thị trấn)?|phường, xã|thị trấn, xã|thành phố, thị xã"
    r"|huyện, (?:thị xã|thành phố)(?:, thị xã|, thành phố)?|thị xã, thành phố|sở,(?: ban,)? ngành"
    r"|thương, bệnh binh|thương binh, (?:bệnh binh|liệt sĩ)|liệt sĩ, (?:người có công|thương binh)"
    r"|cơ quan, đơn vị|đơn vị, doanh nghiệp|nông, lâm(?:, (?:thủy sản|ngư nghiệp))?"
    r"|tin,? bài, phóng sự|sinh viên, học sinh|học sinh, sinh viên"
)
_NUMBER_ONLY = re.compile(r"\s*[0-9][0-9.,]*\s*$")
_PART_MARK = re.compile(r"\b(?:trong đó|cụ thể|bao gồm|chia ra|gồm(?: có)?|trong số đó)\b")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a paragraph's text."""

    start: int
    end: int

    def holds(self, position: int) -> bool:
        return self.start <= position < self.end


@dataclass(frozen=True, slots=True)
class Bracket:
    """A matched pair of round brackets: the span includes them; `depth` is 1 for an outermost pair.

    `is_number`: it holds only a number ("thâm niên nhà giáo: (22)") and parts no clauses.
    """

    start: int
    end: int
    depth: int
    is_number: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of text between two marks, without the marks and the space around it.

    `mark` is what opens it: "" (the sentence), ";", ",", ":", "(" or ")" (after a closed bracket). `depth` is
    the number of brackets it stands in.
    """

    start: int
    end: int
    mark: str
    depth: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its clauses in order."""

    start: int
    end: int
    clauses: tuple[Clause, ...]


def find_brackets(text: str) -> tuple[Bracket, ...]:
    """Matched round brackets in order of their opening; a bracket without its mate is none."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for position, character in enumerate(text):
        if character == "(":
            opened.append(position)
        elif character == ")" and opened:
            pairs.append((opened.pop(), position + 1))
    return tuple(
        Bracket(
            start,
            end,
            depth=sum(outer <= start and end <= stop for outer, stop in pairs),
            is_number=bool(_NUMBER_ONLY.match(text, start + 1, end - 1)),
        )
        for start, end in sorted(pairs)
    )


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences of a paragraph; a full stop inside brackets, in a number or after an abbreviation ends none."""
    brackets = find_brackets(text)
    folded = fold(text)
    sentences: list[Sentence] = []
    start = 0
    for end in [*_sentence_ends(folded, brackets), len(text)]:
        span = trim(text, start, end)
        if span.start < span.end:
            clauses = _split_clauses(text, folded, span, brackets)
            sentences.append(Sentence(span.start, span.end, clauses))
        start = end
    return tuple(sentences)


def _sentence_ends(folded: str, brackets: tuple[Bracket, ...]) -> list[int]:
    ends: list[int] = []
    for match in _SENTENCE_END.finditer(folded):
        position = match.start()
        if any(bracket.start < position and match.end() < bracket.end for bracket in brackets):
            continue
        before = folded[ends[-1] if ends else 0 : position]
        if match[0] == "." and _ABBREVIATION.search(before) and _continues(folded, before, match.end()):
            continue
        ends.append(match.end())
    return ends


def _continues(folded: str, before: str, end: int) -> bool:
    """A number that ends a sentence ("… loại 5. Tiếp theo") is no list number; an abbreviation is one anywhere."""
    last_word = before.rsplit(maxsplit=1)[-1]
    return not last_word[0].isdigit() or bool(_LIST_NUMBER.match(before)) or end >= len(folded)


def _split_clauses(
    text: str, folded: str, sentence: Span, brackets: tuple[Bracket, ...]
) -> tuple[Clause, ...]:
    fixed = [match.span() for match in _FIXED_COMMA.finditer(folded, sentence.start, sentence.end)]
    matched = {
        position
        for bracket in brackets
        if not bracket.is_number
        for position in (bracket.start, bracket.end - 1)
    }
    clauses: list[Clause] = []
    start, mark, depth = sentence.start, "", 0

    def close(end: int) -> None:
        span = trim(text, start, end)
        if span.start < span.end:
            clauses.append(Clause(span.start, span.end, mark, depth))

    for position in range(sentence.start, sentence.end):
        character = text[position]
        if not _parts_clauses(text, position, matched, fixed):
            continue
        close(position)
        depth += {"(": 1, ")": -1}.get(character, 0)
        start, mark = position + 1, character
    close(sentence.end)
    return tuple(clauses)


def _parts_clauses(text: str, position: int, matched: set[int], fixed: list[tuple[int, int]]) -> bool:
    character = text[position]
    if character in "()":
        return position in matched
    if character == ";":
        return True
    if character == ":":
        return not text[position + 1 : position + 2].isdigit()  # not "9001:2015"
    if character == ",":
        return text[position + 1 : position + 2].isspace() and not any(a < position < b for a, b in fixed)
    return False


def find_part_marks(text: str) -> tuple[Span, ...]:
    """Where parts of a total are announced: "trong đó", "cụ thể", "bao gồm", "gồm", "chia ra"."""
    return tuple(Span(*match.span()) for match in _PART_MARK.finditer(fold(text)))


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends and without the stop that ends it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
