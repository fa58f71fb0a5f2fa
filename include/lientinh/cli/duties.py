"""`lientinh calendar`: duties and lateness on a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from lientinh.catalogue import load_catalogue
from lientinh.cli.session import get_session

_MINISTRY_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


def calendar(
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on", formats=["%Y-%m-%d"], help="Tính đến ngày; để trống: hôm nay. On DATE; none: today."
        ),
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", help="Mã tỉnh. Only the province of this code.")
    ] = None,
) -> None:
    """Lịch báo cáo: báo cáo nào đã đến, chậm, sắp đến hạn. Duties to report, and how they stand on a day."""
    from lientinh.cli.render_calendar import print_calendar  # noqa: PLC0415 - DuckDB only where it is needed
    from lientinh.duties.standing import read_standings  # noqa: PLC0415

    session = get_session()
    catalogue = load_catalogue(session.settings.catalogue_dir)
    if area is not None:
        catalogue.area(area)  # an unknown code is wrong usage
    day: date = on.date() if on else datetime.now(_MINISTRY_TIME).date()
    rows = read_standings(session.settings, catalogue, day)
    rows = [row for row in rows if area in (None, row["area_code"])]
    if session.as_json:
        session.print_json_lines(rows)
    else:
        print_calendar(session.out, rows, day)
