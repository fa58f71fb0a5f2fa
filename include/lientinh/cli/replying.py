"""`lientinh reply`: the reply to a submission, again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from lientinh.cli.session import Session, get_session
from lientinh.pipeline import Pipeline

Json = dict[str, Any]


def reply(
    submission: Annotated[str, typer.Argument(help="Mã hồ sơ. Submission id.")],
    afresh: Annotated[
        bool,
        typer.Option(
            "--afresh", help="Tính lại hạn trả lời từ hôm nay. Count the days to answer from today."
        ),
    ] = False,
) -> None:
    """Viết lại phản hồi của một hồ sơ vào outbox. Write the reply to a submission into the outbox again."""
    session = get_session()
    manifests = write_outbox(Pipeline.open(session.settings), [submission], afresh=afresh)
    if session.as_json:
        session.print_json_lines(manifests)
        return
    print_replies(session, manifests)
    for remark in manifests[0]["check_before_signing"]:
        session.out.print(Text(f"Kiểm tra trước khi ký (check before signing): {remark}", style="yellow"))


def write_outbox(pipeline: Pipeline, submission_ids: list[str], *, afresh: bool = False) -> list[Json]:
    """Replies of decided submissions, written now."""
    from lientinh.replies import write_replies  # noqa: PLC0415 - Word files only where they are needed

    return write_replies(pipeline, submission_ids, pipeline.clock(), afresh=afresh)


def print_replies(session: Session, manifests: list[Json]) -> None:
    """The paths of what was written."""
    for manifest in manifests:
        for file in manifest["files"]:
            path = Path(manifest["folder"]) / file["name"]
            session.out.print(Text(f"Phản hồi (reply): {path}"), soft_wrap=True)
