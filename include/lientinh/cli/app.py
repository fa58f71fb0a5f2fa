"""The commands, put together."""

from __future__ import annotations

import typer

from lientinh.cli import (
    closing,
    deciding,
    duties,
    exporting,
    forming,
    ingesting,
    looking,
    purging,
    reading,
    replying,
)

app = typer.Typer(
    name="lientinh",
    help="Liên Tỉnh: từ báo cáo của các tỉnh đến kho số liệu so sánh được. "
    "From provincial reports to a warehouse in which provinces can be compared. "
    "Global options, before or after the command: --home DIR, --json.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command("read")(reading.read)
app.command("check")(reading.check)
app.command("ingest")(ingesting.ingest)
app.command("reprocess")(ingesting.reprocess)
app.command("publish")(ingesting.publish)
app.command("compare")(looking.compare)
app.command("diff")(looking.diff)
app.command("explain")(looking.explain)
app.command("calendar")(duties.calendar)
app.command("findings")(deciding.findings)
app.command("waive")(deciding.waive)
app.command("review")(deciding.review)
app.command("reply")(replying.reply)
app.command("close")(closing.close)
app.command("period-report")(closing.period_report)
app.command("export")(exporting.export)
app.command("purge")(purging.purge)
app.add_typer(forming.form_app, name="form")
