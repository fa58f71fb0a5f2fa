"""A text folded for comparing, character for character as long as the original.

Offsets found in the folded text are offsets in the document, so every span stays exact. The folding agrees
with the catalogue's match key but keeps white space: lower case, new-style tone placement ("hoà" as "hòa"),
one dash for all dashes. Superscripts (footnote marks glued to a value: "127 đồng²") become spaces.
"""

from __future__ import annotations

import re

# Old and new placement of the tone mark; TCVN and the ministry of education differ, one file mixes both.
# Not after q: "quý" and "qúy" are not at issue here, "qu" is one consonant.
_OLD_TONES = ("oà oá oả oã oạ", "oè oé oẻ oẽ oẹ", "uỳ uý uỷ uỹ uỵ")
_NEW_TONES = ("òa óa ỏa õa ọa", "òe óe ỏe õe ọe", "ùy úy ủy ũy ụy")
_TONES = {
    old: new
    for olds, news in zip(_OLD_TONES, _NEW_TONES, strict=True)
    for old, new in zip(olds.split(), news.split(), strict=True)
}
_OLD_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?![a-zà-ỹđ])")
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
    return _OLD_TONE.sub(lambda match: _TONES[match[0]], lowered.translate(_ONE_FOR_ONE))
