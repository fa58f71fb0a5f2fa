"""Whose figure it is: the sender's province, a smaller place in it, another area, or none we know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import Area

_PLACE = re.compile(
    r"(?<!\w)(?P<word>[Hh]uyện|[Tt]hị xã|[Tt]hành phố|TP\.?|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Tt]hôn)\s+(?=(?P<initial>\w))"
)
_LEVELS = {
    "huyện": "district",
    "thị xã": "district",
    "thành phố": "district",
    "tp": "district",
    "quận": "district",
}
# Words before a place that make it the figure's own; "UBND huyện …" is an agency, "các huyện …" are many.
_LOCATIVE = re.compile(r"(?:^|[;:.(+\-*•]|\b(?:tại|ở|của|trên địa bàn|thuộc|riêng|địa bàn|cho|,))\s*$")
_SUBJECT = re.compile(
    r"(?:^|[;:.(\"“+\-*•]|\b(?:tỉnh|thành phố|tp\.?|của|tại|ở|trên địa bàn|như|,|theo đó|riêng|cả nước|hiện|năm [0-9]{4}))\s*$",
    re.IGNORECASE,
)
_NOT_SUBJECT = re.compile(
    r"\b(?:từ|với|sang|về|đến|các tỉnh|vùng dịch|vùng|hợp tác xã|công ty|bộ|sở|ubnd|ủy ban nhân dân|đại biểu|đoàn"
    r"|giám đốc|chủ tịch|công an|bệnh viện|trường|tại huyện|ngân hàng)\s+(?:tỉnh\s+|thành phố\s+)?$",
    re.IGNORECASE,
)
_ABROAD = re.compile(
    r"\b(?:của|tại|ở)\s+(?:nước\s+)?(?:Đức|CHLB Đức|Nhật Bản|Hàn Quốc|Trung Quốc|Mỹ|Lào|Pháp|Anh|Úc)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Whom a figure is about. `area_code` and `territory` None for smaller places and for abroad."""

    area_code: str | None
    area_level: str | None
    territory: str | None


class Geography:
    """Finds the area of a figure; `area_code` is the document's own, `on` the date that fixes its territory."""

    def __init__(self, catalogue: Catalogue, area_code: str | None, on: date | None) -> None:
        self._catalogue = catalogue
        self._own_code = area_code
        self._on = on
        self.own = self._place(catalogue.area(area_code, on)) if area_code else Place(None, None, None)

    def mentions(self, text: str) -> list[tuple[int, int, Area]]:
        """Areas named in a paragraph, to be found once."""
        return self._catalogue.find_areas(text, self._on)

    def locate(
        self, text: str, sentence_start: int, start: int, end: int, mentions: list[tuple[int, int, Area]]
    ) -> Place:
        """The area of a figure at `start`:`end` of a paragraph, by what stands before it in its sentence.

        A smaller place counts beside the figure only, another province or the country from the sentence's
        subject on.
        """
        clause = max(text.rfind(mark, sentence_start, start) for mark in ";(") + 1 or sentence_start
        smaller = self._smaller_place(text, clause, start, end, mentions)
        if smaller is not None:
            return Place(None, smaller, None)
        if _ABROAD.search(text[sentence_start:start]) and "làm việc" not in text[sentence_start:start]:
            return Place(None, "other", None)
        for begun, stopped, area in reversed(mentions):
            if not sentence_start <= begun or stopped > start:
                continue
            before = text[sentence_start:begun]
            if _NOT_SUBJECT.search(before) or not (_SUBJECT.search(before) or area.level == "country"):
                continue
            return self.own if area.area_code == self._own_code else self._place(area)
        return self.own

    def _smaller_place(
        self, text: str, clause: int, start: int, end: int, mentions: list[tuple[int, int, Area]]
    ) -> str | None:
        """ "huyện Cao Lộc" before the figure or right after what it counts; several places are none."""
        found = [
            match
            for match in _PLACE.finditer(text, clause, min(end + 40, len(text)))
            if match["initial"].isupper() and not any(b <= match.start() < e for b, e, _ in mentions)
        ]
        near = [match for match in found if match.end() <= start or end <= match.start() <= end + 30]
        if len(near) != 1 or not _LOCATIVE.search(text[clause : near[0].start()]):
            return None
        word = near[0]["word"].lower().rstrip(".")
        return _LEVELS.get(word, "commune")

    def _place(self, area: Area) -> Place:
        return Place(area.area_code, area.level, area.territory)
