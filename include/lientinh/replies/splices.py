"""Edits of XML as bytes: elements are found by where they stand, and only the bytes of an edit change.

A tree written out again would change declarations, prefixes and white space that other programs put there; a part
of the province's file keeps every byte we have no reason to touch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from lientinh.errors import BadInput

_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_NAME = re.compile(rb"<([^\s/>:]+:)?[^\s/>]+")
_ENCODING = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_NUMBER = 11  # digits; more than any index needs
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Edit(NamedTuple):
    """Bytes from `start` to `end` give way to `content`; an insertion where both are equal."""

    start: int
    end: int
    content: bytes


@dataclass(slots=True)
class Element:
    """Where an element stands: its start tag from `start` to `opened`, its content to `closing`, all of it to `end`.
    For `<a/>` the last three are equal. `depth` is 0 for the root; attributes by local name."""

    name: str
    namespace: str
    prefix: str  # with its colon
    attributes: Mapping[str, str]
    depth: int
    start: int
    opened: int
    closing: int = -1
    end: int = -1

    @property
    def is_empty_tag(self) -> bool:
        return self.end == self.opened

    def holds(self, other: Element) -> bool:
        return self.opened <= other.start and other.end <= self.closing


Keep = Callable[[int, str], bool]  # depth, local name


def find_elements(data: bytes, file_name: str, keep: Keep = lambda depth, name: True) -> list[Element]:
    """Elements to keep, in document order. `data` is UTF-8 (`as_utf8`). Finding: `read.truncated`."""
    found: list[Element] = []
    stack: list[Element | None] = []
    parser = ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        element = None
        if keep(len(stack), local):
            at = parser.CurrentByteIndex
            plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            prefix = prefix_at(data, at)
            element = Element(local, namespace, prefix, plain, len(stack), at, tag_end(data, at))
            found.append(element)
        stack.append(element)

    def end(name: str) -> None:
        element = stack.pop()
        if element is None:
            return
        if data[element.opened - 2 : element.opened] == b"/>":
            element.closing = element.end = element.opened
        else:
            element.closing = parser.CurrentByteIndex
            element.end = data.index(b">", element.closing) + 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parse_with(parser, data, file_name)
    return found


def parse_with(parser: object, data: bytes, file_name: str) -> None:
    """Run an expat parser over one part. Finding: `read.truncated`."""
    try:
        parser.Parse(data, True)  # type: ignore[attr-defined]
    except (ExpatError, ValueError, OverflowError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error


def tag_end(data: bytes, start: int) -> int:
    """Where the start tag at `start` ends."""
    match = _TAG.match(data, start)
    if match is None:
        raise ValueError("not a start tag")
    return match.end()


def prefix_at(data: bytes, start: int) -> str:
    """`x:` of a start tag `<x:row …>`, nothing of `<row …>`."""
    match = _NAME.match(data, start)
    return (match[1] or b"").decode() if match else ""


def whole_number(text: str | None) -> int:
    """A count or an index as files write it; 0 for anything else, and for what no file can mean."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < _LONGEST_NUMBER else 0


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """All edits at once; those at one place in the order given."""
    pieces: list[bytes] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:
            raise ValueError("edits overlap")
        pieces += (data[position : edit.start], edit.content)
        position = edit.end
    return b"".join((*pieces, data[position:]))


def get_attribute(tag: bytes, name: str) -> str | None:
    """An attribute (no prefix) of a start tag, as written; the tag may have more behind it."""
    match = _attribute(name).search(tag, 0, tag_end(tag, 0))
    return match[1][1:-1].decode() if match else None


def set_attribute(tag: bytes, name: str, value: str | int | None) -> bytes:
    """A start tag with one attribute (no prefix) set, or taken away with None."""
    written = b"" if value is None else f" {name}={attribute_text(str(value))}".encode()
    pattern = _attribute(name)
    if pattern.search(tag):
        return pattern.sub(lambda _: written, tag, count=1)
    closing = b"/>" if tag.endswith(b"/>") else b">"
    return tag[: -len(closing)].rstrip() + written + closing


def _attribute(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"\s" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')")


def open_empty(data: bytes, element: Element) -> tuple[bytes, bytes]:
    """The start and end tag that `<a …/>` becomes when it gets content."""
    tag = data[element.start : element.opened]
    name = _NAME.match(tag)
    end = name[0][1:] if name else b""
    return tag[:-2].rstrip() + b">", b"</" + end + b">"


def append_to(data: bytes, element: Element, content: bytes) -> Edit:
    """Content put last inside an element."""
    if not element.is_empty_tag:
        return Edit(element.closing, element.closing, content)
    opening, closing = open_empty(data, element)
    return Edit(element.start, element.end, opening + content + closing)


def text_of(text: str) -> str:
    """Text as XML content: escaped, without the characters XML cannot hold."""
    return escape(_UNWRITABLE.sub("", text), {"\r": "&#13;"})


def string_text(text: str) -> str:
    """Text as a string of a workbook, where `_x0041_` stands for a character (ECMA-376 part 1, 22.9.2.19)."""
    return text_of(_ESCAPED.sub("_x005F_", text))


def attribute_text(text: str) -> str:
    """Text as a quoted attribute value."""
    return quoteattr(_UNWRITABLE.sub("", text))


def as_utf8(data: bytes, file_name: str) -> bytes:
    """A part in UTF-8: as it is if it is, else written again. Finding: `read.truncated`."""
    declared = _ENCODING.match(data)
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]
    if not wide and (declared is None or declared[1].lower() in (b"utf-8", b"us-ascii", b"utf8")):
        return data
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
    try:
        tree = etree.fromstring(data, parser).getroottree()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
