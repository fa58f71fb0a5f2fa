"""An inbox full of hostile files beside a good one: the good one is accepted, each other has its reason, once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hostile_files import KINDS
from lientinh.cli.main import main
from lientinh.read.apart import child

GOOD = "de-xuat-chi-tieu-2021.docx"
CHOSEN = (
    "a billion laughs in shared strings",
    "an outside entity in a text",
    "a name that leads up",
    "two members of one name",
    "an archive",
    "a broken directory",
    "a cell in the last corner",
    "a billion columns",
    "a picture named as a workbook",
    "a page named as a workbook",
    "a quotation without an end",
    "a workbook of no sheets",
    "programs in a workbook",
)


@pytest.fixture(scope="module")
def arrived(root_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home, and the folder of what was sent; one file kills its reader."""
    home, sent = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("sent") / "04"
    sent.mkdir()
    (sent / f"99-{GOOD}").write_bytes((root_dir / "include" / "samples" / "04" / GOOD).read_bytes())
    for number, kind in enumerate(CHOSEN):
        name, make, _ = KINDS[kind]
        (sent / f"{number:02}-{name}").write_bytes(make())
    return home, sent


def ingest(home: Path, sent: Path, capsys: pytest.CaptureFixture[str]) -> list[dict]:
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["ingest", str(sent), "--home", str(home), "--json"])
    assert ended.value.code == 1  # done, with findings
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_run_goes_on_after_each(arrived: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    home, sent = arrived
    ingest(home, sent, capsys)
    reasons = [json.loads(file.read_text("utf-8")) for file in (home / "quarantine").glob("*/reason.json")]
    told = {reason["name"]: reason["reasons"][0] for reason in reasons}
    expected = {f"{number:02}-{KINDS[kind][0]}": KINDS[kind][2] for number, kind in enumerate(CHOSEN)}
    assert told.keys() == expected.keys()
    for name, rule_ids in expected.items():
        assert told[name]["rule_id"] in rule_ids, name
        assert told[name]["message_vi"] and told[name]["action_vi"] and told[name]["action_en"]
    decisions = [
        json.loads(file.read_text("utf-8")) for file in (home / "lake" / "decisions").rglob("*.json")
    ]
    outcomes = {decision["name"]: decision["outcome"] for decision in decisions}
    assert outcomes == {f"99-{GOOD}": "accepted", **dict.fromkeys(expected, "rejected")}

    before = {
        path: path.read_bytes() for path in home.rglob("*") if path.is_file() and "receipts" not in path.parts
    }
    ingest(home, sent, capsys)
    after = {
        path: path.read_bytes() for path in home.rglob("*") if path.is_file() and "receipts" not in path.parts
    }
    assert {path.name for path in before if before[path] != after.get(path)} == set()
    assert before.keys() == after.keys()


def test_the_same_reading_process_reads_them_all(root_dir: Path) -> None:
    child.stop_reading()
    child.read_in_child(root_dir / "include" / "samples" / "04" / GOOD)
    process = child._reading.process
    child.read_in_child(root_dir / "include" / "samples" / "04" / GOOD)
    assert child._reading.process is process
    child.stop_reading()
