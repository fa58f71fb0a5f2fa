"""Drafts of forms: the YAML of a table no form knows, or of a form's next version where a table departs from it.

A draft is for a person to finish: what no one can know from the sheet is marked `FILL_IN`; such a form does not load.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import yaml
from rapidfuzz import fuzz, process

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.matching import match_key
from lientinh.documents import Document
from lientinh.extract.folding import fold
from lientinh.extract.forms.drafting_entry import draft_entry
from lientinh.extract.forms.drafting_shape import DraftColumn, DraftTable, find_shape
from lientinh.extract.forms.figures import TableReader
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.loading import forms_for
from lientinh.extract.forms.models import Form
from lientinh.extract.forms.reading import tables_with_context
from lientinh.extract.forms.sheet_search import FormBook, FoundTable
from lientinh.extract.forms.templates import label_key
from lientinh.extract.forms.units import UnitWords
from lientinh.extract.periods import find_periods
from lientinh.readings import DocumentHead

FILL_IN = "FILL_IN"
_NEAR = 85.0  # of 100, rapidfuzz's ratio, for an indicator's name to be proposed
_END = ("người lập", "thủ trưởng", "ghi chú", "nguồn", "note", "source")
_DEPENDENT = re.compile(r"^\s*(?:[-+•–]|trong đó)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A draft: of a `new` form, of a `version` of a known one, or of an `entry` in a known layout's `tables`.

    `yaml` is the file's text, of an entry what is to be added to the file of `form_id` and `valid_from`.
    """

    table: str
    what: Literal["new", "version", "entry"]
    form_id: str
    valid_from: date
    yaml: str

    @property
    def open_points(self) -> int:
        """How many places a person still has to fill in."""
        return self.yaml.count(FILL_IN)


def draft_forms(document: Document, head: DocumentHead, catalogue: Catalogue, today: date) -> list[FormDraft]:
    """A draft for each visible table that no form fits, and for each that departs from its form.

    `today` is when a version begins that the document itself does not date.
    """
    forms = forms_for(document, head.issued_on, catalogue)
    book = FormBook(forms)
    begins = head.issued_on or today
    drafts: list[FormDraft] = []
    for table, above in tables_with_context(document):
        grid = FormGrid(table, document.file, above)
        name = table.sheet or f"table {table.number}"
        found = list(book.find_tables(grid))
        for one in found:
            drafts.extend(_draft_version(grid, one, name, begins, head, catalogue))
        if not found and (entry := _draft_entry(grid, name, forms, catalogue)) is not None:
            drafts.append(entry)
        elif not found and (shape := find_shape(grid, catalogue)) is not None:
            drafts.append(_draft_new(grid, shape, name, begins, catalogue))
    return drafts


def _draft_entry(grid: FormGrid, name: str, forms: Sequence[Form], catalogue: Catalogue) -> FormDraft | None:
    """An entry of the family that has the table's layout, with where to put it."""
    indicators = _indicator_names(catalogue)
    entry = draft_entry(grid, forms, catalogue, lambda title: _guess(title, indicators), FILL_IN)
    if entry is None:
        return None
    where = (
        f"Drafted from {grid.file}, {name}: add to `tables` of forms/{entry.form_id}/{entry.valid_from}.yaml."
    )
    advice = f"Fill in every {FILL_IN}; leave out the unit where the form's own holds. Other titles may stand beside."
    return FormDraft(name, "entry", entry.form_id, entry.valid_from, f"# {where}\n# {advice}\n{entry.yaml}")


def _draft_version(
    grid: FormGrid, found: FoundTable, name: str, begins: date, head: DocumentHead, catalogue: Catalogue
) -> Iterator[FormDraft]:
    """The form with the sheet's own labels beside the known ones they resemble."""
    reader = TableReader(grid, found, head, catalogue, UnitWords(catalogue))
    reader.read()
    unknown = [(one.text, one.nearest) for one in reader.drift if one.kind == "unknown_label"]
    if not unknown:
        return
    data = found.form.model_dump(mode="json", exclude_defaults=True)
    # a known label under an unknown row is known again with that row
    new = [(text, near) for text, near in unknown if near is None or label_key(text) != label_key(near)]
    left = [text for text, nearest in new if nearest is None or not _add_wording(data, text, nearest)]
    data["valid_from"] = begins
    notes = [f"{FILL_IN}: no row and no column of the form resembles {text!r}" for text in left]
    text = _write(data, [f"Drafted from {grid.file}, {name}: check every wording that was added.", *notes])
    yield FormDraft(name, "version", found.form.form_id, begins, text)


def _add_wording(data: dict[str, Any], text: str, nearest: str) -> bool:
    """The new wording goes beside the one it resembles; False where the form has it nowhere."""
    words = " ".join(text.split())
    for row in data.get("rows", []):
        if nearest in row["labels"]:
            row["labels"] = [*row["labels"], words]
            return True
    for column in data["row_columns"]:
        if any(nearest in header.split("|") for header in column.get("headers", [])):
            column["headers"] = [*column["headers"], words]
            return True
    for column in data["figure_columns"]:
        levels = column["heading"]
        if nearest == " ".join(level.split("|")[0] for level in levels) and len(levels) == 1:
            column["heading"] = [f"{levels[0]}|{words}"]
            return True
    return False


