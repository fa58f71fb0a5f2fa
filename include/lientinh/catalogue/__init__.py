"""The catalogue: metadata as data, loaded and checked as a whole, then asked by code, name and date."""

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.loading import load_catalogue
from lientinh.catalogue.matching import match_key, match_key_with_map

__all__ = ["Catalogue", "load_catalogue", "match_key", "match_key_with_map"]
