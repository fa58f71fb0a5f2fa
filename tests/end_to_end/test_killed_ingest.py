"""Killed before any durable step of `ingest` and run again: the same rows as an undisturbed run."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path


def test_killed_anywhere_and_run_again_nothing_is_lost_or_doubled(tmp_path):
    harness = Path(__file__).with_name("kill_harness.py")
    done = subprocess.run(
        [sys.executable, str(harness), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout.splitlines()[-1])
    undisturbed = results["undisturbed"]
    assert len(undisturbed["outcomes"]) == 3
    assert sum(outcome == "rejected" for _, outcome, *_ in undisturbed["outcomes"]) == 1
    assert undisturbed["rows"]["observations"], "a test that compares nothing proves nothing"
    assert undisturbed["inbox"] == []
    assert len(results["killed"]) >= 20
    assert set(results["statuses"].values()) == {int(signal.SIGKILL)}, (
        "every run was killed where it should be"
    )
    for step, state in results["killed"].items():
        assert state == undisturbed, f"killed before step {step}"
