"""The workbook's styles with ours behind them: a cell's own style with another fill, and the looks of our sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lientinh.findings import Severity
from lientinh.replies.splices import (
    Edit,
    Element,
    apply_edits,
    find_elements,
    get_attribute,
    set_attribute,
    tag_end,
    whole_number,
)

# One step beside Excel's own "bad", "neutral" and "note" colours, so that no fill of the sender's is taken for ours.
FILLS: Mapping[Severity, str] = {
    "critical": "FF9A9D", "error": "FFC7CF", "warning": "FFEB9D", "info": "DDEBF8",
}  # fmt: skip
_MOST_STYLES = 64_000  # Excel's limit on cell formats
_LISTS = {"fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf"}
_SOLID = re.compile(r"patternType\s*=\s*[\"']solid[\"']")
_COLOUR = re.compile(
    r'(?:rgb="[0-9A-Fa-f]{8}"|theme="\d{1,2}"(?: tint="-?\d(?:\.\d{1,20})?(?:[eE]-?\d{1,2})?")?|indexed="\d{1,2}")'
)
_FOREGROUND = re.compile(r"<(?:\w+:)?fgColor\s+([^>]*?)\s*/?>")
EMPTY_STYLES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class CellStyles:
    """A styles part that grows at the ends of its lists; what is there already is used again, not doubled."""

    def __init__(self, data: bytes, file_name: str) -> None:
        self._data = data
        wanted = {*_LISTS, *_LISTS.values()}
        found = find_elements(data, file_name, lambda depth, name: depth in (1, 2) and name in wanted)
        self._lists: dict[str, Element] = {
            element.name: element
            for element in found
            if element.depth == 1 and element.name in _LISTS and not element.is_empty_tag
        }
        self._entries: dict[str, list[bytes]] = {name: [] for name in _LISTS}
        for name, parent in self._lists.items():
            self._entries[name] = [
                data[element.start : element.end]
                for element in found
                if element.depth == 2 and element.name == _LISTS[name] and parent.holds(element)
            ]
        self._old = {name: len(entries) for name, entries in self._entries.items()}

    @property
    def is_usable(self) -> bool:
        """False for a styles part that lacks one of its lists: then nothing is styled."""
        return len(self._lists) == len(_LISTS) and len(self._entries["cellXfs"]) < _MOST_STYLES

    def with_colour(self, style: int, colour: str) -> int:
        """Index of a style that differs from the given one in its fill alone. `colour` as `colour_of` gives it."""
        if not self.is_usable:
            return style
        fill = self._solid(colour) if _COLOUR.fullmatch(colour) else 0
        own = self._entries["cellXfs"]
        prefix = self._lists["cellXfs"].prefix
        like = (
            own[style] if style < len(own) else f'<{prefix}xf numFmtId="0" fontId="0" borderId="0"/>'.encode()
        )
        end = tag_end(like, 0)
        tag = set_attribute(set_attribute(like[:end], "fillId", fill), "applyFill", 1)
        return self._index("cellXfs", tag + like[end:])

    def colour_of(self, style: int) -> str:
        """The colour of a style's solid fill as attributes of OOXML; nothing where it has none or a pattern."""
        own, fills = self._entries["cellXfs"], self._entries["fills"]
        number = whole_number(get_attribute(own[style], "fillId")) if style < len(own) else 0
        fill = fills[number].decode() if number < len(fills) else ""
        colour = _FOREGROUND.search(fill)
        found = _COLOUR.fullmatch(" ".join(colour[1].replace("'", '"').split())) if colour else None
        return found[0] if found and _SOLID.search(fill) else ""

    def is_ours(self, style: int) -> bool:
        """Whether the fill is one that only our notes have."""
        return self.colour_of(style) in {colour_of_severity(severity) for severity in FILLS}

    def add_look(self, font: str, alignment: str, *, border: bool = False, colour: str = "") -> int:
        """Index of a style of ours: `font` as elements and `alignment` as attributes, without prefixes.

        Text whatever it begins with (`quotePrefix`), not the format "@": Excel 2007 shows long text in that as "####".
        """
        if not self.is_usable:
            return 0
        prefix = self._lists["cellXfs"].prefix
        sides = "".join(
            f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>'
            for side in ("left", "right", "top", "bottom")
        )
        font_id = self._index("fonts", _prefixed(f"<font>{font}</font>", prefix))
        border_id = (
            self._index("borders", _prefixed(f"<border>{sides}<diagonal/></border>", prefix)) if border else 0
        )
        xf = (
            f'<xf numFmtId="0" fontId="{font_id}" fillId="{self._solid(colour) if colour else 0}"'
            f' borderId="{border_id}" quotePrefix="1" applyFont="1" applyFill="1" applyBorder="1"'
            f' applyAlignment="1"><alignment {alignment}/></xf>'
        )
        return self._index("cellXfs", _prefixed(xf, prefix))

    def _solid(self, colour: str) -> int:
        fill = (
            f'<fill><patternFill patternType="solid"><fgColor {colour}/>'
            '<bgColor indexed="64"/></patternFill></fill>'
        )
        return self._index("fills", _prefixed(fill, self._lists["fills"].prefix))

    def _index(self, name: str, entry: bytes) -> int:
        entries = self._entries[name]
        if entry not in entries:
            entries.append(entry)
        return entries.index(entry)

    def to_bytes(self) -> bytes:
        """The part, with the new entries at the ends of its lists and their counts."""
        edits: list[Edit] = []
        for name, element in self._lists.items():
            new = b"".join(self._entries[name][self._old[name] :])
            if new:
                tag = self._data[element.start : element.opened]
                counted = set_attribute(tag, "count", len(self._entries[name]))
                edits.append(Edit(element.start, element.opened, counted))
                edits.append(Edit(element.closing, element.closing, new))
        return apply_edits(self._data, edits)


def colour_of_severity(severity: Severity) -> str:
    """As attributes of a colour in OOXML."""
    return f'rgb="FF{FILLS[severity]}"'


def _prefixed(xml: str, prefix: str) -> bytes:
    return re.sub(r"<(/?)", rf"<\1{prefix}", xml).encode() if prefix else xml.encode()
