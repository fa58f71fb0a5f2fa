"""One mutated table through extraction, judged cell by cell against the truth that its cells carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from drift.tagged import Tagged, Truth, key_of, place_of
from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document, Table
from lientinh.extract import extract_forms, read_head
from lientinh.extract.forms.drift import FormExtraction

Outcome = Literal[
    "read right", "read right, with a finding", "read in part, the rest told", "refused with a finding", "not mapped",
    "SILENT", "WRONG",
]  # fmt: skip
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
FINE = OUTCOMES[:5]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutated table; `why` names the first cell that is wrong, or lost without a word."""

    outcome: Outcome
    why: str = ""


def extract_table(document: Document, catalogue: Catalogue, area_code: str) -> FormExtraction:
    """What the forms read; a sheet has no prose."""
    return extract_forms(document, read_head(document, catalogue, area_code), catalogue)


def tag(table: Table, catalogue: Catalogue, area_code: str) -> Tagged:
    """The original table with the truth its own extraction gives; the tests of the samples prove that extraction."""
    plain = Tagged.of(table, ())
    return Tagged.of(table, extract_table(plain.document(), catalogue, area_code).readings)


def judge(mutated: Tagged, catalogue: Catalogue, area_code: str) -> Verdict:
    """No reading may say other than the truth of its cell; no figure may go unread without a word."""
    extraction = extract_table(mutated.document(), catalogue, area_code)
    read = set()
    for reading in extraction.readings:
        place = place_of(str(reading.locator.cell))
        said, truth = Truth(key_of(reading), reading.value), mutated.truth.get(place)
        if said != truth:
            return Verdict("WRONG", f"{reading.locator}: says {said}, is {truth}")
        read.add(place)
    lost = sorted(set(mutated.truth) - read)
    if not lost and (read or not (extraction.drift or extraction.unmapped)):
        return Verdict("read right, with a finding" if extraction.drift else "read right")
    if extraction.drift or extraction.missing:
        return Verdict("read in part, the rest told" if read else "refused with a finding")
    if extraction.unmapped:
        return Verdict("not mapped")
    if not lost:
        return Verdict("read right")
    return Verdict("SILENT", f"{len(lost)} figures, the first at {mutated.cells[lost[0]].address}")
