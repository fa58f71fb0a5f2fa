"""Lines as Tesseract would give them, drawn in a test: "word word" at a place, letters 20 pixels wide."""

from __future__ import annotations

from lientinh.read.scans.recognition import Line, Word

LETTER = 20
BLANK = 12
HEIGHT = 40


def line(
    text: str, *, left: int = 100, top: int = 0, block: int = 1, sure: float = 96.0, height: int = HEIGHT
) -> Line:
    """Words at ordinary distances; `|` between words is a gap of 300 pixels, `~` one of 5, `?` one of 8."""
    words, at = [], left
    for token in text.replace("|", " | ").replace("~", " ~ ").replace("?", " ? ").split():
        if token in "|~?":
            at += {"|": 300, "~": 5, "?": 8}[token] - BLANK
            continue
        right = at + LETTER * len(token)
        words.append(Word(token, at, right, top, top + height, sure))
        at = right + BLANK
    return Line(tuple(words), block, 1)
