"""Settings: read once from the environment, at the edges, into one frozen object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lientinh.errors import UsageError
from lientinh.limits import DEFAULT_LIMITS, Limits, read_limits

_INCLUDE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where data and metadata live, and how patient the inbox is.

    `rest_seconds`: a file unchanged for so long has come to rest and may be landed. `pages_url`: where a web server
    shows the home's outbox and Data Docs; without it alerts link to the files. `lineage`: whether runs of Airflow
    leave lineage events. `limits`: how much a file may hold and cost before it is refused.
    """

    home: Path
    catalogue_dir: Path = _INCLUDE / "catalogue"
    lake_url: str | None = None
    warehouse_url: str | None = None
    rest_seconds: float = 30.0
    alert_routes: Path | None = None
    pages_url: str | None = None
    lineage: bool = True
    limits: Limits = DEFAULT_LIMITS

    @property
    def inbox_dir(self) -> Path:
        return self.home / "inbox"

    @property
    def lake_root(self) -> str:
        return self.lake_url or str(self.home / "lake")

    @property
    def quarantine_dir(self) -> Path:
        return self.home / "quarantine"

    @property
    def outbox_dir(self) -> Path:
        """Replies, `<area_code>/<submission>/`, for a person to send."""
        return self.home / "outbox"

    @property
    def warehouse_file(self) -> Path:
        return self.home / "warehouse" / "warehouse.duckdb"

    @property
    def warehouse_is_postgres(self) -> bool:
        """Whether the warehouse is in PostgreSQL; else it is the DuckDB file."""
        return self.warehouse_url is not None and self.warehouse_url.startswith("postgresql")

    @property
    def alert_routes_file(self) -> Path:
        """Who is told what: the deployment's own file, else the one of the catalogue."""
        return self.alert_routes or self.catalogue_dir / "alert_routes.yaml"

    @property
    def alerts_dir(self) -> Path:
        return self.home / "alerts"

    @property
    def data_docs_dir(self) -> Path:
        return self.home / "data_docs"


def read_settings(environ: Mapping[str, str], home: Path | None = None) -> Settings:
    """Settings from an environment; `home` given on the command line wins over `LIENTINH_HOME`."""
    return Settings(
        home=(home or Path(environ.get("LIENTINH_HOME") or "data")).absolute(),
        catalogue_dir=Path(environ.get("LIENTINH_CATALOGUE") or _INCLUDE / "catalogue").absolute(),
        lake_url=environ.get("LIENTINH_LAKE_URL") or None,
        warehouse_url=_warehouse_url(environ.get("LIENTINH_WAREHOUSE_URL")),
        rest_seconds=_seconds(environ.get("LIENTINH_REST_SECONDS") or "30"),
        lineage=environ.get("LIENTINH_LINEAGE") != "off",
        alert_routes=_path(environ.get("LIENTINH_ALERT_ROUTES")),
        pages_url=_pages_url(environ.get("LIENTINH_PAGES_URL")),
        limits=read_limits(environ),
    )


def _warehouse_url(text: str | None) -> str | None:
    """None for the DuckDB file; the message does not repeat the URL, which may hold a password."""
    if not text:
        return None
    if not text.startswith(("postgresql://", "postgresql+psycopg://")):
        raise UsageError(
            "LIENTINH_WAREHOUSE_URL names no engine this knows; write postgresql+psycopg://USER@HOST:5432/DATABASE,"
            " or leave it empty for the DuckDB file"
        )
    return text


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise UsageError(f"LIENTINH_REST_SECONDS={text!r} is no number of seconds, for example 30") from error


def _path(text: str | None) -> Path | None:
    return Path(text).absolute() if text else None


def _pages_url(text: str | None) -> str | None:
    if not text:
        return None
    if not text.startswith(("https://", "http://")):
        raise UsageError(
            f"LIENTINH_PAGES_URL={text!r} is no address of web pages, for example https://lientinh.example"
        )
    return text.rstrip("/")
