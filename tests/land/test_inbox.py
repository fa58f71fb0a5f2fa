"""What counts as at rest, and what is nobody's business."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lientinh.errors import UsageError
from lientinh.land import find_arrivals, find_paths

NOW = 1_000_000.0


def put(path: Path, *, age: float, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (NOW - age, NOW - age))
    return path


def age_folder(path: Path, age: float) -> None:
    os.utime(path, (NOW - age, NOW - age))


def names(inbox: Path, area: str | None = None) -> list[tuple[str, str]]:
    return [(one.area_code, one.name) for one in find_arrivals(inbox, NOW, 30, area)]


def test_a_file_unchanged_for_thirty_seconds_is_at_rest(tmp_path):
    put(tmp_path / "04" / "old.txt", age=31)
    put(tmp_path / "04" / "new.txt", age=29)
    assert names(tmp_path) == [("04", "old.txt")]


@pytest.mark.parametrize("mark", ["new.txt._READY", "_READY"])
def test_a_mark_beside_a_file_makes_it_ready(tmp_path, mark):
    put(tmp_path / "04" / "new.txt", age=0)
    put(tmp_path / "04" / mark, age=0)
    assert names(tmp_path) == [("04", "new.txt")]


def test_a_folder_is_one_submission_and_rests_as_a_whole(tmp_path):
    put(tmp_path / "20" / "report" / "a.txt", age=100)
    put(tmp_path / "20" / "report" / "annex" / "b.xlsx", age=5)
    assert names(tmp_path) == []
    put(tmp_path / "20" / "report" / "_READY", age=0)
    (arrival,) = find_arrivals(tmp_path, NOW, 30)
    assert [name for name, _ in arrival.files()] == ["a.txt", "annex/b.xlsx"]


def test_a_folder_with_a_part_file_still_growing_waits(tmp_path):
    put(tmp_path / "20" / "report" / "a.txt", age=100)
    put(tmp_path / "20" / "report" / "b.xlsx.part", age=1)
    age_folder(tmp_path / "20" / "report", 100)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", [".hidden", "growing.xlsx.part", "_READY"])
def test_files_being_written_and_marks_are_left_alone(tmp_path, name):
    put(tmp_path / "04" / name, age=1000)
    assert names(tmp_path) == []


def test_links_are_not_followed(tmp_path):
    secret = put(tmp_path / "secret.txt", age=1000)
    (tmp_path / "inbox" / "04").mkdir(parents=True)
    (tmp_path / "inbox" / "04" / "link.txt").symlink_to(secret)
    assert names(tmp_path / "inbox") == []


def test_one_area_or_all_and_no_inbox_at_all(tmp_path):
    put(tmp_path / "04" / "a.txt", age=100)
    put(tmp_path / "19" / "b.txt", age=100)
    put(tmp_path / "not an area" / "c.txt", age=100)
    assert names(tmp_path) == [("04", "a.txt"), ("19", "b.txt")]
    assert names(tmp_path, "19") == [("19", "b.txt")]
    assert names(tmp_path / "nowhere") == []


def test_named_paths(tmp_path):
    file = put(tmp_path / "x" / "a.txt", age=0)
    put(tmp_path / "samples" / "04" / "b.txt", age=0)
    put(tmp_path / "samples" / "19" / "c" / "d.txt", age=0)
    assert [(a.area_code, a.name, a.leaves) for a in find_paths([file], "20")] == [("20", "a.txt", False)]
    assert [(a.area_code, a.name) for a in find_paths([tmp_path / "samples"], None)] == [
        ("04", "b.txt"),
        ("19", "c"),
    ]
    assert [(a.area_code, a.name) for a in find_paths([tmp_path / "samples" / "19"], None)] == [("19", "c")]
    assert [(a.area_code, a.name) for a in find_paths([tmp_path / "samples" / "04" / "b.txt"], None)] == [
        ("04", "b.txt")
    ]
    with pytest.raises(UsageError, match="--area"):
        find_paths([file], None)
    with pytest.raises(UsageError, match="no such"):
        find_paths([tmp_path / "gone.txt"], "04")


def test_a_folder_with_an_unfinished_file_waits_however_old_it_is(tmp_path):
    put(tmp_path / "20" / "report" / "a.txt", age=100_000)
    put(tmp_path / "20" / "report" / "b.xlsx.part", age=100_000)
    age_folder(tmp_path / "20" / "report", 100_000)
    assert names(tmp_path) == []
    put(tmp_path / "20" / "report" / "_READY", age=0)
    assert names(tmp_path) == [("20", "report")]


def test_a_pipe_is_no_submission(tmp_path):
    (tmp_path / "20").mkdir()
    os.mkfifo(tmp_path / "20" / "pipe.txt")
    os.utime(tmp_path / "20" / "pipe.txt", (0, 0))
    assert names(tmp_path) == []
