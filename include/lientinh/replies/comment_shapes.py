"""The boxes of comments: the drawing in VML that Excel wants beside every comments part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from lientinh.findings import Severity
from lientinh.replies.cell_styles import FILLS
from lientinh.replies.sheet_places import Address, SheetPlaces

_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE_TYPE = (
    '<v:shapetype{ns} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(rb"<(?:v:)?shape\b(?![^>]*/>).*?</(?:v:)?shape>\s?", re.DOTALL)
_ROW = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*</")
_COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*</")
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_IDMAP = re.compile(rb"(<o:idmap\b[^>]*\bdata=[\"'])([\d,]*)([\"'])")
_WIDTH = 300  # pixels
_HIGHEST = 400
_LINE = 16  # pixels of a line at 9 points, with some air
_LINE_CHARS = 44
_BLOCK = 1024  # numbers of shapes are given out in blocks, which `idmap` lists
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575


def draw_comments(
    drawing: bytes | None,
    sheet: SheetPlaces,
    boxes: Mapping[Address, tuple[Severity, str]],
    gone: Iterable[Address],
) -> bytes | None:
    """The drawing with boxes for new comments, without those of comments that are gone; None where it cannot be
    extended (not the VML that offices write). `boxes` holds the severity and the text of each comment."""
    data = drawing or _empty_drawing()
    if b"</xml>" not in data or b"\x00" in data:
        return None
    data = _without(data, set(gone))
    if not boxes:
        return data
    numbers = [int(number) for number in _NUMBER.findall(data)]
    first = max([_BLOCK, *numbers]) + 1
    root = data[: data.index(b">", data.index(b"<xml")) + 1]
    ns = "".join(
        f' xmlns:{name}="{uri}"' for name, uri in _NAMESPACES.items() if f"xmlns:{name}=".encode() not in root
    )
    shapes = [
        _shape(first + number, address, *boxes[address], sheet, ns)
        for number, address in enumerate(sorted(boxes))
    ]
    if b'id="_x0000_t202"' not in data:
        shapes.insert(0, _SHAPE_TYPE.format(ns=ns))
    at = data.rindex(b"</xml>")
    data = data[:at] + "".join(shapes).encode() + data[at:]
    return _IDMAP.sub(lambda match: _more_blocks(match, first, first + len(boxes)), data, count=1)


def _more_blocks(match: re.Match[bytes], first: int, last: int) -> bytes:
    blocks = {int(block) for block in match[2].split(b",") if block}
    blocks |= set(range(first // _BLOCK, (last - 1) // _BLOCK + 1))
    return match[1] + ",".join(str(block) for block in sorted(blocks)).encode() + match[3]


def _empty_drawing() -> bytes:
    ns = "".join(f' xmlns:{name}="{uri}"' for name, uri in _NAMESPACES.items())
    layout = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    return f"<xml{ns}>{layout}</xml>".encode()


def _without(data: bytes, gone: set[Address]) -> bytes:
    def keep(match: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(match[0]), _COLUMN.search(match[0])
        at = (int(row[1]) + 1, int(column[1]) + 1) if row and column else None
        return b"" if at in gone and b'ObjectType="Note"' in match[0] else match[0]

    return _SHAPE.sub(keep, data) if gone else data


def _shape(number: int, address: Address, severity: Severity, text: str, sheet: SheetPlaces, ns: str) -> str:
    colour = f"#{FILLS[severity]}"
    lines = sum(-(-len(line) // _LINE_CHARS) or 1 for line in text.split("\n")) + 1
    height = min(max(lines * _LINE, 60), _HIGHEST)
    anchor = ", ".join(str(part) for part in _anchor(address, height, sheet))
    style = (
        f"position:absolute;margin-left:60pt;margin-top:2pt;width:{_WIDTH * 3 // 4}pt;height:{height * 3 // 4}pt;"
        f"z-index:{number % _BLOCK};visibility:hidden"
    )
    return (
        f'<v:shape{ns} id="_x0000_s{number}" type="#_x0000_t202" style="{style}" fillcolor="{colour}"'
        f' o:insetmode="auto"><v:fill color2="{colour}"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left">'
        '</div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{address[0] - 1}</x:Row><x:Column>{address[1] - 1}</x:Column></x:ClientData></v:shape>"
    )


def _anchor(address: Address, height: int, sheet: SheetPlaces) -> tuple[int, ...]:
    """Left column, offset, top row, offset, right column, offset, bottom row, offset; from 0, in pixels."""
    left = min(address[1], _LAST_COLUMN - 1)
    top = max(address[0] - 2, 0)
    right, across = _walk(left, _WIDTH + 10, _LAST_COLUMN, lambda at: int(sheet.width_of(at + 1) * 7 + 5))
    bottom, down = _walk(top, height + 4, _LAST_ROW, lambda at: int(sheet.height_of(at + 1) * 4 / 3))
    return left, 10, top, 4, right, across, bottom, down


def _walk(start: int, pixels: int, last: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The column or row that lies so many pixels on, and the offset in it."""
    at = start
    while at < last and pixels >= (step := size(at)):
        pixels -= step
        at += 1
    return at, min(pixels, size(at))
