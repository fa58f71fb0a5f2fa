"""What every command of one call shares: settings, output form, consoles, and the pipeline when it is needed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lientinh.settings import Settings

_STAGE_NAMES = {
    "land": "Tiếp nhận (landing)",
    "read": "Đọc và trích xuất (reading)",
    "check": "Rà soát (checking)",
    "reply": "Viết phản hồi (replying)",
    "publish": "Cập nhật kho số liệu (publishing)",
}


@dataclass
class Session:
    """One call of the command line. Tables go to stdout, progress and messages to stderr.

    Without markup: names of files, folders and agencies may hold brackets, which are theirs.
    """

    settings: Settings
    as_json: bool = False
    out: Console = field(default_factory=lambda: Console(soft_wrap=not sys.stdout.isatty(), markup=False))
    err: Console = field(default_factory=lambda: Console(stderr=True, markup=False))

    def print_json(self, document: Any) -> None:
        """One JSON document on stdout."""
        print(json.dumps(document, ensure_ascii=False, default=encode_json))

    def print_json_lines(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """One JSON object a line on stdout."""
        for row in rows:
            self.print_json(row)

    @contextmanager
    def progress(self) -> Iterator[Any]:
        """A progress bar on a terminal, nothing elsewhere; yields a `(stage, name)` callable."""
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self.err, transient=True, disable=not self.err.is_terminal) as bar:
            task = bar.add_task("", total=None)

            def show(stage: str, name: str) -> None:
                bar.update(task, description=f"{_STAGE_NAMES.get(stage, stage)} {name}", advance=1)

            yield show


_current: ContextVar[Session] = ContextVar("session")


def set_session(session: Session) -> None:
    """Set by the entry, once a call."""
    _current.set(session)


def get_session() -> Session:
    """The call's session."""
    return _current.get()


def encode_json(item: object) -> object:
    """Decimals as numbers (integers without a point), dates as ISO 8601."""
    if isinstance(item, Decimal):
        return int(item) if item == item.to_integral_value() else float(item)
    if isinstance(item, datetime | date):
        return item.isoformat()
    raise TypeError(f"no JSON for {type(item).__name__}")
