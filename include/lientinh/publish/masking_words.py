"""What a warehouse shows of people's words, masked: quotes, phrases, titles, messages, reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from lientinh.masking import mask_text

IsPlace = Callable[[str], bool]
_REMEMBERED = 50_000  # quotes: a sentence is quoted once for each of its figures


class Masker:
    """Masks texts and columns; `places` are names, in small letters, that are no person's."""

    def __init__(self, places: Collection[str] = ()) -> None:
        known = frozenset(places)
        self._mask = lru_cache(_REMEMBERED)(
            lambda text, keep: mask_text(text, keep=keep, is_place=known.__contains__)
        )

    def text(self, text: str | None, keep: str = "") -> str | None:
        """A text masked; `keep` is the number it is quoted for."""
        return None if text is None else self._mask(text, keep)

    def columns(self, table: pa.Table, *names: str) -> pa.Table:
        """Columns of texts masked, each distinct text once."""
        for name in names:
            encoded = table.column(name).combine_chunks().dictionary_encode()
            masked = pa.array([self.text(one) for one in encoded.dictionary.to_pylist()], pa.string())
            if not masked.equals(encoded.dictionary):
                place = table.schema.get_field_index(name)
                table = table.set_column(place, name, masked.take(encoded.indices))
        return table

    def quotes(self, table: pa.Table) -> pa.Table:
        """The column `quote` masked, so that the number in `value_text` stays in it."""
        encoded = table.column("quote").combine_chunks().dictionary_encode()
        touched = [self.text(one) != one for one in encoded.dictionary.to_pylist()]
        if not any(touched):
            return table
        rows = pc.fill_null(pa.array(touched, pa.bool_()).take(encoded.indices), False).to_pylist()
        quotes, values = table.column("quote").to_pylist(), table.column("value_text").to_pylist()
        masked = [
            self.text(quote, value or "") if touch else quote
            for quote, value, touch in zip(quotes, values, rows, strict=True)
        ]
        return table.set_column(table.schema.get_field_index("quote"), "quote", pa.array(masked, pa.string()))
