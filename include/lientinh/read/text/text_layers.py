"""Text layers in legacy fonts: the letters "d©n sè" that a PDF or an old Word file holds for "dân số".

A document is judged as a whole, by how many of its words become Vietnamese syllables and how many cease to be
any; then each text, and in a mixed text each word, is converted only where the evidence around it allows. What
is Unicode already, plain ASCII or another language stays as it is, letter for letter.

A text wholly in a capitals font (".VnTimeH") holds the codes of small letters: it comes out in small letters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lientinh.read.text.legacy_fonts import FONTS, LegacyFont, WordKind
from lientinh.read.text.syllables import is_syllable
from lientinh.read.text.twice_encoded import mend_twice_encoded

# Two different words, one of them beyond doubt ("n−íc" 3, "sè" 1): "C¶ n−íc" is enough, "25 µm" is not.
_LEAST_WORDS = 2
_LEAST_WEIGHT = 4
# Measured on Vietnamese and on French, German, Spanish text; see docs/decisions/legacy-encodings.md.
_LEAST_SHARE = 0.75
_SAMPLE_TEXTS = 2_000
# Where the code AD of ư came out as a hyphen: "n-íc", "ph-¬ng", "ch-a".
_HYPHENED = re.compile(r"(?<![\w-])([bcdđghklmnprstvxBCDGHKLMNPRSTVX§®]{1,3})-([^\W\d_]*)(?![\w-])")


@dataclass
class _Evidence:
    """What the words of one text, or of all, say for a font."""

    legacy: int = 0
    unicode: int = 0
    neither: int = 0
    words: dict[str, int] = field(default_factory=dict)  # the different legacy words, each with its weight

    def add(self, other: _Evidence) -> None:
        self.legacy += other.legacy
        self.unicode += other.unicode
        self.neither += other.neither
        self.words.update(other.words)

    @property
    def weight(self) -> int:
        return sum(self.words.values())

    @property
    def convinces(self) -> bool:
        return (
            len(self.words) >= _LEAST_WORDS
            and self.weight >= _LEAST_WEIGHT
            and max(self.words.values()) > 1
            and self.legacy >= _LEAST_SHARE * (self.legacy + self.neither)
        )


def mend_text(text: str) -> tuple[str, str | None]:
    """One text as `mend_texts` mends several."""
    mended, encoding = mend_texts((text,))
    return mended[0], encoding


def mend_texts(texts: Sequence[str]) -> tuple[list[str], str | None]:
    """The texts of a document or sheet in Unicode NFC, and the name of the encoding that some of them were in.

    Names: "tcvn3", "vni", "utf-8 as cp1252" (encoded twice); None where nothing was changed.
    """
    twice = mend_twice_encoded(texts)
    if twice is not None:
        return twice, "utf-8 as cp1252"
    best: tuple[int, LegacyFont, list[_Evidence]] | None = None
    for font in FONTS.values():
        telling = [text for text in texts if not text.isascii() and font.telling.search(text)]
        if not _sum_up(_gather(text, font) for text in _sample(telling)).convinces:
            continue
        evidences = [_gather(text, font) for text in texts]
        whole = _sum_up(evidences)
        if whole.convinces and (best is None or whole.weight > best[0]):
            best = whole.weight, font, evidences
    if best is None:
        return list(texts), None
    _, font, evidences = best
    return [
        _convert(text, font, evidence) if legacy else text
        for text, evidence, legacy in zip(texts, evidences, _choose_texts(evidences), strict=True)
    ], font.name


def _sample(texts: Sequence[str]) -> Sequence[str]:
    """Texts from all over a document, enough to see that it is not worth reading every word of it."""
    return texts[:: 1 + len(texts) // _SAMPLE_TEXTS]


def _sum_up(evidences: Iterable[_Evidence]) -> _Evidence:
    whole = _Evidence()
    for evidence in evidences:
        whole.add(evidence)
    return whole


def _gather(text: str, font: LegacyFont) -> _Evidence:
    evidence = _Evidence()
    if text.isascii():
        return evidence
    matches = [match for match in font.word.finditer(text) if not match.group().isascii()]
    kinds = _trust(font.judge(match.group()) for match in matches)
    for match, kind in zip(matches, kinds, strict=True):
        word = match.group()
        if kind == "legacy":
            evidence.legacy += 1
            evidence.words[word.lower()] = font.weigh(word)
        elif _is_part(match):
            continue
        elif kind == "unicode":
            evidence.unicode += 1
        elif kind == "neither" and not font.abbreviation.fullmatch(word) and len(word) > 1:
            evidence.neither += 1
    return evidence


def _is_part(match: re.Match[str]) -> bool:
    """Is the word only what a hyphen has left of one?"""
    return "-" in (
        match.string[match.start() - 1 : match.start()],
        match.string[match.end() : match.end() + 1],
    )


def _trust(kinds: Iterable[WordKind]) -> list[WordKind]:
    """The kinds, without a legacy word between two Unicode ones: a footnote's mark at a word's end makes such."""
    trusted = list(kinds)
    certain = [index for index, kind in enumerate(trusted) if kind in ("legacy", "unicode")]
    doubtful: list[int] = []
    for place, index in enumerate(certain):
        around = [trusted[other] for other in certain[max(0, place - 1) : place + 2] if other != index]
        if trusted[index] == "legacy" and around and "legacy" not in around:
            doubtful.append(index)
    for index in doubtful:
        trusted[index] = "both"
    return trusted


def _choose_texts(evidences: Sequence[_Evidence]) -> list[bool]:
    """Which texts are to be converted; one without evidence of its own goes with those on both its sides."""
    states = [True if evidence.legacy else False if evidence.unicode else None for evidence in evidences]
    if False not in states:
        return [True] * len(states)
    after: list[bool | None] = []
    state: bool | None = None
    for found in reversed(states):
        state = found if found is not None else state
        after.append(state)
    after.reverse()
    chosen: list[bool] = []
    before: bool | None = None
    for found, following in zip(states, after, strict=True):
        before = found if found is not None else before
        chosen.append(before is not False and following is not False)
    return chosen


def _convert(text: str, font: LegacyFont, evidence: _Evidence) -> str:
    if text.isascii() and font.name != "tcvn3":
        return text
    matches = list(font.word.finditer(text))
    kinds: list[WordKind] = _trust(font.judge(match.group()) for match in matches)
    if evidence.unicode:
        kinds = _lean(kinds)
    pieces: list[str] = []
    done = 0
    for match, kind in zip(matches, kinds, strict=True):
        pieces.append(text[done : match.start()])
        pieces.append(_convert_word(match, kind, font, evidence))
        done = match.end()
    pieces.append(text[done:])
    converted = "".join(pieces)
    if font.name == "tcvn3" and not evidence.unicode:
        converted = _HYPHENED.sub(_join_hyphened, converted)
    return unicodedata.normalize("NFC", _raise_capitals(text, converted))


def _convert_word(match: re.Match[str], kind: WordKind, font: LegacyFont, evidence: _Evidence) -> str:
    word = match.group()
    if kind == "neither" and word.endswith("¹") and font.judge(word[:-1]) != "neither":
        return font.decode(word[:-1]) + "¹"  # a footnote's mark, not the code of ạ
    if kind in ("plain", "unicode") or not font.can_decode(word):
        return word
    if kind == "neither" and not _is_word_of_its_own(match, font) and evidence.legacy <= evidence.neither:
        return word
    return font.decode(word) if len(word) > 1 or word.isalpha() or _is_word_of_its_own(match, font) else word


def _is_word_of_its_own(match: re.Match[str], font: LegacyFont) -> bool:
    """Abbreviations; and signs that stand alone: "20.000 ®" is đồng, "« t«" a car, "§." a name's letter."""
    word, before, after = match.group(), match.string[: match.start()].rstrip(), match.string[match.end() :]
    if font.abbreviation.fullmatch(word):
        return len(word) > 1 or after.startswith(".")
    return (word == "®" and before[-1:].isdigit()) or (word == "«" and not after[:1].strip())


