"""The ledger of alerts: what was queued for whom, what was sent, what failed. Small objects, only ever added.

    events/<2>/<event_id>.json              what happened
    queued/<route>/<event_id>               is to be told to a route, and how often
    messages/<route>/<message_id>.json      events put together, fixed once composed
    assigned/<route>/<event_id>             is in a composed message
    attempts/<route>/<message_id>/<k>-started, <k>-failed
    delivered/<route>/<message_id>          the channel took it
    set_aside/<route>/<message_id>          a message that failed often, given up for a fresh one with the same events
    told/<time>                             the publications whose events are all queued
    runs/<schedule>                         when a schedule last went well

Each step stands on disk before the next begins, so a process killed anywhere loses nothing: what is queued and not
assigned is composed again, what is composed and not delivered is sent again. The one message that can arrive twice
is that of a process killed between the channel's yes and `delivered`; both carry the same Message-ID.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from lientinh.alerts.events import AlertEvent
from lientinh.alerts.messages import Message
from lientinh.alerts.routes import HowOften
from lientinh.storage import LocalStorage, replace_file

Json = dict[str, Any]
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Tries:
    """How often a message was refused; `since` is the first refusal, that of messages it stands for included,
    as in `failures`."""

    failures: int = 0
    since: datetime | None = None
    last: datetime | None = None
    reason: str = ""
    permanent: bool = False


class Ledger:
    """The ledger below one folder; `locked` lets one process send at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._storage = LocalStorage(folder)

    @contextmanager
    def locked(self, wait_seconds: float) -> Iterator[bool]:
        """Hold the right to send; yields False where another process held it for all of that time."""
        self.folder.mkdir(parents=True, exist_ok=True)
        give_up = time.monotonic() + wait_seconds
        with (self.folder / ".lock").open("a") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    if time.monotonic() >= give_up:
                        yield False
                        return
                    time.sleep(0.1)
                else:
                    yield True
                    return

    # events

    def queue(self, event: AlertEvent, route_id: str, often: HowOften, now: datetime) -> bool:
        """Note that a route is to be told; False where it was told, or will be, already."""
        event_id = identify_event(event.key)
        queued = f"queued/{route_id}/{event_id}"
        if self._storage.exists(queued):
            return False
        content = {**asdict(event), "happened_at": event.happened_at.isoformat()}
        self._write(_event_name(event_id), {"schema_version": "1", **content})
        return self._write(queued, {"often": often, "queued_at": now.isoformat()})

    def knows(self, key: str) -> bool:
        """Whether somebody was told, or will be, of the event with this key."""
        return self._storage.exists(_event_name(identify_event(key)))

    def events(self, event_ids: list[str]) -> tuple[AlertEvent, ...]:
        """Events by their ids, as they were when first told."""
        return tuple(_event_of(self._read(_event_name(event_id))) for event_id in event_ids)

    def waiting(self, route_id: str) -> dict[str, HowOften]:
        """event_id → how often, of what is queued for a route and in no message yet."""
        open_ids = {
            event_id
            for message_id in self.open_messages(route_id)
            for event_id in self._message(route_id, message_id)["event_ids"]
        }
        names = set(self._names(f"queued/{route_id}")) - set(self._names(f"assigned/{route_id}")) - open_ids
        return {
            name: cast("HowOften", self._read(f"queued/{route_id}/{name}")["often"]) for name in sorted(names)
        }

    # messages

    def compose(self, message: Message, event_ids: list[str], replaced: str | None) -> None:
        """Fix a message; `replaced` is a refused one it stands for, and whose refusals count on."""
        before = self.tries(message.route_id, replaced) if replaced else Tries()
        content = {
            "schema_version": "1",
            "form": message.form,
            "composed_at": message.composed_at.isoformat(),
            "subject": message.subject,
            "text": message.text,
            "html": message.html,
            "event_ids": event_ids,
            "replaces": replaced,
            "failures_before": before.failures,
            "failing_since": before.since.isoformat() if before.since else None,
        }
        self._write(f"messages/{message.route_id}/{message.message_id}.json", content)

    def open_messages(self, route_id: str) -> list[str]:
        """Ids of composed messages that are neither delivered nor set aside, the oldest first."""
        done = {*self._names(f"delivered/{route_id}"), *self._names(f"set_aside/{route_id}")}
        return sorted({*self.message_ids(route_id)} - done)

    def message_ids(self, route_id: str) -> list[str]:
        """Ids of all messages of a route; each begins with its time and its form."""
        return [name.removesuffix(".json") for name in self._names(f"messages/{route_id}")]

    def message(self, route_id: str, message_id: str) -> Message:
        """A message as it was composed; its events are noted as assigned, should a killed process not have."""
        content = self._message(route_id, message_id)
        for event_id in content["event_ids"]:
            self._write(f"assigned/{route_id}/{event_id}", {"message_id": message_id})
        return Message(
            message_id=message_id,
            route_id=route_id,
            form=content["form"],
            composed_at=datetime.fromisoformat(content["composed_at"]),
            subject=content["subject"],
            text=content["text"],
            html=content["html"],
            events=self.events(content["event_ids"]),
        )

    def event_ids(self, route_id: str, message_id: str) -> list[str]:
        return list(self._message(route_id, message_id)["event_ids"])

    def settle_replaced(self, route_id: str, now: datetime) -> None:
        """Set aside what a composed message stands for: the second half of composing it, should that be missing."""
        for message_id in self.open_messages(route_id):
            replaced = self._message(route_id, message_id)["replaces"]
            if replaced:
                self._write(f"set_aside/{route_id}/{replaced}", {"at": now.isoformat()})

    # attempts

    def start(self, route_id: str, message_id: str, number: int, now: datetime) -> None:
        self._write(f"attempts/{route_id}/{message_id}/{number:04}-started", {"at": now.isoformat()})

    def fail(
        self, route_id: str, message_id: str, number: int, now: datetime, reason: str, permanent: bool
    ) -> None:
        content = {"at": now.isoformat(), "reason": reason, "permanent": permanent}
        self._write(f"attempts/{route_id}/{message_id}/{number:04}-failed", content)

    def deliver(self, route_id: str, message_id: str, now: datetime) -> None:
        self._write(f"delivered/{route_id}/{message_id}", {"at": now.isoformat()})

    def tries(self, route_id: str, message_id: str) -> Tries:
        """What became of a message so far."""
        folder = f"attempts/{route_id}/{message_id}"
        failed = [name for name in self._names(folder) if name.endswith("-failed")]
        content = self._message(route_id, message_id)
        before = int(content["failures_before"])
        since = datetime.fromisoformat(content["failing_since"]) if content["failing_since"] else None
        if not failed:
            return Tries(before, since)
        first, last = (self._read(f"{folder}/{name}") for name in (failed[0], failed[-1]))
        return Tries(
            failures=before + len(failed),
            since=since or datetime.fromisoformat(first["at"]),
            last=datetime.fromisoformat(last["at"]),
            reason=last["reason"],
            permanent=last["permanent"],
        )

    def attempts(self, route_id: str, message_id: str) -> int:
        """How often sending began, killed tries included."""
        names = self._names(f"attempts/{route_id}/{message_id}")
        return len([name for name in names if name.endswith("-started")])

    # how far the warehouse has been told

    def told_until(self) -> datetime | None:
        """The publication up to which every event is queued."""
        names = self._names("told")
        return datetime.strptime(names[-1], _STAMP).replace(tzinfo=UTC) if names else None

    def tell_until(self, published_at: datetime) -> None:
        self._write(f"told/{published_at.astimezone(UTC):{_STAMP}}", {})

    # schedules

    def note_run(self, name: str, now: datetime) -> None:
        """A run of a schedule went well. The one thing here that is written over: only the newest counts."""
        replace_file(self.folder / "runs" / name, now.isoformat().encode())

    def last_runs(self, names: Iterable[str]) -> dict[str, datetime]:
        """The newest run of each schedule; one that never ran here is left out."""
        files = {name: self.folder / "runs" / name for name in names}
        return {
            name: datetime.fromisoformat(file.read_text(encoding="utf-8"))
            for name, file in files.items()
            if file.is_file()
        }

    def _message(self, route_id: str, message_id: str) -> Json:
        return self._read(f"messages/{route_id}/{message_id}.json")

    def _names(self, folder: str) -> list[str]:
        """Names of the objects in a folder, sorted. One call whatever their number: the ledger only grows."""
        try:
            with os.scandir(self.folder / folder) as entries:
                return sorted(entry.name for entry in entries if not entry.name.startswith("."))
        except FileNotFoundError:
            return []

    def _read(self, name: str) -> Json:
        loaded: Json = json.loads(self._storage.read_bytes(name))
        return loaded

    def _write(self, name: str, content: Json) -> bool:
        if self._storage.exists(name):
            return False
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        return self._storage.write_once(name, text.encode("utf-8"))


def identify_event(key: str) -> str:
    """An event is its key; keys may hold any characters, names of files may not."""
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:24]


def _event_name(event_id: str) -> str:
    return f"events/{event_id[:2]}/{event_id}.json"


def _event_of(content: Json) -> AlertEvent:
    del content["schema_version"]
    return AlertEvent(**{**content, "happened_at": datetime.fromisoformat(content["happened_at"])})
