"""The environment variables of an Airflow on one machine: SQLite, local processes, everything below one folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"


def local_environment(environ: Mapping[str, str], home: Path, port: int = 8080) -> dict[str, str]:
    """`environ` with what Airflow and the package need to work on `home`; what is set there already stays.

    Airflow keeps its metadata and logs in `home/airflow`. Four parallel tasks: the default of 32 starts as
    many processes (1.7 GB). Messages below warnings are left out, for people watch this terminal.
    """
    ours = {
        "LIENTINH_HOME": str(home),
        "AIRFLOW_HOME": str(home / "airflow"),
        "PYTHONPATH": str(PROJECT / "include"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://{HOST}:{port}/execution/",
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://{HOST}:{port}",
        "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
        # 5 s unless said otherwise: two busy cores are slower than that when several tasks start at once.
        "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "30",
        "GX_ANALYTICS_ENABLED": "false",
        "PYTHONUTF8": "1",
    }
    return {**ours, **environ, "LIENTINH_HOME": str(home), "AIRFLOW_HOME": ours["AIRFLOW_HOME"]}
