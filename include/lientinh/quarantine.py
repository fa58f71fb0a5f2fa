"""What was rejected, with the reason in both languages; the bytes stay in raw."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lientinh.findings import Finding
from lientinh.storage import replace_file


def quarantine_submission(folder: Path, decision: dict[str, Any], findings: Iterable[Finding]) -> Path:
    """Write `<folder>/<submission>/reason.json` and `ly_do.txt`; the same decision gives the same bytes."""
    critical = [found for found in findings if found.severity == "critical"]
    target = folder / str(decision["submission_id"])
    reasons = [
        {
            "rule_id": found.rule_id,
            "locator": found.locator,
            "message_vi": found.message_vi,
            "message_en": found.message_en,
            "action_vi": found.action_vi,
            "action_en": found.action_en,
        }
        for found in critical
    ]
    content = {
        "submission_id": decision["submission_id"],
        "area_code": decision["area_code"],
        "name": decision["name"],
        "files": decision["files"],
        "decided_at": decision["decided_at"],
        "reasons": reasons,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    replace_file(target / "reason.json", text.encode("utf-8"))
    replace_file(target / "ly_do.txt", _letter(decision, reasons).encode("utf-8"))
    return target


def _letter(decision: dict[str, Any], reasons: list[dict[str, str]]) -> str:
    kept = all(file["sha256"] for file in decision["files"])
    ask_vi, ask_en = (", đề nghị gửi lại", "; please send it again") if kept else ("", "")
    name = " ".join(decision["name"].split())  # a file's name may hold line breaks
    lines = [
        f"Hồ sơ báo cáo “{name}” chưa được tiếp nhận{ask_vi}.",
        f"(Submission “{name}” was not accepted{ask_en}.)",
        "",
    ]
    for number, told in enumerate(reasons, 1):
        reason = {key: " ".join(text.split()) for key, text in told.items()}
        lines += [
            f"{number}. {reason['message_vi']}",
            f"   Đề nghị: {reason['action_vi']}",
            f"   ({reason['message_en']} {reason['action_en']})",
            "",
        ]
    return "\n".join(lines)
