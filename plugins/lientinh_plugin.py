"""Registers the Airflow plugin of Liên Tỉnh; nothing else stands here (Airflow executes every .py under plugins/)."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin


class LienTinhPlugin(AirflowPlugin):
    """Timetables, partition mappers and apps of `lientinh_airflow` are listed here when there are any.

    Triggers need no registration: the triggerer imports `lientinh_airflow.inbox_trigger` by its name.
    """

    name = "lientinh"
