"""Gate 3: the new warehouse against the lake it was made from, before anyone reads it.

Each file of `sql/gate3/` is one check and gives the rows that break it; no rows, no objection.
"""

from __future__ import annotations

import duckdb

from lientinh.errors import PublicationStopped
from lientinh.publish.relations import SQL_DIR, read_sql


def run_gate_3(connection: duckdb.DuckDBPyConnection, n: int) -> None:
    """Every check over a warehouse just built for publication `n`; raises `PublicationStopped` with each breach."""
    problems = []
    for file in sorted((SQL_DIR / "gate3").glob("*.sql")):
        sql = read_sql(file)
        rows = connection.execute(sql.select, {"n": n} if "$n" in sql.select else None).fetchmany(3)
        if rows:
            examples = "; ".join(", ".join(str(item) for item in row) for row in rows)
            problems.append(f"{file.stem}: {sql.description} Found: {examples}")
    if problems:
        raise PublicationStopped(problems)
