"""The lake: immutable files per submission and stage, and append-only objects that commit and order them."""

from lientinh.lake.lake import Lake

__all__ = ["Lake"]
