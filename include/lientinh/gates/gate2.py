"""Gate 2: observations against the catalogue, against each other, and against what was known before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates.between_reports import report_findings
from lientinh.gates.copy_findings import CopyComparison
from lientinh.gates.file_findings import file_findings
from lientinh.gates.file_pairs import FilePairs
from lientinh.gates.known import LakeHistory, ReportDocument
from lientinh.gates.observation_checks import OBSERVATION_CHECKS, compare_observations
from lientinh.gates.observation_findings import observation_findings
from lientinh.gates.report_pairs import pair_reports
from lientinh.gates.suites import Batch, validate
from lientinh.gates.time_findings import TimeComparison


def run_gate_2(
    observations: pd.DataFrame,
    history: LakeHistory,
    catalogue: Catalogue,
    data_docs_dir: Path | None = None,
    *,
    documents: Sequence[ReportDocument] = (),
) -> list[Finding]:
    """Findings about the observations of a run, in the OBSERVATIONS schema; `documents` are those of the run.

    With `data_docs_dir` Great Expectations validates the same frames and its Data Docs go to
    `<data_docs_dir>/gate2`.
    """
    if observations.empty:
        return []
    rows, figures = compare_observations(observations, history.figures, catalogue)
    times = TimeComparison(figures.run, figures.known, catalogue)
    pairs = pair_reports(observations, history, documents)
    files = FilePairs(observations, history, documents)
    copies = CopyComparison(figures.run, figures.known, documents, history.documents, catalogue)
    severities = {rule.rule_id: rule.severity for rule in catalogue.rules}
    batches = [
        Batch("observations", rows, OBSERVATION_CHECKS),
        *times.batches(),
        *copies.batches(),
        *pairs.batches(),
        *files.batches(),
    ]
    validate("gate2", batches, severities, data_docs_dir)
    found = [*observation_findings(rows, catalogue), *times.findings(), *copies.findings()]
    found += [*report_findings(pairs, history, catalogue), *file_findings(files, catalogue)]
    return sorted(
        found, key=lambda one: (str(one.submission_id), str(one.observation_id), one.rule_id, one.subject)
    )
