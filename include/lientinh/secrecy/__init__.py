"""Secrecy: does the head of a file bear the mark of a state secret? Asked before a byte of it is kept."""

from lientinh.secrecy.inspecting import bears_mark, is_named_secret

__all__ = ["bears_mark", "is_named_secret"]
