"""The whole loop through Airflow: wrong figures come, wait, are asked about; the right ones take their place."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from end_to_end.airflow_pages import Pages
from end_to_end.running_airflow import airflow_on, ask_warehouse, free_port, runs, wait_for

ROOT = Path(__file__).resolve().parents[2]
AREA_CODE = "20"
SAMPLE = ROOT / "include" / "samples" / AREA_CODE / "so-lieu-hang-nam-2016.xlsx"
PLANTED = {"O12": -5, "N18": 166.7, "M18": 120.5}  # a negative count, two percentages above 100
TITLE = "A5"

pytestmark = pytest.mark.airflow


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[tuple[Path, Pages]]:
    port = free_port()
    with airflow_on(tmp_path, port):
        yield tmp_path, Pages(port, tmp_path)


def drop(home: Path, name: str, changes: dict[str, object]) -> None:
    """The sample with some cells changed into the inbox, whole at once."""
    workbook = openpyxl.load_workbook(SAMPLE)
    for cell, content in changes.items():
        workbook.worksheets[0][cell] = content
    inbox = home / "inbox" / AREA_CODE
    inbox.mkdir(parents=True, exist_ok=True)
    part = inbox / f"{name}.part"
    workbook.save(part)
    part.rename(inbox / name)


def cell(home: Path) -> tuple[object, ...] | None:
    """What readers of the comparison see of one of the figures in question."""
    rows = ask_warehouse(
        home,
        "SELECT state, CAST(value AS DOUBLE) FROM comparison WHERE indicator_code = 'poverty_rate' AND period = '2015'"
        " AND area_code = ? AND scenario = 'actual' AND boundary = 'as_reported'",
        AREA_CODE,
    )
    return rows[0] if rows else None


def states(home: Path) -> list[object]:
    query = "SELECT state FROM finding WHERE severity = 'error' ORDER BY locator"
    return [row[0] for row in ask_warehouse(home, query)]


def subjects(home: Path) -> list[str]:
    """First lines of the messages sent so far, in order."""
    files = sorted((home / "alerts" / "outbox").rglob("*.txt"))
    texts = [file.read_text(encoding="utf-8").splitlines() for file in files]
    return [f"{file.name}: {lines[0]}" for file, lines in zip(files, texts, strict=True)]


def ids(home: Path) -> list[object]:
    """Findings that held figures back."""
    return [row[0] for row in ask_warehouse(home, "SELECT finding_id FROM finding WHERE severity = 'error'")]


def keys(home: Path) -> set[str]:
    """What the ledger of alerts has taken in, each once."""
    files = (home / "alerts" / "events").rglob("*.json")
    return {json.loads(file.read_text(encoding="utf-8"))["key"] for file in files}


def sent_events(home: Path) -> list[str]:
    """The events of all messages sent, one by one."""
    files = (home / "alerts" / "messages").rglob("*.json")
    return [one for file in files for one in json.loads(file.read_text(encoding="utf-8"))["event_ids"]]


def at_rest(home: Path) -> bool:
    """Nothing runs but what waits for a person."""
    found = runs(home)
    waiting = {"running"} if "review_findings" in found else set()
    return all(
        set(states) <= {"success"} | (waiting if dag_id == "review_findings" else set())
        for dag_id, states in found.items()
    )


def test_the_whole_loop(stack: tuple[Path, Pages]) -> None:
    home, pages = stack

    # Wrong figures arrive: they wait, everything else is published, the sender gets a reply, a reviewer is asked.
    drop(home, "so-lieu.xlsx", dict(PLANTED))
    wait_for("the figure withheld", lambda: cell(home) == ("withheld", None))
    wait_for("a reviewer asked", pages.actions)
    (action,) = pages.actions()
    assert action["subject"].startswith("Lạng Sơn: 3 số liệu chờ làm rõ")
    assert "166,7%" in action["body"]
    assert "admin" in {user["id"] for user in action["assigned_users"]}
    assert states(home) == ["new"] * 3
    shown = ask_warehouse(home, "SELECT count(*) FROM observation WHERE area_code = ?", AREA_CODE)
    assert int(str(shown[0][0])) > 40, "what is undisputed is published at once"

    (reply,) = (home / "outbox" / AREA_CODE).glob("*/phan-hoi-so-lieu.xlsx")
    annotated = openpyxl.load_workbook(reply)
    assert "Nội dung cần rà soát" in annotated.sheetnames
    assert all(annotated.worksheets[0][place].comment for place in PLANTED)
    wait_for("runs at their end", lambda: at_rest(home))
    first = subjects(home)
    assert first, "somebody was told"

    # The reviewer returns them, after reading: answered before the scheduler has seen that the asking process ended,
    # Airflow 3.3 takes the task that goes on for one that died, and asks again.
    wait_for("the question at rest", lambda: pages.actions()[0]["task_instance"]["state"] == "awaiting_input")
    time.sleep(3)
    pages.answer(action, "Trả lại, đề nghị gửi lại", ghi_chu="số âm, tỷ lệ trên 100")
    wait_for("the answer recorded", lambda: list((home / "lake" / "answers").glob("*.json")))
    (answer,) = (home / "lake" / "answers").glob("*.json")
    given = json.loads(answer.read_text(encoding="utf-8"))
    assert (given["answer"], given["by"], given["via"]) == ("rejected", "admin", "airflow")
    wait_for("runs at their end", lambda: at_rest(home) and pages.actions() == [])
    assert cell(home) == ("withheld", None)

    # The corrected workbook arrives: the findings are resolved, the comparison shows the right figure.
    title = str(openpyxl.load_workbook(SAMPLE).worksheets[0][TITLE].value)
    drop(home, "so-lieu-dinh-chinh.xlsx", {TITLE: f"{title} (ĐÍNH CHÍNH)"})
    wait_for("the right figure", lambda: cell(home) == ("reported", 16.2))
    assert states(home) == ["resolved"] * 3
    wait_for("runs at their end", lambda: at_rest(home))
    assert pages.actions() == []
    wait_for(
        "what was resolved is told or queued",
        lambda: {f"finding:{one}:resolved" for one in ids(home)} <= keys(home),
    )
    assert {f"finding:{one}:open" for one in ids(home)} <= keys(home)
    sent = sent_events(home)
    assert len(sent) == len(set(sent)) >= len(PLANTED), "one alert each"
    told = subjects(home)
    print(*told, sep="\n")
    assert len(told) == len(set(told)), f"each thing was told once: {told}"
    lines = [subject.partition(": ")[2] for subject in told]
    assert not any(re.search(r"166|120,5|-5", line) for line in lines), "no figures in subject lines"
