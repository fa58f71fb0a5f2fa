"""Write the report of a period below `exports/bao-cao-ky/`, whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from lientinh.catalogue import Catalogue
from lientinh.errors import InfrastructureError
from lientinh.period_report.gathering import gather_facts
from lientinh.period_report.page import ClosingWords, render_page
from lientinh.settings import Settings
from lientinh.storage import replace_file

FOLDER = "bao-cao-ky"


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """Where a report stands, of which publication, and the digest of its bytes."""

    file: Path
    publication: int
    sha256: str


def report_dir(settings: Settings, report_type: str, period: str) -> Path:
    """`exports/bao-cao-ky/<report_type>/<period>`: a folder a vintage, and one a closing."""
    return settings.home / "exports" / FOLDER / report_type / period


def write_period_report(
    settings: Settings, catalogue: Catalogue, report_type: str, period: str, as_of: int | None = None
) -> Path:
    """The report as known at publication `as_of`, the newest by default: `…/<period>/cap-nhat-<n>/index.html`.

    Asked again of the same publication, it writes the same bytes. Raises `UsageError` where nobody owes that
    report for that period or there is no such publication, `InfrastructureError` where it cannot be written.
    """
    facts = gather_facts(settings, report_type, period, as_of)
    page = render_page(facts, catalogue)
    folder = report_dir(settings, report_type, period) / f"cap-nhat-{facts.vintage['n']}"
    return _write(folder / "index.html", page, facts.vintage["n"]).file


def write_closing_report(
    settings: Settings,
    catalogue: Catalogue,
    report_type: str,
    period: str,
    closing: ClosingWords,
    *,
    publication: int,
    since: int | None,
) -> WrittenReport:
    """The report of a closing, with what changed since publication `since`: `…/<period>/chot-<k>/index.html`."""
    facts = gather_facts(settings, report_type, period, publication, since)
    page = render_page(facts, catalogue, closing)
    folder = report_dir(settings, report_type, period) / f"chot-{closing.k}"
    return _write(folder / "index.html", page, publication)


def _write(file: Path, page: str, publication: int) -> WrittenReport:
    data = page.encode("utf-8")
    try:
        replace_file(file, data)
    except OSError as error:
        raise InfrastructureError(f"{file}: cannot be written: {error.strerror or error}") from error
    return WrittenReport(file, publication, hashlib.sha256(data).hexdigest())
