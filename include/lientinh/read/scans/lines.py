"""Recognised lines mended by their geometry: numbers in two pieces, bullets, the two columns of a letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lientinh.read.scans.recognition import Line, Word

# Between the words of a line lie blanks of one width; inside a number Tesseract sometimes sees one too. Measured in
# pages of 14 points: 7 pixels inside "68,75%", 19 to 29 between words.
_INSIDE_A_NUMBER = 0.45  # of the line's middle gap: surely one number
# Up to there it may be one or two; without a mark between them two numbers are never beside one another in prose,
# and in a blurred scan "47.133" becomes "47 133" with the gap of two words.
_DOUBTFUL_GAP = 0.75
_WIDE_GAP = 2.5  # heights of a letter: the next column of a letterhead or of a table
_NO_TRUST = 0.0
_ENDS_OPEN = re.compile(r"\d[.,]?$")
_GOES_ON = re.compile(r"^[.,]?\d")
# Letters taken for digits and the other way round, within a number: "1O5", "l2,5", "35S".
_LETTER_IN_NUMBER = re.compile(
    r"\d(?:[^\W\d_]+|⁄)\d|(?<=[\d.,])[OoQDlIi|SsBZzgq](?![^\W\d_]|[²³])|(?<!\w)[OoDlIi|SsBZz]+(?=[.,]?\d)"
)
_BULLET = re.compile(r"^[_—–~=»¬]+$")
_MOTTO = re.compile(r"CỘNG H[ÒO]|Độc lập|Đ[ÔộÓỘ]C LẬP", re.IGNORECASE)
_LETTERHEAD_LINES = 12
LEFT_OF_LETTERHEAD, RIGHT_OF_LETTERHEAD = -2, -1  # as blocks of lines; Tesseract numbers its own from 1
_NUMBER = re.compile(r"^Số\s*:", re.IGNORECASE)  # stands below the issuer, often lower than the date
_NOTE_MARK = re.compile(r"^[1-9]\d?$")
_SMALL = 0.75  # of the page's middle line: a raised digit is half as high as a line with marks and tails
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def mend_numbers(lines: Sequence[Line]) -> list[Line]:
    """Lines with numbers whole, and without the bars that are rules of a table."""
    whole = (_whole_numbers(line) for line in map(_without_bars, lines) if line.words)
    return list(whole)


def mend_lines(lines: Sequence[Line]) -> list[Line]:
    """Lines of running text: doubtful numbers without any confidence, bullets, a letterhead column by column."""
    mended = [_with_bullet(_trust(line)) for line in lines]
    return _with_note_marks(_split_letterhead([line for line in mended if line.words]))


def wide_gaps(line: Line) -> list[int]:
    """Places in a line, as indexes of the words after them, where its words stand far apart."""
    return [index + 1 for index, gap in enumerate(_gaps(line)) if gap > _WIDE_GAP * line.height]


def holds_letter_in_number(text: str) -> bool:
    """Is a letter taken for a digit in it, or the other way round?"""
    return bool(_LETTER_IN_NUMBER.search(text))


def _without_bars(line: Line) -> Line:
    """A bar beside a digit may as well be a one: the digit is no longer trusted."""
    words = (_without_bar(word) for word in line.words)
    return replace(line, words=tuple(word for word in words if word.text))


def _without_bar(word: Word) -> Word:
    text = word.text.strip("|")
    if text == word.text:
        return word
    doubtful = text[:1].isdecimal() if word.text.startswith("|") else text[-1:].isdecimal()
    return replace(word, text=text, confidence=_NO_TRUST if doubtful else word.confidence)


def _gaps(line: Line) -> list[int]:
    return [after.left - before.right for before, after in zip(line.words, line.words[1:], strict=False)]


def _middle_gap(line: Line) -> float:
    """The middle one of the gaps between words; of a short line, the width of a blank at its height."""
    gaps = sorted(gap for gap in _gaps(line) if gap <= _WIDE_GAP * line.height)
    return gaps[len(gaps) // 2] if len(gaps) > 4 else 0.4 * line.height


def _whole_numbers(line: Line) -> Line:
    middle, words = _middle_gap(line), [line.words[0]]
    for word in line.words[1:]:
        gap = word.left - words[-1].right
        if gap > _WIDE_GAP * line.height:
            words.append(word)
        elif _may_be_one(words[-1], word) and gap < _INSIDE_A_NUMBER * middle:
            words[-1] = _joined(words[-1], word)
        elif _may_be_one(words[-1], word) and (
            words[-1].text[-1].isdecimal() or gap < _DOUBTFUL_GAP * middle
        ):
            words[-1] = replace(words[-1], confidence=_NO_TRUST)
            words.append(replace(word, confidence=_NO_TRUST))
        else:
            words.append(word)
    return replace(line, words=tuple(words))


def _may_be_one(before: Word, after: Word) -> bool:
    return bool(_ENDS_OPEN.search(before.text) and _GOES_ON.match(after.text))


def _joined(before: Word, after: Word) -> Word:
    return Word(
        before.text + after.text,
        before.left,
        after.right,
        min(before.top, after.top),
        max(before.bottom, after.bottom),
        min(before.confidence, after.confidence),
    )


def _trust(line: Line) -> Line:
    """No trust in a number with a letter in it, nor in those of a table's row: its columns are not known."""
    is_row = len(wide_gaps(line)) > 1
    words = tuple(
        replace(word, confidence=_NO_TRUST)
        if holds_letter_in_number(word.text) or (is_row and re.search(r"\d", word.text))
        else word
        for word in line.words
    )
    return replace(line, words=words)


