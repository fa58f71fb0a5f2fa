"""Publications: the numbered log that orders what was known when.

A decision is known from the first publication that lists it. Times stand in the log and are never
recomputed, so that the same lake gives the same warehouse, every vintage included.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from lientinh.lake.lake import submission_of
from lientinh.review.redeciding import REVIEWED

Json = dict[str, Any]
_CAUSES = ("submissions", "reviewed", "reprocessed")
_MOMENT = timedelta(microseconds=1)  # the finest a warehouse keeps


@dataclass(frozen=True, slots=True)
class Publication:
    """One entry of the log.

    `purged`: published submissions that were removed on order since; from this entry on no vintage knows them.
    `new`: whether this call wrote it; else the warehouse was current or made again. `damaged`: objects of the
    lake this call could not read, each with why.
    """

    n: int
    published_at: datetime
    cause: str
    decision_ids: tuple[str, ...]
    package_version: str
    catalogue_digest: str
    purged: tuple[str, ...] = ()
    new: bool = False
    damaged: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> Json:
        """As the lake keeps it."""
        content = asdict(self)
        del content["new"], content["damaged"]
        content["published_at"] = self.published_at.astimezone(UTC).isoformat(timespec="microseconds")
        content["decision_ids"] = list(self.decision_ids)
        content["purged"] = list(self.purged)
        return {"schema_version": "1", **content}

    def as_dict(self) -> Json:
        """As a command prints it."""
        return {**self.as_json(), "new": self.new, "damaged": dict(self.damaged)}

    def describe(self) -> str:
        """One line for people."""
        if not self.new:
            return f"Kho số liệu theo lần cập nhật {self.n}, không có gì mới. (Publication {self.n}, nothing new.)"
        decided, gone = len(self.decision_ids), len(self.purged)
        gone_vi = f", {gone} hồ sơ đã xóa theo yêu cầu" if gone else ""
        gone_en = f", {gone} submissions removed on order" if gone else ""
        return (
            f"Lần cập nhật {self.n}: {decided} kết quả xử lý mới{gone_vi}. "
            f"(Publication {self.n}: {decided} new decisions{gone_en}.)"
        )


def describe_damage(name: str, why: str) -> str:
    """An object of the lake that could not be read, and what to do, for people."""
    return (
        f"lake/{name}: tệp bị hỏng, hồ sơ này không được cập nhật; khôi phục tệp từ bản sao lưu rồi cập nhật lại "
        f"({why}). (Damaged; its submission is left out. Restore the file from the backup, then publish again.)"
    )


def read_publication(content: Json) -> Publication:
    """An entry of the log as the lake keeps it."""
    return Publication(
        n=int(content["n"]),
        published_at=datetime.fromisoformat(content["published_at"]),
        cause=content["cause"],
        decision_ids=tuple(content["decision_ids"]),
        package_version=content["package_version"],
        catalogue_digest=content["catalogue_digest"],
        purged=tuple(content.get("purged", ())),
    )


def known_decisions(log: Iterable[Publication]) -> set[str]:
    """Ids of the decisions that publications list."""
    return {decision_id for publication in log for decision_id in publication.decision_ids}


def newly_purged(log: Sequence[Publication], purged: Collection[str]) -> list[str]:
    """Of the submissions removed on order those a publication knew, and none has left out yet."""
    told = {submission_id for publication in log for submission_id in publication.purged}
    published = {submission_of(one) for one in known_decisions(log)}
    return sorted((published & set(purged)) - told)


def name_cause(new: Iterable[str], known: Iterable[str]) -> str | None:
    """Why decisions not yet known make a publication: submissions, reviewed, reprocessed; None without any.

    A decision on a submission that was known before is a person's answer or a reprocessing, never the sender's doing.
    """
    before = {submission_of(one) for one in known}
    causes = {_cause_of(one, before) for one in new}
    return "+".join(cause for cause in _CAUSES if cause in causes) or None


def _cause_of(decision_id: str, before: set[str]) -> str:
    if REVIEWED in decision_id:
        return "reviewed"
    return "reprocessed" if submission_of(decision_id) in before else "submissions"


def time_after(log: Sequence[Publication], now: datetime) -> datetime:
    """`now`, or just after the last publication where the clock stood still or went back.

    Knowledge is in the order of the log, and every vintage has a moment of its own that can be asked for.
    """
    just_after = [publication.published_at.astimezone(UTC) + _MOMENT for publication in log]
    return max([now.astimezone(UTC), *just_after])
