"""Land: what has come to rest in an inbox becomes immutable bytes and a receipt."""

from lientinh.land.inbox import Arrival, find_arrivals, find_paths
from lientinh.land.landing import Landed, land_arrival

__all__ = ["Arrival", "Landed", "find_arrivals", "find_paths", "land_arrival"]
