"""Run `ingest` again and again in forked children, each killed before another durable step.

Run as a program: `kill_harness.py HOME`. It prints one JSON object: the state after an undisturbed run,
and for every step the state after a run killed there and a second, undisturbed one. Forking after the
imports makes forty runs as cheap as four.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "include"))

import great_expectations  # noqa: F401 - imported before the fork, once for all children

from lientinh import checking, committing, handling, quarantine, storage
from lientinh.lake import Lake
from lientinh.land import door, landing
from lientinh.pipeline import Pipeline
from lientinh.read import read_document
from lientinh.settings import Settings

# A reading process is no durable step, and two of them for each kill would double the time.
handling.read_in_child = read_document
door.look_in_child = lambda path, limits: False

REPORT = """SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH LẠNG SƠN

Số: 15/BC-SLĐTBXH

Lạng Sơn, ngày 05 tháng 01 năm 2022

BÁO CÁO
Kết quả công tác năm 2021

I. KẾT QUẢ THỰC HIỆN NĂM 2021

Trong năm 2021, toàn tỉnh tạo việc làm mới cho 14.250 lao động. Tỷ lệ lao động qua đào tạo đạt 55,3%.
"""


def fill_inbox(home: Path) -> None:
    """A report, a broken workbook, and a folder of two files, all at rest."""
    (home / "inbox" / "20").mkdir(parents=True)
    (home / "inbox" / "04").mkdir()
    (home / "inbox" / "19" / "bao-cao").mkdir(parents=True)
    (home / "inbox" / "20" / "bao-cao-2021.txt").write_text(REPORT, encoding="utf-8")
    (home / "inbox" / "04" / "hong.xlsx").write_bytes(b"PK\x03\x04 not a workbook at all")
    for number in (1, 2):
        text = REPORT.replace("LẠNG SƠN", "THÁI NGUYÊN").replace("Lạng Sơn", "Thái Nguyên")
        name = home / "inbox" / "19" / "bao-cao" / f"{number}.txt"
        name.write_text(
            text.replace("15/BC", f"1{number}/BC").replace("năm 2021", f"năm 202{number}"), "utf-8"
        )
    for path in sorted((home / "inbox").rglob("*"), reverse=True):
        os.utime(path, (1_600_000_000, 1_600_000_000))


def ingest(home: Path) -> None:
    """What `lientinh ingest` does."""
    pipeline = Pipeline.open(Settings(home=home))
    landed = [one.submission_id for one in pipeline.land()]
    pipeline.check_and_decide(list(dict.fromkeys([*landed, *pipeline.pending()])))


def kill_before(step: int) -> Callable[[], int]:
    """Arm the durable steps: the process is killed before the given one. Returns the counter."""
    count = 0

    def armed(function):
        def call(*args, **kwargs):
            nonlocal count
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **kwargs)

        return call

    storage._link_new_file = armed(storage._link_new_file)
    quarantine.replace_file = armed(quarantine.replace_file)
    landing._remove = armed(landing._remove)
    return lambda: count


def in_child(work: Callable[[], None]) -> int:
    """The exit status of work done in a forked child."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def state(home: Path) -> dict[str, object]:
    """Everything that must not depend on being killed; times are left out."""
    lake = Lake.open(str(home / "lake"))
    decisions = lake.decisions()
    rows = {
        stage: sorted(
            json.dumps({**row, "landed_at": None}, default=str, sort_keys=True) for row in table.to_pylist()
        )
        for stage in ("readings", "observations", "findings")
        for table in [lake.read_stage(stage, decisions)]
    }
    outcomes = sorted(
        (one["submission_id"], one["outcome"], one["withheld"], one["counts"]["readings"])
        for one in decisions
    )
    return {
        "rows": rows,
        "outcomes": outcomes,
        "receipts": sorted(one["receipt_id"] for one in lake.receipts()),
        "raw": lake.storage.list_names("raw"),
        "inbox": sorted(path.name for path in (home / "inbox").rglob("*") if path.is_file()),
        "quarantine": sorted(path.parent.name + path.name for path in (home / "quarantine").rglob("*.json")),
    }


def main(base: Path) -> None:
    """Undisturbed first, which also counts the steps; then one kill a step."""
    assert checking and committing
    home = base / "undisturbed"
    fill_inbox(home)
    counted = base / "steps"

    def count_steps() -> None:
        counter = kill_before(-1)
        ingest(home)
        counted.write_text(str(counter()))

    assert in_child(count_steps) == 0
    results = {"undisturbed": state(home), "killed": {}, "statuses": {}}
    for step in range(1, int(counted.read_text()) + 1):
        home = base / f"killed-{step}"
        fill_inbox(home)

        def killed(step: int = step, home: Path = home) -> None:
            kill_before(step)
            ingest(home)

        results["statuses"][step] = in_child(killed)
        assert in_child(lambda home=home: ingest(home)) == 0
        results["killed"][step] = state(home)
        shutil.rmtree(home)
    print(json.dumps(results))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
