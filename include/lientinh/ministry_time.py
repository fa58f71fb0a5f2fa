"""The ministry's clock: what day it is, and when a day begins, in Hà Nội. Data keeps UTC."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

MINISTRY_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


def ministry_day(moment: datetime) -> date:
    """The day it is at the ministry."""
    return moment.astimezone(MINISTRY_TIME).date()
