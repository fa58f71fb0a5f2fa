"""A text with figures in it: sentences with slots, what stands in the slots, and how it hangs together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from quality.case import Delivery
from quality.figures import Figure, Link

SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Prose:
    """A report in prose. `write` gives its bytes.

    `links` also name figures that other reports of the lake state; those are in `known` and in no sentence.
    `past` gives, of a series, the base values of the province's earlier reports, the oldest first.
    """

    key: str
    area_code: str
    name: str
    landed_at: datetime
    lines: tuple[str, ...]
    figures: dict[str, Figure]
    links: tuple[Link, ...]
    known: dict[str, Figure]
    past: Callable[[str], list[Decimal]]
    write: Callable[[Prose], bytes]

    @property
    def stated(self) -> dict[str, Figure]:
        """The figures that stand in a sentence, in the order of the text."""
        names = [name for line in self.lines for name in SLOT.findall(line)]
        return {name: self.figures[name] for name in names if name in self.figures}

    @property
    def everything(self) -> dict[str, Figure]:
        return self.figures | self.known

    def with_figure(self, figure: Figure) -> Prose:
        return replace(self, figures=self.figures | {figure.name: figure})

    def line_of(self, name: str) -> int:
        """The line a figure stands in."""
        return next(number for number, line in enumerate(self.lines) if f"{{{name}}}" in line)

    def line_text(self, number: int) -> str:
        """A line as the report writes it."""
        return SLOT.sub(lambda slot: show_figure(self.figures[slot[1]]), self.lines[number])

    def body(self) -> list[str]:
        return [self.line_text(number) for number in range(len(self.lines))]

    def files(self) -> tuple[tuple[str, bytes], ...]:
        return ((self.name, self.write(self)),)

    def deliver(self) -> Delivery:
        return Delivery(self.key, self.area_code, self.name, self.files(), self.landed_at)


def show_figure(figure: Figure) -> str:
    """Growth has its sign as a word: "tăng 12,5%"."""
    if figure.kind == "growth":
        word = "giảm" if figure.value < 0 else "tăng"
        return f"{word} {figure.changed(abs(figure.value)).text}"
    return figure.text.rstrip()
