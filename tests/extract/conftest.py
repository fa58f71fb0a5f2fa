"""Readings of small documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lientinh.catalogue import Catalogue
from lientinh.extract import extract_document
from lientinh.readings import Reading
from small_documents import REPORT_HEAD, document_of

Read = Callable[..., tuple[Reading, ...]]


@pytest.fixture(scope="session")
def read(catalogue: Catalogue) -> Read:
    """Readings of a text; under the head of a half-year report unless told otherwise."""

    def read_text(text: str, head: str = REPORT_HEAD, area_code: str | None = None) -> tuple[Reading, ...]:
        return extract_document(document_of(head + text), catalogue, area_code).readings

    return read_text
