"""Names and access: what stands where in the lake, and what of it exists for readers.

A submission's derived files exist only once its decision object does: the decision is written last and
is the commit. What was left behind by a killed run is written again with the same bytes, or ignored.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lientinh.lake.findings_schema import FINDINGS
from lientinh.limits import DEFAULT_LIMITS, Limits
from lientinh.observations import OBSERVATIONS, READINGS
from lientinh.storage import Storage, open_storage

log = logging.getLogger(__name__)
STAGES = {"readings": READINGS, "observations": OBSERVATIONS, "findings": FINDINGS}
Json = dict[str, Any]
_DONE = "-done"  # behind the id of a submission whose removal is complete


class Lake:
    """The lake under one root. Every writer is idempotent; nothing written is ever changed.

    `limits`: within which its raw files are read.
    """

    def __init__(self, storage: Storage, limits: Limits = DEFAULT_LIMITS) -> None:
        self.storage = storage
        self.limits = limits

    @classmethod
    def open(cls, root: str, limits: Limits = DEFAULT_LIMITS) -> Lake:
        return cls(open_storage(root), limits)

    # raw bytes and receipts

    def write_raw(self, sha256: str, data: bytes) -> None:
        self.storage.write_once(f"raw/{sha256}", data)

    def read_raw(self, sha256: str) -> bytes:
        return self.storage.read_bytes(f"raw/{sha256}")

    def write_receipt(self, receipt: Json) -> bool:
        return self._write_json(f"receipts/{receipt['receipt_id']}.json", receipt)

    def receipts(self) -> list[Json]:
        """All arrivals, the earliest first; none of what was removed on order."""
        purged = self.purged()
        found = (self._read_json(name) for name in self.storage.list_names("receipts"))
        kept = (receipt for receipt in found if receipt["submission_id"] not in purged)
        return sorted(kept, key=lambda receipt: (receipt["landed_at"], receipt["receipt_id"]))

    # derived files

    @staticmethod
    def stage_path(stage: str, *, received: str, area_code: str, submission_id: str, processing: str) -> str:
        return f"{stage}/received={received}/{area_code}-{submission_id}-{processing}.parquet"

    def decided_path(self, stage: str, decision: Json) -> str:
        """Where a decision's file of a stage stands."""
        keys = ("received", "area_code", "submission_id", "processing")
        return self.stage_path(stage, **{key: decision[key] for key in keys})

    def write_table(self, path: str, table: pa.Table) -> bool:
        """Parquet, zstd, one row group order as given: the same table gives the same bytes."""
        buffer = io.BytesIO()
        pq.write_table(table, buffer, compression="zstd", store_schema=True)
        return self.storage.write_once(path, buffer.getvalue())

    def read_stage(self, stage: str, decisions: Iterable[Json]) -> pa.Table:
        """The rows of a stage for these decisions, in their order; an empty table in the schema for none.

        A column that a file was written without is null in its rows.
        """
        tables = [
            pq.read_table(io.BytesIO(self.storage.read_bytes(self.decided_path(stage, decision))))
            for decision in decisions
        ]
        return pa.concat_tables([STAGES[stage].empty_table(), *tables], promote_options="default")

    # commits

    def write_decision(self, decision: Json) -> bool:
        """False where it is there, or where its submission was removed on order meanwhile."""
        if decision["submission_id"] in self.purged():
            return False
        return self._write_json(f"decisions/{decision['decision_id']}.json", decision)

    def find_decision(self, submission_id: str, processing: str) -> Json | None:
        name = f"decisions/{decision_id(submission_id, processing)}.json"
        return self._read_json(name) if self.storage.exists(name) else None

    def decision_ids(self) -> list[str]:
        """Ids of all decisions, by their names alone."""
        purged = self.purged()
        names = self.storage.list_names("decisions")
        found = (name.removeprefix("decisions/").removesuffix(".json") for name in names)
        return [decision_id for decision_id in found if submission_of(decision_id) not in purged]

    def read_decision(self, decision_id: str) -> Json:
        """One decision; `ValueError` or `OSError` where its object is damaged or gone."""
        return self._read_json(f"decisions/{decision_id}.json")

    def decisions(self) -> list[Json]:
        """All decisions, the earliest first; none on what was removed on order."""
        found = (self.read_decision(decision_id) for decision_id in self.decision_ids())
        return sorted(found, key=lambda decision: (decision["decided_at"], decision["decision_id"]))

    # answers

    def write_answer(self, answer: Json) -> bool:
        """False where it is there, or where its submission was removed on order meanwhile."""
        if answer["submission_id"] in self.purged():
            return False
        return self._write_json(f"answers/{answer['submission_id']}-{answer['answer_id']}.json", answer)

    def answered_submissions(self) -> dict[str, set[str]]:
        """Submission → the ids of the answers to it, by names alone."""
        found: dict[str, set[str]] = {}
        for name in self._answer_names():
            submission_id, _, answer_id = name.removeprefix("answers/").removesuffix(".json").partition("-")
            found.setdefault(submission_id, set()).add(answer_id)
        return found

    def _answer_names(self) -> list[str]:
        purged = self.purged()
        names = self.storage.list_names("answers")
        return [name for name in names if submission_of(name.removeprefix("answers/")) not in purged]

    def answers(self) -> list[Json]:
        """All answers of persons, the earliest first. A damaged one is named and left out: what it freed waits."""
        found = []
        for name in self._answer_names():
            try:
                found.append(self._read_json(name))
            except (OSError, ValueError) as error:
                log.error("damaged object=%s error=%s", name, type(error).__name__)
        return sorted(found, key=lambda answer: (answer["answered_at"], answer["answer_id"]))

    # publications

    def write_publication(self, publication: Json) -> bool:
        """False where that number is taken."""
        return self._write_json(f"publications/{publication['n']}.json", publication)

    def publications(self) -> list[Json]:
        """The publication log in order of knowledge."""
        found = (self._read_json(name) for name in self.storage.list_names("publications"))
        return sorted(found, key=lambda publication: int(publication["n"]))

    # closings

    def write_closing(self, closing: Json) -> bool:
        """False where that number of the report type and period is taken."""
        name = f"{closing['report_type']}-{closing['period']}-{closing['k']}"
        return self._write_json(f"closings/{name}.json", closing)

    def closings(self) -> list[Json]:
        """All closings of periods, by report type and period, each in order of its numbers."""
        found = (self._read_json(name) for name in self.storage.list_names("closings"))
        return sorted(
            found, key=lambda closing: (closing["report_type"], closing["period"], int(closing["k"]))
        )

    # what was removed on order

    def write_tombstone(self, tombstone: Json) -> bool:
        """From here on the submission does not exist for readers. False where it was removed before."""
        return self._write_json(f"tombstones/{tombstone['submission_id']}.json", tombstone)

    def finish_purge(self, submission_id: str, done: Json) -> bool:
        """Note that everything of a submission is gone."""
        return self._write_json(f"tombstones/{submission_id}{_DONE}.json", done)

    def tombstones(self) -> dict[str, Json]:
        """Submission → what is left of it."""
        return {one: self._read_json(f"tombstones/{one}.json") for one in sorted(self.purged())}

    def purged(self) -> set[str]:
        """Ids of the submissions removed on order, by names alone."""
        return {one for one in self._tombstone_names() if not one.endswith(_DONE)}

    def unfinished_purges(self) -> list[str]:
        """Ids of submissions whose removal was cut off."""
        names = set(self._tombstone_names())
        return sorted(one for one in names if not one.endswith(_DONE) and one + _DONE not in names)

    def _tombstone_names(self) -> list[str]:
        names = self.storage.list_names("tombstones")
        return [name.removeprefix("tombstones/").removesuffix(".json") for name in names]

    def _read_json(self, name: str) -> Json:
        loaded: Json = json.loads(self.storage.read_bytes(name))
        return loaded

    def _write_json(self, name: str, content: Json) -> bool:
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        return self.storage.write_once(name, text.encode("utf-8"))


def submission_of(decision_id: str) -> str:
    """The submission a decision is about."""
    return decision_id.partition("-")[0]


def decision_id(submission_id: str, processing: str) -> str:
    """A submission is decided once per processing."""
    return f"{submission_id}-{processing}"


def newest_of_each(decisions: Iterable[Json]) -> list[Json]:
    """Of decisions in order of time the newest on each submission."""
    return list({decision["submission_id"]: decision for decision in decisions}.values())
