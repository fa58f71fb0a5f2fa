"""The worked questions of `docs/analyst.md`: every ```sql block, and the table under it that is its answer.

`python tests/worked_questions.py` writes the answers anew; the tests compare them on every engine.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import psycopg

PAGE = Path(__file__).resolve().parents[1] / "docs" / "analyst.md"
_BLOCK = re.compile(
    r"^```sql\n(?P<sql>.*?)^```\n\n?(?P<answer>(?:^\|[^\n]*\n)*)\n?", re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"^### (?P<heading>.+)$", re.MULTILINE)

Answer = tuple[list[str], list[Sequence[object]]]  # columns, rows
Ask = Callable[[str], Answer]


@dataclass(frozen=True)
class Question:
    """A block of the page: the heading above it, its SQL, and the table under it."""

    heading: str
    sql: str
    answer: str


def read_questions(page: str) -> list[Question]:
    """Every ```sql block, in the page's order."""
    return [
        Question(_heading_above(page, one.start()), one["sql"], one["answer"])
        for one in _BLOCK.finditer(page)
    ]


def _heading_above(page: str, place: int) -> str:
    headings = [one["heading"] for one in _HEADING.finditer(page, 0, place)]
    return headings[-1] if headings else ""


def write_answers(page: str, ask: Ask) -> str:
    """The page with every answer as it comes out now."""
    return _BLOCK.sub(lambda one: f"```sql\n{one['sql']}```\n\n{draw_answer(*ask(one['sql']))}\n", page)


def draw_answer(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; decimals without padding, nothing for NULL."""
    lines = [columns, ["---"] * len(columns), *([draw_item(item) for item in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def draw_item(item: object) -> str:
    """One cell of an answer, the same whichever driver it came from."""
    if item is None:
        return ""
    if isinstance(item, Decimal | float):
        return f"{Decimal(str(item)).normalize():f}"
    if isinstance(item, datetime):
        raise TypeError(
            "cast times to dates of Asia/Ho_Chi_Minh: drivers show time zones each in their own way"
        )
    return str(item).lower() if isinstance(item, bool) else str(item).replace("|", "\\|")


def ask_duckdb(file: Path) -> Ask:
    """Asks a DuckDB warehouse, in the zone that its readers have."""

    def ask(sql: str) -> Answer:
        with duckdb.connect(str(file), read_only=True) as connection:
            connection.execute("set timezone = 'Asia/Ho_Chi_Minh'")
            cursor = connection.execute(sql)
            return [str(column[0]) for column in cursor.description], cursor.fetchall()

    return ask


def ask_postgres(url: str) -> Ask:
    """Asks a PostgreSQL warehouse by its `LIENTINH_WAREHOUSE_URL`."""

    def ask(sql: str) -> Answer:
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute("set timezone = 'Asia/Ho_Chi_Minh'")
            connection.execute("set search_path to lientinh")
            cursor = connection.execute(sql)
            return [column.name for column in cursor.description or ()], cursor.fetchall()

    return ask


def main() -> int:
    from analyst_warehouse import build_analyst_warehouse
    from lientinh.settings import Settings

    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        build_analyst_warehouse(settings)
        page = write_answers(PAGE.read_text(encoding="utf-8"), ask_duckdb(settings.warehouse_file))
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
