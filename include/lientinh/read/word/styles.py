"""Which Word styles are headings, and of which level."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from lientinh.read.archive import attribute, local_name

_HEADING = re.compile(r"^(?:heading|tiêu đề|đề mục|đầu đề)\s*(\d)$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|tiêu đề)$", re.IGNORECASE)
_BODY_LEVEL = 9  # ECMA-376 part 1, 17.3.1.20: outline level 9 means body text


def heading_levels(styles: etree._Element) -> dict[str, int]:
    """Style id to heading level 1 to 9 (a document's title counts as 1), by name or outline level, with inheritance."""
    own: dict[str, int] = {}
    based_on: dict[str, str] = {}
    for style in styles:
        if local_name(style) != "style":
            continue
        style_id = attribute(style, "styleId") or ""
        for element in style.iter():
            name, value = local_name(element), attribute(element, "val") or ""
            if name == "basedOn":
                based_on[style_id] = value
            elif name == "name" and (match := _HEADING.match(value)):
                own[style_id] = int(match[1])
            elif name == "name" and _TITLE.match(value):
                own[style_id] = 1
            elif name == "outlineLvl" and value.isdecimal() and int(value) < _BODY_LEVEL:
                own.setdefault(style_id, int(value) + 1)
    return own | {
        child: level for child in based_on if (level := _inherited(child, own, based_on)) is not None
    }


def _inherited(style_id: str, own: Mapping[str, int], based_on: Mapping[str, str]) -> int | None:
    seen: set[str] = set()
    while style_id and style_id not in seen:
        if style_id in own:
            return own[style_id]
        seen.add(style_id)
        style_id = based_on.get(style_id, "")
    return None


def outline_level(paragraph: etree._Element, levels: Mapping[str, int]) -> int | None:
    """Heading level of a paragraph by its own outline level or its style; None for body text."""
    for properties in paragraph:
        if local_name(properties) != "pPr":
            continue
        found = {local_name(element): attribute(element, "val") or "" for element in properties}
        own = found.get("outlineLvl", "")
        if own.isdecimal():
            return int(own) + 1 if int(own) < _BODY_LEVEL else None
        return levels.get(found.get("pStyle", ""))
    return None
