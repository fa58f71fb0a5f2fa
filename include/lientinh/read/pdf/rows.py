"""Words into rows of print: raised figures marked, letters set wide apart closed up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from lientinh.read.pdf.words import Word, split_word
from lientinh.read.word.text import superscript

_SAME_BASELINE = 0.25  # of the smaller font size
_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_MARK = re.compile(r"^[(\[]?(\d{1,3})[)\]]?$")
_RAISED = re.compile(r"^[(\[]?[\d*,]{1,5}[)\]]?$|^[a-zđ+-]{1,2}$")
_LETTERS_APART = 4
_INITIAL = 1.8  # by which an initial is larger than the print beside it
_LARGER, _LARGEST = 1.15, 2.6  # by which the print around a raised mark is larger


@dataclass(frozen=True)
class Row:
    """Words on one baseline, left to right."""

    words: tuple[Word, ...]
    page: int = 0

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self.words if not word.raised or len(self.words) == 1)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def tokens(self) -> list[list[Word]]:
        """Words that stand glued together."""
        tokens: list[list[Word]] = []
        for word in self.words:
            if word.glued and tokens and not word.raised and not tokens[-1][-1].raised:
                tokens[-1].append(word)
            else:
                tokens.append([word])
        return tokens

    @cached_property
    def baseline(self) -> float:
        return median(word.baseline for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size most of its letters have."""
        sizes = sorted((word.size, len(word.text)) for word in self.words)
        half, count = sum(length for _, length in sizes) / 2, 0
        return next(size for size, length in sizes if (count := count + length) >= half)

    @cached_property
    def bold(self) -> bool:
        letters = [word for word in self.words if any(map(str.isalpha, word.text))]
        return bool(letters) and all("bold" in word.font.lower() for word in letters)

    @cached_property
    def text(self) -> str:
        """NFC text on one line; a raised figure becomes raised characters, never digits of the figure before it."""
        text = ""
        for word in self.words:
            gap = "" if word.glued or not text else " "
            if word.raised and (mark := _MARK.match(word.text)):
                gap = " " if text[-1:].isdecimal() else gap
                text += gap + superscript(mark[1]) + _blank_after_opening_mark(text)
            else:
                text += gap + word.text
        return clean_text(text)

    def part(self, words: Sequence[Word]) -> Row:
        return Row(tuple(words), self.page)

    def pieces(self, gap: float) -> list[Row]:
        """The row cut where nothing stands for more than `gap` points."""
        cut: list[list[Word]] = [[self.words[0]]]
        for word in self.words[1:]:
            if word.x0 - max(one.x1 for one in cut[-1]) > gap:
                cut.append([])
            cut[-1].append(word)
        return [self.part(words) for words in cut]


def _blank_after_opening_mark(text: str) -> str:
    return "" if text else " "  # the mark that opens a footnote stands apart from its text


def clean_text(text: str) -> str:
    """NFC, blanks single, ligatures as letters, soft hyphens and marks of no width gone."""
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    text = "".join(
        " " if unicodedata.category(c) in ("Zs", "Cc") else c for c in text if c not in "\u00ad\u200b\ufeff"
    )
    return " ".join(unicodedata.normalize("NFC", text).split())


