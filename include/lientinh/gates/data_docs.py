"""Data Docs: the pages Great Expectations writes of a validation, put in place of the last run's in one step."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)


def open_context(data_docs_dir: Path, gate: str) -> Any:
    """A context in memory that knows one site, in a new folder beside the last one."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    gx = import_module("great_expectations")
    types = import_module("great_expectations.data_context.types.base")
    # On import that module sets its own logger to INFO and then tells of every scratch folder (GX 1.24.1).
    logging.getLogger(types.__name__).setLevel(logging.WARNING)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = types.ProgressBarsConfig(globally=False)
    for name in list(context.get_site_names()):
        context.delete_data_docs_site(name)
    data_docs_dir.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix=f".{gate}-", dir=data_docs_dir)
    site = {
        "class_name": "SiteBuilder",
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": folder},
    }
    context.add_data_docs_site(site_name=folder, site_config=site)
    return context


def write_docs(context: Any, target: Path) -> None:
    """Build the site where nobody looks, then put it in place of the last one; of two runs one wins."""
    (folder,) = map(Path, context.get_site_names())
    context.build_data_docs()
    folder.chmod(0o755)  # a temporary folder is its maker's alone
    try:
        shutil.rmtree(target, ignore_errors=True)
        folder.replace(target)
    except OSError:
        log.warning("data docs of another run stand in %s", target)
        shutil.rmtree(folder, ignore_errors=True)
