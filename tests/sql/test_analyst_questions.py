"""The analysts' page answers its own questions, on every engine, with what the warehouse says today."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

from analyst_warehouse import build_analyst_warehouse
from lientinh.cli.main import main
from lientinh.settings import Settings
from worked_questions import PAGE, Ask, Question, ask_duckdb, ask_postgres, draw_answer, read_questions

QUESTIONS = read_questions(PAGE.read_text(encoding="utf-8"))
ENGINES = ("duckdb", "postgres")


@pytest.fixture(scope="module", params=ENGINES)
def settings(request, tmp_path_factory) -> Settings:
    """The page's warehouse, made once for each engine."""
    home = tmp_path_factory.mktemp(request.param)
    url = make_database(request.getfixturevalue("postgres_server")) if request.param == "postgres" else None
    settings = Settings(home=home, warehouse_url=url)
    build_analyst_warehouse(settings)
    return settings


def make_database(server: str) -> str:
    """`LIENTINH_WAREHOUSE_URL` of an empty database that lasts as long as the server."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("create database analyst")
    return server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", "/analyst?")


@pytest.fixture(scope="module")
def ask(settings: Settings) -> Ask:
    """Asks it as an analyst does."""
    return (
        ask_postgres(settings.warehouse_url)
        if settings.warehouse_url
        else ask_duckdb(settings.warehouse_file)
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.heading[:40])
def test_the_answer_on_the_page_is_what_comes_out(ask: Ask, question: Question) -> None:
    columns, rows = ask(question.sql)
    assert rows, "a question without an answer teaches nothing"
    assert draw_answer(columns, rows) == question.answer, (
        "`python tests/worked_questions.py` writes the answers anew"
    )


def test_there_are_a_dozen_questions_numbered_and_each_in_the_contents() -> None:
    page = PAGE.read_text(encoding="utf-8")
    numbers = [int(one) for one in re.findall(r"^### (\d+)\. ", page, re.MULTILINE)]
    assert len(numbers) >= 12
    assert numbers == list(range(1, len(numbers) + 1))
    contents = [int(one) for one in re.findall(r"^(\d+)\. \S", page[: page.index("### 1. ")], re.MULTILINE)]
    assert contents == numbers


def test_every_question_has_sql_an_english_line_and_a_caveat() -> None:
    page = PAGE.read_text(encoding="utf-8")
    sections = re.split(r"^### (?=\d+\. )", page, flags=re.MULTILINE)[1:]
    for text in sections:
        section = re.split(r"^## ", text, flags=re.MULTILINE)[0]
        heading, english = section.splitlines()[:2]
        assert "```sql" in section, heading
        assert english.startswith("*") and english.endswith("*"), heading
        assert "**Lưu ý.**" in section and "*Caveat." in section, heading


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.heading[:40])
def test_sql_is_of_the_kind_that_both_engines_take(question: Question) -> None:
    engine_only = re.findall(
        r"\b(?:qualify|pivot|unpivot|exclude|group by all|strftime|to_char|ilike|list_agg|::)\b",
        question.sql.lower(),
    )
    assert engine_only == []
    columns = set(question.answer.partition("\n")[0].strip("| ").split(" | "))
    assert not columns & {"observation_id", "series_id", "processing"}, "these change with the catalogue"


def test_commands_on_the_page_run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    if settings.warehouse_url:
        monkeypatch.setenv("LIENTINH_WAREHOUSE_URL", settings.warehouse_url)
    page = PAGE.read_text(encoding="utf-8")
    commands = re.findall(r"^\.venv/bin/lientinh ((?:compare|diff) [^#\n]*)", page, re.MULTILINE)
    assert len(commands) >= 5
    for command in commands:
        with pytest.raises(SystemExit) as done:
            main([*command.split(), "--home", str(settings.home)])
        assert done.value.code in (0, None), command


def test_python_on_the_page_runs(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if settings.warehouse_url:
        pytest.skip("it opens the DuckDB file")
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "data").symlink_to(settings.home)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "docs/analyst.md", "exec"), {})
    assert (tmp_path / "ngheo.xlsx").stat().st_size > 0


def test_links_of_the_contents_lead_to_their_questions() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"\]\(#([\w-]+)\)", page) == re.findall(r'<a id="([\w-]+)"></a>', page)
