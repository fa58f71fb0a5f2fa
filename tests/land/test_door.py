"""What the door refuses is in no file below the home, in no log and on no page; only that it came."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import pytest

from lientinh.alerts.sending import local_channels, send_alerts
from lientinh.cli.main import main
from lientinh.pipeline import Pipeline
from lientinh.publish import publish
from lientinh.replies import write_replies
from lientinh.settings import Settings

WORDS = "Bố trí lực lượng khu vực Phja Đén gồm 47.613 đồng chí"
SECRET = f"UBND TỈNH CAO BẰNG\nSố: 12/BC-UBND\nTỐI MẬT\nBÁO CÁO\nNăm 2022. {WORDS}.\n"
PLAIN = SECRET.replace("TỐI MẬT", "").replace(WORDS, "Công tác bảo vệ bí mật nhà nước")
NAME = "phuong-an-tac-chien.txt"


@pytest.fixture
def pipeline(tmp_path):
    return Pipeline.open(Settings(home=tmp_path / "home", rest_seconds=0))


def lay(pipeline: Pipeline, name: str, text: str, area: str = "04", mtime: int = 1000) -> Path:
    path = pipeline.settings.inbox_dir / area / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (mtime, mtime))
    os.utime(path.parent, (mtime, mtime))
    return path


def everything_below(home: Path) -> bytes:
    return b"\0".join(
        os.fsencode(path) + b"\0" + (path.read_bytes() if path.is_file() else b"") for path in home.rglob("*")
    )


def assert_nothing_kept(home: Path, *more: str) -> None:
    kept = everything_below(home)
    for word in ("Phja Đén", "47.613", "phuong-an-tac-chien", "TỐI MẬT\nBÁO", *more):
        for encoding in ("utf-8", "utf-16-le"):
            assert word.encode(encoding) not in kept, word


def test_a_secret_leaves_a_receipt_a_reason_and_an_alert_and_no_content(pipeline, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    path = lay(pipeline, NAME, SECRET)
    (landed,) = pipeline.land()
    (manifest,) = pipeline.check_and_decide([landed.submission_id])
    assert (manifest["outcome"], manifest["refused"]) == ("rejected", "land.state_secret")
    assert not path.exists()
    (receipt,) = pipeline.lake.receipts()
    assert receipt["files"] == [{"name": "khong-ghi-ten.txt", "sha256": "", "bytes": len(SECRET.encode())}]
    write_replies(pipeline, [landed.submission_id], pipeline.clock())
    publish(pipeline.lake, pipeline.settings, pipeline.catalogue, now=pipeline.clock())
    report = send_alerts(pipeline, pipeline.clock(), local_channels(pipeline.settings, {}))
    assert {one.route_id for one in report.sent} >= {"operators", "management"}
    reply = pipeline.settings.outbox_dir / "04" / landed.submission_id / "phan-hoi.html"
    assert "gửi lại hồ sơ" not in reply.read_text(encoding="utf-8"), "nobody asks for a secret again"
    reason = json.loads(
        (pipeline.settings.quarantine_dir / landed.submission_id / "reason.json").read_text(encoding="utf-8")
    )
    assert "bí mật nhà nước" in reason["reasons"][0]["action_vi"]
    assert not list(pipeline.lake.storage.list_names("raw"))
    assert_nothing_kept(pipeline.settings.home)
    assert "Phja" not in caplog.text and NAME not in caplog.text


def test_what_only_speaks_of_secrecy_lands(pipeline):
    lay(pipeline, NAME, PLAIN)
    (landed,) = pipeline.land()
    assert landed.name == NAME
    assert len(pipeline.lake.storage.list_names("raw")) == 1


def test_one_secret_file_stops_its_whole_folder(pipeline):
    lay(pipeline, "bo-ho-so-hen/a.txt", PLAIN.replace("Năm 2022", "Năm 2021, xã Hồng Trị"))
    lay(pipeline, "bo-ho-so-hen/phu-luc.txt", SECRET)
    (landed,) = pipeline.land()
    assert landed.name == "khong-ghi-ten"
    (receipt,) = pipeline.lake.receipts()
    assert [file["name"] for file in receipt["files"]] == ["khong-ghi-ten-1.txt", "khong-ghi-ten-2.txt"]
    pipeline.check_and_decide([landed.submission_id])
    assert_nothing_kept(pipeline.settings.home, "Hồng Trị", "bo-ho-so-hen", "phu-luc")


def test_it_is_known_again_when_it_comes_again(pipeline):
    lay(pipeline, NAME, SECRET)
    (first,) = pipeline.land()
    lay(pipeline, NAME, SECRET, mtime=2000)
    (second,) = pipeline.land()
    assert (second.submission_id, second.new) == (first.submission_id, False)
    assert len(pipeline.lake.receipts()) == 2


def test_a_file_a_person_names_stays_where_it_is(pipeline, tmp_path):
    path = tmp_path / NAME
    path.write_text(SECRET, encoding="utf-8")
    pipeline.land("04", [path])
    assert path.exists()
    assert_nothing_kept(pipeline.settings.home)


def test_it_is_refused_before_it_changes_under_the_look(pipeline, monkeypatch):
    """Swapped for a secret one between the look and the taking: it waits for the next time."""
    from lientinh.land import landing

    path = lay(pipeline, NAME, PLAIN)
    look_at = landing.look_at

    def look_then_swap(*arguments):
        looked = look_at(*arguments)
        lay(pipeline, NAME, SECRET)
        return looked

    monkeypatch.setattr(landing, "look_at", look_then_swap)
    assert pipeline.land() == []
    assert path.exists() and pipeline.lake.storage.list_names("raw") == []


@pytest.mark.parametrize("command", ["read", "check"])
def test_read_and_check_refuse_it(tmp_path, capsys, command):
    path = tmp_path / "bao-cao.txt"
    path.write_text(SECRET, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        main([command, str(path), "--json", "--home", str(tmp_path / "home")])
    assert stopped.value.code == 1
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    assert json.loads(line)["rule_id"] == "land.state_secret"
    assert "tài liệu bí mật nhà nước" in " ".join(printed.err.split())
    assert "47.613" not in printed.out + printed.err
    assert not (tmp_path / "home").exists()


class Killed(BaseException):
    """As if the process ended here."""


def kill_before(monkeypatch, step: int) -> list[str]:
    """Every durable step of landing counts; before the given one the process ends."""
    from lientinh import storage
    from lientinh.land import landing

    met: list[str] = []

    def arm(owner, name):
        function = getattr(owner, name)

        def call(*args, **kwargs):
            met.append(name)
            if len(met) == step:
                raise Killed
            return function(*args, **kwargs)

        monkeypatch.setattr(owner, name, call)

    arm(storage, "_link_new_file")
    arm(landing, "_remove")
    arm(Path, "replace")
    return met


def test_killed_at_any_step_and_run_again_nothing_is_kept(pipeline, monkeypatch, tmp_path):
    with monkeypatch.context() as patch:
        met = kill_before(patch, -1)
        lay(pipeline, NAME, SECRET)
        pipeline.land()
        steps = len(met)
    assert steps >= 4
    for step in range(1, steps + 1):
        one = Pipeline.open(Settings(home=tmp_path / str(step), rest_seconds=0))
        lay(one, NAME, SECRET)
        with monkeypatch.context() as patch, pytest.raises(Killed):
            kill_before(patch, step)
            one.land()
        one.land()
        assert len(one.lake.receipts()) == 1
        assert_nothing_kept(one.settings.home)
