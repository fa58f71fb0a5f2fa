"""Export: one folder of files from the published warehouse, whole or not at all, named by its vintage."""

from __future__ import annotations

import difflib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from lientinh.catalogue import load_catalogue
from lientinh.errors import InfrastructureError, UsageError
from lientinh.export.dictionary import write_dictionary
from lientinh.export.formats import FORMATS
from lientinh.export.source import Source, Vintage
from lientinh.publish.reading_warehouse import Warehouse, open_warehouse
from lientinh.settings import Settings
from lientinh.storage import sync_folder

DICTIONARY_FILE = "dictionary.md"  # in every export; a folder without it was not made here


@dataclass(frozen=True)
class ExportedFile:
    """One file of an export; its name relative to the folder."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Export:
    """What was written, and of which vintage."""

    format: str
    vintage: Vintage
    folder: Path
    files: tuple[ExportedFile, ...]


def export(
    settings: Settings, export_format: str, indicators: Sequence[str] = (), out: Path | None = None
) -> Export:
    """Write one format into `<out>/lientinh-<n>-<format>`, by default below `<home>/exports/<n>`.

    The same warehouse gives the same bytes. An earlier export of the same name gives way to the new one when that
    is complete. `UsageError` for an unknown format or indicator, or where the name is taken by something else.
    """
    if export_format not in FORMATS:
        raise UsageError(
            f"không có định dạng {export_format!r}; chọn một trong: {', '.join(FORMATS)}"
            f" (no format {export_format!r}; it is one of {', '.join(FORMATS)})"
        )
    catalogue = load_catalogue(settings.catalogue_dir)
    with open_warehouse(settings) as warehouse:
        vintage = _read_vintage(warehouse)
        chosen = _check_indicators(warehouse, indicators)
        source = Source(warehouse, catalogue, vintage, chosen)
        parent = out or settings.home / "exports" / str(vintage.number)
        folder = parent.absolute() / f"lientinh-{vintage.number}-{export_format}"
        with _replace_folder(folder) as scratch:
            FORMATS[export_format](source, scratch)
            (scratch / DICTIONARY_FILE).write_text(write_dictionary(catalogue), encoding="utf-8")
    return Export(export_format, vintage, folder, tuple(_list_files(folder)))


def _read_vintage(warehouse: Warehouse) -> Vintage:
    rows = warehouse.ask("export_vintage")
    if not rows:
        raise UsageError("kho số liệu chưa có lần cập nhật nào (the warehouse holds no publication)")
    return Vintage(rows[0]["n"], rows[0]["published_at"].astimezone(UTC))


def _check_indicators(warehouse: Warehouse, indicators: Sequence[str]) -> tuple[str, ...] | None:
    known = [row["indicator_code"] for row in warehouse.ask("indicators")]
    for code in indicators:
        if code not in known:
            nearest = difflib.get_close_matches(code, known, n=1, cutoff=0.5)
            hint = f"; did you mean {nearest[0]!r}?" if nearest else "; `dim_indicator` lists them"
            raise UsageError(f"không có chỉ tiêu {code!r} (no indicator {code!r}{hint})")
    return tuple(dict.fromkeys(indicators)) or None


@contextmanager
def _replace_folder(folder: Path) -> Iterator[Path]:
    """A scratch folder beside `folder` that takes its place when the block ends well, and vanishes when it does not."""
    if folder.exists() and not (folder / DICTIONARY_FILE).is_file():
        raise UsageError(
            f"{folder}: đã có và không phải do lệnh export tạo ra; chọn thư mục khác bằng --out"
            " (is there and is no export; choose another folder with --out)"
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = folder.parent / f".{folder.name}-{secrets.token_hex(4)}"
        scratch.mkdir()
    except OSError as error:
        raise InfrastructureError(f"{folder.parent}: cannot be written to: {error.strerror}") from error
    try:
        yield scratch
        for written in scratch.iterdir():
            _sync_file(written)
        if folder.exists():
            folder.rename(scratch.with_name(scratch.name + "-old"))
        scratch.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise InfrastructureError(f"{folder}: export not written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.rmtree(scratch.with_name(scratch.name + "-old"), ignore_errors=True)


def _sync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _list_files(folder: Path) -> Iterator[ExportedFile]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        yield ExportedFile(path.relative_to(folder).as_posix(), len(data), hashlib.sha256(data).hexdigest())
