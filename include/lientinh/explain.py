"""Explain: a number's whole life, from the sentence it came from to every version that was ever known."""

from __future__ import annotations

from typing import Any

from lientinh.compare import suggest
from lientinh.errors import UsageError
from lientinh.lake import Lake
from lientinh.publish.reading_warehouse import Row, Warehouse, open_warehouse
from lientinh.settings import Settings

Explanation = dict[str, Any]


def explain(settings: Settings, lake: Lake | None, observation_id: str) -> Explanation:
    """Where a number stands, in which words, of which document; what was doubted and decided; its versions.

    Parts: `place`, `words`, `figure`, `document` (with file and sha256), `submission`, `decision`, `known`,
    each a dict; `findings` and `versions`, lists; `bytes_kept`, whether the lake still holds the bytes it came
    from. Of a figure that was removed on order only `observation_id` and `removed`: by whose order, when and why.
    Raises `UsageError` for an id no publication has known, with the nearest that is known.
    """
    removed = find_removed(lake, observation_id) if lake else None
    if removed:
        return {"observation_id": observation_id, "removed": removed}
    with open_warehouse(settings) as warehouse:
        found = warehouse.ask("explain_observation", observation_id=observation_id)
        if not found:
            raise UsageError(_unknown(warehouse, observation_id))
        explanation = _into_parts(found[0])
        explanation["findings"] = warehouse.ask("explain_findings", observation_id=observation_id)
        explanation["versions"] = warehouse.ask("explain_versions", series_id=explanation["series_id"])
    sha256 = explanation["document"]["sha256"]
    explanation["bytes_kept"] = lake.storage.exists(f"raw/{sha256}") if lake else None
    return explanation


def find_removed(lake: Lake, observation_id: str) -> dict[str, Any] | None:
    """The tombstone of the submission an observation was of: `submission_id`, `purged_at`, `purged_by`, `reason`."""
    names = ("submission_id", "purged_at", "purged_by", "reason")
    for tombstone in lake.tombstones().values():
        if observation_id in tombstone["observation_ids"]:
            return {name: tombstone[name] for name in names}
    return None


def _into_parts(row: Row) -> Explanation:
    """Columns named `part.name` become dicts by part."""
    explanation: Explanation = {}
    for column, item in row.items():
        part, _, name = column.rpartition(".")
        target = explanation.setdefault(part, {}) if part else explanation
        target[name] = item
    return explanation


def _unknown(warehouse: Warehouse, observation_id: str) -> str:
    known = [str(one["observation_id"]) for one in warehouse.ask("observation_ids")]
    return (
        f"không có số liệu {observation_id!r} trong lần cập nhật nào "
        f"(no observation {observation_id!r} in any publication{suggest(observation_id, known)})"
    )
