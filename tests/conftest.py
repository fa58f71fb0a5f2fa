"""Fixtures for all tests: the package on the path, the catalogue once, and the reference inputs where they are."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "include"))
pytest_plugins = ["postgres_server"]
TEMPORARY_HOME = Path(tempfile.mkdtemp(prefix="lientinh-tests-"))


def pytest_configure() -> None:
    """A home of their own for the tests: Airflow reads the environment when it is imported, whoever does it first."""
    from lientinh_airflow.environment import local_environment

    os.environ.update(local_environment({}, TEMPORARY_HOME))


def pytest_unconfigure() -> None:
    """Nothing stays behind."""
    shutil.rmtree(TEMPORARY_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def root_dir() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Reference inputs and their labels, kept beside the checkout; a test that needs them skips without."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference inputs are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def catalogue():
    """The catalogue of the checkout, loaded once."""
    from lientinh.catalogue import load_catalogue

    return load_catalogue(ROOT / "include" / "catalogue")
