"""Documents between processes: pickled, and taken back without trust.

The process that read a hostile file may be the file's by then: what it sends back can name the classes of a document
and nothing else, so that unpickling runs no code but theirs.
"""

from __future__ import annotations

import io
import pickle
from array import array
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from lientinh.cells import ListedGrid
from lientinh.documents import Cell, CellError, Document, Locator, Paragraph, Remark, Table
from lientinh.read.sheets.grid import RowFormats, SheetGrid

_OF_A_DOCUMENT = (
    Document, Paragraph, Table, Locator, Remark, Cell, CellError, ListedGrid, SheetGrid, RowFormats,
    Decimal, date, datetime, time, timedelta, array,
)  # fmt: skip
_ADMITTED: dict[tuple[str, str], Any] = {(one.__module__, one.__qualname__): one for one in _OF_A_DOCUMENT}
_ADMITTED["array", "_array_reconstructor"] = array("B").__reduce_ex__(4)[0]  # how an array names its maker


def encode(content: Any) -> bytes:
    """Bytes of a document, or of tuples, texts and numbers."""
    return pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)


def decode(data: bytes) -> Any:
    """What `encode` was given. Raises UnpicklingError for anything else; damaged bytes may raise anything."""
    return _Decoder(io.BytesIO(data)).load()


class _Decoder(pickle.Unpickler):
    """Knows the classes that a document is made of."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ADMITTED:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")
        return _ADMITTED[module, name]
