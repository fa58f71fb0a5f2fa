"""The entry: global options before or after the command, errors as exit codes, never a traceback for input.

Exit codes: 0 done; 1 done, with findings at `error` or `critical`; 2 wrong usage or wrong metadata;
3 infrastructure (a lock held by another, a server gone, a full disk).
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from lientinh.cli.app import app
from lientinh.cli.session import Session, set_session
from lientinh.errors import CatalogueError, InfrastructureError, LienTinhError
from lientinh.settings import read_settings

EXIT_DONE, EXIT_FINDINGS, EXIT_USAGE, EXIT_INFRASTRUCTURE = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code."""
    logging.basicConfig(level=os.environ.get("LIENTINH_LOG_LEVEL", "WARNING"), format="%(message)s")
    try:
        arguments, home, as_json = split_global_options(list(sys.argv[1:] if argv is None else argv))
        settings = read_settings(os.environ, home)
        if settings.home.exists() and not settings.home.is_dir():
            raise InfrastructureError(
                f"{settings.home} is no folder; --home names the folder that holds the data"
            )
        set_session(Session(settings, as_json=as_json))
        app(arguments, prog_name="lientinh")
    except CatalogueError as error:
        _fail(f"Danh mục có lỗi (the catalogue has errors):\n{error}", EXIT_USAGE)
    except InfrastructureError as error:
        _fail(str(error), EXIT_INFRASTRUCTURE)
    except LienTinhError as error:
        _fail(str(error), EXIT_USAGE)
    except OSError as error:
        _fail(f"{error.filename or ''}: {error.strerror or error}", EXIT_INFRASTRUCTURE)


def split_global_options(arguments: list[str]) -> tuple[list[str], Path | None, bool]:
    """Take `--home DIR`, `--home=DIR` and `--json` out, wherever they stand before a bare `--`."""
    rest: list[str] = []
    home: Path | None = None
    as_json = False
    pending = iter(arguments)
    for argument in pending:
        if argument == "--":
            rest += [argument, *pending]
        elif argument == "--json":
            as_json = True
        elif argument == "--home":
            value = next(pending, None)
            if value is None:
                _fail("--home: thiếu thư mục (needs a folder)", EXIT_USAGE)
            home = Path(str(value))
        elif argument.startswith("--home="):
            home = Path(argument.removeprefix("--home="))
        else:
            rest.append(argument)
    return rest, home, as_json


def _fail(message: str, code: int) -> None:
    print(message, file=sys.stderr)
    raise SystemExit(code)
