"""Both engines, for tests of what each must keep."""

from __future__ import annotations

import pytest


@pytest.fixture(params=["duckdb", "postgres"])
def warehouse_url(request) -> str | None:
    """`LIENTINH_WAREHOUSE_URL` of an empty warehouse on each engine; None is the embedded one."""
    return None if request.param == "duckdb" else request.getfixturevalue("postgres_url")
