"""A submission removed on order: no byte of it below the home and no row in the warehouse, killed anywhere or not."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import psycopg
import pyarrow.parquet as pq
import pytest

from drawn import ask
from lientinh.alerts.sending import local_channels, send_alerts
from lientinh.cli.main import main
from lientinh.errors import InfrastructureError, UsageError
from lientinh.explain import explain
from lientinh.export.exporting import export
from lientinh.lake.lake_lock import share_lake
from lientinh.pipeline import Pipeline
from lientinh.publish import publish
from lientinh.purge.purging import plan_purge, purge_submission
from lientinh.replies import write_replies
from lientinh.settings import Settings

HEAD = """SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH SƠN LA

Số: {number}/BC-SLĐTBXH

Sơn La, ngày {day} tháng 01 năm 2022

BÁO CÁO
Kết quả công tác năm 2021{relation}

I. KẾT QUẢ THỰC HIỆN NĂM 2021

- {words}, năm 2021, tạo việc làm mới cho {jobs} lao động.
"""
FIRST = HEAD.format(number=15, day="05", relation="", words="Toàn tỉnh", jobs="12.000")
SECRET_WORDS = "Theo sổ theo dõi Phiêng Khoài"
SECOND = HEAD.format(
    number=15, day="20", relation=" (thay thế Báo cáo số 15/BC-SLĐTBXH)", words=SECRET_WORDS, jobs="47.613"
)
# A plan that looks back on the year: gate 2 holds its figure against the report's.
OTHER = (
    HEAD.format(number=16, day="25", relation="", words="Toàn tỉnh", jobs="12.100")
    .replace("/BC-", "/KH-")
    .replace("BÁO CÁO\nKết quả công tác năm 2021", "KẾ HOẠCH\nCông tác lao động năm 2022")
)
GONE = ("Phiêng Khoài", "47.613", "47613", "47,613", "so-theo-doi-rieng")
NAME = "so-theo-doi-rieng.txt"


class Clock:
    """A later day with every look, so that vintages can be told apart."""

    def __init__(self) -> None:
        self.now = datetime(2022, 2, 1, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def pipeline(tmp_path: Path, catalogue) -> Pipeline:
    return open_home(tmp_path / "home", catalogue)


def open_home(home: Path, catalogue, warehouse_url: str | None = None) -> Pipeline:
    settings = Settings(home=home, rest_seconds=0, warehouse_url=warehouse_url)
    opened = Pipeline.open(settings)
    return Pipeline(settings, catalogue, opened.lake, clock=Clock())


def land(pipeline: Pipeline, name: str, text: str, area: str = "14") -> str:
    """Only landed: enough where it is not the figures that matter."""
    path = pipeline.settings.inbox_dir / area / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1000, 1000))
    (landed,) = pipeline.land()
    return landed.submission_id


def send(pipeline: Pipeline, name: str, text: str) -> str:
    submission_id = land(pipeline, name, text)
    pipeline.check_and_decide([submission_id])
    write_replies(pipeline, [submission_id], pipeline.clock())
    return submission_id


def make_known(pipeline: Pipeline) -> None:
    publish(pipeline.lake, pipeline.settings, pipeline.catalogue, now=pipeline.clock())
    send_alerts(pipeline, pipeline.clock(), local_channels(pipeline.settings, {}))


def fill(pipeline: Pipeline) -> str:
    """Three reports, each published; the second, which replaces the first, is the one to go."""
    send(pipeline, "a.txt", FIRST)
    make_known(pipeline)
    gone = send(pipeline, NAME, SECOND)
    make_known(pipeline)
    send(pipeline, "c.txt", OTHER)
    make_known(pipeline)
    return gone


@pytest.fixture(scope="module")
def filled(tmp_path_factory, catalogue) -> tuple[Path, str]:
    """A home in which it has all happened, to be copied; and the submission that is to go."""
    pipeline = open_home(tmp_path_factory.mktemp("filled") / "home", catalogue)
    gone = fill(pipeline)
    export(pipeline.settings, "datapackage")
    return pipeline.settings.home, gone


@pytest.fixture
def known(filled, tmp_path, catalogue) -> tuple[Pipeline, str]:
    home, gone = filled
    return copy_home(home, tmp_path / "copied", catalogue), gone


def purge(pipeline: Pipeline, submission_id: str, **more):
    return purge_submission(
        pipeline.settings, pipeline.lake, submission_id,
        reason="Theo văn bản yêu cầu", by="van-thu", now=pipeline.clock(), **more,
    )  # fmt: skip


def hits(pipeline: Pipeline) -> list[str]:
    """Every place below the home, or in the warehouse, where a removed word or figure still stands."""
    found = []
    for path in sorted(pipeline.settings.home.rglob("*")):
        texts = [str(path.relative_to(pipeline.settings.home)).encode()]
        if path.is_file():
            texts.append(path.read_bytes())
            if path.suffix == ".parquet":
                texts.append(str(pq.read_table(path).to_pylist()).encode())
            if path.suffix == ".duckdb":
                texts.append(dump_duckdb(path))
        for word in GONE:
            if any(word.encode(code) in text for text in texts for code in ("utf-8", "utf-16-le")):
                found.append(f"{path.relative_to(pipeline.settings.home)}: {word}")
    url = pipeline.settings.warehouse_url
    if url:
        rows = dump_postgres(url)
        found += [f"postgres: {word}" for word in GONE if word in rows]
    return found


def dump_duckdb(path: Path) -> bytes:
    with duckdb.connect(str(path), read_only=True) as connection:
        names = connection.execute("select table_name from information_schema.tables").fetchall()
        return str([connection.execute(f'select * from "{name}"').fetchall() for (name,) in names]).encode()


def dump_postgres(url: str) -> str:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        names = connection.execute(
            "select schemaname, tablename from pg_tables where schemaname like 'lientinh%'"
        ).fetchall()
        return str([connection.execute(f'select * from {s}."{t}"').fetchall() for s, t in names])


@pytest.fixture(params=["duckdb", "postgres"])
def warehouse_url(request) -> str | None:
    return None if request.param == "duckdb" else request.getfixturevalue("postgres_url")


def test_nothing_is_left_below_the_home_or_in_the_warehouse(tmp_path, catalogue, filled, warehouse_url):
    home, gone = filled
    pipeline = copy_home(home, tmp_path / "copied", catalogue, warehouse_url)
    publish(pipeline.lake, pipeline.settings, pipeline.catalogue, now=pipeline.clock())
    (observation_id,) = [
        row["observation_id"]
        for row in ask(where(pipeline), "select observation_id from evidence where quote like '%47.613%'")
    ]
    assert len(hits(pipeline)) > 5, "a search that finds nothing before proves nothing after"
    planned = plan_purge(pipeline.settings, pipeline.lake, gone)
    done = purge(pipeline, gone)
    assert planned == done.removal
    publication = publish(pipeline.lake, pipeline.settings, pipeline.catalogue, now=pipeline.clock())
    assert (publication.cause, publication.purged, publication.new) == ("purged", (gone,), True)
    assert "1 hồ sơ đã xóa theo yêu cầu" in publication.describe()
    assert hits(pipeline) == []
    explanation = explain(pipeline.settings, pipeline.lake, observation_id)
    assert explanation["removed"]["submission_id"] == gone
    assert explanation["removed"]["reason"] == "Theo văn bản yêu cầu"
    again = publish(pipeline.lake, pipeline.settings, pipeline.catalogue, now=pipeline.clock())
    assert not again.new, "told once"


def where(pipeline: Pipeline) -> Path | str:
    return pipeline.settings.warehouse_url or pipeline.settings.warehouse_file


def test_at_no_vintage_it_was_ever_known_and_what_it_replaced_stands_again(known):
    pipeline, gone = known
    purge(pipeline, gone)
    publish(pipeline.lake, pipeline.settings, pipeline.catalogue, now=pipeline.clock())
    shown = "select distinct value from comparison_as_of({}) where area_code = '14' and value is not null"
    moments = [
        row["published_at"] for row in ask(where(pipeline), "select published_at from publication order by n")
    ]
    assert len(moments) == 4
    for moment in moments[:2]:
        rows = ask(where(pipeline), shown.format(f"timestamptz '{moment}'"))
        assert [str(row["value"]) for row in rows] == ["12000.000000"]
    publish(pipeline.lake, pipeline.settings, pipeline.catalogue, now=pipeline.clock(), to=2)
    assert hits(pipeline) == []


def test_killed_at_any_step_the_next_command_finishes_it(tmp_path, catalogue, filled):
    home, gone = filled
    steps: list[str] = []
    purge(copy_home(home, tmp_path / "counted", catalogue), gone, fault=steps.append)
    assert len(steps) >= 12
    for step in sorted({1, 2, *range(3, len(steps), 4), len(steps)}):
        one = copy_home(home, tmp_path / f"killed-{step}", catalogue)
        with pytest.raises(KilledError):
            purge(one, gone, fault=kill_at(step))
        one.land()  # any command of the way in finishes it
        assert (gone in one.lake.purged()) == (step > 1)
        if step == 1:
            assert purge(one, gone).new
        assert one.lake.unfinished_purges() == []
        kept = [name for name in hits(one) if not name.startswith("warehouse/")]
        assert kept == [], step


class KilledError(BaseException):
    """As if the process ended here."""


def kill_at(step: int):
    met = []

    def fault(point: str) -> None:
        met.append(point)
        if len(met) == step:
            raise KilledError

    return fault


def copy_home(source: Path, target: Path, catalogue, warehouse_url: str | None = None) -> Pipeline:
    shutil.copytree(source, target)
    return open_home(target, catalogue, warehouse_url)


def test_bytes_another_submission_holds_stay_with_it(pipeline):
    gone = land(pipeline, "a.txt", FIRST)
    other = land(pipeline, "a.txt", FIRST, area="20")
    purge(pipeline, gone)
    assert len(pipeline.lake.storage.list_names("raw")) == 1
    assert list(pipeline.submissions()) == [other]


def test_it_is_refused_when_it_comes_again(pipeline):
    purge(pipeline, land(pipeline, NAME, SECOND))
    again = [land(pipeline, name, SECOND) for name in (NAME, "doi-ten.txt")]
    assert {one.refused for one in pipeline.submissions().values()} == {"land.purged"}
    pipeline.check_and_decide(again)
    assert {one["refused"] for one in pipeline.lake.decisions()} == {"land.purged"}
    assert hits(pipeline) == []


def test_another_report_is_not_refused(pipeline):
    purge(pipeline, land(pipeline, NAME, SECOND))
    kept = land(pipeline, NAME, FIRST)
    assert {key: one.refused for key, one in pipeline.submissions().items()} == {kept: None}


def test_others_messages_lose_what_they_told_of_it_and_keep_what_they_hold(known):
    pipeline, gone = known
    purge(pipeline, gone)
    rows = pipeline.lake.read_stage("findings", pipeline.lake.decisions()).to_pylist()
    told = [row for row in rows if gone in row["message_vi"]]
    assert all(row["message_vi"].startswith("Nội dung đã được gỡ bỏ") for row in told)
    assert told, "the third report was held against the one that is gone"


def test_asked_twice_it_is_done_once(pipeline):
    gone = land(pipeline, NAME, SECOND)
    assert purge(pipeline, gone).new
    again = purge(pipeline, gone)
    assert not again.new and again.removal.removed == []


def test_nobody_is_removed_who_never_came(pipeline):
    with pytest.raises(UsageError):
        purge(pipeline, "0" * 16)


def test_it_waits_for_who_works_on_the_lake(pipeline):
    gone = land(pipeline, NAME, SECOND)
    with share_lake(pipeline.settings.home), pytest.raises(InfrastructureError):
        purge(pipeline, gone, wait_seconds=0.0)
    assert pipeline.lake.purged() == set()


def test_the_command(pipeline, capsys):
    gone = land(pipeline, NAME, SECOND)
    home = ["--home", str(pipeline.settings.home), "--json"]
    main_ends(["purge", gone, "--dry-run", *home], 0)
    plan = json.loads(capsys.readouterr().out)
    assert plan["dry_run"] and any(name.startswith("lake/raw/") for name in plan["removed"])
    assert pipeline.lake.purged() == set()
    main_ends(["purge", gone, *home], 2)
    main_ends(["purge", "0" * 16, "--reason", "r", *home], 2)
    capsys.readouterr()
    main_ends(["purge", gone, "--reason", "Theo yêu cầu", "--by", "van-thu", *home], 0)
    told = json.loads(capsys.readouterr().out)
    assert (told["purged_by"], told["reason"], told["new"]) == ("van-thu", "Theo yêu cầu", True)
    assert "47613" not in json.dumps(told) and told["removed"]
    assert hits(pipeline) == []


def main_ends(arguments: list[str], code: int) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert (stopped.value.code or 0) == code


def test_a_run_of_the_scheduler_that_meets_a_removal_goes_on(pipeline, monkeypatch):
    from lientinh_airflow import stages

    monkeypatch.setenv("LIENTINH_HOME", str(pipeline.settings.home))
    monkeypatch.setenv("LIENTINH_REST_SECONDS", "0")
    path = pipeline.settings.inbox_dir / "14" / NAME
    path.parent.mkdir(parents=True)
    path.write_text(SECOND, encoding="utf-8")
    os.utime(path, (1000, 1000))
    lots = stages.land_submissions("14")
    purge(pipeline, lots[0]["submissions"][0]["submission_id"])
    assert [stages.read_lot(lot) for lot in lots] == [[]]
    decided = stages.check_and_decide_lots([lots[0]["submissions"]])
    assert decided == []
    assert stages.account_for(lots, decided)["decided"] == 0
    assert stages.write_replies_for(lots[0]["submissions"]) == {}
    assert hits(pipeline) == []


def test_what_is_decided_while_it_is_removed_is_not_written(known):
    pipeline, gone = known
    (decision,) = [one for one in pipeline.lake.decisions() if one["submission_id"] == gone]
    purge(pipeline, gone)
    assert not pipeline.lake.write_decision(decision)
    assert pipeline.lake.find_decision(gone, decision["processing"]) is None
