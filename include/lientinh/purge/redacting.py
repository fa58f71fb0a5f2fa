"""Take a removed submission's words and figures out of what is not its own: others' findings, alerts, lineage."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lientinh.lake.findings_schema import FINDINGS
from lientinh.lake.lake import submission_of
from lientinh.purge.traces import Traces
from lientinh.storage import replace_file

Json = dict[str, Any]
_VI = "Nội dung đã được gỡ bỏ vì liên quan đến hồ sơ {id}, hồ sơ này đã bị xóa theo yêu cầu."
_EN = "Removed, because it concerned submission {id}, which was removed on order."
# Rules that hold one report against another; what others tell of themselves stays.
_BETWEEN = ("gate2.", "decide.", "gate1.annex_missing")
_ALERT_FOLDERS = ("events", "messages", "outbox")
_ALERT_WORDS = {
    **dict.fromkeys(("title_vi", "subject", "text", "html"), _VI),
    "title_en": _EN,
    **dict.fromkeys(("text_vi", "text_en", "link"), ""),
}


def find_quoting(traces: Traces) -> dict[str, str]:
    """Name of a findings file of another submission that tells of this one, or did → that submission."""
    found = {}
    mark = f"-{traces.submission_id}-"
    for name in traces.lake.storage.list_names("findings"):
        if mark not in name and any(map(_teller(traces), _rows_of(traces, name))):
            found[name] = submission_of(Path(name).name.partition("-")[2])
    return found


def redact_findings(traces: Traces, name: str) -> None:
    """Other words in the place of the messages that tell of this submission; the findings stay, and what they hold."""
    tells = _teller(traces)
    words = {
        "message_vi": _VI.format(id=traces.submission_id),
        "message_en": _EN.format(id=traces.submission_id),
    }
    rows = [row | words if tells(row) else row for row in _rows_of(traces, name)]
    buffer = io.BytesIO()
    table = pa.Table.from_pylist(rows, schema=FINDINGS)
    pq.write_table(table, buffer, compression="zstd", store_schema=True)
    traces.lake.storage.overwrite(name, buffer.getvalue())


def _rows_of(traces: Traces, name: str) -> list[Json]:
    try:
        table = pq.read_table(io.BytesIO(traces.lake.storage.read_bytes(name)))
    except (OSError, ValueError):  # damaged: publishing names it
        return []
    rows: list[Json] = table.to_pylist()
    return rows


def _teller(traces: Traces) -> Any:
    """Whether a finding of another submission tells of this one."""

    def tells(row: Json) -> bool:
        if not row["rule_id"].startswith(_BETWEEN):
            return False
        text = " ".join((row["message_vi"], row["message_en"], row["subject"] or ""))
        if any(word in text for word in traces.words):
            return True
        return any(
            re.search(rf"(?<![\d.,]){re.escape(one)}(?!\d|[.,]\d)", text)
            for one in traces.numbers.get(row["indicator_code"] or "", ())
        )

    return tells


def find_alerts(traces: Traces) -> list[Path]:
    """Files of the ledger of alerts and of its outbox that name the submission or a finding of it."""
    marks = [mark.encode() for mark in (traces.submission_id, *sorted(traces.finding_ids()))]
    return [
        path
        for folder in _ALERT_FOLDERS
        for path in sorted((traces.settings.alerts_dir / folder).rglob("*"))
        if path.is_file() and _tells_anything(path) and any(mark in path.read_bytes() for mark in marks)
    ]


def _tells_anything(path: Path) -> bool:
    return _VI.partition("{")[0] not in path.read_text(encoding="utf-8", errors="replace")


def redact_alert(traces: Traces, path: Path) -> None:
    """Words that say only that something was removed; what was told to whom stays known: nothing is sent twice."""
    told = {key: words.format(id=traces.submission_id) for key, words in _ALERT_WORDS.items()}
    if path.parent.name == "outbox":
        replace_file(path, told["text"].encode())
        return
    content = json.loads(path.read_bytes())
    changed = content | {key: words for key, words in told.items() if key in content}
    replace_file(path, json.dumps(changed, ensure_ascii=False, indent=1, sort_keys=True).encode())


def find_lineage(traces: Traces) -> list[Path]:
    """Months of lineage in which a line names the submission or a file of it."""
    folder = traces.settings.home / "lineage"
    return [path for path in sorted(folder.glob("*.jsonl")) if any(_lines_about(traces, path))]


def redact_lineage(traces: Traces, path: Path) -> None:
    """Without these lines."""
    about = set(_lines_about(traces, path))
    lines = path.read_bytes().splitlines(keepends=True)
    replace_file(path, b"".join(line for line in lines if line not in about))


def _lines_about(traces: Traces, path: Path) -> Iterator[bytes]:
    words = [word.encode() for word in traces.words]
    for line in path.read_bytes().splitlines(keepends=True):
        if any(word in line for word in words):
            yield line


def find_period_reports(traces: Traces) -> list[str]:
    """Reports of periods, and their closings, that may show it: they were handed on, so a person decides."""
    known = traces.publications()
    folder = traces.settings.home / "exports" / "bao-cao-ky"
    pages = [path for path in sorted(folder.rglob("*.html")) if _shows(traces, path)] if known else []
    return [path.relative_to(traces.settings.home).as_posix() for path in pages]


def _shows(traces: Traces, path: Path) -> bool:
    text = path.read_text(encoding="utf-8", errors="replace")
    if any(word in text for word in traces.words):
        return True
    numbers = {one for found in traces.numbers.values() for one in found}
    return any(re.search(rf"(?<![\d.,]){re.escape(one)}(?!\d|[.,]\d)", text) for one in numbers)
