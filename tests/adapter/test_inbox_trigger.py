"""The watcher of an inbox: fires once for what is new and at rest, touches nothing."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.airflow

NOTHING = 0


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIENTINH_HOME", str(tmp_path))
    folder = tmp_path / "inbox" / "04"
    folder.mkdir(parents=True)
    return folder


def lay(inbox: Path, name: str, seconds_ago: float = 3600) -> Path:
    """A file last changed so long ago: at rest, or still being written."""
    path = inbox / name
    path.write_text("Báo cáo", encoding="utf-8")
    changed = path.stat().st_mtime - seconds_ago
    os.utime(path, (changed, changed))
    return path


def events(*steps: Callable[[], object], again_seconds: float = 900) -> list[int]:
    """How much the events tell of, before the first step and after each; a step without one gives `NOTHING`."""
    from lientinh_airflow.inbox_trigger import InboxTrigger

    async def watch() -> list[int]:
        stream = InboxTrigger("04", poll_seconds=0.01, again_seconds=again_seconds).run()
        told, waiting = [], asyncio.ensure_future(anext(stream))
        for step in [lambda: None, *steps]:
            step()
            done, _ = await asyncio.wait({waiting}, timeout=0.5)
            told.append(waiting.result().payload["count"] if done else NOTHING)
            if done:
                waiting = asyncio.ensure_future(anext(stream))
        waiting.cancel()
        return told

    return asyncio.run(watch())


def test_an_empty_inbox_says_nothing(inbox: Path) -> None:
    assert events() == [NOTHING]


def test_a_file_at_rest_is_told_once_and_stays(inbox: Path) -> None:
    path = lay(inbox, "bao_cao.txt")
    assert events(lambda: None) == [1, NOTHING]
    assert path.is_file()


def test_a_file_being_written_waits(inbox: Path) -> None:
    lay(inbox, "dang_ghi.xlsx", seconds_ago=0)
    lay(inbox, "ban_ghi.xlsx.part")
    assert events() == [NOTHING]


def test_a_second_file_is_told_beside_the_first(inbox: Path) -> None:
    lay(inbox, "a.txt")
    assert events(lambda: lay(inbox, "b.txt")) == [1, 2]


def test_the_same_name_with_new_content_is_new(inbox: Path) -> None:
    lay(inbox, "a.txt")
    assert events(lambda: lay(inbox, "a.txt", seconds_ago=600)) == [1, 1]


def test_what_was_landed_is_not_told_again(inbox: Path) -> None:
    first = lay(inbox, "a.txt")
    lay(inbox, "b.txt")
    assert events(first.unlink) == [2, NOTHING]


def test_what_nobody_took_is_told_again_in_the_end(inbox: Path) -> None:
    lay(inbox, "a.txt")
    assert events(lambda: None, again_seconds=0.0) == [1, 1]


def test_another_sender_is_none_of_its_business(inbox: Path) -> None:
    other = inbox.parent / "20"
    other.mkdir()
    lay(other, "a.txt")
    assert events() == [NOTHING]


def test_airflow_can_make_it_again_from_what_it_stores() -> None:
    """By the path and arguments in Airflow's metadata; they hold no path of any machine."""
    from airflow.sdk._shared.module_loading import import_string

    from lientinh_airflow.inbox_trigger import InboxTrigger

    class_path, arguments = InboxTrigger("19", poll_seconds=2).serialize()
    again = import_string(class_path)(**arguments)
    assert again.serialize() == (class_path, arguments)
    assert not any("/" in str(argument) for argument in arguments.values())
