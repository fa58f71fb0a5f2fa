"""Delimited text (.csv) into one table; a cell is a number only where its text leaves no doubt."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lientinh.documents import Cell, CellValue, Remark, Table
from lientinh.errors import BadInput
from lientinh.read.content import Content, Limits
from lientinh.read.signatures import require
from lientinh.read.text.decoding import decode_text
from lientinh.read.text.odd_cells import find_odd_cells

# Comma last: with decimal commas it splits numbers just as regularly as the true delimiter splits cells.
_DELIMITERS = ("\t", ";", "|", ",")
_NAMED_DELIMITER = re.compile(r"\"?sep=([;,|\t])\"?\n", re.IGNORECASE)
_SAMPLE_ROWS = 200
_REGULAR = 0.6  # of sampled rows have the same width; titles and notes around the table have not
_WHOLE = re.compile(r"-?(?:0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)[.,]\d+")
_TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
# groups of three, twice or with decimals after another mark; once and alone they may be decimals
_GROUPED = re.compile(
    r"(?P<whole>-?[1-9]\d{0,2}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})*)(?:(?!(?P=group))[.,](?P<decimals>\d+))?"
)
_SHOWN_ROWS = 5
_MOST_DELIMITERS = 2  # a cell; a file of mostly empty cells is no table


def read_csv(data: bytes, file_name: str, limits: Limits) -> Content:
    """A CSV file: rows numbered as a spreadsheet shows them, titles and blank lines included.

    Findings: those of `decode_text`, `read.truncated` (a quotation never closed), `read.too_large`.
    Remarks: `read.ragged_rows`, `read.doubled_headers`, `read.odd_cells`.
    """
    require(data, file_name, "text")
    decoded = decode_text(data, file_name, western=True)
    if max(map(decoded.text.count, _DELIMITERS)) > _MOST_DELIMITERS * limits.cells:
        raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells")
    rows = _parse(decoded.text, file_name, limits)
    cells = tuple(_cells(rows))
    if len(cells) > limits.cells:
        raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells")
    remarks = tuple(_remarks_on(rows, cells))
    return Content((Table(1, None, cells),), "text/csv", decoded.encoding, decoded.notes, remarks=remarks)


def _parse(text: str, file_name: str, limits: Limits) -> list[list[str]]:
    csv.field_size_limit(limits.text_chars)  # Python's own limit is 131,072 characters
    sample = "\n".join(text.split("\n", _SAMPLE_ROWS)[:_SAMPLE_ROWS])
    named = _NAMED_DELIMITER.match(text)
    if named:  # Excel's own line, which a spreadsheet does not show
        text, sample = text[named.end() :], sample[named.end() :]
    delimiter = named[1] if named else _find_delimiter(sample)
    escape = (
        "\\"
        if f"\\{delimiter}" in sample or ('\\"' in sample and '""' not in sample.replace('\\""', ""))
        else None
    )
    try:
        return _rows(text, delimiter, escape, strict=True)
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise BadInput("read.truncated", file_name, detail="a quotation is never closed") from error
        return _rows(text, delimiter, escape or ("\\" if '\\"' in text else None), strict=False)


def _rows(text: str, delimiter: str, escape: str | None, *, strict: bool) -> list[list[str]]:
    spaced = bool(re.search(rf'{re.escape(delimiter)} +"', text))
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        escapechar=escape,
        strict=strict,
        skipinitialspace=spaced,
    )
    return list(reader)


def _find_delimiter(sample: str) -> str:
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in _rows(sample, delimiter, None, strict=False) if row]
        width, count = _usual_width(widths)
        regular = count / len(widths) if widths else 0.0
        if width > 1 and regular >= _REGULAR:
            return delimiter
        if width > 1 and regular > best_score:
            best, best_score = delimiter, regular
    return best


def _usual_width(widths: Sequence[int]) -> tuple[int, int]:
    """The most frequent width above one, and how many rows have it."""
    counts = Counter(width for width in widths if width > 1)
    return counts.most_common(1)[0] if counts else (1, 0)


def _cells(rows: list[list[str]]) -> Iterator[Cell]:
    for row, fields in enumerate(rows, start=1):
        for column, text in enumerate(fields, start=1):
            if text.strip():
                yield Cell(row, column, _typed(text.strip()), text)


def _typed(text: str) -> CellValue:
    """A number where it can be nothing else, each by itself: files mix "66,72" and "55.34".

    "1.234" stays text whatever the file: what it is goes by its unit and its column, which are the form's to know.
    """
    if _WHOLE.fullmatch(text):
        return Decimal(text)
    if _DECIMAL.fullmatch(text) and not _TWO_WAYS.fullmatch(text):
        return Decimal(text.replace(",", "."))
    match = None if _TWO_WAYS.fullmatch(text) else _GROUPED.fullmatch(text)
    if match:
        whole = match["whole"].replace(match["group"], "")
        return Decimal(f"{whole}.{match['decimals']}" if match["decimals"] else whole)
    return text


def _remarks_on(rows: list[list[str]], cells: Sequence[Cell]) -> Iterator[Remark]:
    widths = [len(row) for row in rows]
    width, _ = _usual_width(widths)
    header = next((index for index, found in enumerate(widths) if found == width), None)
    if header is None:
        return
    names = Counter(name.strip() for name in rows[header] if name.strip())
    doubled = sorted(name for name, count in names.items() if count > 1)
    if doubled and not all(_WHOLE.fullmatch(name) for name in doubled):
        yield Remark("read.doubled_headers", (("names", ", ".join(doubled[:_SHOWN_ROWS])),))
    ragged = [
        number
        for number, found in enumerate(widths, start=1)
        if number > header + 1 and found not in (0, width)
    ]
    if ragged:
        more = ", …" if len(ragged) > _SHOWN_ROWS else ""
        shown = ", ".join(map(str, ragged[:_SHOWN_ROWS])) + more
        yield Remark("read.ragged_rows", (("count", len(ragged)), ("rows", shown)))
    yield from find_odd_cells(cells, header + 1)
