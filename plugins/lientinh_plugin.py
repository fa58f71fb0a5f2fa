"""Registers the Airflow plugin of Liên Tỉnh; nothing else stands here (Airflow executes every .py under plugins/)."""

from __future__ import annotations

from typing import ClassVar

from airflow.plugins_manager import AirflowPlugin

from lientinh_airflow import lineage_listener


class LienTinhPlugin(AirflowPlugin):
    """Timetables, partition mappers and apps of `lientinh_airflow` are listed here when there are any.

    Triggers need no registration: the triggerer imports `lientinh_airflow.inbox_trigger` by its name.
    """

    name = "lientinh"
    listeners: ClassVar[list] = [lineage_listener]
