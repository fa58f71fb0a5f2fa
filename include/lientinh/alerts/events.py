"""The alert event: one thing that happened and that somebody should hear of, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lientinh.findings import Severity

AlertKind = Literal["finding", "submission", "review", "calendar", "operation", "publication", "secret"]


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """What happened, in words without figures and without names of persons; the link leads to them.

    `key` is what makes it the same event: told once however often it is seen ("finding:<id>:open",
    "late:<agency>:<report type>:<period>"). `area_code` and `field` are what routes choose by; None concerns
    all of them. Events of one `topic` (see topics.py), area and severity are counted together in a subject line;
    one without a topic is told by its own title.
    """

    key: str
    kind: AlertKind
    severity: Severity
    area_code: str | None
    field: str | None
    title_vi: str
    title_en: str
    text_vi: str
    text_en: str
    link: str
    happened_at: datetime  # UTC
    topic: str = ""
