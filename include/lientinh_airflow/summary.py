"""What `make run` shows in the end: the comparison, what was found wrong, where things are, what to try next."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rich.console import Console
from rich.text import Text

from lientinh import wording
from lientinh.compare import compare
from lientinh.findings import SEVERITIES
from lientinh.period_report.writing import FOLDER as REPORTS_FOLDER
from lientinh.pipeline import Pipeline
from lientinh.settings import Settings
from lientinh_airflow.comparison_table import Cells, Line, choose_lines, comparison_tables

Json = dict[str, Any]

_STYLES = {"critical": "bold red", "error": "red", "warning": "yellow", "info": "cyan"}
_FINDINGS_SHOWN = 6


def print_summary(console: Console, settings: Settings) -> None:
    """Reads the warehouse and the lake of this home; changes nothing."""
    pipeline = Pipeline.open(settings)
    lines = _print_comparison(console, pipeline)
    _print_findings(console, pipeline)
    _print_places(console, settings)
    _print_next(console, lines)


def _print_comparison(console: Console, pipeline: Pipeline) -> list[tuple[Line, Cells]]:
    provinces = pipeline.catalogue.reporting_provinces()
    headline = [indicator.indicator_code for indicator in pipeline.catalogue.indicators if indicator.headline]
    rows = [row for code in headline for row in compare(pipeline.settings, code)]
    lines = choose_lines(rows, provinces)
    console.print("\n[bold]So sánh các tỉnh · The provinces side by side[/bold]")
    for table in comparison_tables(lines, provinces, pipeline.catalogue):
        console.print(table)
        console.print()
    console.print(
        "[dim]Số thực hiện; (1/5): đứng thứ 1 trong 5 số liệu so sánh được.\n"
        "Actual figures only; (1/5): first of five comparable figures.[/dim]",
        highlight=False,
    )
    return lines


def _print_findings(console: Console, pipeline: Pipeline) -> None:
    decisions = list({one["submission_id"]: one for one in pipeline.lake.decisions()}.values())
    found = pipeline.lake.read_stage("findings", decisions).to_pylist()
    counts = Counter(one["severity"] for one in found)
    counted = ", ".join(
        f"{counts[severity]} {wording.both(wording.SEVERITIES, severity)}"
        for severity in SEVERITIES
        if counts[severity]
    )
    console.print(
        f"\n[bold]Nội dung cần rà soát · Findings:[/bold] {counted or 'không · none'}", highlight=False
    )
    for one in _most_telling(found):
        severity, style = one["severity"], _STYLES[one["severity"]]
        area = pipeline.catalogue.area(one["area_code"]).name_vi if one["area_code"] else ""
        console.print(Text.assemble(("● ", style), (f"{area}: ", "bold"), one["message_vi"]))
        console.print(Text(f"  {severity}, {one['rule_id']}: {one['message_en']}", style="dim"))
    for decision in (one for one in decisions if one["outcome"] == "rejected"):
        console.print(
            Text(f"✗ {decision['name']}: trả lại, đề nghị gửi lại ({decision['refused']})", style="red")
        )


def _most_telling(found: list[Json]) -> list[Json]:
    """The gravest of each rule first, so that one fault made fifty times does not hide the others."""
    first_of_rule = {one["rule_id"]: one for one in reversed(found)}
    ordered = sorted(
        first_of_rule.values(), key=lambda one: (SEVERITIES.index(one["severity"]), one["rule_id"])
    )
    return ordered[:_FINDINGS_SHOWN]


def _print_places(console: Console, settings: Settings) -> None:
    docs = sorted(settings.data_docs_dir.glob("*/*/gate1/index.html"))
    reports = sorted((settings.home / "exports" / REPORTS_FOLDER).glob("*/*/chot-*/index.html"))
    places = [
        ("Kho số liệu · warehouse", settings.warehouse_file),
        ("Biên bản kiểm tra · Data Docs", docs[-1] if docs else settings.data_docs_dir),
        ("Báo cáo kỳ · period reports", reports[-1] if reports else settings.home / "exports"),
        ("Hồ sơ trả lại · quarantine", settings.quarantine_dir),
        ("Phản hồi · replies to senders", settings.outbox_dir),
        ("Nhật ký Airflow · runs and logs", settings.home / "airflow"),
    ]
    console.print()
    for name, path in places:
        is_there = "" if path.exists() else "  (trống · empty)"
        console.print(f"{name:30} {path}{is_there}", soft_wrap=True, highlight=False)
    drafts = sorted(settings.outbox_dir.glob("*/*/du-thao-cong-van.docx"))
    receipts = len(list(settings.outbox_dir.glob("*/*/phieu-tiep-nhan.docx")))
    console.print(
        f"\n[bold]Phản hồi · Replies:[/bold] {len(drafts)} dự thảo công văn (draft letters), "
        f"{receipts} phiếu tiếp nhận (receipts)",
        highlight=False,
    )
    for path in (
        path for draft in drafts for path in sorted(draft.parent.iterdir()) if path.suffix != ".json"
    ):
        console.print(Text(f"  {path}"), soft_wrap=True)


def _print_next(console: Console, lines: list[tuple[Line, Cells]]) -> None:
    ranked = [line for line in lines if any(cell["rank"] for cell in line[1].values())]
    (code, period), cells = (ranked or lines)[-1] if lines else (("population", "2016"), {})
    observation_id = next((cell["observation_id"] for cell in cells.values() if cell["observation_id"]), "ID")
    console.print("\n[bold]Thử tiếp · Next[/bold]")
    for command, why in (
        (
            f".venv/bin/lientinh compare {code} --period {period}",
            "một chỉ tiêu, tất cả các tỉnh · every province",
        ),
        (f".venv/bin/lientinh explain {observation_id}", "nguồn gốc của số liệu này · where it comes from"),
        ("make up", "Airflow và các trang của nó · Airflow with its pages"),
    ):
        console.print(f"  {command}", soft_wrap=True, highlight=False)
        console.print(f"    [dim]{why}[/dim]", highlight=False)
