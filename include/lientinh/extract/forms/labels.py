"""Row labels of a form: found by their words and by the rows they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from lientinh.extract.forms.models import Form, RowOfForm, Says
from lientinh.extract.forms.templates import Filled, Template, compile_template, label_key

_NEAR = 60.0  # of 100, rapidfuzz's ratio; below it a label resembles nothing the form knows
_BOTH = re.compile(r"\s*[\n/]\s*|\s+[-–]\s+")  # between a label and the same in another language


class ItemBook:
    """The rows of a form by their labels."""

    def __init__(self, form: Form) -> None:
        self.labels = [label for row in form.rows for label in row.labels]
        self._exact: dict[str, list[RowOfForm]] = {}
        self._templates: list[tuple[Template, RowOfForm]] = []
        for row in form.rows:
            for label in row.labels:
                if "{" in label or "[" in label:
                    self._templates.append((compile_template((label,), ()), row))
                else:
                    self._exact.setdefault(label_key(label), []).append(row)

    def find(self, text: str, path: Sequence[RowOfForm]) -> tuple[RowOfForm, Filled, list[RowOfForm]] | None:
        """The row a label names, below the rows of `path`; with what its placeholders stand for and the path to it.

        The row under the nearest one above is taken first; one that stands under another row is not taken.
        """
        key = label_key(text)
        candidates = [(row, Filled()) for row in self._named(text)]
        candidates += [
            (row, filled) for template, row in self._templates if (filled := template.match(key)) is not None
        ]
        for depth in range(len(path), 0, -1):
            for row, filled in candidates:
                if row.under is not None and _is_named(path[depth - 1], row.under):
                    return row, filled, [*path[:depth], row]
        return next(((row, filled, [row]) for row, filled in candidates if row.under is None), None)

    def find_head(self, text: str) -> Says | None:
        """The row that only heads others."""
        return next((row for row in self._named(text) if row.heads), None)

    def _named(self, text: str) -> list[RowOfForm]:
        """Rows by the whole label; a label in two languages must name one row twice."""
        if (rows := self._exact.get(label_key(text))) is not None:
            return rows
        parts = [self._exact.get(label_key(part), []) for part in _BOTH.split(text) if part.strip()]
        return [row for row in parts[0] if all(row in part for part in parts)] if len(parts) > 1 else []


def nearest_label(text: str, known: Iterable[str]) -> str | None:
    """The known label a text may have been meant for; None where it resembles none."""
    keys = {label_key(label): label for label in known}
    found = process.extractOne(label_key(text), list(keys), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return keys[found[0]] if found else None


def _is_named(row: RowOfForm, label: str) -> bool:
    return label_key(label) in {label_key(one) for one in row.labels}
