"""Find personal names: after a title or a position, by surname and middle name, or alone under a signature.

What is named after a person (a street, a school, a movement), a place, an agency or a heading in capitals is no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from lientinh.masking.name_words import (
    LABELS,
    NAMED_AFTER,
    NO_NAME_WORDS,
    PLACES,
    POSITIONS,
    PUBLIC_NAMES,
    SURE_MIDDLE_NAMES,
    SURNAMES,
    TITLES,
)

IsPlace = Callable[[str], bool]
_UPPER = "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper() and letter.isalpha())
_LOWER = "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.islower() and letter.isalpha())
_SYLLABLE = rf"[A-Z{_UPPER}](?:[a-z{_LOWER}]{{1,6}}|[A-Z{_UPPER}]{{1,6}})?(?![^\W\d_])"
_RUN = re.compile(rf"(?<![^\W_]){_SYLLABLE}(?: {_SYLLABLE}){{0,9}}")
_INITIAL = re.compile(rf"[A-Z{_UPPER}]\. ?{_SYLLABLE}")
_WORDS_BEFORE = 40
_FEWEST, _MOST = 2, 4  # syllables of a full name
_PLAIN = 3  # a surname alone says too little with one syllable behind it


def _ending_in(words: Iterable[str], behind: str) -> re.Pattern[str]:
    """A text that ends in one of these words, and in nothing but `behind` after it."""
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, words))}){behind}$", re.IGNORECASE)


_AFTER_TITLE = _ending_in(TITLES, r"[ :(]{1,3}")
_CHILDREN = ("trẻ", "các", "chị", "anh", "đàn")  # "trẻ em Việt Nam" are nobody's name
_SENTENCE_BEGINS = re.compile(r"(?:^|[\n.!?:;“\"(*|–-])[ \"“(*]*$")
_AFTER_LABEL = _ending_in(LABELS, r"\s*[:–-]\s*")
_OF_A_PLACE = re.compile(rf"(?:{'|'.join(POSITIONS)})[^.,;:\n]{{0,30}}$", re.IGNORECASE)
_AFTER_POSITION = _ending_in(POSITIONS, r"[\s:.()*–-]{1,6}")
_NAMED_AFTER = _ending_in(NAMED_AFTER, r"[ \"“‘'–-]{1,3}")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ :.()*–-]*$")
# The last words of what a name without a surname follows: looked up before the longer patterns are tried.
_LEADING = frozenset(re.findall(r"[^\W\d_]+", words)[-1] for words in (*TITLES, *LABELS))
_ALONE = re.compile(r"[\s*|()“”\"_.,;:–-]*")


def find_names(text: str, is_place: IsPlace) -> Iterator[tuple[int, int]]:
    """(start, end) of each personal name."""
    for found in _RUN.finditer(text):
        yield from _names_in(text, found.start(), found[0].split(" "), is_place)
    for found in _INITIAL.finditer(text):
        before = _before(text, found.start())
        if _is_after_title(before) or _AFTER_LABEL.search(before):
            yield found.start(), found.end()


def _names_in(text: str, start: int, words: list[str], is_place: IsPlace) -> Iterator[tuple[int, int]]:
    """Names in a run of capitalised words: it may begin with a title and go on with a heading."""
    place, is_first = 0, True
    while place < len(words):
        begin = start + len(" ".join(words[:place])) + bool(place)
        length = _name_length(text, begin, words[place:], is_first, is_place)
        if length:
            yield begin, begin + len(" ".join(words[place : place + length]))
        area = 0 if length else _place_length(words[place:], is_place)
        is_first = area > 0  # "Công an Hà Nội Nguyễn Văn …": behind a place a run begins anew
        place += length or area or 1


def _place_length(words: list[str], is_place: IsPlace) -> int:
    """How many of the words that begin here name a place."""
    for count in (3, 2):
        name = " ".join(words[:count]).casefold()
        if len(words) > count and (name in PLACES or is_place(name)):
            return count
    return 0


def _name_length(text: str, begin: int, words: list[str], is_first: bool, is_place: IsPlace) -> int:
    """How many of the words that begin here are a personal name; 0 where they are none."""
    before = _before(text, begin)
    has_surname = _title_case(words[0]) in SURNAMES
    last = _LAST_WORD.search(before)
    if not has_surname and (last is None or last[1].casefold() not in _LEADING):
        return 0
    if _is_no_name(words, before, is_place):
        return 0
    is_labelled = _AFTER_LABEL.search(before) is not None
    most = min(_count_syllables(words, is_sure=has_surname and is_labelled), _MOST)
    if (is_labelled and most >= _FEWEST) or _is_after_title(before):
        return most
    return most if has_surname and _is_full_name(text, begin, words, most, is_first) else 0


def _is_full_name(text: str, begin: int, words: list[str], most: int, is_first: bool) -> bool:
    """Without a title before it: below a position, alone on its line, by its middle name, or a surname and two more."""
    if most < _FEWEST:
        return False
    if _AFTER_POSITION.search(_before(text, begin)) or _is_alone(text, begin, words[:most]):
        return most in (len(words), _MOST)
    if most >= _PLAIN and _is_sure(words):
        return True
    is_capital = words[0].isupper() and len(words[0]) > 1
    return is_first and not is_capital and _PLAIN <= most == len(words)


def _count_syllables(words: list[str], *, is_sure: bool) -> int:
    """How many words go on as the first begins: in capitals, or with one; headings and agencies end a name."""
    is_capital = words[0].isupper() and len(words[0]) > 1
    count = 0
    for word in words:
        if (word.isupper() and len(word) > 1) != is_capital and len(word) > 1:
            break
        if _title_case(word) in NO_NAME_WORDS and not is_sure and not (count == 0 and _is_sure(words)):
            break
        count += 1
    return count


def _is_sure(words: list[str]) -> bool:
    return (
        len(words) >= _PLAIN
        and _title_case(words[0]) in SURNAMES
        and _title_case(words[1]) in SURE_MIDDLE_NAMES
    )


def _is_no_name(words: list[str], before: str, is_place: IsPlace) -> bool:
    """A place, somebody who is history, or what is named after somebody."""
    folded = [word.casefold() for word in words[:_MOST]]
    starts = [" ".join(folded[:count]) for count in range(1, len(folded) + 1)]
    if any(one in PUBLIC_NAMES for one in starts):
        return True
    if any(one in PLACES or is_place(one) for one in starts[1:3]):
        return True
    last = _LAST_WORD.search(before.casefold())
    if last and f"{last[1]} {folded[0]}" in PLACES:
        return True
    if _is_after_title(before) or (_is_sure(words) and _OF_A_PLACE.search(before)):
        return False
    return _NAMED_AFTER.search(before) is not None


def _is_after_title(before: str) -> bool:
    """A title within a sentence is written small: "Anh" is a country, "Bà" the beginning of a place."""
    found = _AFTER_TITLE.search(before)
    if found is None:
        return False
    lead = before[: found.start()]
    if lead.rstrip().casefold().endswith(_CHILDREN):
        return False
    return found[0][0].islower() or _SENTENCE_BEGINS.search(lead) is not None


def _is_alone(text: str, begin: int, words: list[str]) -> bool:
    """Nothing else on its line: a signature, a byline, a cell."""
    end = begin + len(" ".join(words))
    line_start = text.rfind("\n", 0, begin) + 1
    line_end = text.find("\n", end)
    rest = text[line_start:begin] + text[end : line_end if line_end >= 0 else len(text)]
    return _ALONE.fullmatch(rest) is not None


def _before(text: str, begin: int) -> str:
    return text[max(0, begin - _WORDS_BEFORE) : begin]


def _title_case(word: str) -> str:
    return word[:1] + word[1:].lower()
