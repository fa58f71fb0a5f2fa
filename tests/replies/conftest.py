"""Workbooks as several programs write them, and a real office program where there is one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from decided_reports import decided, decided_home, ingest, report_text  # noqa: F401  fixtures


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str, str], bytes]:
    """`convert(data, "a.xlsx", "ods")`: the file opened in LibreOffice and saved as something else."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here")
    profile = tmp_path_factory.mktemp("office-profile")

    def run(data: bytes, name: str, to: str) -> bytes:
        folder = tmp_path_factory.mktemp("office")
        (folder / name).write_bytes(data)
        out = folder / "out"
        command = [program, "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", to]
        subprocess.run(
            [*command, "--outdir", str(out), str(folder / name)], check=True, capture_output=True, timeout=180
        )
        return (out / f"{Path(name).stem}.{to.partition(':')[0]}").read_bytes()

    return run
