"""Whose figure it is: the document's province, a smaller place in it, another area, or none we know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import Area
from lientinh.extract.clauses import Span
from lientinh.extract.folding import fold

Mentions = list[tuple[int, int, Area]]

_CITY = ("thành phố", "tp")
_NEAR = 40  # characters after a figure within which a place is still its own
_PLACE = re.compile(
    r"(?<!\w)(?P<word>[Hh]uyện|[Tt]hị xã|[Tt]hành phố|TP\.?|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Tt]hôn)\s+"
    r"(?=(?P<initial>\w))"
)
_LEVELS = {
    "huyện": "district",
    "thị xã": "district",
    "thành phố": "district",
    "tp": "district",
    "quận": "district",
}
# Words before a place that make the figure its own; "UBND huyện …" is an agency, "các huyện …" are many.
_LOCATIVE = re.compile(
    r"(?:^|[;:.(+\-*•]|\b(?:tại|ở|của|trên địa bàn|thuộc|riêng|địa bàn|cho|,))\s*$", re.IGNORECASE
)
_SOME_DISTRICT = re.compile(
    r"\b(?:một trong (?:những|các)|đây là|là một|là) (?:huyện|xã|thị xã|phường)\b|\b(?:huyện|xã) (?:này|nhà)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:^|[;:.\"“+\-*•]|^[^,;]{0,60},|\b(?:tỉnh|thành phố|tp\.?|của|tại|ở|trên địa bàn|như|theo đó|riêng|hiện|đó"
    r"|năm [0-9]{4}))\s*$",
    re.IGNORECASE,
)
_NOT_SUBJECT = re.compile(
    r"\b(?:từ|với|sang|về|đến|các tỉnh|vùng dịch|vùng|hợp tác xã|công ty|bộ|sở|ubnd|ủy ban nhân dân|đại biểu|đoàn"
    r"|giám đốc|chủ tịch|công an|bệnh viện|trường|tại huyện|ngân hàng|quỹ|hội|mẹ|cục|báo)\s+(?:tỉnh\s+|thành phố\s+)?$",
    re.IGNORECASE,
)
# "xã Nam Giang, huyện Nam Đàn, tỉnh Nghệ An" is an address; "trong cả nước" a comparison
_ADDRESS = re.compile(
    r"\b(?:huyện|xã|phường|thị xã|thành phố|thị trấn)\s[^,;]{1,25},\s*(?:tỉnh\s)?$", re.IGNORECASE
)
_WITHIN = re.compile(r"\S\s+(?:trong|trên|khắp|nhất|với|phạm vi|so với)\s+(?:phạm vi\s+)?$", re.IGNORECASE)
_BARE_PLACE = re.compile(r"^\W*(?:[Hh]uyện|[Tt]hành phố|[Tt]hị xã|[Xx]ã)\s+(?:có|đã|hiện|còn)\b")
_NAMES_A_ROW = re.compile(r"[,;]\s*$")
_ROW_VALUE = re.compile(r"^\s*(?:là|đạt|có|còn|:|[0-9])")
_OWN = re.compile(
    r"\b(?:của tỉnh(?=\s*(?:[,;.)]|là|đạt|còn|có|năm))|toàn tỉnh|tỉnh ta|tỉnh nhà|tỉnh này|địa bàn tỉnh|trong tỉnh)\b",
    re.IGNORECASE,
)
_VIETNAM = re.compile(r"(?:^|[,;:]\s*)(?:hiện\s+)?Việt Nam\s+(?:có|đã|hiện|đang|còn)\b")
_COUNTRY = re.compile(r"(?:Đức|CHLB Đức|Nhật Bản|Hàn Quốc|Trung Quốc|Mỹ|Lào|Pháp|Anh|Úc|Thái Lan|Singapore)")
_ABROAD = re.compile(rf"\b(?:của|tại|ở)\s+(?:nước\s+)?{_COUNTRY.pattern}\b")


@dataclass(frozen=True, slots=True)
class Place:
    """Whom a figure is about. `area_code` and `territory` None for smaller places and for abroad."""

    area_code: str | None
    area_level: str | None
    territory: str | None


class Geography:
    """Finds the area of a figure; `area_code` is the document's own, `on` the date that fixes its territory.

    Without a date an area that was merged has no territory: the period never decides it.
    """

    def __init__(self, catalogue: Catalogue, area_code: str | None, on: date | None) -> None:
        self._catalogue = catalogue
        self._own_code = area_code
        self._on = on
        self._changed = {
            area.area_code for area in catalogue.areas if area.valid_from and area.level == "province"
        }
        own = catalogue.area(area_code, on) if area_code else None
        self._is_city = own is not None and any(
            fold(name).startswith(_CITY) for name in (own.name_vi, *own.aliases)
        )
        self.own = self._place(catalogue.area(area_code, on)) if area_code else Place(None, None, None)

    def mentions(self, text: str) -> Mentions:
        """Areas named in a paragraph, to be found once."""
        return self._catalogue.find_areas(text, self._on)

    def locate(
        self, text: str, sentence: Span, words: Span, figure: Span, mentions: Mentions
    ) -> Place | None:
        """The area a sentence gives a figure; None where it gives none. `words` are the figure's own clause.

        A smaller place counts beside the figure, else the one its clause names before any figure; another
        province or the country from the sentence's subject on.
        """
        clause = max(text.rfind(mark, sentence.start, figure.start) for mark in ";(") + 1 or sentence.start
        own = min(words.start, figure.start)
        after = Span(figure.end, min(words.end, figure.end + _NEAR))
        beside = self._smaller_place(text, clause, (Span(own, figure.start), after), mentions)
        smaller = beside or self._smaller_place(text, clause, (Span(clause, own),), mentions)
        if smaller is not None:
            return Place(None, smaller, None)
        return self.subject(text, sentence.start, figure.start, mentions)

    def subject(self, text: str, sentence: int, before: int, mentions: Mentions) -> Place | None:
        """The area a sentence is about, by what it says before a position: the last it names."""
        said = text[sentence:before]
        if _SOME_DISTRICT.search(said) or (_BARE_PLACE.match(said) and not self._is_city):
            return Place(None, "district", None)
        abroad = _ABROAD.search(said)
        if abroad is not None and "làm việc" not in said:
            return Place(None, "other", None)
        if _VIETNAM.search(said):
            return self._place(self._catalogue.area("VN", self._on))
        own = max((match.start() + sentence for match in _OWN.finditer(said)), default=-1)
        for begun, stopped, area in reversed(mentions):
            if begun < sentence or stopped > before or begun < own:
                continue
            leading = text[sentence:begun]
            if _NOT_SUBJECT.search(leading) or _ADDRESS.search(leading) or _WITHIN.search(leading):
                continue
            in_row = _NAMES_A_ROW.search(leading) and _ROW_VALUE.match(text[stopped:])
            if not _SUBJECT.search(leading) and not in_row and area.level != "country":
                continue
            return self.own if area.area_code == self._own_code else self._place(area)
        return self.own if own >= 0 else None

    def topic(self, text: str, sentence: int, end: int, mentions: Mentions) -> Place | None:
        """The area later sentences of a news item go on about: its own again, or the country; None: no change.

        Another province is an example and holds for its own sentence.
        """
        subject = self.subject(text, sentence, min(end, sentence + 90), mentions)
        return (
            subject
            if subject is not None and (subject == self.own or subject.area_level == "country")
            else None
        )

    def _smaller_place(
        self, text: str, clause: int, spans: tuple[Span, ...], mentions: Mentions
    ) -> str | None:
        """The level of the one place some spans name ("huyện Cao Lộc"); several places are none."""
        found = [
            match
            for span in spans
            for match in _PLACE.finditer(text, span.start, span.end)
            if match["initial"].isupper()
            and not any(begun <= match.start() < stopped for begun, stopped, _ in mentions)
        ]
        if len(found) != 1 or not _LOCATIVE.search(text[clause : found[0].start()]):
            return None
        return _LEVELS.get(found[0]["word"].lower().rstrip("."), "commune")

    def _place(self, area: Area) -> Place:
        known = self._on is not None or area.area_code not in self._changed
        return Place(area.area_code, area.level, area.territory if known else None)
