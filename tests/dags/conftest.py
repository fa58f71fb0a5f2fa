"""One Airflow for all tests of DAGs, in the home that tests/conftest.py has set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def dags() -> dict[str, Any]:
    """Every DAG by its id, loaded as `make run` loads them: an empty folder or a broken file is an error."""
    from lientinh_airflow.running import load_dags

    return load_dags(ROOT / "dags")
