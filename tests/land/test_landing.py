"""Landing: bytes once, a receipt an arrival, and out of the inbox only when both are safe."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from datetime import UTC, datetime

import pytest

from lientinh.identity import hash_parts, identify_document, identify_submission
from lientinh.lake import Lake
from lientinh.land import find_arrivals, land_arrival
from lientinh.land.inbox import Arrival, clear_landed
from lientinh.land.submissions import list_submissions

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def lake(tmp_path):
    return Lake.open(str(tmp_path / "lake"))


def arrive(tmp_path, name="a.txt", content=b"12 xa", area="04", mtime=1000):
    path = tmp_path / "inbox" / area / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (mtime, mtime))
    return path


def land_all(tmp_path, lake, now=NOW):
    known = {receipt["submission_id"] for receipt in lake.receipts()}
    return [
        land_arrival(one, lake, now=now, known=known)
        for one in find_arrivals(tmp_path / "inbox", now.timestamp(), 30)
    ]


def test_bytes_receipt_then_gone(tmp_path, lake):
    path = arrive(tmp_path)
    (landed,) = land_all(tmp_path, lake)
    assert landed.new
    assert lake.read_raw(hashlib.sha256(b"12 xa").hexdigest()) == b"12 xa"
    (receipt,) = lake.receipts()
    assert (receipt["area_code"], receipt["name"]) == ("04", "a.txt")
    assert not path.exists()
    assert list((tmp_path / "inbox" / "04").iterdir()) == []


def test_the_same_bytes_again_are_a_receipt_more_and_no_submission_more(tmp_path, lake):
    arrive(tmp_path)
    land_all(tmp_path, lake)
    arrive(tmp_path, mtime=2000)
    (again,) = land_all(tmp_path, lake, NOW.replace(hour=5))
    assert not again.new
    assert len(lake.receipts()) == 2
    (submission,) = list_submissions(lake.receipts()).values()
    assert submission.landed_at == NOW, "the first arrival's time, stored once"


def test_landed_again_after_a_crash_it_is_the_same_receipt(tmp_path, lake):
    arrive(tmp_path)
    land_all(tmp_path, lake)
    arrive(tmp_path)  # as if the removal had not happened
    land_all(tmp_path, lake, NOW.replace(hour=6))
    (receipt,) = lake.receipts()
    assert receipt["landed_at"].startswith("2026-11-22T03:00")


def test_the_same_bytes_of_another_sender_are_another_submission(tmp_path, lake):
    arrive(tmp_path, area="04")
    arrive(tmp_path, area="19")
    assert len({one.submission_id for one in land_all(tmp_path, lake)}) == 2


def test_a_folder_is_one_submission(tmp_path, lake):
    arrive(tmp_path, "bao-cao/a.txt")
    arrive(tmp_path, "bao-cao/b.txt", b"13 xa")
    os.utime(tmp_path / "inbox" / "04" / "bao-cao", (1000, 1000))
    (landed,) = land_all(tmp_path, lake)
    (submission,) = list_submissions(lake.receipts()).values()
    assert (landed.name, [file[0] for file in submission.files]) == ("bao-cao", ["a.txt", "b.txt"])
    assert submission.received == "2026-11"


def test_a_file_that_changes_while_it_is_read_waits(tmp_path, lake, monkeypatch):
    path = arrive(tmp_path)
    monkeypatch.setattr(type(path), "read_bytes", lambda self: (os.utime(self, (1, 1)), b"half")[1])
    assert land_all(tmp_path, lake) == [None]
    assert lake.receipts() == []
    assert path.exists()


def test_another_took_it_first(tmp_path, lake):
    path = arrive(tmp_path)
    (arrival,) = find_arrivals(tmp_path / "inbox", NOW.timestamp(), 30)
    path.unlink()
    assert land_arrival(arrival, lake, now=NOW, known=set()) is None


def test_what_a_person_names_stays_where_it_is(tmp_path, lake):
    path = arrive(tmp_path)
    assert land_arrival(Arrival(path, "04", leaves=False), lake, now=NOW, known=set()).new
    assert path.exists()


def test_a_mark_of_its_own_goes_with_the_file(tmp_path, lake):
    arrive(tmp_path)
    arrive(tmp_path, "a.txt._READY", b"")
    land_all(tmp_path, lake)
    assert list((tmp_path / "inbox" / "04").iterdir()) == []


def test_what_a_killed_run_set_aside_is_cleared_only_with_its_receipt(tmp_path):
    arrive(tmp_path, ".landed-known")
    arrive(tmp_path, ".landed-folder/a.txt")
    arrive(tmp_path, ".landed-unknown")
    clear_landed(tmp_path / "inbox", {"known", "folder"})
    assert [path.name for path in (tmp_path / "inbox" / "04").iterdir()] == [".landed-unknown"]


def test_a_name_as_long_as_the_file_system_takes_lands_like_any_other(tmp_path, lake):
    path = arrive(tmp_path, name="a" * 251 + ".txt")
    arrive(tmp_path, name="b.txt", content=b"13")
    assert [one.name for one in land_all(tmp_path, lake)] == [path.name, "b.txt"]
    assert list((tmp_path / "inbox" / "04").iterdir()) == []


def test_what_the_sender_puts_in_its_place_meanwhile_is_not_thrown_away(tmp_path, lake):
    path = arrive(tmp_path)
    write_receipt = lake.write_receipt

    def receipt_while_the_sender_sends_again(receipt):
        arrive(tmp_path, content=b"13 xa", mtime=1500)
        return write_receipt(receipt)

    lake.write_receipt = receipt_while_the_sender_sends_again
    land_all(tmp_path, lake)
    assert path.read_bytes() == b"13 xa"
    lake.write_receipt = write_receipt
    land_all(tmp_path, lake)
    assert len(list_submissions(lake.receipts())) == 2
    assert not path.exists()


def test_a_name_in_either_unicode_form_is_one_submission(tmp_path, lake):
    decomposed = unicodedata.normalize("NFD", "báo cáo.txt")
    arrive(tmp_path, "báo cáo.txt")
    (first,) = land_all(tmp_path, lake)
    arrive(tmp_path, decomposed)
    (again,) = land_all(tmp_path, lake)
    assert first.submission_id == again.submission_id
    assert (first.new, again.new) == (True, False)
    assert [one.name for one in list_submissions(lake.receipts()).values()] == ["báo cáo.txt"]
    assert not list((tmp_path / "inbox" / "04").iterdir())


def test_ids_of_composed_names_are_what_they_were() -> None:
    assert identify_submission("04", [("báo cáo.txt", "0" * 64)]) == hash_parts("04", "báo cáo.txt", "0" * 64)
    assert identify_document("báo cáo.txt", "0" * 64) == hash_parts("document", "báo cáo.txt", "0" * 64)
