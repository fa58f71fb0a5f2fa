"""A text folded for comparing, character for character as long as the original.

Offsets found in the folded text are offsets in the document, so every span stays exact. The folding agrees
with the catalogue's match key but keeps white space: lower case, new-style tone placement ("hoà" as "hòa"),
one dash for all dashes. Superscripts (footnote marks glued to a value: "127 đồng²") become spaces.
"""

from __future__ import annotations

from lientinh.catalogue.matching import place_tones

_ONE_FOR_ONE = str.maketrans(
    dict.fromkeys("–—‐‑−", "-")
    | dict.fromkeys("\u00a0\u202f\u2009\t", " ")
    | dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " ")
)


def fold(text: str) -> str:
    """NFC text → the same length in lower case, one dash, plain spaces and new-style tones."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" and a few others grow when lowered
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return place_tones(lowered.translate(_ONE_FOR_ONE))