def _draft_new(grid: FormGrid, shape: DraftTable, name: str, begins: date, catalogue: Catalogue) -> FormDraft:
    title = _without_periods(shape.title)
    indicators = _indicator_names(catalogue)
    has_items = shape.column("item") is not None
    data: dict[str, Any] = {
        "form_id": _slug(title) or "new_form",
        "valid_from": begins,
        "name_vi": title or FILL_IN,
        "name_en": FILL_IN,
        "source": FILL_IN,
        "recognise": {"title_any_of": [title.lower() or FILL_IN]},
        "row_columns": [_row_column(column) for column in shape.columns if column.shape != "figures"],
        "figure_columns": _figure_columns(shape),
    }
    if not has_items:
        data["fixed"] = {"indicator_code": _guess(title, indicators)}
    if shape.column("unit") is None:
        data.setdefault("fixed", {})["unit"] = FILL_IN
    ends = sorted(
        {word for row in range(shape.last_row + 1, grid.last_row + 1) for word in _end_words(grid, row)}
    )
    if ends:
        data["end_words"] = ends
    if has_items:
        data["rows"] = list(_rows(grid, shape, indicators))
    text = _write(
        data, [f"Drafted from {grid.file}, {name}. Fill in every {FILL_IN}; check kinds and labels."]
    )
    return FormDraft(name, "new", data["form_id"], begins, text)


def _row_column(column: DraftColumn) -> dict[str, Any]:
    drafted: dict[str, Any] = {"headers": [" ".join(column.path)], "gives": column.shape}
    if column.shape == "period":
        drafted["patterns"] = ["[năm] {year}"]
    if column.shape == "nothing":
        drafted["required"] = False
    return drafted


def _figure_columns(shape: DraftTable) -> list[dict[str, Any]]:
    """Each heading once: ten years are one heading with a placeholder."""
    drafted: list[dict[str, Any]] = []
    for column in shape.columns:
        if column.shape == "figures" and (one := _figure_column(column)) not in drafted:
            drafted.append(one)
    return drafted


def _figure_column(column: DraftColumn) -> dict[str, Any]:
    levels = [_YEAR.sub("{year}", level, count=1) for level in column.path]
    drafted: dict[str, Any] = {"heading": levels[0] if len(levels) == 1 else levels}
    if column.kind is not None:
        drafted["kind"] = column.kind
    elif not any("{year}" in level for level in levels):
        drafted["kind"] = FILL_IN
    return drafted


def _rows(grid: FormGrid, shape: DraftTable, indicators: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each label with figures once; a dash before it, or "Trong đó", puts it under the last that has none."""
    items = shape.column("item")
    figures = [column.number for column in shape.columns if column.shape == "figures"]
    parent: str | None = None
    seen: set[tuple[str | None, str]] = set()
    for row in range(shape.first_row, shape.last_row + 1) if items else ():
        cell = grid.at(row, items.number) if items else None
        if cell is None or not label_key(cell.text) or not any(grid.at(row, one) for one in figures):
            continue
        label = " ".join(cell.text.split())
        order = next((one.text for one in grid.row(row) if one.column < cell.column), "")
        under = parent if _DEPENDENT.match(label) or _DEPENDENT.match(order) else None
        if (under, label_key(label)) in seen:
            continue
        seen.add((under, label_key(label)))
        drafted: dict[str, Any] = {
            "labels": [label.lstrip("-+•– ")],
            "indicator_code": _guess(label, indicators),
        }
        if under is None:
            parent = drafted["labels"][0]
        else:
            drafted |= {"under": under, "required": False}
            if drafted["indicator_code"] == FILL_IN:
                drafted["breakdown"] = FILL_IN
        yield drafted


def _indicator_names(catalogue: Catalogue) -> dict[str, str]:
    """Keys of indicators' names to their codes."""
    return {
        match_key(name): one.indicator_code
        for one in catalogue.indicators
        for name in (one.name_vi, one.name_en)
    }


def _guess(label: str, indicators: dict[str, str]) -> str:
    """The indicator whose name a label is, or nearly is."""
    found = process.extractOne(label_key(label), list(indicators), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return indicators[found[0]] if found else FILL_IN


def _without_periods(title: str) -> str:
    """The title without the words that change from report to report."""
    for mention in reversed(find_periods(fold(title))):
        title = title[: mention.start] + title[mention.end :]
    return " ".join(title.split()).strip(" ,;:-")


def _end_words(grid: FormGrid, row: int) -> Iterable[str]:
    cells = (cell for cell in grid.row(row)[:2] if isinstance(cell.value, str))
    return [word for cell in cells for word in _END if label_key(cell.text).startswith(word)]


def _slug(title: str) -> str:
    """Letters, digits and low lines: the name of a folder, where accents may be lost."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    return "_".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode()))[:48].strip("_")


def _write(data: dict[str, Any], comments: Iterable[str]) -> str:
    head = "".join(f"# {comment}\n" for comment in comments)
    return head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)
