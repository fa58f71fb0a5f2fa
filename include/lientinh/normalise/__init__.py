"""Normalise: readings become observations of the common schema; rows in = rows out + rows explained."""

from lientinh.normalise.leading import choose_leads
from lientinh.normalise.normalising import Normalised, Origin, normalise_document

__all__ = ["Normalised", "Origin", "choose_leads", "normalise_document"]
