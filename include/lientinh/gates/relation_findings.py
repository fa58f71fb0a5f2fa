"""Broken relations as findings that show the arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document, Locator
from lientinh.findings import Finding
from lientinh.gates.mentions import Mention
from lientinh.gates.messages import make_finding
from lientinh.gates.naming import name_mention, subject_of
from lientinh.gates.relation import Relation

Words = tuple[str, str]  # Vietnamese, English
NO_HINT: Words = ("", "")


@dataclass(frozen=True, slots=True)
class Origin:
    """What every finding of a document shares."""

    area_code: str | None
    report_id: str
    submission_id: str
    document_id: str


def relation_findings(
    document: Document,
    relations: Sequence[Relation],
    broken: Sequence[bool],
    hints: Mapping[int, Words],
    origin: Origin,
    catalogue: Catalogue,
) -> list[Finding]:
    """A finding for each broken relation; `broken` says which, and `hints` by index what would mend it."""
    found: list[Finding] = []
    subjects: Counter[str] = Counter()
    for index, (relation, bad) in enumerate(zip(relations, broken, strict=True)):
        if not bad:
            continue
        subject = subject_of(relation.prepared, relation)
        subjects[f"{relation.rule_id} {subject}"] += 1
        count = subjects[f"{relation.rule_id} {subject}"]
        numbered = subject if count == 1 else f"{subject} ({count})"
        found.append(_finding(document, relation, numbered, hints.get(index, NO_HINT), origin, catalogue))
    return found


def _finding(
    document: Document,
    relation: Relation,
    subject: str,
    hint: Words,
    origin: Origin,
    catalogue: Catalogue,
) -> Finding:
    total = relation.total
    number = relation.prepared.paragraph.number
    what_vi, what_en = name_mention(relation.prepared, _named(relation), catalogue)
    reading = total.reading
    return make_finding(
        catalogue,
        relation.rule_id,
        subject=subject,
        **asdict(origin),
        indicator_code=reading.indicator_code if reading else None,
        period=reading.period if reading else None,
        locator=Locator(document.file, paragraph=number, start=total.start, end=total.end),
        quote=relation.quote,
        reading_ordinals=relation.ordinals,
        what_vi=what_vi,
        what_en=what_en,
        hint_vi=hint[0],
        hint_en=hint[1],
        **relation.figures,
    )


def _named(relation: Relation) -> Mention:
    """The mention that says what the relation is about: of a percentage the count it is a share of."""
    return relation.parts[0] if relation.total.is_ratio else relation.total
