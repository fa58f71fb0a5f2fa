"""The glyphs of a PDF page as they are seen: upright, once each, inside the page's visible box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTImage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import decode_text
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from lientinh.read.pdf.hidden import HiddenText

_BOLD_SHIFT = 0.75  # points
_INVISIBLE = 3  # ISO 32000-1, table 106: neither filled nor stroked
_SMALLEST_SIZE = 1.0  # points; nobody reads smaller print, and page numbers of no consequence hide in it
_LONGEST_LIGATURE = 8  # characters that one group of glyphs stands for
# Turning the page by this much makes text that runs in this direction upright.
_TURNS = {"up": 90, "down": 270, "over": 180}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character where it stands: points from the page's upper left corner. `order`: as drawn."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: str
    order: int


@dataclass(frozen=True, slots=True)
class PageLayer:
    """What is drawn on a page: its glyphs, how many of them are invisible, glyphs aslant, pictures.

    `hidden_count`: characters left out because nobody sees them.

    `picture_share`: the part of the page, 0 to 1, that its largest picture covers.
    """

    page: Page
    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    letter_count: int
    aslant: str
    invisible_count: int
    picture_share: float
    picture_count: int
    drawn_count: int
    hidden_count: int


class _Device(PDFPageAggregatorWithMarkedContent):  # type: ignore[misc]
    """Remembers of each character what pdfminer drops: text rendering mode, rise, the letters it stands for."""

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        super().begin_tag(tag, props)
        actual = props.get("ActualText") if isinstance(props, dict) else None
        self._spans = [*getattr(self, "_spans", []), (actual, self.cur_item, len(self.cur_item._objs))]

    def end_tag(self) -> None:
        super().end_tag()
        spans = getattr(self, "_spans", [])
        if spans:
            actual, container, start = self._spans.pop()
            if isinstance(actual, bytes):
                _write_letters(decode_text(actual), container._objs[start:])

    def render_string(self, textstate: Any, *rest: Any) -> None:
        self._mode, self._rise = textstate.render, textstate.rise
        super().render_string(textstate, *rest)

    def render_char(self, *parts: Any) -> float:
        advance = super().render_char(*parts)
        item = self.cur_item._objs[-1]
        item.mode, item.rise = self._mode, self._rise
        return float(advance)


def _write_letters(actual: str, items: list[Any]) -> None:
    """The letters a writer says its glyphs stand for, as for "ả" put together of two of them.

    Never for figures: what is seen must be what is read, and a text behind the figures could say another.
    """
    chars = [item for item in items if isinstance(item, LTChar)]
    shown = "".join(item.get_text() for item in chars if not item.get_text().startswith("(cid:"))
    if not chars or len(actual) > _LONGEST_LIGATURE or any(map(str.isdecimal, actual + shown)):
        return
    chars[0]._text = actual
    chars[0].x1 = max(item.x1 for item in chars)
    for item in chars[1:]:
        item._text = ""


def read_layer(page: Page) -> PageLayer:
    """The page's layer; a page whose text mostly runs up, down or upside down is turned first."""
    layout = _lay_out(page)
    directions = Counter(_direction(item) for item in _items(layout) if isinstance(item, LTChar))
    common = directions.most_common(1)[0][0] if directions else "right"
    if common in _TURNS:
        page.page_obj.rotate = (page.page_obj.rotate + _TURNS[common]) % 360
        page.page_obj.attrs["Rotate"] = page.page_obj.rotate
        page = Page(page.pdf, page.page_obj, page.page_number)
        layout = _lay_out(page)
    layer = _collect(page, layout)
    _drop_chars(layout)
    return layer


def _lay_out(page: Page) -> Any:
    """The layout by our device; pdfplumber's own look-ups (lines, rectangles) then use the same one."""
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
    return page._layout


