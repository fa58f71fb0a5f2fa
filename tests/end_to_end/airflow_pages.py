"""Airflow's public API as a person's browser uses it: log in, see what is asked, answer."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from lientinh_airflow.local_stack import passwords_file

Json = dict[str, Any]


class Pages:
    """Airflow on a port of this machine, as its user `admin`."""

    def __init__(self, port: int, home: Path) -> None:
        self._base = f"http://127.0.0.1:{port}"
        password = json.loads(passwords_file(home).read_text(encoding="utf-8"))["admin"]
        self._token = ""
        self._token = self._call("POST", "/auth/token", {"username": "admin", "password": password})[
            "access_token"
        ]

    def actions(self) -> list[Json]:
        """What is asked of people and not answered yet."""
        found: list[Json] = self._call("GET", "/api/v2/dags/~/dagRuns/~/hitlDetails?response_received=false")[
            "hitl_details"
        ]
        return found

    def answer(self, action: Json, option: str, **given: str) -> Json:
        """Choose an option of an action."""
        task = action["task_instance"]
        run = urllib.parse.quote(task["dag_run_id"], safe="")
        path = (
            f"/api/v2/dags/{task['dag_id']}/dagRuns/{run}/taskInstances/{task['task_id']}/{task['map_index']}"
        )
        return self._call("PATCH", f"{path}/hitlDetails", {"chosen_options": [option], "params_input": given})

    def _call(self, method: str, path: str, body: Json | None = None) -> Json:
        request = urllib.request.Request(
            self._base + path,
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"},
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            answer: Json = json.load(response)
        return answer
