"""Read: bytes of one file into a document of blocks with locators."""

from lientinh.read.apart.child import read_in_child, warm_up
from lientinh.read.readers import READERS, check_name_and_size, read_document

__all__ = ["READERS", "check_name_and_size", "read_document", "read_in_child", "warm_up"]
