"""What a reader is given and what it hands back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lientinh.documents import Block


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold before it is refused (`read.too_large`); a sender can split what is larger.

    The largest real report among the reference inputs is 57 kB, the largest statistical workbook 150 kB;
    the limits leave three orders of magnitude and still fit one worker's memory.
    """

    file_bytes: int = 64 * 1024 * 1024
    expanded_bytes: int = 512 * 1024 * 1024  # of a zip's members together
    expansion_ratio: int = 200  # of one member; honest sheet XML compresses about 10 to 50 times
    members: int = 5_000  # of a zip
    cells: int = 5_000_000  # that hold something, over all tables of the file
    pages: int = 500  # of a PDF; the longest plan among the reference inputs has 40
    text_chars: int = 64 * 1024 * 1024
    seconds: float = 60.0  # of reading, without the outside programs it starts
    tool_seconds: float = 600.0  # of all outside programs together: recognising a long scan takes minutes
    memory_bytes: int = 1024 * 1024 * 1024  # of the reading process
    ocr_seconds_per_page: float = 60  # a dense A4 page takes 2 to 6 s; a page of noise many times that


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Content:
    """A file as its reader understood it: blocks numbered from 1, encoding, notes for the receipt.

    `signatures`: digital signatures in it, counted and not verified.
    """

    blocks: tuple[Block, ...]
    media_type: str
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    signatures: int = 0


# bytes of the file, its name for messages, limits -> content; raises BadInput
Reader = Callable[[bytes, str, Limits], Content]
