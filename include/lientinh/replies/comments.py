"""Comments of one sheet: ours added to those that are there, or put behind the text of one at the same cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lientinh.read.reply_marks import REPLY_TITLE
from lientinh.replies.notes import AUTHOR
from lientinh.replies.sheet_places import Address, address_text, parse_address
from lientinh.replies.splices import (
    Edit,
    Element,
    append_to,
    apply_edits,
    find_elements,
    string_text,
    text_of,
    whole_number,
)

SEPARATOR = f"―――― {AUTHOR} ――――"  # stands before what we add to a comment of somebody else's
_ENDING = re.compile(rf"\(số [\d, ]+, trang tính “{REPLY_TITLE}”\)\s*\Z")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_CHARACTERS = re.compile(r"&(#x?[0-9A-Fa-f]+|\w+);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def refer_to(lines: Sequence[int]) -> str:
    """The last words of every comment of ours: where our sheet says more."""
    return f"\n(số {', '.join(str(line) for line in lines)}, trang tính “{REPLY_TITLE}”)"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a comment's text."""

    text: str
    bold: bool = False


@dataclass(slots=True)
class _Comment:
    address: Address | None
    author: str
    element: Element
    text: Element | None
    runs: list[tuple[Element, str]]  # runs or plain text of it, in order

    @property
    def is_ours(self) -> bool:
        """By its author; by how it ends where a program dropped the authors, as LibreOffice does."""
        words = "".join(text for _, text in self.runs)
        return self.author == AUTHOR or (SEPARATOR not in words and bool(_ENDING.search(words)))


class Comments:
    """A comments part, read; made empty where the sheet has none."""

    def __init__(self, data: bytes | None, file_name: str, *, strict: bool = False) -> None:
        main = _STRICT if strict else _MAIN
        self._data = (
            data
            or (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f'<comments xmlns="{main}"><authors></authors><commentList></commentList></comments>'
            ).encode()
        )
        found = find_elements(self._data, file_name)
        self._prefix = found[0].prefix
        self._authors = next((one for one in found if one.name == "authors"), None)
        self._list = next((one for one in found if one.name == "commentList"), None)
        self._names = [self._inner(one) for one in found if one.name == "author"]
        self._comments = [self._read(one, found) for one in found if one.name == "comment" and one.depth == 2]

    @property
    def is_usable(self) -> bool:
        """False for a part without its two lists."""
        return self._authors is not None and self._list is not None

    def written_by_us(self) -> set[Address]:
        """Cells whose comment is ours alone."""
        return {one.address for one in self._comments if one.address and one.is_ours}

    def addresses(self) -> set[Address]:
        """Cells that have a comment of somebody else's."""
        return {one.address for one in self._comments if one.address and not one.is_ours}

    def replace_ours(self, passages: Mapping[Address, Sequence[Passage]]) -> bytes:
        """The part with these comments as the only ones of ours."""
        edits: list[Edit] = []
        for comment in self._comments:
            if comment.is_ours:
                edits.append(Edit(comment.element.start, comment.element.end, b""))
            elif comment.text is not None:
                edits += self._rewrite(comment, passages.get(comment.address or (0, 0), ()))
        new = {address: text for address, text in passages.items() if address not in self.addresses()}
        if new and self._authors is not None and self._list is not None:
            author = self._names.index(AUTHOR) if AUTHOR in self._names else len(self._names)
            if AUTHOR not in self._names:
                name = f"<{self._prefix}author>{text_of(AUTHOR)}</{self._prefix}author>"
                edits.append(append_to(self._data, self._authors, name.encode()))
            written = "".join(self._write(address, new[address], author) for address in sorted(new))
            edits.append(append_to(self._data, self._list, written.encode()))
        return apply_edits(self._data, edits)

    def _rewrite(self, comment: _Comment, added: Sequence[Passage]) -> list[Edit]:
        """Somebody's comment: what we once put behind it taken away, what we say now put there."""
        text = comment.text
        if text is None or text.is_empty_tag:
            return []
        kept = ""
        end = text.closing
        for element, words in comment.runs:
            before, found, _ = words.partition(SEPARATOR)
            if found:
                end, kept = element.start, before.removesuffix("\n")
                break
        ours = [Passage(f"\n{SEPARATOR}\n", bold=True), *added] if added else []
        if end == text.closing and not ours:
            return []
        start = text.opened
        content = self._data[start:end]
        if not any(element.name == "r" for element, _ in comment.runs):  # plain text becomes the first run
            plain = next((words for element, words in comment.runs), "").partition(SEPARATOR)[0]
            content, kept = b"", plain.removesuffix("\n") if end != text.closing else plain
        runs = [Passage(kept)] if kept else []
        return [Edit(start, text.closing, content + self._runs([*runs, *ours]).encode())]

    def _read(self, element: Element, found: Sequence[Element]) -> _Comment:
        inside = [one for one in found if element.holds(one)]
        text = next((one for one in inside if one.name == "text"), None)
        runs = [
            (one, "".join(self._inner(t) for t in inside if t.name == "t" and (t is one or one.holds(t))))
            for one in inside
            if text is not None and one.depth == text.depth + 1 and one.name in ("r", "t")
        ]
        author = whole_number(element.attributes.get("authorId"))
        name = self._names[author] if author < len(self._names) else ""
        return _Comment(parse_address(element.attributes.get("ref", "")), name, element, text, runs)

    def _inner(self, element: Element) -> str:
        raw = self._data[element.opened : element.closing].decode()
        return _CHARACTERS.sub(_character, raw).replace("\r\n", "\n")

    def _write(self, address: Address, passages: Sequence[Passage], author: int) -> str:
        p = self._prefix
        head = f'<{p}comment ref="{address_text(address)}" authorId="{author}">'
        return f"{head}<{p}text>{self._runs(passages)}</{p}text></{p}comment>"

    def _runs(self, passages: Sequence[Passage]) -> str:
        p = self._prefix
        look = f'<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/>'
        return "".join(
            f"<{p}r><{p}rPr>{f'<{p}b/>' if one.bold else ''}{look}</{p}rPr>"
            f'<{p}t xml:space="preserve">{string_text(one.text)}</{p}t></{p}r>'
            for one in passages
        )


def _character(match: re.Match[str]) -> str:
    code = match[1]
    if code.startswith("#"):
        return chr(int(code[2:], 16) if code[1] in "xX" else int(code[1:]))
    return _NAMED.get(code, match[0])
