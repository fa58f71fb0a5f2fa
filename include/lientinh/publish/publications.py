"""Publications: the numbered log that orders what was known when.

A decision is known from the first publication that lists it. Times stand in the log and are never
recomputed, so that the same lake gives the same warehouse, every vintage included.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Publication:
    """One entry of the log. `new`: whether this call wrote it; else the warehouse was current or made again."""

    n: int
    published_at: datetime
    cause: str
    decision_ids: tuple[str, ...]
    package_version: str
    catalogue_digest: str
    new: bool = False

    def as_json(self) -> Json:
        """As the lake keeps it."""
        content = asdict(self)
        del content["new"]
        content["published_at"] = self.published_at.astimezone(UTC).isoformat(timespec="microseconds")
        content["decision_ids"] = list(self.decision_ids)
        return {"schema_version": "1", **content}

    def as_dict(self) -> Json:
        """As a command prints it."""
        return {**self.as_json(), "new": self.new}

    def describe(self) -> str:
        """One line for people."""
        if not self.new:
            return f"Kho số liệu theo lần cập nhật {self.n}, không có gì mới. (Publication {self.n}, nothing new.)"
        decided = len(self.decision_ids)
        return f"Lần cập nhật {self.n}: {decided} kết quả xử lý mới. (Publication {self.n}: {decided} new decisions.)"


def read_publication(content: Json) -> Publication:
    """An entry of the log as the lake keeps it."""
    return Publication(
        n=int(content["n"]),
        published_at=datetime.fromisoformat(content["published_at"]),
        cause=content["cause"],
        decision_ids=tuple(content["decision_ids"]),
        package_version=content["package_version"],
        catalogue_digest=content["catalogue_digest"],
    )


def known_decisions(log: Iterable[Publication]) -> set[str]:
    """Ids of the decisions that publications list."""
    return {decision_id for publication in log for decision_id in publication.decision_ids}


def name_cause(decisions: Sequence[Json], known: set[str]) -> str | None:
    """Why the decisions not yet known make a publication: submissions, reprocessed, or both; None without any.

    A decision on a submission that was known before is a reprocessing, never the sender's doing.
    """
    before = {one["submission_id"] for one in decisions if one["decision_id"] in known}
    causes = {
        "reprocessed" if one["submission_id"] in before else "submissions"
        for one in decisions
        if one["decision_id"] not in known
    }
    return "+".join(sorted(causes, reverse=True)) or None


def time_after(log: Sequence[Publication], now: datetime) -> datetime:
    """`now`, or the last publication's time where the clock went back: knowledge is in the order of the log."""
    latest = max((publication.published_at for publication in log), default=now)
    return max(now.astimezone(UTC), latest.astimezone(UTC))
