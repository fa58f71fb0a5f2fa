"""Exporting: one folder, whole or not at all, named by its vintage, the same bytes from the same warehouse."""

from __future__ import annotations

import json

import pytest

from lientinh.cli.main import main
from lientinh.errors import InfrastructureError, UsageError
from lientinh.export import exporting
from lientinh.export.exporting import DICTIONARY_FILE, export
from lientinh.export.formats import FORMATS
from lientinh.publish.postgres_engine import PostgresEngine
from lientinh.settings import Settings
from small_warehouses import build_from


def bytes_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_warehouse_gives_the_same_bytes(exported_lake, tmp_path, name):
    first = export(exported_lake.settings, name, out=tmp_path / "a")
    second = export(exported_lake.settings, name, out=tmp_path / "b")
    assert first.folder == tmp_path / "a" / f"lientinh-1-{name}"
    assert bytes_of(first.folder) == bytes_of(second.folder)
    assert {file.name for file in first.files} == set(bytes_of(first.folder))
    assert DICTIONARY_FILE in bytes_of(first.folder)


@pytest.mark.parametrize("name", FORMATS)
def test_both_engines_give_the_same_bytes(exported_lake, postgres_url, tmp_path, name):
    with PostgresEngine(postgres_url).rebuild(1) as made:
        build_from(made, exported_lake)
        made.commit()
    on_postgres = Settings(home=exported_lake.settings.home, warehouse_url=postgres_url)
    theirs = bytes_of(export(on_postgres, name, out=tmp_path / "postgres").folder)
    ours = bytes_of(export(exported_lake.settings, name, out=tmp_path / "duckdb").folder)
    assert [file for file in ours if ours[file] != theirs[file]] == []


def test_exports_lie_below_the_home_by_publication_and_give_way_to_new_ones(exported_lake, tmp_path):
    settings = Settings(home=tmp_path)
    settings.warehouse_file.parent.mkdir()
    settings.warehouse_file.write_bytes(exported_lake.file.read_bytes())
    folder = export(settings, "sdmx-csv").folder
    assert folder == tmp_path / "exports" / "1" / "lientinh-1-sdmx-csv"
    (folder / "left over").touch()
    assert export(settings, "sdmx-csv").folder == folder
    assert not (folder / "left over").exists()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_what_is_no_export_is_never_overwritten(exported_lake, tmp_path):
    theirs = tmp_path / "lientinh-1-sdmx-csv" / "thesis.txt"
    theirs.parent.mkdir()
    theirs.write_text("mine")
    with pytest.raises(UsageError, match="--out"):
        export(exported_lake.settings, "sdmx-csv", out=tmp_path)
    assert theirs.read_text() == "mine"


def test_a_full_disk_leaves_the_export_before_and_nothing_else(exported_lake, tmp_path, monkeypatch):
    before = bytes_of(export(exported_lake.settings, "sdmx-csv", out=tmp_path).folder)

    def fill_disk(source, folder):
        (folder / "half").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(exporting.FORMATS, "sdmx-csv", fill_disk)
    with pytest.raises(InfrastructureError, match="No space left"):
        export(exported_lake.settings, "sdmx-csv", out=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["lientinh-1-sdmx-csv"]
    assert bytes_of(tmp_path / "lientinh-1-sdmx-csv") == before


@pytest.mark.parametrize("arguments", [["sdmx"], ["datapackage", "--indicator", "job"]])
def test_what_is_unknown_is_wrong_usage(exported_lake, tmp_path, capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(["export", *arguments, "--home", str(exported_lake.settings.home), "--out", str(tmp_path)])
    assert ended.value.code == 2
    assert ("sdmx-csv" if arguments == ["sdmx"] else "'jobs'") in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_without_a_warehouse_there_is_nothing_to_export(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["export", "datapackage", "--home", str(tmp_path)])
    assert ended.value.code == 2


def test_json_says_what_was_written(exported_lake, tmp_path, capsys):
    arguments = ["export", "sdmx-csv", "--indicator", "jobs", "--out", str(tmp_path), "--json"]
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--home", str(exported_lake.settings.home)])
    assert ended.value.code in (0, None)
    said = json.loads(capsys.readouterr().out)
    assert said["publication"] == 1
    assert said["published_at"].startswith("2025-12-10T01:30")
    assert said["folder"] == str(tmp_path / "lientinh-1-sdmx-csv")
    assert [file["name"] for file in said["files"]] == [
        "dictionary.md", "lientinh-1-structure.xml", "lientinh-1.csv",
    ]  # fmt: skip
    assert all(len(file["sha256"]) == 64 and file["size_bytes"] > 0 for file in said["files"])
