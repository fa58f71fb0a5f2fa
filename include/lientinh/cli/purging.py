"""`lientinh purge`: removal on order."""

from __future__ import annotations

import getpass
from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

from lientinh.cli.session import Session, get_session
from lientinh.errors import UsageError
from lientinh.lake import Lake

_LEFT = (
    "Còn lại cho người phụ trách: bản sao lưu, hộp thư và văn bản đã gửi, nhật ký và XCom của Airflow, bản kho số liệu "
    "đã chép đi. (Left to a person: backups, mail already sent, logs and XComs of Airflow, copies of the warehouse.)"
)


def purge(
    submission: Annotated[str, typer.Argument(help="Mã hồ sơ. Submission id.", show_default=False)],
    reason: Annotated[
        str,
        typer.Option("--reason", help="Căn cứ, lý do; không ghi nội dung bị xóa. Why; none of the content."),
    ] = "",
    by: Annotated[
        str | None,
        typer.Option("--by", help="Tài khoản người thực hiện. Whose act it is; default: the account."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ xem trước. Only show what would go.")
    ] = False,
) -> None:
    """Xóa một hồ sơ theo yêu cầu, chỉ để lại bản ghi việc xóa. Remove a submission on order; a tombstone is left."""
    from lientinh.purge.purging import plan_purge, purge_submission  # noqa: PLC0415 - DuckDB only where it is needed

    session = get_session()
    settings = session.settings
    lake = Lake.open(settings.lake_root)
    if dry_run:
        plan = asdict(plan_purge(settings, lake, submission))
        if session.as_json:
            session.print_json({"submission_id": submission, "dry_run": True, **plan})
        else:
            _print_plan(session, plan)
        return
    if not reason.strip():
        raise UsageError("--reason: cần ghi lý do xóa (say why it is removed)")
    from lientinh.pipeline import Pipeline  # noqa: PLC0415
    from lientinh.replies import write_replies  # noqa: PLC0415

    pipeline = Pipeline.open(settings)
    done = purge_submission(
        settings, lake, submission, reason=reason, by=by or getpass.getuser(), now=pipeline.clock()
    )
    decided = {one["submission_id"] for one in lake.decisions()}
    again = [one for one in done.removal.affected if one in decided]
    write_replies(pipeline, again, pipeline.clock())
    if session.as_json:
        session.print_json(done.as_dict())
        return
    told = "Đã xóa" if done.new else "Trước đây đã xóa"
    session.out.print(Text(f"{told} hồ sơ {submission} theo yêu cầu. (Removed on order.)"))
    _print_plan(session, asdict(done.removal))
    session.out.print(_LEFT, style="dim")
    session.out.print("Cập nhật kho số liệu: lientinh publish (the warehouse loses it then).", style="dim")


def _print_plan(session: Session, plan: dict[str, list[str]]) -> None:
    headings = {
        "removed": "Xóa (removed)",
        "redacted": "Gỡ nội dung (words taken out)",
        "left_to_person": "Cần người xem và quyết định (for a person to decide)",
        "affected": "Phản hồi viết lại (replies written again)",
    }
    for key, heading in headings.items():
        if plan[key]:
            session.out.print(Text(f"{heading}: {len(plan[key])}", style="bold"))
            for name in plan[key]:
                session.out.print(Text(f"  {name}"))