def _drop_chars(container: Any) -> None:
    """Leave only what is drawn: making dictionaries of every character costs pdfplumber half of its time."""
    stack = [container]
    while stack:
        one = stack.pop()
        one._objs = [item for item in one._objs if not isinstance(item, LTChar)]
        stack.extend(item for item in one._objs if isinstance(item, LTContainer))


def _items(container: Any) -> Iterator[Any]:
    """Everything drawn, also inside figures; without recursion, for figures may be nested at will."""
    stack: list[Iterator[Any]] = [iter(container)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, LTContainer):
            stack.append(iter(item))
        else:
            yield item


def _direction(item: LTChar) -> str:
    a, b, c, d = item.matrix[:4]
    slack = 0.02 * (abs(a) + abs(b) + abs(c) + abs(d))
    if abs(b) <= slack:
        return "right" if a > 0 else "over"
    if abs(a) <= slack:
        return "up" if b > 0 else "down"
    return "aslant"


def _collect(page: Page, layout: Any) -> PageLayer:
    left, above = page.mediabox[0], page.mediabox[1]
    height = float(page.height)
    crop = page.cropbox
    glyphs: list[Glyph] = []
    aslant: list[str] = []
    shares: list[float] = []
    invisible = drawn = 0
    seen: dict[tuple[str, int], list[float]] = {}
    items = list(_items(layout))
    unseen = HiddenText(items, float(page.width * page.height))
    hidden = 0
    for order, item in enumerate(items):
        if isinstance(item, LTImage):
            shares.append(_share(item, page))
            continue
        if not isinstance(item, LTChar):
            drawn += 1
            continue
        x0, x1 = float(item.x0 + left), float(item.x1 + left)
        top, bottom = float(height - item.y1 + above), float(height - item.y0 + above)
        middle = ((x0 + x1) / 2, (top + bottom) / 2)
        if not (crop[0] - 1 <= middle[0] <= crop[2] + 1 and crop[1] - 1 <= middle[1] <= crop[3] + 1):
            continue
        if item.size < _SMALLEST_SIZE or not item.get_text():
            continue
        if unseen.hides(item):
            hidden += not item.get_text().isspace()
            continue
        if _direction(item) != "right":
            aslant.append(item.get_text())
            continue
        if _is_drawn_again(item.get_text(), x0, top, seen):
            continue
        extra = vars(item)
        invisible += extra["mode"] == _INVISIBLE and not item.get_text().isspace()
        baseline = height - (item.matrix[5] + extra["rise"] * item.matrix[3]) + above
        glyphs.append(
            Glyph(
                item.get_text(),
                x0,
                x1,
                top,
                bottom,
                float(baseline),
                float(item.size),
                _font_name(item.fontname),
                order,
            )
        )
    return PageLayer(
        page,
        page.page_number,
        float(page.width),
        height,
        tuple(glyphs),
        sum(not glyph.text.isspace() for glyph in glyphs),
        " ".join("".join(aslant).split()),
        invisible,
        max(shares, default=0.0),
        len(shares),
        drawn,
        hidden,
    )


def _font_name(name: str | bytes) -> str:
    """The name without the mark of a subset ("GJJJOF+"): one font is often embedded in several."""
    text = name.decode("latin-1") if isinstance(name, bytes) else str(name)
    return text.split("+", 1)[-1] if text[6:7] == "+" else text


def _share(item: LTImage, page: Page) -> float:
    width = min(item.x1, page.width) - max(item.x0, 0)
    height = min(item.y1, page.height) - max(item.y0, 0)
    return float(max(width, 0) * max(height, 0) / max(page.width * page.height, 1))


def _is_drawn_again(text: str, x0: float, top: float, seen: dict[tuple[str, int], list[float]]) -> bool:
    """Bold print is imitated by drawing a letter twice, a fraction of a point apart."""
    if text.isspace():
        return False
    places = seen.setdefault((text, round(top)), [])
    for place in places:
        if -_BOLD_SHIFT < place - x0 < _BOLD_SHIFT:
            return True
    places.append(x0)
    return False
