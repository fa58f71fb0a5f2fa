"""Publish: the warehouse from the lake, by numbered publications."""

from lientinh.publish.engines import name_warehouse
from lientinh.publish.publications import Publication, describe_damage
from lientinh.publish.publishing import publish

__all__ = ["Publication", "describe_damage", "name_warehouse", "publish"]
