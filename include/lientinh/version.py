"""The version of the package: one half of a processing, the other being the catalogue's digest."""

__version__ = "0.1.0"
