"""Read: bytes of one file into a document of blocks with locators."""

from lientinh.read.readers import READERS, read_document

__all__ = ["READERS", "read_document"]
