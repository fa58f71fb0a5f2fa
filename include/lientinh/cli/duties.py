"""`lientinh calendar`: duties and lateness on a day, and due dates that documents state."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from lientinh.catalogue import Catalogue, load_catalogue
from lientinh.cli.session import Session, get_session
from lientinh.ministry_time import MINISTRY_TIME


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
    proposals: Annotated[
        bool,
        typer.Option(
            "--proposals", help="Hạn gửi nêu trong hồ sơ đã nhận. Due dates documents state, as CSV rows."
        ),
    ] = False,
) -> None:
    """Lịch báo cáo: báo cáo nào đã đến, chậm, sắp đến hạn. Duties to report, and how they stand on a day."""
    from lientinh.cli.render_calendar import print_calendar  # noqa: PLC0415 - DuckDB only where it is needed
    from lientinh.duties.standing import read_standings  # noqa: PLC0415

    session = get_session()
    catalogue = load_catalogue(session.settings.catalogue_dir)
    if area is not None:
        catalogue.area(area)  # an unknown code is wrong usage
    if proposals:
        _propose(session, catalogue, area)
        return
    day: date = on.date() if on else datetime.now(MINISTRY_TIME).date()
    rows = read_standings(session.settings, catalogue, day)
    rows = [row for row in rows if area in (None, row["area_code"])]
    if session.as_json:
        session.print_json_lines(rows)
    else:
        print_calendar(session.out, rows, day)


def _propose(session: Session, catalogue: Catalogue, area: str | None) -> None:
    """What accepted documents state, for `calendar.csv`: with `--json` a line each, else to be read and pasted."""
    from lientinh.cli.render_calendar import print_proposals  # noqa: PLC0415 - as above
    from lientinh.duties.proposing import propose_from_lake, write_rows  # noqa: PLC0415
    from lientinh.lake import Lake  # noqa: PLC0415

    found = propose_from_lake(Lake.open(session.settings.lake_root, session.settings.limits), catalogue, area)
    if not session.as_json:
        print_proposals(session.out, found)
        return
    for proposal, row in zip(found, write_rows(found), strict=True):
        entry = proposal.entry.model_dump(mode="json")
        said = {
            name: getattr(proposal, name) for name in ("who", "quote", "locator", "submission_id", "known_as")
        }
        session.print_json({**entry, **said, "row": row})
