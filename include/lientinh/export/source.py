"""What every format is made from: an open warehouse, its vintage, the indicators that were chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lientinh.catalogue.catalogue import Catalogue
from lientinh.errors import UsageError
from lientinh.export.marts import describe_columns
from lientinh.publish.reading_warehouse import Row, Warehouse
from lientinh.wording import clock

PER_INDICATOR = ("comparison", "observation", "finding")


@dataclass(frozen=True)
class Vintage:
    """The publication an export shows; `published_at` in UTC."""

    number: int
    published_at: datetime

    @property
    def title_vi(self) -> str:
        return (
            f"Số liệu tại thời điểm {clock(self.published_at)} (lần cập nhật kho số liệu thứ {self.number})"
        )

    @property
    def title_en(self) -> str:
        return f"As known at {clock(self.published_at)} Viet Nam time (publication {self.number})"


@dataclass(frozen=True)
class Source:
    """One warehouse at one publication; `chosen` is None where all indicators go out.

    Large relations are asked one indicator at a time, so that a big warehouse needs no big memory.
    """

    warehouse: Warehouse
    catalogue: Catalogue
    vintage: Vintage
    chosen: tuple[str, ...] | None

    def indicators(self) -> list[Row]:
        """Rows of `dim_indicator`, by code, only the chosen ones."""
        rows = self.warehouse.ask("export_dim_indicator")
        return [row for row in rows if self.chosen is None or row["indicator_code"] in self.chosen]

    def rows_of(self, relation: str) -> Iterator[list[Row]]:
        """All rows of a relation for people, a batch at a time; dimensions whole, facts of the chosen indicators.

        `UsageError` where the warehouse was published before a column there is now.
        """
        for rows in self._ask(relation):
            _check_columns(relation, rows)
            yield rows

    def cells_of(self, indicator_code: str) -> list[Row]:
        """Rows of `export_cells`: an indicator's comparison with its sources."""
        rows = self.warehouse.ask("export_cells", indicator_code=indicator_code)
        _check_columns("comparison", rows)
        return rows

    def national_of(self, indicator_code: str) -> list[Row]:
        """Rows of `export_national`: where figures of the whole country stand."""
        return self.warehouse.ask("export_national", indicator_code=indicator_code)

    def _ask(self, relation: str) -> Iterator[list[Row]]:
        if relation not in PER_INDICATOR:
            yield self.warehouse.ask(f"export_{relation}")
            return
        for indicator in self.indicators():
            yield self.warehouse.ask(f"export_{relation}", indicator_code=indicator["indicator_code"])
        if relation == "finding" and self.chosen is None:
            yield self.warehouse.ask("export_finding", indicator_code=None)


def _check_columns(relation: str, rows: list[Row]) -> None:
    expected = [column.name for column in describe_columns(relation)]
    missing = [name for name in expected if rows and name not in rows[0]]
    if missing:
        raise UsageError(
            f"kho số liệu do phiên bản cũ cập nhật, bảng {relation} chưa có cột {', '.join(missing)};"
            " chạy lại `lientinh publish` (the warehouse was published by an older version: publish again)"
        )
