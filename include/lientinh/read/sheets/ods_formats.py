"""Number formats of an OpenDocument spreadsheet, written as a workbook of Excel writes them.

A cell names a style, the style a data style, the data style says decimals and grouping in elements of its own
(OpenDocument 1.3 part 3, 16.29). Only what reading a number needs is followed: per cent, decimals, grouping.
"""

from __future__ import annotations

from lxml import etree

from lientinh.read.archive import attribute, local_name

_MOST_PLACES = 20
_PARENTS = 10  # a style's parents followed; a circle of them ends there too


class CellStyles:
    """Formats by the name of a cell style; `General` for none that is known."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._styles: dict[str, tuple[str | None, str | None]] = {}

    def take_all(self, part: etree._Element) -> None:
        """The styles of a part, or of one of its lists of styles."""
        for element in part.iter("{*}automatic-styles", "{*}styles"):
            for style in element:
                self._take(style)

    def _take(self, style: etree._Element) -> None:
        name = attribute(style, "name") or ""
        if local_name(style) == "style":
            self._styles[name] = attribute(style, "data-style-name"), attribute(style, "parent-style-name")
        elif local_name(style).endswith("-style"):
            self._codes[name] = write_format(style)

    def format_of(self, style: str | None) -> str:
        for _ in range(_PARENTS):
            data_style, parent = self._styles.get(style or "", (None, None))
            if data_style is not None:
                return self._codes.get(data_style, "General")
            style = parent
        return "General"


def write_format(style: etree._Element) -> str:
    """`#,##0.0`, `0.00%`; `@` for text, `General` for dates and whatever is no plain number."""
    kind = local_name(style)
    if kind == "text-style":
        return "@"
    number = next(style.iter("{*}number"), None)
    if number is None or kind not in ("number-style", "percentage-style", "currency-style"):
        return "0%" if kind == "percentage-style" else "General"
    places = attribute(number, "decimal-places")
    if places is None and kind != "percentage-style":
        return "General"
    grouped = (attribute(number, "grouping") or "") == "true"
    decimals = min(int(places), _MOST_PLACES) if places and places.isdecimal() else 0
    code = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    return code + ("%" if kind == "percentage-style" else "")
