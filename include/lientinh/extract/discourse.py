"""What one paragraph hands to the next: lists and their items, footnotes, sentences that go on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lientinh.documents import Paragraph
from lientinh.extract.surroundings import Frame

FOOTNOTE_MARK = re.compile(r"[⁰¹²³⁴-⁹]+")
_CONTINUES = re.compile(
    r"^[\s\"“(]*(?:trong đó|tuy nhiên|theo đó|cụ thể|trong số|bao gồm|gồm|riêng|đồng thời|ngoài ra|tiếp đến)\b"
)
_BREAKS_DOWN = re.compile(r"^[\s\"“(]*(?:trong đó|cụ thể|trong số (?:đó|này)|bao gồm|gồm)\b")
_BULLET = re.compile(r"^\s*([-+*•])")


def breaks_down(folded: str) -> bool:
    """Does a sentence announce parts of what was said before it ("Trong đó: …")?"""
    return bool(_BREAKS_DOWN.match(folded))


@dataclass(slots=True)
class _List:
    """A list under way: the frame of the words that announce it, and of the last item of each bullet."""

    frame: Frame
    levels: list[tuple[str, Frame]] = field(default_factory=list)

    def frame_for(self, bullet: str) -> Frame:
        """An item is a part of what announces the list, or of the last item of the bullet above its own."""
        bullets = [known for known, _ in self.levels]
        if bullet in bullets:
            del self.levels[bullets.index(bullet) :]
        return self.levels[-1][1] if self.levels else self.frame


class Discourse:
    """The frames that hold at the beginning of a paragraph."""

    def __init__(self) -> None:
        self._anchors: dict[str, Frame] = {}
        self._list: _List | None = None
        self._last = Frame()

    def forget(self) -> None:
        """A heading begins something new; footnotes may still come."""
        self._list, self._last = None, Frame()

    def frame_for(self, paragraph: Paragraph, folded: str) -> Frame:
        """What holds before the paragraph begins: of its footnote mark, its list, or the sentence it continues."""
        if paragraph.kind == "footnote":
            mark = FOOTNOTE_MARK.match(paragraph.text)
            return self._anchors.get(mark[0], Frame()) if mark else Frame()
        if self._list is not None and self._is_item(paragraph, folded):
            return self._list.frame_for(_bullet(folded))
        self._list = None
        return self._last if _CONTINUES.match(folded) else Frame()

    def anchor(self, mark: str, frame: Frame) -> None:
        """A footnote mark stands in the text: what the note will be about."""
        self._anchors[mark] = frame

    def leave(self, paragraph: Paragraph, folded: str, frame: Frame) -> None:
        """The paragraph has been read; `frame` is what its last sentence leaves behind."""
        self._last = frame
        if self._list is not None and self._is_item(paragraph, folded):
            self._list.levels.append((_bullet(folded), frame))
        elif folded.rstrip().endswith(":"):
            self._list = _List(frame)

    @staticmethod
    def _is_item(paragraph: Paragraph, folded: str) -> bool:
        return paragraph.kind == "list_item" or bool(_bullet(folded))


def _bullet(folded: str) -> str:
    match = _BULLET.match(folded)
    return match[1] if match else ""
