"""What of a new submission came before: a copy of an earlier document, or the annex of one sent again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any, Literal

from lientinh.companions.copies import (
    LEAST_OF_A_DRAFT,
    NEARLY_ALL,
    Figures,
    Version,
    agree,
    has_same_content,
    has_same_number,
    is_draft_of,
    is_same_annex,
    is_same_form,
)

Json = dict[str, Any]
# Below every rank, so that it stands before what it takes the lead of, and a table before a text.
_TAKES_LEAD, _ANNEX_LEADS = -1000, -2000
UNKNOWN_RANK = 99  # of a document decided before ranks were written down: text, unsigned, last of them


@dataclass(frozen=True, slots=True)
class Earlier:
    """The document of an earlier submission of which a new one is a copy, or which it brings the annex of.

    `precedence`: negative where the new one leads the earlier, the lowest first; 0 where it is evidence only.
    """

    version: Version
    kind: Literal["copy", "annex"]
    precedence: int


class KnownVersions:
    """The documents of accepted submissions, and where their figures are."""

    def __init__(
        self, versions: Iterable[Version] = (), figures: Callable[[Version], Figures] = lambda _: {}
    ) -> None:
        self._by_sender: dict[str, list[Version]] = {}
        for version in versions:
            self._by_sender.setdefault(version.area_code, []).append(version)
        self._figures = figures
        self._here: dict[tuple[str, str], Callable[[], Figures]] = {}

    @classmethod
    def of_decisions(cls, decisions: Iterable[Json], figures: Callable[[Version], Figures]) -> KnownVersions:
        """Of each submission its newest accepted decision."""
        newest = {one["submission_id"]: one for one in decisions if one["outcome"] == "accepted"}
        return cls(
            (_describe(one, document) for one in newest.values() for document in one["documents"]), figures
        )

    def add(self, version: Version, figures: Callable[[], Figures]) -> None:
        """Remember a document of this run for those that come after it."""
        self._by_sender.setdefault(version.area_code, []).append(version)
        self._here[version.submission_id, version.document_id] = figures

    def find_earlier(self, mine: Version, figures: Callable[[], Figures]) -> Earlier | None:
        """The earliest document that this one is a copy of; None where there is none.

        What says the same of itself in the same form, with other figures, may be a correction: it is no copy.
        """
        for one in self._before(mine, lambda one: one.is_first and _may_be_copy(mine, one)):
            if self._is_copy(mine, one, figures):
                leads = mine.rank < one.rank
                return Earlier(one, "copy", mine.rank + _TAKES_LEAD if leads else 0)
        return None

    def find_letter(self, annex: Version, letter: Version) -> Earlier | None:
        """The earlier letter which an annex belongs to that came with a copy of it, where no annex came before."""
        known = self._before(annex, lambda one: one.is_annex and one.report_id == letter.report_id)
        return None if known else Earlier(letter, "annex", _ANNEX_LEADS)

    def _before(self, mine: Version, wanted: Callable[[Version], bool]) -> list[Version]:
        """Documents of the sender that landed before, the earliest first."""
        earlier = self._by_sender.get(mine.area_code, ())
        chosen = [one for one in earlier if one.landed < mine.landed and wanted(one)]
        return sorted(chosen, key=lambda version: (version.landed, version.rank, version.document_id))

    def _is_copy(self, mine: Version, other: Version, figures: Callable[[], Figures]) -> bool:
        if has_same_content(mine, other):
            return True
        if has_same_number(mine, other):
            return not is_same_form(mine, other) or agree(figures(), self._of(other), share=1)
        share = 1 if is_same_form(mine, other) else NEARLY_ALL
        return agree(figures(), self._of(other), LEAST_OF_A_DRAFT, share)

    def _of(self, version: Version) -> Figures:
        key = (version.submission_id, version.document_id)
        if key not in self._here:
            self._here[key] = cache(partial(self._figures, version))
        return self._here[key]()


def _may_be_copy(mine: Version, other: Version) -> bool:
    """What can be told without the figures."""
    if (mine.relation, mine.is_annex) != (other.relation, other.is_annex):
        return False
    alike = (has_same_content, has_same_number, is_draft_of, is_same_annex)
    return any(are_alike(mine, other) for are_alike in alike)


def _describe(decision: Json, document: Json) -> Version:
    return Version(
        submission_id=decision["submission_id"],
        landed=(datetime.fromisoformat(decision["landed_at"]), decision["submission_id"]),
        area_code=decision["area_code"],
        content_id=document.get("content_id") or "",
        rank=document.get("version_rank", UNKNOWN_RANK),
        is_annex=document.get("role") == "annex",
        issuer=document["agency_code"],
        issued_on=date.fromisoformat(document["issued_on"]) if document["issued_on"] else None,
        relation=(document["relation"], document["relation_to"]),
        is_first=document.get("goes_with") != "copy",
        **{name: document[name] for name in _AS_DECIDED},
    )


_AS_DECIDED = (
    "document_id", "report_id", "sha256", "media_type", "kind", "title", "number", "symbol", "legal_state", "file",
)  # fmt: skip
