"""Write the report of a period below `exports/bao-cao-ky/`, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from lientinh.catalogue import Catalogue
from lientinh.errors import InfrastructureError
from lientinh.period_report.gathering import gather_facts
from lientinh.period_report.page import render_page
from lientinh.settings import Settings
from lientinh.storage import replace_file

FOLDER = "bao-cao-ky"


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
    return write_page(folder / "index.html", page)


def closing_file(settings: Settings, report_type: str, period: str, k: int) -> Path:
    """Where the report of closing `k` stands: `…/<period>/chot-<k>/index.html`."""
    return report_dir(settings, report_type, period) / f"chot-{k}" / "index.html"


def write_page(file: Path, page: str) -> Path:
    """The page in place, whole; readers see the old bytes or the new ones."""
    try:
        replace_file(file, page.encode("utf-8"))
        file.chmod(
            0o644
        )  # a temporary file is its maker's alone; a page is for everybody who may see the folder
    except OSError as error:
        raise InfrastructureError(f"{file}: cannot be written: {error.strerror or error}") from error
    return file
