"""The head of a file that is text of some kind: plain, CSV, HTML, RTF, and the text of an old Word file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from lientinh.secrecy.marks import Row

_HEAD_BYTES = 1 << 17
_HEAD_LINES = 120
_DELIMITERS = re.compile(r"[;\t|]|,(?!\s)")
_BLOCKS = re.compile(r"(?:.*:)?(?:p|div|br|li|h[1-6]|title|t[rdhc]|table|section|header|row|cell|data)")
_RTF_BYTES = 1 << 21
_RTF = re.compile(
    r"\\'(?P<byte>[0-9a-fA-F]{2})|\\u(?P<code>-?\d+) ?\??|\\(?P<word>[a-z]+)-?\d* ?|\\(?P<sign>[^a-z])|[{}]|[\r\n]+"
    r"|(?P<text>[^\\{}\r\n]+)"
)
_RTF_BREAKS = {"par": "\n", "line": "\n", "page": "\n", "row": "\n", "cell": "\t", "tab": "\t", "sect": "\n"}
_WORD_BREAKS = re.compile("[\r\v\f\n\x00]|\x07\x07")


def read_text_rows(data: bytes) -> Iterator[Row]:
    """The first lines, whole and split into cells, in whatever encoding the letters may be."""
    for text in _decodings(data[:_HEAD_BYTES]):
        for line in text.splitlines()[:_HEAD_LINES]:
            yield (line.strip('"'),)
            cells = [cell.strip(' "') for cell in _DELIMITERS.split(line)]
            if len(cells) > 1:
                yield [cell for cell in cells if cell]


def _decodings(data: bytes) -> list[str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return [data.decode("utf-16", "ignore")]
    if data[:200].count(0) * 3 > len(data[:200]):
        return [data.decode(name, "ignore") for name in ("utf-16-le", "utf-16-be")]
    try:
        # final=False: the cut may run through a letter
        return [codecs.getincrementaldecoder("utf-8-sig")().decode(data)]
    except UnicodeDecodeError:
        return [data.decode("latin-1"), data.decode("cp1258", "replace")]


class _Blocks(HTMLParser):
    """Texts of a page, one a block; scripts and styles are no text."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = [""]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        if _BLOCKS.fullmatch(tag):
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style") and self._silent > 0
        if _BLOCKS.fullmatch(tag):
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts[-1] += data


def read_page_rows(data: bytes) -> Iterator[Row]:
    """The first blocks of a web page."""
    for text in _decodings(data[: 4 * _HEAD_BYTES]):
        page = _Blocks()
        page.feed(text)
        yield from ((block,) for block in [one for one in page.texts if one.strip()][: 2 * _HEAD_LINES])


def read_rtf_rows(data: bytes) -> Iterator[Row]:
    """Lines and cells of a rich text file, its header among them."""
    parts = []
    for found in _RTF.finditer(data[:_RTF_BYTES].decode("latin-1")):
        if found["byte"]:
            parts.append(chr(int(found["byte"], 16)))
        elif found["code"]:
            parts.append(chr(int(found["code"]) % 0x10000))
        elif found["word"]:
            parts.append(_RTF_BREAKS.get(found["word"], ""))
        elif found["text"]:
            parts.append(found["text"])
    yield from (line.split("\t") for line in "".join(parts).split("\n") if line.strip())


def read_old_word_rows(stream: bytes) -> Iterator[Row]:
    """Paragraphs and table rows of the text in the main stream of a .doc: in two bytes a letter, or in one."""
    for text in (
        stream.decode("utf-16-le", "replace"),
        stream[1:].decode("utf-16-le", "replace"),
        stream.decode("latin-1"),
    ):
        yield from (line.split("\x07") for line in _WORD_BREAKS.split(text) if line.strip())
