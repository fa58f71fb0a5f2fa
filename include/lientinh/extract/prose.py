"""The narrative extractor: the paragraphs of a document become readings.

Load: what its head, headings, lists and footnotes say. Process: sentence by sentence, each quantity gets its
words, indicator, scenario, period and area. Save: readings, in document order.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document, Paragraph
from lientinh.extract.areas import Geography, Place
from lientinh.extract.clauses import Sentence, split_sentences
from lientinh.extract.dating import Dating, last_period, opening_period
from lientinh.extract.discourse import FOOTNOTE_MARK, Discourse, breaks_down
from lientinh.extract.folding import fold
from lientinh.extract.head import territory_date
from lientinh.extract.periods import Period, PeriodMention, find_periods
from lientinh.extract.phrases import PhraseBook
from lientinh.extract.quantities import QuantityFinder
from lientinh.extract.scenario import decide_scenario
from lientinh.extract.section import Outline
from lientinh.extract.sentences import Outcome, read_sentence
from lientinh.extract.surroundings import Frame, Setting
from lientinh.extract.timeframe import Clock, period_of_label
from lientinh.readings import DocumentHead, Reading

_END = re.compile(r"^(?:nơi nhận|người lập biểu)\b")
_SKIPPED = re.compile(r"^[\s\-+*]*(?:căn cứ|kính gửi|v/v|số\s*:|điện thoại|ảnh\s*:|nguồn\s*:)")


def extract_prose(document: Document, head: DocumentHead, catalogue: Catalogue) -> list[Reading]:
    """Readings of a document's paragraphs, in order; tables are the forms' business."""
    extractor = _Extractor(document.file, head, catalogue)
    for paragraph in document.paragraphs:
        if _END.match(fold(paragraph.text)):
            break
        extractor.take(paragraph)
    return [replace(reading, ordinal=number) for number, reading in enumerate(extractor.readings, start=1)]


class _Extractor:
    """What a reader of the document has in mind while going through it."""

    def __init__(self, file: str, head: DocumentHead, catalogue: Catalogue) -> None:
        self.readings: list[Reading] = []
        self._file = file
        self._head = head
        self._finder = QuantityFinder(catalogue)
        self._book = PhraseBook(catalogue)
        self._geography = Geography(catalogue, head.area_code, territory_date(head))
        self._standing = (
            period_of_label(head.report_period, head.period_basis) if head.report_period else None
        )
        self._clock = Clock(_year(self._standing, head), head.issued_on)
        self._outline = Outline(self._clock)
        self._discourse = Discourse()
        self._topic: Place | None = None

    def take(self, paragraph: Paragraph) -> None:
        """Read one paragraph."""
        folded = fold(paragraph.text)
        if paragraph.kind == "heading":
            self._enter(paragraph)
        elif not _SKIPPED.match(folded):
            mentions = find_periods(folded)
            self._note_year(mentions)
            frame = self._discourse.frame_for(paragraph, folded)
            self._discourse.leave(paragraph, folded, self._read(paragraph, folded, mentions, frame))

    def _enter(self, heading: Paragraph) -> None:
        """A heading sets scenario and period for what stands under it."""
        section = self._outline.enter(heading)
        self._discourse.forget()
        period = section.period
        if period is not None and period.end is not None:
            reported = period.end if section.scenario == "actual" else self._clock.reported_until
            self._clock = replace(self._clock, year=period.end.year, reported_until=reported)
            self._outline.clock = self._clock

    def _note_year(self, mentions: tuple[PeriodMention, ...]) -> None:
        """A news item dates itself as it goes: "6 tháng đầu năm" is of the year named last."""
        if self._head.kind in ("news", "unknown"):
            years = [
                int(m.label.removeprefix("..--")[:4]) for m in mentions if m.label and "YYYY" not in m.label
            ]
            if years:
                self._clock = replace(self._clock, year=years[-1])

    def _read(
        self, paragraph: Paragraph, folded: str, mentions: tuple[PeriodMention, ...], frame: Frame
    ) -> Frame:
        """Read the sentences of a paragraph; give back what it leaves for those after it."""
        text = paragraph.text
        quantities = self._finder.find(text, folded, mentions)
        section = self._outline.current
        dating = Dating(text, folded, mentions, frame.period, section.period or self._standing, self._clock)
        places = self._geography.mentions(text)
        setting = Setting(
            paragraph, self._file, self._head, section, self._book, self._geography, places, dating
        )
        carried, before, left = self._on_topic(frame), frame, frame
        for sentence in split_sentences(text):
            opening = opening_period(dating, sentence)
            if opening is not None:
                carried = replace(carried, period=opening)
                setting = replace(setting, dating=replace(dating, carried=opening))
            inside = [quantity for quantity in quantities if sentence.start <= quantity.start < sentence.end]
            parts = breaks_down(folded[sentence.start : sentence.end])
            given = replace(carried, before=before.totals)
            if parts:
                given = replace(given, totals=before.totals, place=before.place)
            outcome = read_sentence(setting, sentence, inside, given)
            self.readings.extend(outcome.readings)
            left = self._leave(setting, sentence, outcome, carried)
            self._anchor(setting, sentence, left)
            before = left if left.totals else replace(before, place=left.place)
            carried = self._on_topic(replace(carried, place=frame.place))
        return left

    def _on_topic(self, frame: Frame) -> Frame:
        """News goes on about the country until it is back at its province; official documents speak of their own."""
        if self._head.kind in ("news", "unknown"):
            return replace(frame, place=frame.place or self._topic)
        return frame

    def _leave(self, setting: Setting, sentence: Sentence, outcome: Outcome, carried: Frame) -> Frame:
        """What a sentence leaves behind: its figures as totals, the period it ended with, a stance it stated."""
        text, places = setting.dating.text, setting.places
        period = outcome.period or last_period(setting.dating, sentence) or carried.period
        stance = decide_scenario(
            setting.dating.folded[sentence.start : sentence.end], "", setting.section, setting.head
        )
        self._topic = self._geography.topic(text, sentence.start, sentence.end, places) or self._topic
        return Frame(
            totals=tuple(reversed(outcome.identified)),
            period=period,
            stance=stance if stance.local else carried.stance,
            place=self._geography.subject(text, sentence.start, sentence.end, places) or carried.place,
        )

    def _anchor(self, setting: Setting, sentence: Sentence, left: Frame) -> None:
        for mark in FOOTNOTE_MARK.finditer(setting.dating.text, sentence.start, sentence.end):
            self._discourse.anchor(mark[0], left)


def _year(standing: Period | None, head: DocumentHead) -> int | None:
    if standing is not None and standing.end is not None:
        return standing.end.year
    return head.issued_on.year if head.issued_on else None
