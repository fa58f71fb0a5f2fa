"""Workbooks: sheets of every format as grids of typed cells."""
