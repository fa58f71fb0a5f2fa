"""The formats: one row each, name and writer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lientinh.export.data_package import write_data_package
from lientinh.export.sdmx_csv import write_sdmx_csv
from lientinh.export.source import Source
from lientinh.export.workbook import write_workbook

FORMATS: dict[str, Callable[[Source, Path], None]] = {
    "sdmx-csv": write_sdmx_csv,
    "xlsx": write_workbook,
    "datapackage": write_data_package,
}
