"""Headings and labels as forms write them: wordings, and placeholders for what changes from year to year.

`{year}` is a year, `{period}` words that name a period ("6 tháng đầu năm 2022"), `{mark}` one of the form's marks
("Sơ bộ"), `{unit}` a unit; `[words]` may be left out ("[{mark}] [năm] {year}"). Texts are compared by their match
key, so case, spaces, dashes and tone placement fold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lientinh.catalogue.matching import match_key, match_key_with_map
from lientinh.extract.folding import fold
from lientinh.extract.periods import find_periods

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_STANDS_FOR = {
    "year": r"(?P<year>(?:19|20)\d\d)",
    "period": r"(?P<period>.+?)",
    "unit": r"(?P<unit>[^()]+?)",
}
_OPTIONAL_LAST = re.compile(r" \\\[([^\]]*)\\\]$")
_OPTIONAL = re.compile(r"\\\[([^\]]*)\\\] ?")
_TOKEN = "zzq{}qzz"  # noqa: S105 - letters only, so that the match key leaves a placeholder as it is
# Order marks before a label ("1.", "I.", "a)", "-", "+"), "Trong đó:" and footnote marks after it.
_ORDER = re.compile(r"^(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ])[.)]\s*|[-+*•–]\s*)+", re.IGNORECASE)
_WHEREOF = re.compile(r"^trong đó\s*:?\s*")
_MARKS = re.compile(r"\s*(?:[¹²³⁰⁴-⁹]+|\((?:\*+|\d)\)|\*+)\s*$")
_BETWEEN = r"\s*[-/–(,;]?\s*"  # between a wording and the same in another language


@lru_cache(maxsize=50_000)
def label_key(text: str) -> str:
    """What labels are compared by: the match key without order and footnote marks, colons and full stops."""
    plain = _MARKS.sub("", _ORDER.sub("", " ".join(text.split())))
    return _WHEREOF.sub("", match_key(plain)).rstrip(" :.;,")


@lru_cache(maxsize=50_000)
def heading_key(text: str) -> str:
    """What headings are compared by: the match key without footnote marks and without order numbers in front."""
    return match_key(_MARKS.sub("", " ".join(text.split()))).rstrip(" :.;,")


@dataclass(frozen=True, slots=True)
class Filled:
    """What stood in the place of a template's placeholders; keys as the match key gives them."""

    year: str | None = None
    period: str | None = None
    mark: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """Wordings of a heading's levels, compiled: a regular expression over a key."""

    pattern: re.Pattern[str]

    def match(self, key: str) -> Filled | None:
        """What the placeholders stand for in a key; None where the key is another text, or names no period."""
        found = self.pattern.fullmatch(key)
        if found is None:
            return None
        filled = Filled(**found.groupdict())
        return filled if filled.period is None or names_period(filled.period) else None


def names_period(words: str) -> bool:
    """Are these words a period and nothing else?"""
    mentions = find_periods(fold(words))
    return len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(words))


def as_written(words: str | None, text: str) -> str | None:
    """The words that stood for a placeholder, as the text itself writes them: keys fold case and spaces."""
    if words is None:
        return None
    key, sources = match_key_with_map(text)
    start = key.find(words)
    return words if start < 0 else text[sources[start] : sources[start + len(words) - 1] + 1]


@lru_cache(maxsize=5_000)
def compile_template(levels: tuple[str, ...], marks: tuple[str, ...]) -> Template:
    """Levels of a heading, each with wordings separated by `|`, as one template over their joined text.

    A level may stand in two of its wordings at once, as bilingual tables write it. Raises ValueError for an unknown
    placeholder and for one that stands twice.
    """
    text = " ".join(_level(level, marks) for level in levels)
    try:
        return Template(re.compile(text))
    except re.error as error:
        raise ValueError(
            f"{' > '.join(levels)}: a placeholder can stand once; what may be left out goes in brackets ({error})"
        ) from error


def _level(level: str, marks: tuple[str, ...]) -> str:
    wordings = [wording.strip() for wording in level.split("|") if wording.strip()]
    if not wordings:
        raise ValueError("a heading has a level without words")
    plain = [_wording(one, marks) for one in wordings if not _PLACEHOLDER.search(one)]
    filled = [_wording(one, marks) for one in wordings if _PLACEHOLDER.search(one)]
    either = "|".join(plain)
    doubled = [rf"(?:{either})(?:{_BETWEEN}(?:{either})\)?)?"] if plain else []
    return f"(?:{'|'.join([*doubled, *filled])})"


def _wording(wording: str, marks: tuple[str, ...]) -> str:
    key = match_key(_PLACEHOLDER.sub(lambda found: _TOKEN.format(found[1]), wording))
    pattern = re.escape(key).replace(r"\ ", " ")
    pattern = _OPTIONAL_LAST.sub(r"(?: \1)?", pattern)
    pattern = _OPTIONAL.sub(r"(?:\1 ?)?", pattern)
    for name in _PLACEHOLDER.findall(wording):
        if name == "mark":
            stands_for = _mark_pattern(marks)
        elif name in _STANDS_FOR:
            stands_for = _STANDS_FOR[name]
        else:
            raise ValueError(f"unknown placeholder {{{name}}}; there are year, period, mark and unit")
        pattern = pattern.replace(_TOKEN.format(name), stands_for)
    return pattern


def _mark_pattern(marks: tuple[str, ...]) -> str:
    words = "|".join(re.escape(match_key(mark)).replace(r"\ ", " ") for mark in sorted(marks, key=len)[::-1])
    return rf"(?P<mark>(?:{words})(?:{_BETWEEN}(?:{words}))?)" if words else "(?P<mark>(?!))"


def split_marks(marks: Iterable[str]) -> tuple[str, ...]:
    """Every wording of a form's marks: "sơ bộ|prel." is two."""
    return tuple(word.strip() for mark in marks for word in mark.split("|") if word.strip())
