"""`lientinh findings`, `waive` and `review`: doubts with their life, and a person's decisions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from lientinh.catalogue import load_catalogue
from lientinh.cli.replying import write_outbox
from lientinh.cli.session import Session, get_session
from lientinh.errors import UsageError
from lientinh.lake import Lake
from lientinh.pipeline import Pipeline
from lientinh.readings import Relation

Json = dict[str, Any]
_ByOption = Annotated[str, typer.Option("--by", help="Tài khoản của người trả lời. Whose answer it is.")]


def findings(
    area: Annotated[str | None, typer.Option("--area", help="Mã tỉnh. GSO code.")] = None,
    state: Annotated[
        str | None, typer.Option("--state", help="Tình trạng: new, ongoing, resolved, waived.")
    ] = None,
    severity: Annotated[
        str | None, typer.Option("--severity", help="Mức độ: critical, error, warning, info.")
    ] = None,
    rule: Annotated[str | None, typer.Option("--rule", help="Mã quy tắc. Rule id.")] = None,
    submission: Annotated[str | None, typer.Option("--submission", help="Một hồ sơ. One submission.")] = None,
) -> None:
    """Nội dung cần rà soát và tình trạng xử lý. Findings with their life: new, ongoing, resolved, waived."""
    from lientinh.cli.render_findings import print_lives  # noqa: PLC0415 - DuckDB only where it is needed
    from lientinh.finding_docs import link_docs  # noqa: PLC0415
    from lientinh.finding_list import list_findings  # noqa: PLC0415
    from lientinh.pipeline import Pipeline  # noqa: PLC0415

    session = get_session()
    found = list_findings(
        session.settings,
        area_code=area,
        state=state,
        severity=severity,
        rule_id=rule,
        submission_id=submission,
    )
    rows = link_docs(Pipeline.open(session.settings), found)
    if session.as_json:
        session.print_json_lines(rows)
    else:
        print_lives(session.out, rows)


def waive(
    finding: Annotated[str, typer.Argument(help="Mã nội dung cần rà soát. Finding id.", show_default=False)],
    by: _ByOption,
    reason: Annotated[str, typer.Option("--reason", help="Lý do. Why.")],
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], help="Ngày cuối cùng còn cho qua. Last day it holds."),
    ] = None,
) -> None:
    """Cho qua một nội dung: không nhắc lại, số liệu không đổi. Let a finding rest; what is published stays."""
    from lientinh.finding_list import list_findings  # noqa: PLC0415 - DuckDB only where it is needed
    from lientinh.review.reviewing import Said, waive_finding  # noqa: PLC0415

    session = get_session()
    found = list_findings(session.settings, finding_id=finding)
    if not found:
        raise UsageError(f"{finding}: không có nội dung này trong kho (the warehouse has no such finding)")
    decision = waive_finding(
        Lake.open(session.settings.lake_root, session.settings.limits),
        finding,
        found[0]["submission_id"],
        Said(by, reason, datetime.now(UTC)),
        until=until.date() if until else None,
    )
    write_outbox(Pipeline.open(session.settings), [decision["submission_id"]])
    _print_decision(session, decision)


def review(
    submission: Annotated[
        str | None, typer.Argument(help="Hồ sơ; bỏ trống: tất cả. Submission; none: all.", show_default=False)
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Chấp nhận số liệu như đã ghi. Accept as it stands.")
    ] = False,
    reject: Annotated[
        bool, typer.Option("--reject", help="Trả lại, đề nghị gửi lại. Return to the sender.")
    ] = False,
    finding: Annotated[
        list[str] | None, typer.Option("--finding", help="Chỉ nội dung này. Only this finding; repeatable.")
    ] = None,
    relation: Annotated[
        Relation | None,
        typer.Option(
            "--relation", help="Quan hệ với báo cáo trước: replaces, corrects, supplements, initial."
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Tài khoản người trả lời. Whose answer.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Lý do, ghi chú. Why.")] = "",
) -> None:
    """Số liệu đang chờ ý kiến: xem, chấp nhận hoặc trả lại. What waits for a person: look, accept or return."""
    from lientinh.cli.render_review import print_questions, question_row  # noqa: PLC0415 - pyarrow
    from lientinh.review.questions import list_questions  # noqa: PLC0415
    from lientinh.review.reviewing import Said, answer_questions  # noqa: PLC0415

    session = get_session()
    lake = Lake.open(session.settings.lake_root, session.settings.limits)
    catalogue = load_catalogue(session.settings.catalogue_dir)
    if accept and reject:
        raise UsageError("--accept và --reject: chọn một (choose one)")
    if not (accept or reject):
        asked = list_questions(lake, catalogue, submission)
        if session.as_json:
            session.print_json_lines(question_row(one) for one in asked)
        else:
            print_questions(session.out, asked, catalogue)
        return
    if submission is None or by is None:
        raise UsageError("cần mã hồ sơ và --by (an answer needs the submission and --by)")
    decision = answer_questions(
        lake,
        catalogue,
        submission,
        "accepted" if accept else "rejected",
        Said(by, reason, datetime.now(UTC)),
        finding or (),
        relation,
    )
    write_outbox(Pipeline.open(session.settings), [submission])
    _print_decision(session, decision)


def _print_decision(session: Session, decision: Json) -> None:
    if session.as_json:
        names = ("decision_id", "submission_id", "decided_by", "decided_at", "outcome", "answers")
        counts = {"withheld": len(decision["withheld"]), "returned": len(decision["returned"])}
        session.print_json({**{name: decision[name] for name in names}, **counts})
        return
    session.out.print(
        f"Đã ghi ý kiến của {decision['decided_by']} về hồ sơ {decision['submission_id']}: "
        f"còn {len(decision['withheld'])} số liệu chờ làm rõ. (Recorded; {len(decision['withheld'])} figures wait.)"
    )
    session.out.print("Cập nhật kho số liệu: lientinh publish (to make it known).", style="dim")
