"""Which provinces get an ingest DAG: those that the catalogue asks for reports by name."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lientinh.settings import read_settings


@dataclass(frozen=True, slots=True)
class Province:
    """A reporting province as DAGs name it; `slug` is made from the English name ("cao_bang")."""

    area_code: str
    slug: str
    name_vi: str
    name_en: str


def reporting_provinces() -> tuple[Province, ...]:
    """The provinces of the catalogue that this process is set to use, by area code."""
    return _provinces_of(read_settings(os.environ).catalogue_dir)


@lru_cache(maxsize=1)
def _provinces_of(catalogue_dir: Path) -> tuple[Province, ...]:
    from lientinh.catalogue import load_catalogue

    catalogue = load_catalogue(catalogue_dir)
    areas = (catalogue.area(area_code) for area_code in catalogue.reporting_provinces())
    return tuple(
        Province(area.area_code, slug_of(area.name_en), area.name_vi, area.name_en) for area in areas
    )


def slug_of(name_en: str) -> str:
    """ "Cao Bang" → "cao_bang": the form Airflow takes as part of a DAG id. Never used to match places."""
    return re.sub(r"[^a-z0-9]+", "_", name_en.lower()).strip("_")
