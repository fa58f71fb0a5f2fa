"""What an error of the package means to Airflow."""

from __future__ import annotations

import pytest

from lientinh.errors import CatalogueError, InfrastructureError, UsageError

pytestmark = pytest.mark.airflow


def test_a_machine_that_failed_is_tried_again() -> None:
    from lientinh_airflow.failures import as_airflow_failures

    with pytest.raises(InfrastructureError, match="disk"), as_airflow_failures():
        raise InfrastructureError("the disk is full")


@pytest.mark.parametrize("error", [UsageError("no such area"), CatalogueError(["units.csv:3: twice"])])
def test_what_no_retry_can_mend_fails_at_once(error: Exception) -> None:
    from airflow.sdk.exceptions import AirflowFailException

    from lientinh_airflow.failures import as_airflow_failures

    with pytest.raises(AirflowFailException, match=str(error)), as_airflow_failures():
        raise error


def test_an_error_of_the_program_stays_itself() -> None:
    from lientinh_airflow.failures import as_airflow_failures

    with pytest.raises(ZeroDivisionError), as_airflow_failures():
        print(1 / 0)
