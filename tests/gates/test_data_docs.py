"""Pages of a validation stand by sender and period, are found from a decision, and do not pile up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lientinh.gates import data_docs
from lientinh.gates.data_docs import collect_docs, docs_folder, docs_link


def write_site(folder: Path, words: str) -> None:
    """What Great Expectations leaves behind, in small."""
    (folder / "gate1" / "static" / "fonts").mkdir(parents=True)
    (folder / "gate1" / "index.html").write_text(words)
    (folder / "gate1" / "static" / "fonts" / "one.ttf").write_text("a font")


def run(root: Path, words: str, *folders: str) -> None:
    with collect_docs(root, folders) as scratch:
        write_site(scratch, words)


@pytest.mark.parametrize(
    ("periods", "folder"),
    [
        (["2022-S1"], "20/2022-S1"),
        ([None, "2022", "2023"], "20/2022"),
        ([], "20/received=2026-11"),
        ([None], "20/received=2026-11"),
        (["..--2022-06-30"], "20/received=2026-11"),
        (["../../elsewhere"], "20/received=2026-11"),
    ],
)
def test_a_submission_has_one_folder(periods: list[str | None], folder: str) -> None:
    assert docs_folder("20", periods, "2026-11") == folder
    decision = {
        "area_code": "20",
        "received": "2026-11",
        "documents": [{"report_period": period} for period in periods],
    }
    assert docs_link(decision, "gate1") == f"{folder}/gate1/index.html"
    assert docs_link(decision, "read") is None


def test_pages_of_a_run_stand_under_every_period_of_it_and_replace_only_those(tmp_path: Path) -> None:
    run(tmp_path, "first", "20/2022", "20/2023")
    run(tmp_path, "second", "20/2023", "04/2023")
    pages = {path.parent.parent: path.read_text() for path in tmp_path.glob("*/*/gate1/index.html")}
    assert {folder.relative_to(tmp_path).as_posix(): words for folder, words in pages.items()} == {
        "20/2022": "first",
        "20/2023": "second",
        "04/2023": "second",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == [".static", "04", "20"], (
        "nothing is left behind"
    )


def test_what_all_pages_share_is_kept_once(tmp_path: Path) -> None:
    run(tmp_path, "first", "20/2022")
    run(tmp_path, "second", "20/2023", "04/2023")
    fonts = list(tmp_path.glob("*/*/gate1/static/fonts/one.ttf"))
    assert len(fonts) == 3
    assert {font.stat().st_ino for font in fonts} == {(tmp_path / ".static/fonts/one.ttf").stat().st_ino}


def test_a_run_that_fails_leaves_the_last_pages_in_place(tmp_path: Path) -> None:
    run(tmp_path, "first", "20/2022")
    with pytest.raises(RuntimeError, match="broken"), collect_docs(tmp_path, ["20/2022"]) as scratch:
        write_site(scratch, "half")
        raise RuntimeError("broken")
    assert (tmp_path / "20/2022/gate1/index.html").read_text() == "first"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".static", "20"]


def test_of_a_sender_the_newest_periods_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_docs, "KEPT_PERIODS", 2)
    for number, year in enumerate(("2020", "2021", "2022")):
        run(tmp_path, year, f"20/{year}")
        os.utime(tmp_path / "20" / year, (number, number))
    run(tmp_path, "other", "04/2020")
    run(tmp_path, "2023", "20/2023")
    assert sorted(path.name for path in (tmp_path / "20").iterdir()) == ["2022", "2023"]
    assert (tmp_path / "04" / "2020").is_dir()


def test_a_disk_that_cannot_link_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    run(tmp_path, "first", "20/2022")
    assert (tmp_path / "20/2022/gate1/static/fonts/one.ttf").read_text() == "a font"


def test_what_a_killed_run_left_goes_after_a_day(tmp_path: Path) -> None:
    old, running = tmp_path / ".run-old", tmp_path / ".run-now"
    old.mkdir()
    running.mkdir()
    os.utime(old, (0, 0))
    run(tmp_path, "first", "20/2022")
    assert not old.exists()
    assert running.exists()


def test_a_run_of_which_nothing_was_validated_writes_nothing(tmp_path: Path) -> None:
    with collect_docs(tmp_path, ["99/received=2026-11"]):
        pass
    assert list(tmp_path.iterdir()) == []
