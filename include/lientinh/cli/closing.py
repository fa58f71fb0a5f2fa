"""`lientinh close` and `lientinh period-report`: closing periods, and the printable report of one."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from lientinh.cli.session import get_session
from lientinh.errors import UsageError
from lientinh.pipeline import Pipeline

_TYPE = typer.Argument(
    metavar="REPORT_TYPE", help="Loại báo cáo (report type), ví dụ annual_report.", show_default=False
)
_PERIOD = typer.Argument(metavar="PERIOD", help="Kỳ (period), ví dụ 2022-S1.", show_default=False)


def close(
    report_type: Annotated[str | None, _TYPE] = None,
    period: Annotated[str | None, _PERIOD] = None,
    why: Annotated[
        str, typer.Option("--why", help="Lý do (cause): all_reported, deadline, correction.")
    ] = "deadline",
) -> None:
    """Chốt kỳ báo cáo. Closes a period, or every period that is due: freezes the vintage, writes the report."""
    from lientinh.period_report.closing import close_period  # noqa: PLC0415 - pages only where they are written
    from lientinh.period_report.due import close_due_periods  # noqa: PLC0415

    if (report_type is None) != (period is None):
        raise UsageError(
            "cần cả loại báo cáo và kỳ, hoặc không ghi gì (name both REPORT_TYPE and PERIOD, or neither)"
        )
    session = get_session()
    pipeline = Pipeline.open(session.settings)
    if report_type is None or period is None:
        written = close_due_periods(pipeline, pipeline.clock())
    else:
        written = [close_period(pipeline, report_type, period, why, pipeline.clock())]
    if session.as_json:
        for one in written:
            session.print_json(one)
        return
    for one in written:
        session.out.print(_describe(one), highlight=False, soft_wrap=True)
    if not written:
        session.out.print("Không có kỳ nào cần chốt. (No period to close.)", highlight=False)


def period_report(
    report_type: Annotated[str, _TYPE],
    period: Annotated[str, _PERIOD],
    as_of: Annotated[
        int | None,
        typer.Option("--as-of", help="Lần cập nhật kho số liệu. Publication; default: the newest."),
    ] = None,
) -> None:
    """Báo cáo so sánh các tỉnh của một kỳ, in được. The printable report of one period."""
    from lientinh.period_report import write_period_report  # noqa: PLC0415

    session = get_session()
    pipeline = Pipeline.open(session.settings)
    file = write_period_report(session.settings, pipeline.catalogue, report_type, period, as_of)
    if session.as_json:
        session.print_json({"report_type": report_type, "period": period, "report": str(file)})
        return
    session.out.print(f"Đã lập báo cáo (written): {file}", highlight=False, soft_wrap=True)


def _describe(closing: dict[str, Any]) -> str:
    stands = "đã chốt" if closing["new"] else "đã chốt từ trước, không có gì thay đổi"
    k, n = closing["k"], closing["publication"]
    return (
        f"{closing['report_type']} {closing['period']}: {stands}, lần {k}, theo lần cập nhật {n} "
        f"(closing {k} at publication {n}): {closing['report']}"
    )
