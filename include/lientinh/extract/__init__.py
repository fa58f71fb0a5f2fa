"""Extract: blocks become readings; prose by the narrative extractor, tables by a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.extract.forms import FormDrift, MissingCell, extract_forms
from lientinh.extract.forms.head import as_page, complete_head
from lientinh.extract.forms.table_readings import number_readings
from lientinh.extract.head import extract_head
from lientinh.extract.prose import extract_prose
from lientinh.extract.recognised import is_recognised, with_confidences
from lientinh.readings import DocumentHead, Reading

__all__ = ["Extraction", "extract_document", "extract_forms", "extract_head", "extract_prose", "read_head"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a document says: its head, its readings numbered from 1 (prose, then tables), and what fell outside.

    `unmapped` are tables no form fits, `drift` the places where a sheet departs from its form, `missing` the
    cells a form asks for and nobody filled in; `form_id` is None for a document without a form.
    """

    head: DocumentHead
    readings: Sequence[Reading]
    unmapped: tuple[str, ...] = ()
    form_id: str | None = None
    drift: tuple[FormDrift, ...] = ()
    missing: tuple[MissingCell, ...] = ()


def extract_document(
    document: Document, catalogue: Catalogue, area_code: str | None = None, head: DocumentHead | None = None
) -> Extraction:
    """Everything one document says. `area_code` is the sender's province, where the head names none.

    `head`: where it is known better than from the document alone, as an annex's is from the letter that sends it.
    """
    head = head or read_head(document, catalogue, area_code)
    forms = extract_forms(document, head, catalogue)
    prose = tuple(with_confidences(extract_prose(document, head, catalogue), document))
    cells: Sequence[Reading] = forms.readings
    if is_recognised(document):
        cells = tuple(with_confidences(cells, document))
    readings = number_readings([prose, cells])
    return Extraction(head, readings, forms.unmapped, forms.form_id, forms.drift, forms.missing)


def read_head(document: Document, catalogue: Catalogue, area_code: str | None = None) -> DocumentHead:
    """What a document says of itself: of its text, or above its first table."""
    return complete_head(extract_head(as_page(document), catalogue, area_code), document, catalogue)
