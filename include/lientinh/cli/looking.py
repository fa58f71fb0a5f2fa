"""`lientinh compare`, `diff` and `explain`: what the warehouse says, what changed, where a number comes from."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from lientinh.cli.session import get_session


def compare(
    indicator: Annotated[str, typer.Argument(help="Mã chỉ tiêu. Indicator code.", show_default=False)],
    period: Annotated[str | None, typer.Option("--period", help="Kỳ: 2016, 2022-S1… Period.")] = None,
    scenario: Annotated[
        str | None, typer.Option("--scenario", help="Tính chất số liệu: actual, plan, estimate.")
    ] = None,
    boundary: Annotated[
        str | None, typer.Option("--boundary", help="Theo địa giới tại ngày. Boundary at DATE.")
    ] = None,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", help="Số liệu tại thời điểm. As known at T.")
    ] = None,
) -> None:
    """So sánh các tỉnh theo một chỉ tiêu. Compare provinces on one indicator, only where it is honest."""
    from lientinh.cli.render_compare import print_comparison  # noqa: PLC0415 - DuckDB only where it is needed
    from lientinh.compare import compare as compare_provinces  # noqa: PLC0415
    from lientinh.compare import read_names  # noqa: PLC0415

    session = get_session()
    rows = compare_provinces(
        session.settings,
        indicator,
        period=period,
        scenario=scenario,
        boundary=boundary,
        as_of=as_of,
    )
    if session.as_json:
        session.print_json_lines(rows)
    else:
        print_comparison(session.out, rows, read_names(session.settings, indicator))


def diff(
    from_vintage: Annotated[
        str, typer.Option("--from", help="Lần cập nhật hoặc thời điểm. Publication number, or ISO time.")
    ],
    to_vintage: Annotated[
        str | None,
        typer.Option("--to", help="Như trên; để trống: mới nhất. The same; none: the newest."),
    ] = None,
) -> None:
    """Số liệu nào đã đổi giữa hai lần cập nhật, đổi bao nhiêu, vì sao. What changed between two vintages, and why."""
    from lientinh.cli.render_diff import print_diff  # noqa: PLC0415 - DuckDB only where it is needed
    from lientinh.diff import diff as diff_vintages  # noqa: PLC0415

    session = get_session()
    rows = diff_vintages(session.settings, from_vintage, to_vintage)
    if session.as_json:
        session.print_json_lines(rows)
    else:
        print_diff(session.out, rows)


def explain(
    observation_id: Annotated[
        str, typer.Argument(help="Mã số liệu chuẩn hóa. Observation id.", show_default=False)
    ],
    as_citation: Annotated[
        bool, typer.Option("--cite", help="Một câu để trích dẫn trong văn bản. One sentence for a letter.")
    ] = False,
) -> None:
    """Nguồn gốc của một số liệu. A number's whole life: file, hash, place, words, findings, decision, processing."""
    from lientinh.citing import cite  # noqa: PLC0415 - DuckDB only where it is needed
    from lientinh.cli.render_explain import print_explanation  # noqa: PLC0415
    from lientinh.explain import explain as explain_observation  # noqa: PLC0415
    from lientinh.lake import Lake  # noqa: PLC0415

    session = get_session()
    settings = session.settings
    explanation = explain_observation(
        settings, Lake.open(settings.lake_root, settings.limits), observation_id
    )
    shown = cite(explanation) if as_citation else explanation
    if session.as_json:
        session.print_json(shown)
    elif as_citation:
        print(shown["citation_vi"])  # as it is: a sentence to copy is not wrapped at the terminal's width
    else:
        print_explanation(session.out, explanation)
