"""The data dictionary: every relation, column, indicator, unit and code, in Vietnamese and English.

`python -m lientinh.export.dictionary docs/dictionary.md` writes it for the docs; every export carries it too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from lientinh.catalogue import load_catalogue
from lientinh.catalogue.catalogue import Catalogue
from lientinh.export.code_words import CODE_LISTS, DIRECTIONS
from lientinh.export.marts import MARTS, Mart, describe_columns
from lientinh.publish.column_words import UNIT_WORDS, Column, describe_rows
from lientinh.settings import Settings
from lientinh.wording import ACCUMULATIONS

COMMAND = "PYTHONPATH=include python -m lientinh.export.dictionary docs/dictionary.md"
_TYPE_WORDS = {
    "text": "văn bản · text",
    "decimal": "số thập phân · decimal",
    "integer": "số nguyên · integer",
    "boolean": "đúng, sai · boolean",
    "date": "ngày · date",
    "datetime": "thời điểm · timestamp (UTC)",
}


def write_dictionary(catalogue: Catalogue) -> str:
    """The dictionary as one page of Markdown."""
    lines = [
        "# Từ điển dữ liệu · Data dictionary",
        "",
        "Sinh tự động từ danh mục và lược đồ của kho số liệu. Ô trống không bao giờ có nghĩa là 0.",
        "*Generated from the catalogue and the schema of the warehouse. An empty cell never means zero.*",
    ]
    lines += ["", "## Các bảng · Relations"]
    for mart in MARTS:
        lines += _relation(mart)
    lines += ["", "## Các mã · Codes"]
    for title_vi, title_en, column, words in CODE_LISTS:
        lines += ["", f"### {title_vi} · {title_en} (`{column}`)", ""]
        lines += _table(("mã · code", "tiếng Việt", "English"), ((_code(c), *words[c]) for c in words))
    lines += ["", "## Đơn vị tính · Units", "", *_units(catalogue)]
    lines += ["", "## Phân tổ · Breakdowns", "", *_breakdowns(catalogue)]
    lines += ["", "## Chỉ tiêu thống kê · Indicators"]
    for field, indicators in groupby(
        sorted(catalogue.indicators, key=lambda one: (one.field, one.indicator_code)), lambda one: one.field
    ):
        lines += ["", f"### `{field}`", ""]
        lines += _indicators(catalogue, [one.indicator_code for one in indicators])
    return "\n".join(lines) + "\n"


def _relation(mart: Mart) -> Iterator[str]:
    vietnamese, english = describe_rows(mart.name)
    yield from ("", f"### `{mart.name}`", "", vietnamese, f"*{english}*", "")
    yield f"- khóa · key: {', '.join(_code(name) for name in mart.key)}"
    for reference in mart.references:
        columns, targets = ", ".join(reference.columns), ", ".join(reference.targets)
        yield f"- tham chiếu · reference: `{columns}` → `{reference.relation}` (`{targets}`)"
    yield ""
    header = ("cột · column", "kiểu · type", "đơn vị · unit", "SDMX", "tiếng Việt", "English")
    yield from _table(header, (_column(column) for column in describe_columns(mart.name)))


def _column(column: Column) -> tuple[str, ...]:
    unit = UNIT_WORDS.get(column.unit, column.unit)
    concept = _code(column.sdmx_concept) if column.sdmx_concept else ""
    return (
        _code(column.name),
        _TYPE_WORDS[column.type],
        unit,
        concept,
        column.description_vi,
        column.description_en,
    )


def _units(catalogue: Catalogue) -> Iterator[str]:
    rows = ((_code(one.unit_code), one.name_vi, one.name_en, one.symbol) for one in catalogue.units)
    return _table(("mã · code", "tiếng Việt", "English", "ký hiệu · symbol"), rows)


def _breakdowns(catalogue: Catalogue) -> Iterator[str]:
    rows = (
        (_code(f"{one.dimension}={one.member}"), one.name_vi, one.name_en) for one in catalogue.dimensions
    )
    return _table(("phân tổ · breakdown", "tiếng Việt", "English"), [("`_T`", "chung", "total"), *rows])


def _indicators(catalogue: Catalogue, codes: Sequence[str]) -> Iterator[str]:
    rows = []
    for code in codes:
        one = catalogue.indicator(code)
        unit = catalogue.unit(one.unit_code)
        rows.append(
            (
                _code(code),
                f"{one.name_vi}. {one.definition_vi}",
                f"{one.name_en}. {one.definition_en}",
                f"{unit.name_vi} · {unit.name_en}",
                f"{ACCUMULATIONS[one.accumulation][0]} · {ACCUMULATIONS[one.accumulation][1]}",
                f"{DIRECTIONS[one.direction][0]} · {DIRECTIONS[one.direction][1]}",
            )
        )
    header = (
        "mã · code",
        "tiếng Việt",
        "English",
        "đơn vị · unit",
        "theo thời gian · time",
        "chiều · direction",
    )
    return _table(header, rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in row)} |"


def _code(text: str) -> str:
    return f"`{text}`"


if __name__ == "__main__":
    page = write_dictionary(load_catalogue(Settings(Path()).catalogue_dir))
    Path(sys.argv[1]).write_text(page, encoding="utf-8")
