"""What an error of the package means to Airflow: try again, or call a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from airflow.sdk.exceptions import AirflowFailException

from lientinh.errors import LienTinhError


@contextmanager
def as_airflow_failures() -> Iterator[None]:
    """A retriable error goes on as it is, and the task's retries apply; any other fails the task at once."""
    try:
        yield
    except LienTinhError as error:
        if error.retriable:
            raise
        raise AirflowFailException(str(error)) from error
