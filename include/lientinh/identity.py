"""Identities: short hashes of what a thing is, never of where or when it was handled.

16 hexadecimal digits (64 bits): at 2.5e8 observations the chance of any collision is about 0.2 %,
and gate 3 checks that keys are unique before a warehouse is swapped in.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping

_SEPARATOR = "\x1f"  # ASCII unit separator: stands in no name, code or period


def hash_parts(*parts: object) -> str:
    """16 hexadecimal digits of the SHA-256 of the parts; None and the empty string are the same part."""
    text = _SEPARATOR.join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def identify_submission(area_code: str, files: Iterable[tuple[str, str]]) -> str:
    """Hash of the sender's area and the sorted (relative name in NFC, sha256) of its files."""
    named = sorted((_nfc(name), sha256) for name, sha256 in files)
    return hash_parts(area_code, *(part for file in named for part in file))


def identify_content(sha256: str) -> str:
    """A shortened hash of a file's hash: what a file is known again by after it was removed."""
    return hash_parts("content", sha256)


def identify_document(file_name: str, sha256: str) -> str:
    """Hash of one file of a submission by name (in NFC) and bytes."""
    return hash_parts("document", _nfc(file_name), sha256)


def identify_report(agency_code: str | None, *key: object) -> str:
    """Hash of issuing agency and either (report type, period) or (number, symbol, date)."""
    return hash_parts("report", agency_code, *key)


SERIES_COLUMNS = (
    "area_code",
    "territory",
    "indicator_code",
    "breakdown",
    "period",
    "period_basis",
    "scenario",
    "plan_basis",
    "accumulation",
)


def identify_series(row: Mapping[str, object]) -> str:
    """Hash of the nine dimensions of an observation, in the order of the common schema."""
    return hash_parts(*(row[column] for column in SERIES_COLUMNS))


def identify_observation(
    series_id: str, submission_id: str, processing: str, document_id: str, ordinal: int
) -> str:
    """Hash of the series and the very reading it came from."""
    return hash_parts(series_id, submission_id, processing, document_id, ordinal)


def identify_finding(rule_id: str, report_id: str, subject: str) -> str:
    """Hash of rule, report and subject, not of the place: the same fault in the next run is the same finding."""
    return hash_parts("finding", rule_id, report_id, subject)
