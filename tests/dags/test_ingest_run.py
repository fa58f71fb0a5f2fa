"""Whole runs of the ingest and publishing DAGs, and what a run does when one reading breaks down."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from lientinh.errors import UsageError
from lientinh.pipeline import Pipeline
from lientinh.settings import Settings

pytestmark = pytest.mark.airflow

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "include" / "samples" / "20" / "so-lieu-hang-nam-2016.xlsx"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("LIENTINH_HOME", str(tmp_path))
    monkeypatch.setenv("LIENTINH_REST_SECONDS", "0")
    return Settings(home=tmp_path)


def drop(settings: Settings, name: str, content: bytes | None = None) -> None:
    folder = settings.inbox_dir / "20"
    folder.mkdir(parents=True, exist_ok=True)
    if content is None:
        shutil.copyfile(SAMPLE, folder / name)
    else:
        (folder / name).write_bytes(content)


def outcomes(settings: Settings) -> dict[str, str]:
    return {one["name"]: one["outcome"] for one in Pipeline.open(settings).lake.decisions()}


def test_a_hostile_file_does_not_stop_its_neighbour(dags: dict[str, Any], settings: Settings) -> None:
    from lientinh_airflow.running import run_to_end

    drop(settings, "so_lieu.xlsx")
    drop(settings, "hong.xlsx", b"PK\x03\x04 and nothing more")
    run = run_to_end(dags["ingest_lang_son"])
    assert (run.state, run.failed_tasks) == ("success", ())
    assert outcomes(settings) == {"so_lieu.xlsx": "accepted", "hong.xlsx": "rejected"}
    letters = {path.name for path in settings.outbox_dir.glob("20/*/*.docx")}
    assert letters == {"phieu-tiep-nhan.docx", "du-thao-cong-van.docx"}, (
        "a receipt for one, a letter about the other"
    )


def test_nothing_new_is_nothing_to_do(dags: dict[str, Any], settings: Settings) -> None:
    from lientinh_airflow.running import run_to_end

    assert run_to_end(dags["ingest_lang_son"]).succeeded
    assert outcomes(settings) == {}


def test_a_reading_that_breaks_down_is_a_red_run_and_loses_nothing(
    dags: dict[str, Any], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lientinh_airflow import stages
    from lientinh_airflow.running import run_to_end

    read = stages.read_lot

    def break_down(lot: dict[str, Any]) -> list[dict[str, Any]]:
        if lot["name"] == "a.xlsx":
            raise UsageError("the program broke down")
        return read(lot)

    drop(settings, "a.xlsx")
    drop(settings, "b.xlsx", SAMPLE.read_bytes() + b"\x00")
    monkeypatch.setattr(stages, "read_lot", break_down)
    run = run_to_end(dags["ingest_lang_son"])
    assert run.state == "failed"
    assert set(run.failed_tasks) == {"read[0]", "account_for_all"}
    assert set(outcomes(settings)) == {"b.xlsx"}
    (told,) = settings.alerts_dir.glob("outbox/*.txt")
    assert "ingest_lang_son.read không hoàn thành" in told.read_text(encoding="utf-8").splitlines()[0]

    monkeypatch.setattr(stages, "read_lot", read)
    assert run_to_end(dags["ingest_lang_son"]).succeeded
    assert set(outcomes(settings)) == {"a.xlsx", "b.xlsx"}


def test_the_samples_through_every_dag_and_again(settings: Settings, tmp_path: Path) -> None:
    """What `make run` does and shows; a second time nothing is doubled."""
    from lientinh_airflow.demo import run_samples

    def run() -> str:
        screen = io.StringIO()
        assert run_samples(settings, Console(file=screen, width=100), tmp_path / "run.log") == 0, (
            screen.getvalue()
        )
        return screen.getvalue()

    first = run()
    lake = Pipeline.open(settings).lake
    decisions, publications = len(lake.decisions()), len(lake.publications())
    assert decisions > 0
    assert publications == 1
    for words in (
        "So sánh các tỉnh",
        "Cao Bằng",
        "Lạng Sơn",
        "/5)",
        "Nội dung cần rà soát",
        "lientinh explain",
        "du-thao-cong-van.docx",
        "phan-hoi-ke-hoach-2023.docx",
    ):
        assert words in first
    second = run()
    assert (len(lake.decisions()), len(lake.publications())) == (decisions, publications)
    assert second.split("So sánh các tỉnh")[1] == first.split("So sánh các tỉnh")[1]


def test_a_run_leaves_its_lineage_in_a_file(dags: dict[str, Any], settings: Settings) -> None:
    """START and an end of every task; at the gates which rules held, over how many rows, and no figures."""
    from lientinh_airflow.running import run_to_end

    drop(settings, "so_lieu.xlsx")
    assert run_to_end(dags["ingest_lang_son"]).succeeded
    (file,) = (settings.home / "lineage").iterdir()
    events = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    told = {(event["job"]["name"].removeprefix("ingest_lang_son."), event["eventType"]) for event in events}
    for task_id in ("land", "read", "check_and_decide", "account_for_all"):
        assert {(task_id, "START"), (task_id, "COMPLETE")} <= told
    (decided,) = [
        event for event in events
        if event["job"]["name"] == "ingest_lang_son.check_and_decide" and event["eventType"] == "COMPLETE"
    ]  # fmt: skip
    (started,) = [event for event in events if event["run"] == decided["run"] and event is not decided]
    assert started["eventType"] == "START"
    facets = {dataset["name"]: dataset["inputFacets"] for dataset in decided["inputs"]}
    assert facets["lake/readings"]["dataQualityMetrics"]["rowCount"] > 0
    held = {
        one["assertion"]: one["success"]
        for dataset in facets.values()
        for one in dataset["dataQualityAssertions"]["assertions"]
    }
    (decision,) = Pipeline.open(settings).lake.decisions()
    found = Pipeline.open(settings).lake.read_stage("findings", [decision]).column("rule_id").to_pylist()
    assert {rule_id for rule_id, success in held.items() if not success} == set(found)
    assert found
    assert len(held) > 30


def test_a_period_is_closed_after_its_publication(dags: dict[str, Any], settings: Settings) -> None:
    from lientinh_airflow.running import run_to_end

    drop(settings, "so_lieu.xlsx")
    for dag_id in ("ingest_lang_son", "publish_warehouse", "close_period", "close_period"):
        assert run_to_end(dags[dag_id]).succeeded, dag_id
    closings = Pipeline.open(settings).lake.closings()
    closed = {(one["report_type"], one["period"]): (one["k"], one["why"], one["arrived"]) for one in closings}
    assert closed["annual_statistical_form", "2016"] == (1, "deadline", 1)
    assert len(closed) == len(closings), "closed once, however often the DAG runs"
    assert all((settings.home / one["report"]).is_file() for one in closings)
