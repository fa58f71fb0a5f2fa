"""Objects are written whole, once, on a disk and on an object store alike."""

from __future__ import annotations

import os
import uuid

import pytest

from lientinh.errors import InfrastructureError
from lientinh.storage import LocalStorage, ObjectStorage, open_storage, replace_file


@pytest.fixture(params=["local", "memory"])
def storage(request, tmp_path):
    if request.param == "local":
        return open_storage(str(tmp_path / "lake"))
    return open_storage(f"memory://{uuid.uuid4()}")


def test_the_first_writer_wins_and_nothing_is_changed(storage):
    assert storage.write_once("a/b.json", b"one") is True
    assert storage.write_once("a/b.json", b"two") is False
    assert storage.read_bytes("a/b.json") == b"one"


def test_names_are_listed_below_a_folder_in_order(storage):
    for name in ("receipts/b.json", "receipts/a.json", "raw/x"):
        storage.write_once(name, b"-")
    assert storage.list_names("receipts") == ["receipts/a.json", "receipts/b.json"]
    assert storage.list_names("nowhere") == []
    assert storage.exists("raw/x")
    assert not storage.exists("raw/y")


def test_urls_choose_the_kind(tmp_path):
    assert isinstance(open_storage(f"file://{tmp_path}"), LocalStorage)
    assert isinstance(open_storage("memory://somewhere"), ObjectStorage)


def test_no_scratch_file_is_left_or_listed(tmp_path):
    storage = LocalStorage(tmp_path)
    storage.write_once("raw/x", b"-")
    storage.write_once("raw/x", b"-")
    assert list((tmp_path / ".tmp").iterdir()) == []
    assert storage.list_names("") == ["raw/x"]


def test_a_folder_that_cannot_be_written_is_infrastructure(tmp_path):
    (tmp_path / "raw").write_bytes(b"a file where a folder should be")
    with pytest.raises(InfrastructureError, match="raw/x"):
        LocalStorage(tmp_path).write_once("raw/x", b"-")


def test_of_two_writers_at_once_the_first_wins(tmp_path, monkeypatch):
    link = os.link

    def link_a_moment_too_late(source, target):
        target.write_bytes(b"first")
        return link(source, target)

    monkeypatch.setattr(os, "link", link_a_moment_too_late)
    assert LocalStorage(tmp_path).write_once("x", b"late") is False
    assert (tmp_path / "x").read_bytes() == b"first"


def test_replacing_a_file_is_whole(tmp_path):
    target = tmp_path / "folder" / "reason.json"
    replace_file(target, b"one")
    replace_file(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["reason.json"]