def _with_bullet(line: Line) -> Line:
    """A dash that begins an item comes out as a rule or a guillemet; a line of such marks alone is drawn."""
    words = line.words
    if all(_BULLET.match(word.text) for word in words):
        return replace(line, words=())
    return (
        replace(line, words=(replace(words[0], text="-"), *words[1:]))
        if _BULLET.match(words[0].text)
        else line
    )


def _with_note_marks(lines: list[Line]) -> list[Line]:
    """Small lines in the lower half of a page that begin with a number are its footnotes: "¹ Gồm 08 viên chức"."""
    heights = sorted(line.height for line in lines)
    middle = heights[len(heights) // 2] if heights else 0
    bottom = max((line.words[0].bottom for line in lines), default=0)
    return [
        replace(line, words=(_raised(line.words[0]), *line.words[1:]))
        if len(line.words) > 1
        and _NOTE_MARK.match(line.words[0].text)
        and line.words[1].text[0].isalpha()
        and line.words[0].top > bottom // 2
        and line.words[0].bottom - line.words[0].top < _SMALL * middle
        else line
        for line in lines
    ]


def _raised(word: Word) -> Word:
    return replace(word, text=word.text.translate(_SUPERSCRIPT))


def _split_letterhead(lines: list[Line]) -> list[Line]:
    """Who issues and the motto of the State stand side by side: first the left column, then the right one."""
    top = lines[:_LETTERHEAD_LINES]
    motto = any(_MOTTO.search(line.text) for line in top)
    last = max((index for index, line in enumerate(top) if len(wide_gaps(line)) == 1), default=None)
    if not motto or last is None:
        return lines
    after = last + 1
    while after < len(lines) and _NUMBER.match(lines[after].text):
        after += 1
    region = lines[:after]
    gutter = _gutter(region)
    if gutter is None:
        return lines
    left = [piece for line in region for piece in _pieces(line, gutter, of_left=True)]
    right = [piece for line in region for piece in _pieces(line, gutter, of_left=False)]
    columns = [
        *(replace(piece, block=LEFT_OF_LETTERHEAD) for piece in left),
        *(replace(piece, block=RIGHT_OF_LETTERHEAD) for piece in right),
    ]
    return [*columns, *lines[after:]]


def _gutter(region: Sequence[Line]) -> int | None:
    """The middle of the widest gap: it lies in the gap of every line that has one, else there are no two columns."""
    gaps = [(line.words[at - 1].right, line.words[at].left) for line in region for at in wide_gaps(line)]
    start, end = max(first for first, _ in gaps), min(last for _, last in gaps)
    return (start + end) // 2 if start < end else None


def _pieces(line: Line, gutter: int, *, of_left: bool) -> Iterator[Line]:
    words = tuple(word for word in line.words if (word.left + word.right < 2 * gutter) is of_left)
    if words:
        yield replace(line, words=words)
