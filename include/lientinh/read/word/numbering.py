"""Automatic numbering of Word paragraphs, resolved to what a reader sees: "1.", "a)", "II.", "1.2.".

The number stands nowhere in the paragraph's text; it is counted from numbering.xml (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from lientinh.read.archive import attribute, local_name

LABEL = "{urn:lientinh:read}label"  # the attribute of a paragraph's element that keeps its visible number
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_DIGITS = 6
_LONGEST = 24  # characters; a label is a few, a document's own template may say anything


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    template: str = ""
    style: str = ""  # of paragraphs that take this level without saying so


@dataclass(slots=True)
class _Numbering:
    """Levels by abstract list; lists by number with the levels they begin anew."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)


def label_paragraphs(
    body: etree._Element, numbering: etree._Element | None, styles: etree._Element | None
) -> None:
    """Give every automatically numbered paragraph of a body its visible number, as the attribute LABEL."""
    if numbering is None:
        return
    known, of_styles = _read_numbering(numbering), _numbers_of_styles(styles)
    counts: dict[str, dict[int, int]] = {}
    begun: set[str] = set()
    for paragraph in body.iter("{*}p"):
        list_id, level = _own_number(paragraph, of_styles, known)
        if list_id not in known.lists:
            continue
        abstract, overrides = known.lists[list_id]
        levels = known.levels.get(abstract, {})
        counted = counts.setdefault(abstract, {})
        if list_id not in begun:
            begun.add(list_id)
            counted.update({at: start - 1 for at, start in overrides.items()})
        _count(counted, level, levels)
        label = _label(counted, levels, level)
        if label:
            paragraph.set(LABEL, label)


def _read_numbering(root: etree._Element) -> _Numbering:
    known = _Numbering()
    for abstract in root.iterchildren("{*}abstractNum"):
        levels = {_number(one, "ilvl"): _read_level(one) for one in abstract.iterchildren("{*}lvl")}
        known.levels[attribute(abstract, "abstractNumId") or ""] = levels
    for one in root.iterchildren("{*}num"):
        values = _values(one)
        overrides = {
            _number(override, "ilvl"): start
            for override in one.iterchildren("{*}lvlOverride")
            if (start := _whole(_values(override).get("startOverride", ""))) is not None
        }
        known.lists[attribute(one, "numId") or ""] = values.get("abstractNumId", ""), overrides
    return known


def _read_level(element: etree._Element) -> _Level:
    values = _values(element)
    start = _whole(values.get("start", ""))
    return _Level(
        1 if start is None else start,
        values.get("numFmt", "decimal"),
        values.get("lvlText", ""),
        values.get("pStyle", ""),
    )


def _values(element: etree._Element) -> dict[str, str]:
    return {local_name(child): attribute(child, "val") or "" for child in element}


def _number(element: etree._Element, name: str) -> int:
    return _whole(attribute(element, name) or "") or 0


def _whole(text: str) -> int | None:
    """A number of a few digits; a list that begins at a number of thousands of digits is no list."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


def _numbers_of_styles(styles: etree._Element | None) -> dict[str, tuple[str, str]]:
    """Style id → (list, level) as it or the style it is based on says."""
    if styles is None:
        return {}
    own: dict[str, tuple[str, str]] = {}
    based_on: dict[str, str] = {}
    for style in styles.iterchildren("{*}style"):
        style_id = attribute(style, "styleId") or ""
        based_on[style_id] = _values(style).get("basedOn", "")
        for properties in style.iter("{*}numPr"):
            values = _values(properties)
            own[style_id] = values.get("numId", ""), values.get("ilvl", "")
    found = dict(own)
    for style_id in based_on:
        above, seen = style_id, set[str]()
        while above and above not in own and above not in seen:
            seen.add(above)
            above = based_on.get(above, "")
        if above in own:
            found[style_id] = own[above]
    return found


def _own_number(
    paragraph: etree._Element, of_styles: Mapping[str, tuple[str, str]], known: _Numbering
) -> tuple[str, int]:
    properties = next(paragraph.iterchildren("{*}pPr"), None)
    if properties is None:
        return "", 0
    style = _values(properties).get("pStyle", "")
    list_id, level = of_styles.get(style, ("", ""))
    own = next(properties.iterchildren("{*}numPr"), None)
    if own is not None:
        values = _values(own)
        list_id, level = values.get("numId", list_id), values.get("ilvl", level)
    at = _whole(level)
    if at is not None:
        return list_id, at
    levels = known.levels.get(known.lists.get(list_id, ("", {}))[0], {})
    return list_id, next((place for place, one in levels.items() if style and one.style == style), 0)


def _count(counted: dict[int, int], level: int, levels: Mapping[int, _Level]) -> None:
    counted[level] = counted.get(level, levels.get(level, _Level()).start - 1) + 1
    for deeper in [at for at in counted if at > level]:
        del counted[deeper]


def _label(counted: Mapping[int, int], levels: Mapping[int, _Level], level: int) -> str:
    """Empty for bullets: their marks are pictures of a font, and the paragraph's kind says what they say."""
    chosen = levels.get(level)
    if chosen is None or chosen.form in ("bullet", "none"):
        return ""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        one = levels.get(at, _Level())
        return _written(counted.get(at, one.start), one.form)

    label = _PLACE.sub(number, chosen.template).strip()
    return label if any(map(str.isalnum, label)) and len(label) <= _LONGEST else ""


def _written(number: int, form: str) -> str:
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters[:_LONGEST].upper() if form == "upperLetter" else letters[:_LONGEST]
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
