"""A relation a document states about itself: some numbers, and another that must follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lientinh.gates.equations import Form
from lientinh.gates.intervals import Interval
from lientinh.gates.mentions import Mention, Prepared
from lientinh.readings import Reading


@dataclass(frozen=True)
class Relation:
    """`computed`, from `parts`, must meet `stated`; where `at_most`, it need only not be above it.

    `total` is the mention the statement stands at, in `prepared`; `quote` is the whole statement. `figures`
    are what the rule's message shows.
    """

    rule_id: str
    prepared: Prepared
    total: Mention
    parts: tuple[Mention, ...]
    computed: Interval
    stated: Interval
    quote: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    at_most: bool = False
    part_total: bool = False  # the parts divide the total
    others: tuple[Reading, ...] = ()  # figures of other places that it also takes, after the parts
    form: Form | None = None  # where its rule alone does not say how it is computed

    @property
    def holds(self) -> bool:
        """Is there a reading of the words under which it is true?"""
        if self.at_most:
            return self.computed.may_be_at_most(self.stated)
        return self.computed.meets(self.stated)

    @property
    def ordinals(self) -> tuple[int, ...]:
        """The readings it concerns."""
        return tuple(sorted({one for mention in (self.total, *self.parts) for one in mention.ordinals}))


def in_scale(value: Decimal, factor: Decimal) -> Decimal:
    """A base value in the scale a number was written in, without noughts the division brings."""
    scaled = value / factor
    normal = scaled.normalize()
    return normal.quantize(Decimal(1)) if int(normal.as_tuple().exponent) > 0 else normal
