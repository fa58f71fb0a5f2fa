"""The match key: the one form in which names and words of documents are compared.

Two spellings of the same word must have one key ("hoà" and "hòa" are both NFC and unequal), and two
different words never one: accents are kept, because "Hà Nam" and "Hạ Nam" are different places.
"""

from __future__ import annotations

import re
import unicodedata

# Hyphens, dashes and the minus sign, as Word, PDF and web pages write them.
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"))
# Zero-width spaces and joiners, word joiner, byte order mark and soft hyphen: invisible, so never part of a word.
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_DASH_RUN = re.compile(r"\s*-[-\s]*")
_SQUEEZE = re.compile(r"\s*-[-\s]*|\s+")

# Tone on the first vowel of the open rhymes oa, oe and uy ("hoà" → "hòa"), as the seeds and keyboards mix
# both. Where a letter follows, the tone is already settled ("hoàn", "huỳnh"); after q the u belongs to the
# onset ("quý", "quỹ") and nothing moves; nor where a second mark follows, which would then compose anew.
_TONE_PAIRS = {
    **dict(zip(("oà", "oá", "oả", "oã", "oạ"), ("òa", "óa", "ỏa", "õa", "ọa"), strict=True)),
    **dict(zip(("oè", "oé", "oẻ", "oẽ", "oẹ"), ("òe", "óe", "ỏe", "õe", "ọe"), strict=True)),
    **dict(zip(("uỳ", "uý", "uỷ", "uỹ", "uỵ"), ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
}
# One syllable in two spellings: "quí I" is "quý I".
_TONE_PAIRS |= dict(
    zip(("qui", "quì", "quí", "quỉ", "quĩ", "quị"), ("quy", "quỳ", "quý", "quỷ", "quỹ", "quỵ"), strict=True)
)
_OPEN_RHYME = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ]|qu[iìíỉĩị])(?![^\W\d_]|[\u0300-\u036f])")


def match_key(text: str) -> str:
    """The key of a text: NFC, case folded, one tone placement, one dash without spaces, single spaces.

    The length may differ from the text's. The key of a key is itself.
    """
    if not text.isascii():  # first, because what stood on both sides may compose into one letter
        text = _INVISIBLE.sub("", text)
    folded = _fold_in_place(text)
    if folded is None:
        return match_key_with_map(text)[0]
    key = " ".join(folded.split())
    if "-" in key:
        key = _DASH_RUN.sub("-", key)
    return place_tones(key)


def match_key_with_map(text: str) -> tuple[str, list[int]]:
    """The key and, for each of its characters, the index in `text` of the character it stands for.

    The indices never fall; a run of white space or dashes stands for one character of the run.
    """
    if _INVISIBLE.search(text):
        visible = [index for index, char in enumerate(text) if not _INVISIBLE.match(char)]
        key, positions = match_key_with_map("".join(text[index] for index in visible))
        return key, [visible[position] for position in positions]
    folded = _fold_in_place(text)
    sources = list(range(len(text)))
    if folded is None:
        folded, sources = _fold_by_cluster(text)
    key, positions = _squeeze(folded)
    return place_tones(key), [sources[position] for position in positions]


def _fold_in_place(text: str) -> str | None:
    """The text folded character for character; None where the folding would change its length."""
    if not unicodedata.is_normalized("NFC", text):
        return None
    folded = text.casefold().translate(_DASHES)
    if len(folded) != len(text) or not unicodedata.is_normalized("NFC", folded):
        return None
    return folded


def _fold_by_cluster(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, each with its combining marks; and where each came from."""
    folded: list[str] = []
    sources: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", text[start:end]).casefold().translate(_DASHES)
        cluster = unicodedata.normalize("NFC", cluster)
        folded.append(cluster)
        sources.extend([start] * len(cluster))
        start = end
    return "".join(folded), sources


def _squeeze(folded: str) -> tuple[str, list[int]]:
    """Runs of white space to one space, runs around dashes to one dash, none at the ends; with positions."""
    pieces: list[str] = []
    positions: list[int] = []
    done = 0
    for run in _SQUEEZE.finditer(folded):
        pieces.append(folded[done : run.start()])
        positions.extend(range(done, run.start()))
        done = run.end()
        dash = run.group().find("-")
        if dash >= 0:
            pieces.append("-")
            positions.append(run.start() + dash)
        elif run.start() > 0 and run.end() < len(folded):
            pieces.append(" ")
            positions.append(run.start())
    pieces.append(folded[done:])
    positions.extend(range(done, len(folded)))
    return "".join(pieces), positions


def place_tones(key: str) -> str:
    """Lower-case NFC text with its tones placed the new way, "quí" as "quý"; as long as it was: offsets stay."""
    return _OPEN_RHYME.sub(lambda rhyme: _TONE_PAIRS[rhyme.group()], key)
