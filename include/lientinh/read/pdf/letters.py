"""Words set in the fonts used before Unicode (.VnTime, VNI-Times) into Unicode, row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lientinh.read.pdf.rows import Row
from lientinh.read.pdf.words import Word
from lientinh.read.text.text_layers import mend_texts

# Capitals fonts hold the codes of small letters: .VnTimeH, .VnArialH,Bold, VnArialHBoldItalic.
_CAPITALS = re.compile(r"(?:^|\+)\.?Vn[A-Za-z ]*?[a-z]H(?=$|[,\-]|Bold|Italic|Regular)")


def mend_rows(rows: Sequence[Row]) -> tuple[list[Row], str | None]:
    """The rows in Unicode, judged over all of them, and the name of the encoding that some were in."""
    tokens = [row.tokens for row in rows]
    written = [" ".join(_text(token) for token in mine) for mine in tokens]
    mended, encoding = mend_texts(written)
    if encoding is None:
        return list(rows), None
    return [
        row if text == before else row.part(_with_texts(mine, text))
        for row, mine, before, text in zip(rows, tokens, written, mended, strict=True)
    ], encoding


def _text(token: Sequence[Word]) -> str:
    return "".join("".join(word.text.split()) for word in token) or "?"


def _with_texts(tokens: Sequence[Sequence[Word]], text: str) -> list[Word]:
    parts = text.split(" ")
    if len(parts) != len(tokens):
        parts = [mend_texts((text, _text(token)))[0][1] for token in tokens]
    return [word for token, part in zip(tokens, parts, strict=True) for word in _share_out(token, part)]


def _share_out(token: Sequence[Word], text: str) -> list[Word]:
    """The text over the words of its token, letter for letter; where its length changed, all to the first."""
    if len(text) == sum(len(word.text) for word in token):
        cut, start = [], 0
        for word in token:
            cut.append(text[start : start + len(word.text)])
            start += len(word.text)
    else:
        cut = [text, *[""] * (len(token) - 1)]
    return [
        replace(word, text=part.upper() if _CAPITALS.search(word.font) else part)
        for word, part in zip(token, cut, strict=True)
        if part
    ]
