"""Publish: the warehouse from the lake, by numbered publications."""

from lientinh.publish.publications import Publication
from lientinh.publish.publishing import publish

__all__ = ["Publication", "publish"]
