"""Where a sheet departs from its form, as findings. Nothing at such a place was read, so nothing else waits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document, Locator, Table
from lientinh.findings import Finding
from lientinh.gates.messages import make_finding
from lientinh.gates.relation_findings import Origin

_FIGURE = re.compile(r"^\s*[-+]?[0-9][0-9.,\s]*%?\s*$")
_FEWEST_FIGURES = 3
_OF_CELLS = ("cell_not_numeric", "number_doubtful")
_CELLS_TOLD = 50  # with the same words, each by itself: a sheet may hold #N/A a hundred thousand times
_BLANK = "(trống, blank)"  # what stands where a unit should; a message has one label for both languages
_LONGEST_CAPTION = 160  # letters; a longer line is a paragraph that happens to stand above

if TYPE_CHECKING:
    from lientinh.extract import Extraction
    from lientinh.extract.forms.drift import FormDrift


def find_form_gaps(
    document: Document, extraction: Extraction, origin: Origin, catalogue: Catalogue
) -> Iterator[Finding]:
    """Tables no form fits, hidden sheets, places a form does not know, and cells nobody filled in."""
    figures = {table.sheet or f"table {table.number}" for table in document.tables if holds_figures(table)}
    shown = _shown_names(document)
    for name in (one for one in extraction.unmapped if one in figures or "!" in one):
        yield make_finding(
            catalogue,
            "gate1.sheet_not_mapped",
            subject=name,
            **asdict(origin),
            locator=Locator(document.file, sheet=name),
            file=document.file,
            sheet=shown.get(name, name),
        )
    for hidden in (table.sheet for table in document.tables if table.hidden and holds_figures(table)):
        yield make_finding(
            catalogue,
            "gate1.hidden_sheet",
            subject=str(hidden),
            **asdict(origin),
            locator=Locator(document.file, sheet=hidden),
            file=document.file,
            sheet=str(hidden),
        )
    alike = Counter[tuple[str, str]]()
    for drift in extraction.drift:
        alike[drift.kind, drift.text] += 1
        own_cell = drift.kind in _OF_CELLS and alike[drift.kind, drift.text] <= _CELLS_TOLD
        yield _drift(drift, origin, catalogue, drift.locator.cell if own_cell else None)
    unfilled = [one for one in extraction.missing if one.meaning == "not_reported"]
    if unfilled:
        yield make_finding(
            catalogue,
            "gate1.form_cells_missing",
            subject=extraction.form_id or document.file,
            **asdict(origin),
            locator=unfilled[0].locator,
            file=document.file,
            count=len(unfilled),
        )


def _shown_names(document: Document) -> dict[str, str]:
    """What a table of a text is called by who wrote it: the line above it, else which of the tables it is."""
    shown: dict[str, str] = {}
    above = ""
    for block in document.blocks:
        if isinstance(block, Table):
            if block.sheet is None:
                named = 0 < len(above) <= _LONGEST_CAPTION
                shown[f"table {block.number}"] = above if named else str(len(shown) + 1)
            above = ""
        else:
            above = " ".join(block.text.split()) or above
    return shown


def holds_figures(table: Table) -> bool:
    """A table of figures, and not one that only lays out a letter's head or its signatures."""
    figures = sum(isinstance(cell.value, Decimal) or bool(_FIGURE.match(cell.text)) for cell in table.cells)
    return figures >= _FEWEST_FIGURES


def _drift(drift: FormDrift, origin: Origin, catalogue: Catalogue, cell: str | None) -> Finding:
    """It concerns only its own place: nothing was read there. `cell`: it is one of several that say the same."""
    return make_finding(
        catalogue,
        f"gate1.form_{drift.kind}",
        subject=f"{drift.form_id} {drift.text}" + (f" {cell}" if cell else ""),
        **asdict(origin),
        locator=drift.locator,
        quote=drift.text,
        place_only=True,
        label=drift.text or _BLANK,
        form_vi=drift.form_name_vi,
        form_en=drift.form_name_en,
        nearest_vi=f" Có thể là “{drift.nearest}”." if drift.nearest else "",
        nearest_en=f" Perhaps “{drift.nearest}”." if drift.nearest else "",
    )
