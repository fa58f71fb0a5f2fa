"""Gate 3: the new warehouse against the lake it was made from, before anyone reads it.

Each file of `sql/gate3/` is one check and gives the rows that break it; no rows, no objection. Those in `slice/` run
after each slice of facts, the others once, over what was made: a whole warehouse, or what a change put into it.
"""

from __future__ import annotations

from lientinh.errors import PublicationStopped
from lientinh.publish.engine import Build
from lientinh.publish.relations import SQL_DIR, read_sql


def run_gate_3(build: Build, n: int) -> None:
    """Every check over a warehouse just built for publication `n`; raises `PublicationStopped` with each breach."""
    _run_checks(build, "gate3", n)


def run_slice_checks(build: Build) -> None:
    """The checks of the facts just made; raises `PublicationStopped` with each breach."""
    _run_checks(build, "gate3/slice")


def _run_checks(build: Build, folder: str, n: int = 0) -> None:
    problems = []
    for file in sorted((SQL_DIR / folder).glob("*.sql")):
        sql = read_sql(file)
        rows = build.ask(f"{sql.select}\nlimit 3", {"n": n} if "$n" in sql.select else None)
        if rows:
            examples = "; ".join(", ".join(str(item) for item in row.values()) for row in rows)
            problems.append(f"{file.stem}: {sql.description} Found: {examples}")
    if problems:
        raise PublicationStopped(problems)
