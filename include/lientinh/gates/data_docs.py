"""Data Docs: the pages Great Expectations writes of a validation, put in place of the last run's in one step."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from lientinh.storage import replace_file

log = logging.getLogger(__name__)

GATES = ("gate1", "gate2")
KEPT_PERIODS = 36  # of a sender: three years of months
_SHARED = ".static"
_A_DAY = 24 * 3600
_PERIOD = re.compile(r"[0-9][0-9A-Z-]*")


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


def docs_folder(area_code: str, report_periods: Iterable[str | None], received: str) -> str:
    """`20/2022-S1`: where the pages about a submission stand: by sender, and by the first period its documents name.

    Without a period that can name a folder it is the month it came in: `20/received=2026-11`.
    """
    named = (period for period in report_periods if period and _PERIOD.fullmatch(period))
    return f"{area_code}/{next(named, None) or f'received={received}'}"


def docs_link(decision: Mapping[str, Any], gate: str) -> str | None:
    """`20/2022-S1/gate1/index.html` below `data_docs/`: the pages on a decided submission, for what links to them.

    `gate` is that of the finding's rule (`catalogue.rule(rule_id).gate`); None for a rule that Great Expectations
    does not see: what is found on landing or reading is about a file, not about rows.
    """
    if gate not in GATES:
        return None
    periods = [document.get("report_period") for document in decision["documents"]]
    return f"{docs_folder(decision['area_code'], periods, decision['received'])}/{gate}/index.html"


@contextmanager
def collect_docs(data_docs_dir: Path, folders: Iterable[str]) -> Iterator[Path]:
    """A folder to write the pages of one run into; when the block ends well they stand in each of `folders`.

    A run validates its submissions together, so those of several periods or senders get the same pages. The last
    run's pages give way in one rename; what all pages share (fonts, styles: 4 MB) is kept once, as hard links; of a
    sender the newest periods are kept.
    """
    data_docs_dir.mkdir(parents=True, exist_ok=True)
    _clear_killed_runs(data_docs_dir)
    scratch = Path(tempfile.mkdtemp(prefix=".run-", dir=data_docs_dir))
    try:
        yield scratch
        wanted = sorted(set(folders))
        for site in sorted(path for path in scratch.iterdir() if path.name in GATES):
            _share_static(site, data_docs_dir / _SHARED)
            for folder in wanted:
                _put_in_place(site, data_docs_dir / folder / site.name, scratch)
        for sender in {data_docs_dir / folder.partition("/")[0] for folder in wanted}:
            if sender.is_dir():
                _forget_oldest(sender)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _clear_killed_runs(data_docs_dir: Path) -> None:
    """What a killed run left; none runs for a day."""
    for leftover in data_docs_dir.glob(".run-*"):
        if time.time() - leftover.stat().st_mtime > _A_DAY:
            shutil.rmtree(leftover, ignore_errors=True)


def _share_static(site: Path, shared: Path) -> None:
    """The site's unchanging files become links to the one copy that is kept, where the disk can link."""
    for file in sorted(path for path in site.glob("static/**/*") if path.is_file()):
        kept = shared / file.relative_to(site / "static")
        if not kept.is_file() or kept.stat().st_size != file.stat().st_size:
            kept.parent.mkdir(parents=True, exist_ok=True)
            replace_file(kept, file.read_bytes())
            kept.chmod(0o644)
        with contextlib.suppress(OSError):
            linked = file.with_name(f".{file.name}.link")
            linked.hardlink_to(kept)
            linked.replace(file)


def _put_in_place(site: Path, target: Path, scratch: Path) -> None:
    """A copy of the site at `target`; of two runs at once one wins, and a reader sees pages of one of them."""
    copied = Path(tempfile.mkdtemp(dir=scratch)) / "site"
    shutil.copytree(site, copied, copy_function=_link_or_copy)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        if target.is_dir():
            target.replace(copied.with_name("old"))
        copied.replace(target)
    except OSError:
        log.warning("data docs of another run stand in %s", target)


def _link_or_copy(source: str, target: str) -> str:
    try:
        Path(target).hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)
    return target


def _forget_oldest(sender: Path) -> None:
    folders = [(path.stat().st_mtime_ns, path) for path in sender.iterdir() if path.is_dir()]
    for _, path in sorted(folders)[:-KEPT_PERIODS]:
        shutil.rmtree(path, ignore_errors=True)
