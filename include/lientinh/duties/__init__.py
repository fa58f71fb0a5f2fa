"""Duties: which agency owes which report for which period, and by when."""