def build_rows(words: Sequence[Word], page: int) -> list[Row]:
    """Rows from top to bottom; small words a little above a row are its raised ones, a little below its lowered."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        near = next(
            (
                row
                for row in reversed(rows[-4:])
                if abs(row[-1].baseline - word.baseline) <= _SAME_BASELINE * min(row[-1].size, word.size)
            ),
            None,
        )
        if near is None:
            rows.append([word])
        else:
            near.append(word)
    rows = _set_back_initials(_take_in_raised(rows))
    return [Row(tuple(_close_letters(_in_order(row))), page) for row in rows]


def _take_in_raised(rows: list[list[Word]]) -> list[list[Word]]:
    sizes = max((word.size for row in rows for word in row), default=0)
    for at, row in enumerate(rows):
        for word in list(row):
            if not _RAISED.match(word.text) or word.size * _LARGER > sizes:
                continue
            host = _host_of(word, row, rows[max(at - 3, 0) : at + 4])
            if host is not None:
                row.remove(word)
                host[:] = [part for one in host for part in split_word(one, word.middle)]
                host.append(replace(word, raised=word.baseline < host[0].baseline, glued=True))
    return [row for row in rows if row]


def _host_of(word: Word, own: list[Word], near: list[list[Word]]) -> list[Word] | None:
    """The row of larger print that a small word belongs to: it touches one of its words and overlaps its height."""
    for row in near:
        for one in row:
            larger = word.size * _LARGER <= one.size <= word.size * _LARGEST and not one.raised
            overlaps = word.bottom > one.top + 0.1 * one.size and word.top < one.bottom - 0.1 * one.size
            touches = min(abs(word.x0 - one.x1), abs(one.x0 - word.x1)) <= 0.7 * one.size
            if row is not own and larger and overlaps and touches:
                return row
    return None


def _set_back_initials(rows: list[list[Word]]) -> list[list[Word]]:
    """A large number or initial that reaches over several rows belongs to the first of them."""
    smallest = min((word.size for row in rows for word in row), default=0)
    for at, row in enumerate(rows):
        for word in [one for one in row if len(one.text) <= 3 and one.size >= _INITIAL * smallest]:
            near = [*rows[max(at - 3, 0) : at], row, *rows[at + 1 : at + 3]]
            host = next((other for other in near if _is_initial(word, other)), None)
            if host is not None and host is not row:
                row.remove(word)
                host.append(replace(word, baseline=host[0].baseline, top=host[0].top, bottom=host[0].bottom))
    return [row for row in rows if row]


def _is_initial(word: Word, row: list[Word]) -> bool:
    others = [one for one in row if one is not word]
    if not others:
        return False
    first = min(others, key=lambda one: one.x0)
    beside = 0 <= first.x0 - word.x1 <= 1.5 * word.size
    over = word.top < (first.top + first.bottom) / 2 < word.bottom
    return beside and over and word.size >= _INITIAL * first.size


def _in_order(words: list[Word]) -> list[Word]:
    """Left to right; a word is glued to its left neighbour only where no gap is seen either."""
    ordered = sorted(words, key=lambda word: word.x0)
    done: list[Word] = []
    for word in ordered:
        gap = word.x0 - done[-1].x1 if done else 1e9
        beside_mark = word.raised or (bool(done) and done[-1].raised)
        glued = gap <= 0.12 * word.size and (word.glued or beside_mark)
        done.append(replace(word, glued=glued) if glued != word.glued else word)
    return done


def _close_letters(words: list[Word]) -> list[Word]:
    """ "B Á O  C Á O" set wide is "BÁO CÁO": four and more single letters, evenly apart, in words by the wider gaps."""
    closed: list[Word] = []
    run: list[Word] = []
    for at, word in enumerate(words):
        beside_others = word.glued or (at + 1 < len(words) and words[at + 1].glued)
        if len(word.text) == 1 and word.text.isalpha() and not beside_others:
            run.append(word)
            continue
        closed.extend(_closed_run(run) if len(run) >= _LETTERS_APART else run)
        closed.append(word)
        run = []
    closed.extend(_closed_run(run) if len(run) >= _LETTERS_APART else run)
    return closed


def _closed_run(letters: list[Word]) -> list[Word]:
    gaps = [right.x0 - left.x1 for left, right in pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 3]
    if any(gap > 2.6 * letter.size for gap, letter in zip(gaps, letters, strict=False)):
        return letters
    done = [letters[0]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        last = done[-1]
        if gap <= 1.5 * usual + 0.1:
            done[-1] = replace(last, text=last.text + letter.text, x1=letter.x1)
        else:
            done.append(letter)
    return done
