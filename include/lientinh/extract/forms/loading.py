"""Loading forms: `forms/<form_id>/<valid_from>.yaml`, checked, problems with file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.matching import match_key
from lientinh.documents import Document
from lientinh.errors import CatalogueError, UsageError
from lientinh.extract.forms.families import expand_tables
from lientinh.extract.forms.models import Form

_MOST_BESIDE = 5_000  # cells of a table in which words are looked for: a page of a yearbook has some hundreds


def load_forms(catalogue: Catalogue) -> tuple[Form, ...]:
    """All versions of all forms. Raises CatalogueError with every problem of every form."""
    forms, problems = _load_checked(_Source(catalogue.directory, catalogue.digest, catalogue))
    if problems:
        raise CatalogueError(list(problems))
    return forms


@dataclass(frozen=True, slots=True)
class _Source:
    """A catalogue as the key of what was loaded from it: the digest tells all that the forms depend on."""

    directory: Path
    digest: str
    catalogue: Catalogue = field(compare=False)


@lru_cache(maxsize=8)
def _load_checked(source: _Source) -> tuple[tuple[Form, ...], tuple[str, ...]]:
    forms, problems = _parse_forms(source.directory / "forms")
    unknown = [problem for form in forms for problem in _check_codes(form, source.catalogue)]
    return forms, tuple(sorted([*problems, *unknown]))


def forms_on(forms: tuple[Form, ...], issued_on: date | None) -> tuple[Form, ...]:
    """Of each form the version in force on a day (the newest without one), then its other versions.

    The others stay behind it: a late report may come on last year's form, and one sent early on next year's.
    """
    day = issued_on or date.max
    return tuple(sorted(forms, key=lambda form: (form.valid_from > day, abs((day - form.valid_from).days))))


def forms_for(document: Document, issued_on: date | None, catalogue: Catalogue) -> tuple[Form, ...]:
    """The forms that tables of a document may be, those in force first.

    A form that names words another table must hold ("Cả nước") is none of a document that has them nowhere.
    """
    forms = forms_on(load_forms(catalogue), issued_on)
    beside = {word for form in forms for word in form.recognise.beside_any_of}
    if not beside:
        return forms
    keys = {word: match_key(word) for word in beside}
    said = {
        match_key(part)
        for table in document.tables
        if len(table.cells) <= _MOST_BESIDE
        for cell in table.cells
        if isinstance(cell.value, str)
        for part in re.split(r"\n|\s[-–/]\s", cell.value)
    }
    held = {word for word, key in keys.items() if key in said}
    return tuple(
        form
        for form in forms
        if not form.recognise.beside_any_of or held.intersection(form.recognise.beside_any_of)
    )


def _parse_forms(folder: Path) -> tuple[tuple[Form, ...], tuple[str, ...]]:
    """Forms of a folder and their problems."""
    problems: list[str] = []
    forms = [
        form
        for path in sorted(folder.glob("*/*.yaml"))
        for form in _load_forms(path, path.relative_to(folder.parent).as_posix(), problems)
    ]
    return tuple(forms), tuple(problems)


def _load_forms(path: Path, name: str, problems: list[str]) -> list[Form]:
    """The forms of one file: one, or one an entry of its `tables`; none where the file has a problem."""
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        forms = [Form.model_validate(data) for data in expand_tables(yaml.safe_load(text))]
    except UnicodeDecodeError as error:
        problems.append(f"{name}:0: not UTF-8 (byte {error.start}); save the file as UTF-8")
        return []
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problems.append(
            f"{name}:{mark.line + 1 if mark else 0}: not YAML: {getattr(error, 'problem', error)}"
        )
        return []
    except ValidationError as error:
        for problem in error.errors():
            place = ".".join(map(str, problem["loc"]))
            problems.append(f"{name}:{_line_of(node, problem['loc'])}: {place}: {problem['msg']}")
        return []
    if any((path.parent.name, path.stem) != (form.form_id, form.valid_from.isoformat()) for form in forms):
        problems.append(f"{name}:1: form_id and valid_from must be the folder's and the file's name")
        return []
    return forms


def _line_of(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """The line of the innermost node on the way to `location` that the file has."""
    line = node.start_mark.line + 1 if node is not None else 0
    for step in location:
        if isinstance(node, yaml.MappingNode):
            child = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            child = node.value[step]
        else:
            child = None
        if child is None:
            return line
        node, line = child, child.start_mark.line + 1
    return line


def _check_codes(form: Form, catalogue: Catalogue) -> list[str]:
    """Codes that other tables of the catalogue must know, and who says what."""
    name = f"forms/{form.form_id}/{form.valid_from}.yaml"
    text = (catalogue.directory / name).read_text(encoding="utf-8")
    problems = []
    if form.report_type and form.report_type not in {entry.report_type for entry in catalogue.report_types}:
        line = _line_with(text, form.report_type)
        problems.append(f"{name}:{line}: report_type {form.report_type} is not in report_types.csv")
    places = [form.fixed, *form.marks.values(), *form.figure_columns, *form.rows]
    members = [pair for column in form.row_columns for pair in column.members]
    for code in sorted({place.indicator_code for place in places if place.indicator_code}):
        try:
            catalogue.indicator(code)
        except UsageError as error:
            problems.append(f"{name}:{_line_with(text, code)}: {error}")
    dimensions = {(entry.dimension, entry.member) for entry in catalogue.dimensions}
    for pair in sorted({one for place in places for one in place.breakdown.split(";")} | set(members)):
        if pair != "_T" and tuple(pair.split("=", 1)) not in dimensions:
            problems.append(f"{name}:{_line_with(text, pair)}: breakdown {pair} is not in dimensions.csv")
    words = {match_key(word.word) for word in catalogue.unit_words}
    for unit in sorted({place.unit for place in places if place.unit}):
        if match_key(unit) not in words:
            problems.append(f"{name}:{_line_with(text, unit)}: unit {unit} is not in unit_words.csv")
    if any(row.indicator_code for row in form.rows) and any(
        one.indicator_code for one in form.figure_columns
    ):
        problems.append(f"{name}:1: either rows or columns name the indicator_code, not both")
    return problems


def _line_with(text: str, code: str) -> int:
    """The first line that holds a code as a word of its own."""
    word = re.compile(rf"(?<![\w-]){re.escape(code)}(?![\w-])")
    return next((number for number, line in enumerate(text.splitlines(), start=1) if word.search(line)), 1)
