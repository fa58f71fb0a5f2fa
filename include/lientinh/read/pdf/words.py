"""Glyphs of a PDF page into words, whatever the order they are drawn in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from lientinh.read.pdf.glyphs import Glyph

_SPACED_GAP = 0.40  # of the font size; a page that writes its blanks breaks words there only
_UNSPACED_GAP = 0.15  # a page without blanks: the narrowest blank of justified text is about 0.18
_SEEN_BLANK = 0.3  # of a blank must be seen, else it is only written
_WIDEST_SETTING = 0.5  # of the print size, between letters of one word
_FEWEST_SPACES = 4  # that tell how wide letters are set
_SAME_SIZE = 0.3  # points
_SAME_BASELINE = 0.125  # of the smaller font size
_BLANKS_WRITTEN = 0.04  # share of blanks among glyphs; Vietnamese has one in five


@dataclass(frozen=True, slots=True)
class Word:
    """A run of glyphs in one font without a blank. `glued`: it stands right behind the word before it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: str
    glued: bool = False
    raised: bool = False
    starts: tuple[float, ...] = ()  # of its characters, from the left

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def split_word(word: Word, x: float) -> list[Word]:
    """The word in two where `x` lies inside it; what follows is glued."""
    at = next((at for at, start in enumerate(word.starts) if start >= x), 0)
    if not at or at >= len(word.text) or len(word.starts) != len(word.text):
        return [word]
    left = replace(word, text=word.text[:at], x1=min(x, word.x1), starts=word.starts[:at])
    right = replace(word, text=word.text[at:], x0=word.starts[at], starts=word.starts[at:], glued=True)
    return [left, right]


def build_words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Words row by row. The order of drawing tells nothing: letters from another font often come last."""
    whole = _take_in_marks(glyphs)
    blanks = sum(glyph.text.isspace() for glyph in whole)
    gap = _SPACED_GAP if blanks > _BLANKS_WRITTEN * len(whole) else _UNSPACED_GAP
    words: list[Word] = []
    for row in _on_one_baseline(whole):
        words.extend(_cut_row(row, gap))
    return words


def _take_in_marks(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Accents that are glyphs of their own become part of the letter drawn before them."""
    whole: list[Glyph] = []
    for glyph in glyphs:
        if whole and unicodedata.combining(glyph.text[:1]):
            last = whole[-1]
            whole[-1] = replace(last, text=last.text + glyph.text, x1=max(last.x1, glyph.x1))
        else:
            whole.append(glyph)
    return whole


def _on_one_baseline(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.x0)):
        near = rows[-1][-1] if rows else None
        if near is not None and glyph.baseline - near.baseline <= _SAME_BASELINE * min(near.size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: (glyph.x0, glyph.order)) for row in rows]


def _cut_row(row: Sequence[Glyph], gap: float) -> Iterator[Word]:
    """Words of a row: cut at blanks that are seen, at wide gaps, and, glued, where the print changes."""
    run: list[Glyph] = []
    glued = False
    blank: Glyph | None = None
    usual = _usual_spaces(row)
    for glyph in row:
        if glyph.text.isspace():
            blank = blank or glyph
            continue
        if run:
            last = run[-1]
            space = glyph.x0 - max(one.x1 for one in run[-3:]) - usual.get(glyph.font, 0.0)
            apart = space > gap * max(last.size, glyph.size)
            if blank is not None:  # a blank drawn below other letters parts none of them
                wide = blank.x1 - blank.x0
                apart = apart or space > _SEEN_BLANK * wide or glyph.x0 - blank.x0 > _SEEN_BLANK * wide
            if apart or glyph.font != last.font or abs(glyph.size - last.size) > _SAME_SIZE:
                yield _word(run, glued)
                run, glued = [], not apart
        run.append(glyph)
        blank = None
    if run:
        yield _word(run, glued)


def _usual_spaces(row: Sequence[Glyph]) -> dict[str, float]:
    """By font, the space between letters of one word: none, more where they are set wide, negative where narrow."""
    spaces: dict[str, list[float]] = {}
    for left, right in pairwise(row):
        blank = left.text.isspace() or right.text.isspace()
        if not blank and left.font == right.font and abs(right.x0 - left.x1) < _WIDEST_SETTING * left.size:
            spaces.setdefault(left.font, []).append(right.x0 - left.x1)
    return {font: median(seen) for font, seen in spaces.items() if len(seen) >= _FEWEST_SPACES}


def _word(run: list[Glyph], glued: bool) -> Word:
    first = run[0]
    return Word(
        "".join(glyph.text for glyph in run),
        first.x0,
        max(glyph.x1 for glyph in run),
        min(glyph.top for glyph in run),
        max(glyph.bottom for glyph in run),
        first.baseline,
        first.size,
        first.font,
        glued,
        starts=tuple(glyph.x0 for glyph in run for _ in glyph.text),
    )
