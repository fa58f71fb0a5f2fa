"""`lientinh ingest`, `reprocess` and `publish`: the way to the lake and out of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from lientinh.cli.replying import print_replies, write_outbox
from lientinh.cli.session import Session, get_session
from lientinh.pipeline import Pipeline
from lientinh.reprocessing import plan_reprocessing, run_reprocessing
from lientinh.wording import SEVERITIES

Json = dict[str, Any]


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Tệp, thư mục; bỏ trống: thư mục tiếp nhận. Default: the inbox."),
    ] = None,
    area: Annotated[str | None, typer.Option("--area", help="Mã tỉnh (theo Cục Thống kê). GSO code.")] = None,
    arrived_on: Annotated[
        datetime | None,
        typer.Option("--arrived-on", formats=["%Y-%m-%d"], help="Ngày đến. Day it reached the ministry."),
    ] = None,
    submitted_by: Annotated[
        str | None,
        typer.Option("--submitted-by", help="Tài khoản của người gửi. Who hands it in; never its reviewer."),
    ] = None,
) -> None:
    """Tiếp nhận, đọc, rà soát, ghi kết quả xử lý. Land, read, check, decide: the way to the lake."""
    session = get_session()
    with session.progress() as show:
        pipeline = Pipeline.open(session.settings, show)
        day: date | None = arrived_on.date() if arrived_on else None
        landed = pipeline.land(area, paths or None, day, submitted_by)
        todo = list(dict.fromkeys([one.submission_id for one in landed] + pipeline.pending()))
        manifests = pipeline.check_and_decide(todo)
        show("reply", "")
        replies = write_outbox(pipeline, todo)
    _print_manifests(session, manifests)
    if not session.as_json:
        print_replies(session, replies)
    _exit_by_findings(manifests)


def reprocess(
    submission: Annotated[str | None, typer.Option("--submission", help="Một hồ sơ. One submission.")] = None,
    indicator: Annotated[str | None, typer.Option("--indicator", help="Mã chỉ tiêu. Indicator code.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ xem trước. Only show what would change.")
    ] = False,
) -> None:
    """Xử lý lại hồ sơ cũ bằng phiên bản hiện hành. Old submissions again, with today's package and catalogue."""
    session = get_session()
    with session.progress() as show:
        pipeline = Pipeline.open(session.settings, show)
        plan = plan_reprocessing(pipeline, submission_id=submission, indicator_code=indicator)
        manifests = [] if dry_run else run_reprocessing(pipeline, plan)
    if dry_run:
        if session.as_json:
            session.print_json_lines(plan)
        else:
            _print_plan(session, plan)
        return
    _print_manifests(session, manifests)
    _exit_by_findings(manifests)


def publish(
    to: Annotated[
        int | None, typer.Option("--to", help="Trở về lần cập nhật N. Back to publication N.")
    ] = None,
) -> None:
    """Cập nhật kho số liệu. Build the warehouse from the lake and swap it in."""
    from lientinh.publish import describe_damage, name_warehouse  # noqa: PLC0415 - DuckDB only where it is needed
    from lientinh.publish import publish as publish_lake  # noqa: PLC0415

    session = get_session()
    with session.progress() as show:
        pipeline = Pipeline.open(session.settings, show)
        show("publish", "")
        publication = publish_lake(
            pipeline.lake, pipeline.settings, pipeline.catalogue, now=pipeline.clock(), to=to
        )
    if session.as_json:
        session.print_json(publication.as_dict())
    else:
        session.out.print(Text(publication.describe()))
        place = name_warehouse(session.settings)
        session.out.print(f"Kho số liệu (warehouse): {place}", soft_wrap=True, highlight=False)
    for name, why in publication.damaged.items():
        session.err.print(Text(describe_damage(name, why)))
    if publication.damaged:
        raise typer.Exit(1)


def _print_manifests(session: Session, manifests: list[Json]) -> None:
    if session.as_json:
        session.print_json_lines(manifests)
        return
    if not manifests:
        session.out.print("Không có hồ sơ mới. (Nothing new.)")
        return
    table = Table("Tỉnh", "Hồ sơ", "Kết quả", "Số liệu", "Chờ làm rõ", "Cần rà soát")
    for manifest in manifests:
        accepted = manifest["outcome"] == "accepted"
        counts = [
            f"{number} {SEVERITIES[severity][0]}"
            for severity, number in manifest["findings"].items()
            if number
        ]
        table.add_row(
            manifest["area_code"],
            Text(f"{manifest['name']}\n[{manifest['submission_id']}]"),
            Text("tiếp nhận", style="green")
            if accepted
            else Text(f"trả lại\n{manifest['refused']}", style="red"),
            str(manifest["observations"]),
            str(manifest["withheld"]),
            "\n".join(counts) or "–",
        )
    session.out.print(table)
    session.out.print(
        "Kết quả: tiếp nhận (accepted), trả lại (rejected). Số liệu: số liệu chuẩn hóa (observations). "
        "Chờ làm rõ: withheld. Cần rà soát: findings (lỗi: error, cảnh báo: warning, lưu ý: info).",
        style="dim",
    )


def _print_plan(session: Session, plan: list[Json]) -> None:
    if not plan:
        session.out.print("Không có hồ sơ nào cần xử lý lại. (Nothing to reprocess.)")
        return
    table = Table("Hồ sơ (submission)", "Tên", "Thêm (added)", "Bớt (removed)", "Đổi (changed)")
    for one in plan:
        table.add_row(
            one["submission_id"],
            Text(one["name"]),
            *(str(one[key]) for key in ("added", "removed", "changed")),
        )
    session.out.print(table)


def _exit_by_findings(manifests: list[Json]) -> None:
    if any(manifest["findings"]["error"] or manifest["findings"]["critical"] for manifest in manifests):
        raise typer.Exit(1)
