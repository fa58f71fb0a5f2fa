"""Liên Tỉnh: provincial reports into one warehouse in which provinces can honestly be compared."""