def _lean(kinds: Sequence[WordKind]) -> list[WordKind]:
    """In a mixed text, what is neither surely legacy nor Unicode goes with the nearest word that is."""
    certain = [index for index, kind in enumerate(kinds) if kind in ("legacy", "unicode")]
    leaned = list(kinds)
    for index, kind in enumerate(kinds):
        if kind in ("both", "neither") and certain:
            place = bisect(certain, index)
            around = certain[max(0, place - 1) : place + 1]
            nearest = min(around, key=lambda other: (abs(other - index), other))
            leaned[index] = kind if kinds[nearest] == "legacy" else "unicode"
    return leaned


def _join_hyphened(match: re.Match[str]) -> str:
    joined = f"{match[1]}ư{match[2]}".replace("®", "đ").replace("§", "Đ")
    return joined if is_syllable(joined) and not joined.isupper() else match.group()


def _raise_capitals(text: str, converted: str) -> str:
    """Capitals of a font like .VnTimeH among typed capitals ("TæNG Sè"): the whole line in capitals.

    Told by a code of a small letter before a typed capital; a line with a typed small letter has none.
    """
    if not re.search(r"[^\x00-\x7f][A-Z]", text):
        return converted
    lines = zip(text.split("\n"), converted.split("\n"), strict=True)
    return "\n".join(
        new.upper() if _mixes_capitals(new) and not re.search("[a-z]", old) else new for old, new in lines
    )


def _mixes_capitals(line: str) -> bool:
    return any(
        before.islower() and not before.isascii() and after.isupper() for before, after in pairwise(line)
    )
