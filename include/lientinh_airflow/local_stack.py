"""Airflow with its pages on one machine: four processes, each in a group of its own, started and stopped together.

`airflow standalone` leaves orphans that hold the port when it is ended by TERM; here a whole group is ended.
Run as `python -m lientinh_airflow.local_stack` (`make up`); Ctrl+C stops it.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lientinh.errors import InfrastructureError, LienTinhError
from lientinh.settings import read_settings
from lientinh_airflow.environment import HOST, local_environment

COMPONENTS = {
    "api-server": ["api-server"],
    "dag-processor": ["dag-processor"],
    "triggerer": ["triggerer", "--skip-serve-logs"],
    "scheduler": ["scheduler", "--skip-serve-logs"],
}
_START_SECONDS = 180  # 45 s were measured on two idle cores
_STOP_SECONDS = 10

Processes = dict[str, subprocess.Popen[bytes]]


@contextmanager
def running_stack(home: Path, port: int, environ: Mapping[str, str]) -> Iterator[Processes]:
    """The four components on `home`, healthy; ended with all their children on the way out.

    Raises `InfrastructureError` where the port is taken or a component ends or does not become healthy.
    Each component writes `home/airflow/logs/<component>.log`.
    """
    if not port_is_free(port):
        raise InfrastructureError(f"port {port} is taken; name another: LIENTINH_PORT=8090 make up")
    environment = local_environment(environ, home, port)
    logs = home / "airflow" / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    _airflow(["db", "migrate"], environment, logs / "migrate.log").wait()
    processes: Processes = {}
    try:
        for name, arguments in COMPONENTS.items():
            processes[name] = _airflow(arguments, environment, logs / f"{name}.log")
        wait_until_healthy(processes, port, logs)
        passwords_file(home).chmod(0o600)  # Airflow writes it for everybody to read
        yield processes
    finally:
        stop(processes)


def passwords_file(home: Path) -> Path:
    """Where Airflow's simple users keep their passwords, generated at the first start."""
    return home / "airflow" / "simple_auth_manager_passwords.json.generated"


def port_is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def wait_until_healthy(processes: Processes, port: int, logs: Path) -> None:
    """Returns once the pages answer and every component has reported itself alive."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        for name, process in processes.items():
            if process.poll() is not None:
                raise InfrastructureError(f"{name} ended with {process.returncode}; see {logs / name}.log")
        if _all_healthy(port):
            return
        time.sleep(0.5)
    raise InfrastructureError(f"Airflow was not healthy after {_START_SECONDS} s; see {logs}")


def stop(processes: Processes) -> None:
    """TERM to every group, and KILL to what is left of it after ten seconds."""
    _signal_groups(processes, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    for process in processes.values():
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            continue
    _signal_groups(processes, signal.SIGKILL)
    for process in processes.values():
        process.wait()


def main() -> int:
    """Start, say where, and stay until interrupted. Exit codes as the command line's."""
    settings = read_settings(os.environ)
    port = int(os.environ.get("LIENTINH_PORT") or 8080)
    print("Starting Airflow (about a minute) · Đang khởi động Airflow (khoảng một phút)", flush=True)
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
        signal.SIGHUP,
    ):  # a closed terminal must not leave servers behind
        signal.signal(number, signal.default_int_handler)
    try:
        with running_stack(settings.home, port, os.environ) as processes:
            print(_welcome(settings.home, port), flush=True)
            while all(process.poll() is None for process in processes.values()):
                time.sleep(1)
            raise InfrastructureError(f"a component ended; see {settings.home / 'airflow' / 'logs'}")
    except KeyboardInterrupt:
        print("\nStopped · Đã dừng")
        return 0
    except LienTinhError as error:
        print(error, file=sys.stderr)
        return 3


def _airflow(arguments: list[str], environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603  our own interpreter and fixed arguments
            [sys.executable, "-m", "airflow", *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _all_healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/api/v2/monitor/health", timeout=5) as answer:
            health = json.load(answer)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False
    parts = ("metadatabase", "scheduler", "triggerer", "dag_processor")
    return all((health.get(part) or {}).get("status") == "healthy" for part in parts)


def _signal_groups(processes: Processes, number: signal.Signals) -> None:
    for process in processes.values():
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            continue


def _welcome(home: Path, port: int) -> str:
    return (
        f"\nAirflow: http://{HOST}:{port}\n"
        f"  name admin, password in {passwords_file(home)}\n"
        f"  drop reports into {home / 'inbox'}/<area_code>/ · đặt hồ sơ vào thư mục này, hệ thống tự xử lý\n"
        f"  logs in {home / 'airflow' / 'logs'}; Ctrl+C stops everything"
    )


if __name__ == "__main__":
    sys.exit(main())
