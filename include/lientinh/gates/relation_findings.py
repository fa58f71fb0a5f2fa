"""Broken relations as findings that show the arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document, Locator
from lientinh.findings import Finding
from lientinh.gates.mentions import Mention
from lientinh.gates.messages import format_number, make_finding
from lientinh.gates.naming import name_mention, subject_of
from lientinh.gates.relation import Relation, in_scale

_HINT_VI = " Các thành phần đều khớp với số chi tiết của chúng; nếu số tổng là {total} thì khớp."
_HINT_EN = " Each part agrees with its own details; a total of {total} would agree."


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
    origin: Origin,
    catalogue: Catalogue,
) -> list[Finding]:
    """A finding for each broken relation; `broken` says which, in the order of `relations`."""
    confirmed = {
        (one.prepared.paragraph.number, one.total.start)
        for one, bad in zip(relations, broken, strict=True)
        if one.part_total and not bad
    }
    found: list[Finding] = []
    subjects: Counter[str] = Counter()
    for relation, bad in zip(relations, broken, strict=True):
        if not bad:
            continue
        subject = subject_of(relation.prepared, relation)
        subjects[f"{relation.rule_id} {subject}"] += 1
        count = subjects[f"{relation.rule_id} {subject}"]
        numbered = subject if count == 1 else f"{subject} ({count})"
        found.append(_finding(document, relation, numbered, _hint(relation, confirmed), origin, catalogue))
    return found


def _finding(
    document: Document,
    relation: Relation,
    subject: str,
    hint: tuple[str, str],
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


def _hint(relation: Relation, confirmed: set[tuple[int, int]]) -> tuple[str, str]:
    """Where every part is confirmed by parts of its own, the total is in doubt: say which one would hold."""
    number, exact = relation.prepared.paragraph.number, relation.computed
    told = relation.part_total and all((number, part.start) in confirmed for part in relation.parts)
    if not told or exact.lower is None or exact.lower != exact.upper:
        return "", ""
    total = in_scale(exact.lower, relation.total.factor)
    return _HINT_VI.format(total=format_number(total, "vi")), _HINT_EN.format(
        total=format_number(total, "en")
    )
