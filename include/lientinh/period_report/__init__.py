"""The report of one period: the provinces side by side, who has reported, what is in doubt; and closing the period."""

from __future__ import annotations

from lientinh.period_report.writing import WrittenReport, write_period_report

__all__ = ["WrittenReport", "write_period_report"]
