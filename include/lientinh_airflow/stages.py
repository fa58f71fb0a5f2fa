"""What the tasks call: the pipeline's steps on the settings of their process, manifests in, manifests out.

A manifest is a small dict that fits an XCom: identities, names and counts, never figures.
"""

from __future__ import annotations

import os
from typing import Any

from lientinh.errors import InfrastructureError
from lientinh.pipeline import Pipeline
from lientinh.settings import read_settings

Manifest = dict[str, Any]


def open_pipeline() -> Pipeline:
    """The pipeline on the settings of this process."""
    return Pipeline.open(read_settings(os.environ))


def land_submissions(area_code: str) -> list[Manifest]:
    """Manifests {"submission_id", "name"} of all that this area has waiting for a decision."""
    pipeline = open_pipeline()
    pipeline.land(area_code=area_code)
    submissions = pipeline.submissions()
    return [
        {"submission_id": submission_id, "name": submissions[submission_id].name}
        for submission_id in pipeline.pending()
        if submissions[submission_id].area_code == area_code
    ]


def read_submission(submission: Manifest) -> Manifest:
    """Reads and extracts one landed submission; a file that cannot be read is a refusal in its manifest."""
    return open_pipeline().read_submission(submission["submission_id"])


def check_and_decide_submissions(manifests: list[Manifest]) -> list[Manifest]:
    """Gates 1 and 2 over all of them together, then one decision each."""
    return open_pipeline().check_and_decide([manifest["submission_id"] for manifest in manifests])


def account_for(submissions: list[Manifest], decided: list[Manifest]) -> Manifest:
    """Counts of a run; raises `InfrastructureError` where a submission came in and no decision came out."""
    done = {manifest["submission_id"] for manifest in decided}
    lost = [manifest["name"] for manifest in submissions if manifest["submission_id"] not in done]
    if lost:
        raise InfrastructureError(f"no decision for {', '.join(lost)}; they stay pending for the next run")
    return {"submissions": len(submissions), "decided": len(done)}


def publish_warehouse() -> Manifest:
    """Gate 3 and the swap; where nothing was decided since, the last publication stands and is not new."""
    from lientinh.publish import publish

    pipeline = open_pipeline()
    publication = publish(
        pipeline.lake, pipeline.settings, pipeline.catalogue, cause="ingest", now=pipeline.clock()
    )
    return {
        "publication": publication.n,
        "new": publication.new,
        "decisions": len(publication.decision_ids),
    }
