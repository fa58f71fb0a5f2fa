"""The report of one period: the provinces side by side, who has reported, what is in doubt; and closing the period."""

from __future__ import annotations

from lientinh.period_report.writing import write_period_report

__all__ = ["write_period_report"]
