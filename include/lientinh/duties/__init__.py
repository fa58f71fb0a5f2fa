"""Duties: which agency owes which report for which period, and by when."""

from lientinh.duties.listing import Duty, list_duties

__all__ = ["Duty", "list_duties"]
