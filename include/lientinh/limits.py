"""How much a file may hold and cost before it is refused, and how a deployment says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from lientinh.errors import UsageError

_PREFIX = "LIENTINH_LIMIT_"
# The largest of the reference inputs takes 40 ms and 80 MB; a workbook of 100,000 rows 5 s, 12 MB packed.
_FIRST_SECONDS = 8.0
_SECONDS_PER_BYTE = 2e-6
_FIRST_MEMORY_BYTES = 340 * 1024 * 1024
_MEMORY_PER_BYTE = 40


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
    sheets: int = 500  # of a workbook
    cells: int = 5_000_000  # that hold something, over all tables of the file
    pages: int = 500  # of a PDF; the longest plan among the reference inputs has 40
    text_chars: int = 64 * 1024 * 1024
    paragraph_chars: int = (
        10_000  # the longest among the reference inputs has 1,392; costs grow with its square
    )
    prose_chars: int = 1_000_000  # of all paragraphs; the longest of the reference inputs has 43,000
    paragraphs: int = 200_000  # of one text; three thousand pages have a third of that
    seconds: float = 60.0  # of reading, without the outside programs it starts
    tool_seconds: float = 600.0  # of all outside programs together: recognising a long scan takes minutes
    memory_bytes: int = 1024 * 1024 * 1024  # of the reading process
    ocr_seconds_per_page: float = 60.0  # a dense A4 page takes 2 to 6 s; a page of noise many times that

    def seconds_for(self, file_bytes: int) -> float:
        """What a file of this size may take: a small file that needs long is not an honest one."""
        return min(self.seconds, _FIRST_SECONDS + _SECONDS_PER_BYTE * file_bytes)

    def memory_for(self, file_bytes: int) -> int:
        """The same of memory: bytes that the reading process may hold."""
        return min(self.memory_bytes, _FIRST_MEMORY_BYTES + _MEMORY_PER_BYTE * file_bytes)


DEFAULT_LIMITS = Limits()


def read_limits(environ: Mapping[str, str]) -> Limits:
    """Limits from `LIENTINH_LIMIT_<FIELD>`; empty ones are the defaults.

    Raises UsageError for a name that is no limit and for what is no number above zero.
    """
    kinds = {
        _PREFIX + field.name.upper(): (field.name, type(getattr(DEFAULT_LIMITS, field.name)))
        for field in fields(Limits)
    }
    given: dict[str, Any] = {}
    for name, text in environ.items():
        if not name.startswith(_PREFIX) or not text:
            continue
        if name not in kinds:
            raise UsageError(f"{name} is no limit; there are {', '.join(sorted(kinds))}")
        field, kind = kinds[name]
        given[field] = _number(name, text, kind)
    return Limits(**given)


def _number(name: str, text: str, kind: type[int] | type[float]) -> int | float:
    try:
        number = kind(text)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        example = getattr(DEFAULT_LIMITS, name.removeprefix(_PREFIX).lower())
        raise UsageError(f"{name}={text!r} is no number above zero, for example {example}")
    return number
