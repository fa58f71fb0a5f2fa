"""All relations of one document, which of them are broken, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.findings import Finding
from lientinh.gates.breakdowns import BreakdownRelation, breakdown_finding, find_breakdowns
from lientinh.gates.cell_shares import cell_share_finding, find_cell_shares
from lientinh.gates.checked import CheckedSubmission
from lientinh.gates.mend_words import find_hints
from lientinh.gates.mention_finder import MentionFinder
from lientinh.gates.orderings import find_orderings, ordering_finding
from lientinh.gates.relation import Relation
from lientinh.gates.relation_equations import cell_equation_of, equation_of, repeat_equation
from lientinh.gates.relation_findings import NO_HINT, Origin, Words, relation_findings
from lientinh.gates.relations import Related, find_relations
from lientinh.readings import Reading


@dataclass(frozen=True, slots=True)
class DocumentRelations:
    """The relations of a document, of its text and of its forms, and the figures it states otherwise a second time."""

    document: Document
    origin: Origin
    relations: Sequence[Relation]
    breakdowns: Sequence[BreakdownRelation]
    orderings: Sequence[BreakdownRelation]
    shares: Sequence[BreakdownRelation]
    repeats: Sequence[tuple[Reading, Reading]] = ()

    @property
    def all(self) -> list[Related]:
        """In the order of the frame's rows."""
        return [*self.relations, *self.of_cells]

    @property
    def of_cells(self) -> list[BreakdownRelation]:
        """Those between readings."""
        return [*self.breakdowns, *self.orderings, *self.shares]


@dataclass(frozen=True, slots=True)
class Judged:
    """`broken` in the order of all relations, then of repeats; `hints` by the same index."""

    related: DocumentRelations
    broken: Sequence[bool]
    hints: Mapping[int, Words] = field(default_factory=dict)

    def repeat_hints(self) -> Iterator[tuple[int, Words]]:
        """The ordinal of a reading that states a figure otherwise, and what would mend it."""
        first = len(self.related.all)
        for index, (_, repeat) in enumerate(self.related.repeats, start=first):
            yield repeat.ordinal, self.hints.get(index, NO_HINT)

    def findings(self, catalogue: Catalogue) -> list[Finding]:
        """A finding for each broken relation."""
        related, origin = self.related, self.related.origin
        count = len(related.relations)
        found = relation_findings(
            related.document, related.relations, self.broken[:count], self.hints, origin, catalogue
        )
        cells = [
            *((breakdown_finding, one) for one in related.breakdowns),
            *((ordering_finding, one) for one in related.orderings),
            *((cell_share_finding, one) for one in related.shares),
        ]
        for index, (make, one) in enumerate(cells, start=count):
            if self.broken[index]:
                found.append(make(one, self.hints.get(index, NO_HINT), origin, catalogue))
        return found


def relate_documents(
    submissions: Sequence[CheckedSubmission],
    repeats: Mapping[str, Sequence[tuple[Reading, Reading]]],
    catalogue: Catalogue,
) -> list[DocumentRelations]:
    """Every document of every submission; `repeats` by document id, the first and the unequal second statement."""
    finder = MentionFinder(catalogue)
    return [
        DocumentRelations(
            document,
            origin,
            find_relations(document, extraction.readings, finder),
            list(find_breakdowns(extraction.readings, catalogue)),
            list(find_orderings(extraction.readings, catalogue)),
            list(find_cell_shares(extraction.readings, catalogue)),
            repeats.get(document.document_id, ()),
        )
        for submission in submissions
        for document, extraction, origin in submission.each()
    ]


def judge_documents(
    related: Sequence[DocumentRelations], broken: Sequence[bool], catalogue: Catalogue
) -> list[Judged]:
    """Each document with its share of `broken`, which is in the order of the frame's rows."""
    flags = iter(broken)
    judged = []
    for one in related:
        mine = [*(next(flags) for _ in one.all), *(True for _ in one.repeats)]
        equations = [
            *(equation_of(relation, catalogue) for relation in one.relations),
            *(cell_equation_of(relation, catalogue) for relation in one.of_cells),
            *(repeat_equation(first, repeat, catalogue) for first, repeat in one.repeats),
        ]
        judged.append(Judged(one, mine, find_hints(equations, mine, catalogue) if any(mine) else {}))
    return judged
