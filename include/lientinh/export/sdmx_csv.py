"""SDMX-CSV 2.0 by pysdmx: what leads its series and was accepted, with the structure beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from pysdmx.io import write_sdmx
from pysdmx.io.format import Format
from pysdmx.io.pd import PandasDataset
from pysdmx.model import Schema

from lientinh.export.code_words import FREQUENCIES, OBS_STATUSES, SDMX_PLAN_BASES
from lientinh.export.sdmx_components import COMPONENTS, sdmx_breakdown
from lientinh.export.sdmx_structure import Structure, write_structure
from lientinh.export.source import Source
from lientinh.publish.reading_warehouse import Row, Warehouse
from lientinh.wording import ACCUMULATIONS, BASES, QUALIFIERS, SCENARIOS, Words, day


def write_sdmx_csv(source: Source, folder: Path) -> None:
    """`lientinh-<n>.csv` with one row per observation, `lientinh-<n>-structure.xml` with what its codes mean."""
    structure = Structure(_read_codes(source.warehouse))
    schema = structure.text_schema()
    name = f"lientinh-{source.vintage.number}"
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(_write_rows([], schema))
        for indicator in source.indicators():
            rows = source.warehouse.ask("export_sdmx", indicator_code=indicator["indicator_code"])
            file.write(_write_rows(rows, schema).partition("\n")[2])
    message = write_structure(structure, source.vintage.published_at, name)
    (folder / f"{name}-structure.xml").write_bytes(message)


def _write_rows(rows: Iterable[Row], schema: Schema) -> str:
    """SDMX-CSV with its header line."""
    cells = [[component.write(row) for component in COMPONENTS] for row in rows]
    frame = pd.DataFrame(cells, columns=[component.id for component in COMPONENTS], dtype="string[pyarrow]")
    return str(write_sdmx(PandasDataset(structure=schema, data=frame), Format.DATA_SDMX_CSV_2_0_0))


def _read_codes(warehouse: Warehouse) -> dict[str, Words]:
    """Codelists of the schema, and of the dimensions as the warehouse has them."""
    indicators = warehouse.ask("export_dim_indicator")
    return {
        "CL_FREQ": FREQUENCIES,
        "CL_REF_AREA": {row["territory"]: _area_words(row) for row in warehouse.ask("export_dim_area")},
        "CL_INDICATOR": {row["indicator_code"]: (row["name_vi"], row["name_en"]) for row in indicators},
        "CL_BREAKDOWN": {
            sdmx_breakdown(row["breakdown"]): (row["name_vi"], row["name_en"])
            for row in warehouse.ask("export_dim_breakdown")
        },
        "CL_SCENARIO": SCENARIOS,
        "CL_PLAN_BASIS": SDMX_PLAN_BASES,
        "CL_ACCUMULATION": ACCUMULATIONS,
        "CL_PERIOD_BASIS": BASES,
        "CL_OBS_STATUS": OBS_STATUSES,
        "CL_UNIT_MEASURE": {
            row["unit_code"]: (row["unit_name_vi"], row["unit_name_en"]) for row in indicators
        },
        "CL_QUALIFIER": {code: (words[0].format("…"), words[1]) for code, words in QUALIFIERS.items()},
    }


def _area_words(row: Row) -> tuple[str, str]:
    """A name, and since when or until when, where the code has more than one territory."""
    if row["valid_from"]:
        return (
            f"{row['name_vi']} (từ {day(row['valid_from'])})",
            f"{row['name_en']} (since {row['valid_from']})",
        )
    if row["valid_to"]:
        return (
            f"{row['name_vi']} (trước {day(row['valid_to'])})",
            f"{row['name_en']} (before {row['valid_to']})",
        )
    return row["name_vi"], row["name_en"]
