"""What a reader is given and what it hands back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lientinh.documents import Block, Remark
from lientinh.limits import DEFAULT_LIMITS, Limits

__all__ = ["DEFAULT_LIMITS", "Content", "Limits", "Reader"]


@dataclass(frozen=True, slots=True)
class Content:
    """A file as its reader understood it: blocks numbered from 1, encoding, notes for the receipt.

    `signatures`: digital signatures in it, counted and not verified. `remarks`: what gate 1 makes findings of.
    """

    blocks: tuple[Block, ...]
    media_type: str
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    signatures: int = 0
    remarks: tuple[Remark, ...] = ()


# bytes of the file, its name for messages, limits -> content; raises BadInput
Reader = Callable[[bytes, str, Limits], Content]
