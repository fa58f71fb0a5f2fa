"""Where a submission left traces: its own objects in the lake and files of the home, and words elsewhere that are its.

Found from its receipts, decisions and observations, which are therefore the last to go.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from babel.numbers import format_decimal

from lientinh.gates.data_docs import docs_folder
from lientinh.identity import identify_content
from lientinh.lake import Lake
from lientinh.lake.lake import STAGES, submission_of
from lientinh.settings import Settings
from lientinh.wording import number

Json = dict[str, Any]
_LONG_ENOUGH = 6  # characters of a name or a number that tell it from any other
_LONGEST_RUN = timedelta(hours=6)  # between the first page of a run's Data Docs and its last decision


@dataclass(frozen=True)
class Traces:
    """One submission, whether it is known to readers or already behind its tombstone."""

    submission_id: str
    settings: Settings
    lake: Lake

    @cached_property
    def receipts(self) -> dict[str, Json]:
        """Name of the object → receipt."""
        return {
            name: one for name, one in self._all("receipts") if one["submission_id"] == self.submission_id
        }

    @cached_property
    def decisions(self) -> dict[str, Json]:
        """Name of the object → decision; a damaged one is empty and goes all the same."""
        found = {}
        for name in self.lake.storage.list_names("decisions"):
            if submission_of(Path(name).name) == self.submission_id:
                found[name] = _read(self.lake, name)
        return found

    @cached_property
    def answers(self) -> list[str]:
        names = self.lake.storage.list_names("answers")
        return [name for name in names if submission_of(Path(name).name) == self.submission_id]

    @cached_property
    def derived(self) -> list[str]:
        """Files of every stage and processing, those of killed runs included."""
        mark = f"-{self.submission_id}-"
        return [name for stage in STAGES for name in self.lake.storage.list_names(stage) if mark in name]

    @cached_property
    def raw(self) -> list[str]:
        """Bytes that no other submission holds."""
        mine = {file["sha256"] for one in self.receipts.values() for file in one["files"] if file["sha256"]}
        others = {
            file["sha256"]
            for _, one in self._all("receipts")
            if one["submission_id"] != self.submission_id
            for file in one["files"]
        }
        return sorted(f"raw/{sha256}" for sha256 in mine - others)

    @property
    def is_known(self) -> bool:
        return bool(self.receipts or self.decisions)

    @property
    def area_code(self) -> str:
        found = [one for one in [*self.receipts.values(), *self.decisions.values()] if one]
        return str(found[0]["area_code"]) if found else ""

    def rows(self, stage: str) -> list[Json]:
        """Rows of all its files of a stage; of damaged ones none."""
        rows: list[Json] = []
        for name in self.derived:
            if name.startswith(f"{stage}/"):
                try:
                    table = pq.read_table(io.BytesIO(self.lake.storage.read_bytes(name)))
                except (OSError, ValueError):
                    continue
                rows += table.to_pylist()
        return rows

    @cached_property
    def observations(self) -> list[Json]:
        return self.rows("observations")

    def files(self) -> list[Path]:
        """Files and folders of the home that are its own, or were made with its rows."""
        home, area = self.settings.home, re.sub(r"\W", "_", self.area_code) or "_"
        own = [
            self.settings.outbox_dir / area / self.submission_id,
            self.settings.quarantine_dir / self.submission_id,
            *(
                path
                for one in self.receipts.values()
                for path in self.settings.inbox_dir.glob(f"*/.landed-{one['receipt_id']}")
            ),
        ]
        if self.settings.warehouse_is_postgres:  # of a time before: nothing is published to it any more
            own.append(self.settings.warehouse_file.parent)
        exports = [home / "exports" / str(n) for n in self.publications()]
        return sorted({path for path in [*own, *exports, *self._data_docs()] if path.exists()})

    def publications(self) -> list[int]:
        """Numbers of the publications that knew it."""
        log = self.lake.publications()
        knew = [one["n"] for one in log if self.submission_id in map(submission_of, one["decision_ids"])]
        return [one["n"] for one in log if knew and one["n"] >= min(knew)]

    def _data_docs(self) -> Iterable[Path]:
        """Pages of its sender and period, and of every run it was in: a run's submissions share their pages."""
        base = self.settings.data_docs_dir
        spans = []
        for one in filter(None, self.decisions.values()):
            periods = [document.get("report_period") for document in one["documents"]]
            yield base / docs_folder(one["area_code"], periods, one["received"])
            until = datetime.fromisoformat(one["decided_at"])
            since = max(datetime.fromisoformat(one["landed_at"]), until - _LONGEST_RUN)
            spans.append(
                ((since - timedelta(minutes=1)).timestamp(), (until + timedelta(minutes=1)).timestamp())
            )
        for page in base.glob("*/*/gate*/index.html"):
            made = page.stat().st_mtime
            if any(since <= made <= until for since, until in spans):
                yield page.parent
        yield from base.glob(".run-*")
        yield from base.glob("*/*/.*")

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words that are this submission's only: its id, names of files, number and symbol, titles."""
        found = {self.submission_id}
        for one in filter(None, self.decisions.values()):
            found.add(one["name"])
            for document in one["documents"]:
                signed = "/".join(part for part in (document.get("number"), document.get("symbol")) if part)
                found |= {document["file"], document.get("title") or "", signed}
        return tuple(sorted(word for word in found if len(word) >= _LONG_ENOUGH))

    @cached_property
    def numbers(self) -> dict[str, frozenset[str]]:
        """Indicator → its figures as messages write them, in Vietnamese and English."""
        found: dict[str, set[str]] = {}
        for row in self.observations:
            for name in ("value", "lower", "upper"):
                if row[name] is not None:
                    found.setdefault(row["indicator_code"], set()).update(write_number(row[name]))
        return {code: frozenset(numbers) for code, numbers in found.items()}

    def finding_ids(self) -> set[str]:
        return {row["finding_id"] for row in self.rows("findings")}

    def content_ids(self) -> list[str]:
        """By what its bytes are known again, without being told from it."""
        return sorted(identify_content(name.removeprefix("raw/")) for name in self.raw)

    def _all(self, folder: str) -> Iterable[tuple[str, Json]]:
        for name in self.lake.storage.list_names(folder):
            yield name, json.loads(self.lake.storage.read_bytes(name))


def write_number(value: Decimal) -> set[str]:
    """`12.500` and `12,500`."""
    return {number(value), str(format_decimal(value, format="#,##0.######", locale="en"))}


def _read(lake: Lake, name: str) -> Json:
    try:
        content = json.loads(lake.storage.read_bytes(name))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
