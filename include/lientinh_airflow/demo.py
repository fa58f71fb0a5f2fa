"""The main job on the sample submissions, through Airflow: `make run`, `python -m lientinh_airflow.demo`.

Lays the samples into the inboxes, runs the ingest DAG of every reporting province and then the publishing
DAG, and shows what came of it. Again on the same home nothing is doubled: the same bytes are the same
submissions. Exit codes: 0 done, whatever was found in the reports; 1 a run failed; 3 infrastructure.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lientinh.errors import LienTinhError
from lientinh.settings import Settings, read_settings
from lientinh_airflow.environment import PROJECT, local_environment
from lientinh_airflow.quiet import words_into
from lientinh_airflow.samples import lay_samples


def main() -> int:
    """Set the environment, run, show."""
    settings = read_settings(os.environ)
    os.environ.update(local_environment(os.environ, settings.home))
    log = settings.home / "airflow" / "logs" / "run.log"
    try:
        with words_into(log) as screen:
            return run_samples(settings, Console(file=screen), log)
    except LienTinhError as error:
        print(error, file=sys.stderr)
        return 3


def run_samples(settings: Settings, console: Console, log: Path) -> int:
    """Samples in, DAGs run, summary out; 1 where a run failed."""
    console.rule("[bold]Liên Tỉnh · make run")
    laid = lay_samples(settings.inbox_dir)
    console.print(
        f"Đã đưa {sum(map(len, laid.values()))} hồ sơ mẫu của {len(laid)} tỉnh vào {settings.inbox_dir}/<mã tỉnh>/\n"
        f"[dim]sample submissions of {len(laid)} provinces laid into their inboxes[/dim]",
        highlight=False,
    )
    failures = _run_dags(console)
    if failures:
        for failure in failures:
            console.print(f"[bold red]✗ {failure}")
        console.print(f"Lỗi do máy hoặc chương trình, không phải do báo cáo. Xem {log}")
        console.print(f"[dim]A machine or a program failed, not a report. See {log}")
        return 1
    from lientinh_airflow.summary import print_summary

    print_summary(console, settings)
    return 0


def _run_dags(console: Console) -> list[str]:
    """Every ingest DAG, then publishing; what failed, in words."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("Khởi động Airflow · starting Airflow", total=None)
        started = time.monotonic()
        from lientinh_airflow.running import load_dags, run_to_end

        dags = load_dags(PROJECT / "dags")
        console.print(f"[green]✓[/green] Airflow ({time.monotonic() - started:.0f} s)", highlight=False)
        order = [
            *sorted(name for name in dags if name.startswith("ingest_")),
            "publish_warehouse",
            "close_period",
            "watch_calendar",
        ]
        progress.update(bar, total=len(order))
        failures = []
        for name in order:
            progress.update(bar, description=f"{dags[name].dag_display_name} · {name}")
            started = time.monotonic()
            run = run_to_end(dags[name])
            mark = "[green]✓" if run.succeeded else "[red]✗"
            console.print(f"{mark}[/] {name} ({time.monotonic() - started:.0f} s)", highlight=False)
            if not run.succeeded:
                failures.append(f"{name}: {', '.join(run.failed_tasks) or run.state}")
            progress.advance(bar)
    return failures


if __name__ == "__main__":
    sys.exit(main())
