"""What stands around a sentence: the paragraph's setting, and what earlier sentences carry into it."""

from __future__ import annotations

from dataclasses import dataclass

from lientinh.documents import Paragraph
from lientinh.extract.areas import Geography, Mentions, Place
from lientinh.extract.dating import Dating
from lientinh.extract.naming import Identified
from lientinh.extract.periods import Period
from lientinh.extract.phrases import PhraseBook
from lientinh.extract.scenario import Stance
from lientinh.extract.section import Section
from lientinh.readings import DocumentHead


@dataclass(frozen=True, slots=True)
class Frame:
    """What is carried into a sentence from outside.

    `totals` it may break down, `before` the figures of the sentence before; period, stance and area of its lead.
    """

    totals: tuple[Identified, ...] = ()
    before: tuple[Identified, ...] = ()
    period: Period | None = None
    stance: Stance | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sentences of a paragraph share."""

    paragraph: Paragraph
    file: str
    head: DocumentHead
    section: Section
    book: PhraseBook
    geography: Geography
    places: Mentions
    dating: Dating
