"""A file name that is no UTF-8: told to its sender, and no obstacle to the neighbours."""

from __future__ import annotations

import os

from lientinh.land.inbox import is_spelled_out, readable_name
from lientinh.pipeline import Pipeline
from lientinh.settings import Settings

NAME = os.fsdecode(b"b\xe1o c\xe1o.txt")  # TCVN3 or Latin-1, as old machines and zip files have them


def test_bytes_that_are_no_text_are_spelled_out():
    assert readable_name(NAME) == "b\\xe1o c\\xe1o.txt"
    assert readable_name("báo cáo.txt") == "báo cáo.txt"
    assert [is_spelled_out(readable_name(name)) for name in (NAME, "báo cáo.txt")] == [True, False]


def test_it_is_refused_and_its_neighbour_is_not(tmp_path):
    pipeline = Pipeline.open(Settings(home=tmp_path, rest_seconds=0))
    inbox = tmp_path / "inbox" / "14"
    inbox.mkdir(parents=True)
    for name in (NAME, "c.txt"):
        (inbox / name).write_text("Tạo việc làm mới cho 12.000 lao động.", encoding="utf-8")
        os.utime(inbox / name, (1, 1))
    landed = pipeline.land()
    manifests = pipeline.check_and_decide([one.submission_id for one in landed])
    outcomes = {one["name"]: (one["outcome"], one["refused"]) for one in manifests}
    assert outcomes == {
        "b\\xe1o c\\xe1o.txt": ("rejected", "land.unreadable_name"),
        "c.txt": ("accepted", None),
    }
    assert list(inbox.iterdir()) == []
