"""Closing and reporting a period from the command line, without a scheduler."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lientinh.cli.main import main

SAMPLE = Path(__file__).resolve().parents[2] / "include" / "samples" / "20" / "so-lieu-hang-nam-2016.xlsx"
FORM = ["annual_statistical_form", "2016"]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return ended.value.code or 0


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> str:
    home = str(tmp_path_factory.mktemp("closing"))
    run("--home", home, "ingest", str(SAMPLE), "--area", "20")
    run("--home", home, "publish")
    return home


def test_a_report_is_written_where_the_command_says(capsys, home):
    assert run("--home", home, "--json", "period-report", *FORM) == 0
    file = Path(json.loads(capsys.readouterr().out)["report"])
    assert file.name == "index.html"
    text = file.read_text(encoding="utf-8")
    assert "Biểu thống kê năm 2016" in text
    assert "Lạng Sơn" in text


def test_a_period_is_closed_once(capsys, home):
    assert run("--home", home, "close", *FORM) == 0
    assert "annual_statistical_form 2016: đã chốt, lần 1" in capsys.readouterr().out
    assert run("--home", home, "close", *FORM, "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["k"], again["new"]) == (1, False)


def test_without_a_name_everything_due_is_closed(capsys, home):
    assert run("--home", home, "close") == 0
    capsys.readouterr()
    assert run("--home", home, "close") == 0
    assert "Không có kỳ nào cần chốt" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["close", "annual_statistical_form"],
        ["close", *FORM, "--why", "x"],
        ["period-report", "nothing", "2016"],
    ],
)
def test_what_cannot_be_is_wrong_usage(capsys, home, arguments):
    assert run("--home", home, *arguments) == 2
    assert capsys.readouterr().err
