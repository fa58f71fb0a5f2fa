"""`lientinh read` and `lientinh check`: one file, no lake."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from lientinh.catalogue import Catalogue, load_catalogue
from lientinh.cli.render_findings import print_findings
from lientinh.cli.render_readings import print_readings
from lientinh.cli.session import get_session
from lientinh.documents import Document
from lientinh.errors import BadInput, UsageError
from lientinh.extract import Extraction, extract_document
from lientinh.findings import Finding
from lientinh.handling import HandledSubmission
from lientinh.identity import identify_submission
from lientinh.land.door import MARKED, bears_mark
from lientinh.land.submissions import Submission
from lientinh.limits import Limits
from lientinh.read import read_in_child, warm_up
from lientinh.report_identity import report_of

FileArgument = Annotated[Path, typer.Argument(help="Tệp báo cáo. A report file.", show_default=False)]
AreaOption = Annotated[
    str | None,
    typer.Option("--area", help="Mã tỉnh (theo Cục Thống kê) của nơi gửi. GSO code of the sender."),
]

READING_FIELDS = (
    "indicator_code",
    "phrase",
    "breakdown",
    "measure",
    "value",
    "lower",
    "upper",
    "qualifier",
    "rounding",
    "unit_code",
    "value_text",
    "unit_text",
    "scenario",
    "plan_basis",
    "accumulation",
    "period",
    "period_start",
    "period_end",
    "period_text",
    "area_code",
    "area_level",
    "territory",
    "quote",
    "locator",
)


def read(file: FileArgument, area: AreaOption = None) -> None:
    """Đọc một tệp và in số liệu trích xuất. Read one file and print its readings; touches no lake."""
    session = get_session()
    warm_up()
    catalogue = load_catalogue(session.settings.catalogue_dir)
    document = read_or_refuse(file, catalogue, area)
    extraction = extract_document(document, catalogue, area or _area_of(file, catalogue))
    rows = [asdict(reading) for reading in extraction.readings]
    if session.as_json:
        session.print_json_lines(map(_public_fields, rows))
    else:
        print_readings(session.out, document, extraction, catalogue)


def _public_fields(row: dict[str, Any]) -> dict[str, Any]:
    """Of a recognised text also its confidence; nothing else has one."""
    sure = row["confidence"]
    return {name: row[name] for name in READING_FIELDS} | ({} if sure is None else {"confidence": sure})


def check(file: FileArgument, area: AreaOption = None) -> None:
    """Rà soát một tệp trước khi gửi. Read, the gates that need no lake, and what they found."""
    session = get_session()
    warm_up()
    catalogue = load_catalogue(session.settings.catalogue_dir)
    document = read_or_refuse(file, catalogue, area)
    with session.progress() as show:
        show("check", file.name)
        extraction = extract_document(document, catalogue, area or _area_of(file, catalogue))
        findings = _check(document, extraction, area, catalogue)
    _report(findings)
    if any(found.severity in ("error", "critical") for found in findings):
        raise typer.Exit(1)


def read_or_refuse(file: Path, catalogue: Catalogue, area: str | None) -> Document:
    """The document of a file; one that is refused is reported as a finding, and the command ends with 1."""
    try:
        return _read(file, get_session().settings.limits)
    except BadInput as refusal:
        _report([_refusal_finding(refusal, catalogue, area, file)])
        raise typer.Exit(1) from None


def _read(file: Path, limits: Limits) -> Document:
    if not file.is_file():
        raise UsageError(f"{file}: không có tệp này (no such file)")
    if bears_mark(file, file.name):
        raise BadInput(MARKED, file.name)
    return read_in_child(file, file.name, limits)


def _area_of(file: Path, catalogue: Catalogue) -> str | None:
    """The folder's name where it is a province's code, as in an inbox."""
    name = file.absolute().parent.name
    return name if any(area.area_code == name for area in catalogue.provinces()) else None


def _check(
    document: Document, extraction: Extraction, area: str | None, catalogue: Catalogue
) -> list[Finding]:
    """Both gates over the one document, as a submission that has not landed."""
    from lientinh.checking import check_submissions  # noqa: PLC0415 - imports pandas; `read` needs none

    area_code = area or extraction.head.area_code or ""
    submission_id = identify_submission(area_code, [(document.file, document.sha256)])
    landed_at = datetime(1970, 1, 1, tzinfo=UTC)
    files = ((document.file, document.sha256, 0),)
    submission = Submission(submission_id, area_code, document.file, files, landed_at, None)
    report_ids = {document.document_id: report_of(extraction.head, document)}
    run = check_submissions(
        [HandledSubmission(submission, (document,), (extraction,), (), report_ids)],
        catalogue,
        processing="",
        history=None,
        earlier_reports={},
        data_docs_dir=None,
    )
    return run.findings[submission_id]


def _refusal_finding(refusal: BadInput, catalogue: Catalogue, area: str | None, file: Path) -> Finding:
    from lientinh.checking import refusal_finding  # noqa: PLC0415 - imports pandas; `read` needs none

    return refusal_finding(refusal, catalogue, area_code=area, report_id=file.name, submission_id=None)


def _report(findings: list[Finding]) -> None:
    session = get_session()
    if session.as_json:
        session.print_json_lines(finding_row(found) for found in findings)
    else:
        print_findings(session.out, findings)
    for found in findings:
        if found.severity == "critical":
            session.err.print(f"{found.message_vi}\n{found.message_en}", markup=False, highlight=False)


def finding_row(found: Finding) -> dict[str, Any]:
    """A finding with the columns of the warehouse's `finding`; its life has not begun."""
    row = asdict(found)
    del row["subject"], row["reading_ordinals"], row["place_only"]
    life = (
        "first_seen_at",
        "last_seen_at",
        "resolved_at",
        "waived_by",
        "waived_until",
        "waived_reason",
        "waived_at",
    )
    return {**row, "state": "new", **dict.fromkeys(life)}
