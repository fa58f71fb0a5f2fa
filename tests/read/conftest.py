"""The readers' tests read small files made where they are needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lientinh.documents import Document
from lientinh.read import read_document


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, bytes | str], Document]:
    """`read("a.txt", content)`: the content as a file of that name, read."""

    def write_and_read(name: str, content: bytes | str) -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_document(path)

    return write_and_read
