"""Drafts of entries: a table whose layout a family of forms knows, and whose title it does not, is three lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import yaml

from lientinh.catalogue.catalogue import Catalogue
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.header import HeadingBook, find_header, skip_numbering
from lientinh.extract.forms.models import Form
from lientinh.extract.forms.rows import RowWalk

_FEWEST_ROWS = 2
# What PX-Web adds to a title: the variables of the table; a form's titles are compared without them.
_VARIABLES = re.compile(
    r"\s*(?:\(\*+\)\s*)?(?:by (?:Cities|Province|Region|Indicator|Item|Year)\w*\b.*|chia theo .*)$"
)
_MARKS = re.compile(r"\s*\(\*+\)\s*$")


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """An entry of `tables` of a form's file, for a person to finish."""

    form_id: str
    valid_from: date
    yaml: str


def draft_entry(
    grid: FormGrid, forms: Sequence[Form], catalogue: Catalogue, guess: Callable[[str], str], open_point: str
) -> DraftEntry | None:
    """The entry of the family whose headings and labels a table has throughout; None where no family's are.

    `guess` names an indicator by a title, or gives `open_point`, which marks what a person must fill in.
    """
    counts = Counter((form.form_id, form.valid_from) for form in forms)
    tried: set[tuple[str, date]] = set()
    for form in forms:
        key = (form.form_id, form.valid_from)
        if counts[key] < 2 or key in tried:
            continue
        tried.add(key)
        first = _first_row_of(grid, form, catalogue)
        if first is not None:
            title = _title(grid, first)
            entry = {
                "title_any_of": [title or open_point],
                "indicator_code": guess(title),
                "unit": open_point,
            }
            text = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=110)
            return DraftEntry(*key, "".join(f"  {line}\n" for line in text.splitlines()))
    return None


def _first_row_of(grid: FormGrid, form: Form, catalogue: Catalogue) -> int | None:
    """The first row of the header where the whole table is the family's: every heading and every label."""
    header = find_header(grid, HeadingBook(form), grid.first_row)
    if header is None or header.missing or header.unknown or header.repeated or not header.figures:
        return None
    walk = RowWalk(grid, form, header, catalogue, None)
    rows, _ = walk.walk(skip_numbering(grid, header.last_row) + 1, grid.last_row)
    return header.first_row if len(rows) >= _FEWEST_ROWS and not walk.drift else None


def _title(grid: FormGrid, header_row: int) -> str:
    """The longest words above the header, without the variables that PX-Web adds and without marks."""
    words = [text for text, _ in grid.words(grid.first_row, header_row - 1)]
    title = " ".join(max(words, key=len, default="").split())
    return _MARKS.sub("", _VARIABLES.sub("", title)).strip()
