"""Text that nobody sees on a page: drawn without ink where no scan lies below, or white upon white paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdfminer.layout import LTChar, LTCurve, LTImage

_WITHOUT_INK = 3  # ISO 32000-1, table 106: neither filled nor stroked
_LARGE_PICTURE = 0.5  # of the page: a scan, whose recognised text lies invisible over it
# By the number of components: grey, red-green-blue, cyan-magenta-yellow-black (where nothing is no ink).
_WHITE = {1: (1.0,), 3: (1.0, 1.0, 1.0), 4: (0.0, 0.0, 0.0, 0.0)}
_PLAIN_SPACES = ("DeviceGray", "DeviceRGB", "DeviceCMYK")

Box = tuple[float, float, float, float]


class HiddenText:
    """Judges the characters of one page by what else is drawn on it."""

    def __init__(self, items: Iterable[Any], page_area: float) -> None:
        self.grounds: list[Box] = []
        self.scanned = False
        for item in items:
            if isinstance(item, LTImage):
                self.grounds.append(item.bbox)
                self.scanned = self.scanned or item.width * item.height >= _LARGE_PICTURE * page_area
            elif isinstance(item, LTCurve) and item.fill and not _is_white(item.non_stroking_color):
                self.grounds.append(item.bbox)

    def hides(self, item: LTChar) -> bool:
        """Is the character there for machines only?"""
        if vars(item)["mode"] == _WITHOUT_INK:
            return not self.scanned
        plain = getattr(item.ncs, "name", None) in _PLAIN_SPACES
        return plain and _is_white(item.graphicstate.ncolor) and not self._on_ground(item)

    def _on_ground(self, item: LTChar) -> bool:
        x, y = (item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in self.grounds)


def _is_white(color: Any) -> bool:
    parts = color if isinstance(color, tuple | list) else (color,)
    white = _WHITE.get(len(parts))
    return white is not None and tuple(parts) == white
