"""Old Word documents (.doc) and .rtf by way of LibreOffice, which makes a .docx of them for the Word reader.

LibreOffice runs by `run_tool`, with a profile of its own in which macros are switched off, links are never followed
and nothing is fetched; see docs/decisions/old-formats-by-libreoffice.md.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from lientinh.errors import BadInput
from lientinh.read.archive import open_package
from lientinh.read.content import Content, Limits
from lientinh.read.signatures import require, sniff
from lientinh.read.tools import TIMED_OUT, find_tool, run_tool
from lientinh.read.word.old_word import check_old_word
from lientinh.read.word.reader import read_word

_MEMORY_BYTES = 4 * 1024**3  # of address space: LibreOffice reserves far more than it uses
_SECONDS = 120.0  # a report of 50 pages takes 4 s, 2 s of which are LibreOffice's start
_FILTER = "docx:MS Word 2007 XML"
_MEDIA_TYPES = {"doc": "application/msword", "rtf": "application/rtf"}
_MADE_BY = re.compile(rb"<Application>LibreOffice/([\d.]+)")
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),  # 0 always, 1 on request, 2 never
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'


def read_old_word(data: bytes, file_name: str, limits: Limits) -> Content:
    """A .doc of Word 97 to 2003; one that is RTF inside, as Word itself writes on demand, is read as such.

    Findings: those of `read_rtf` and of `check_old_word`.
    """
    if sniff(data) == "rtf":
        content = read_rtf(data, file_name, limits)
        return replace(content, notes=(*content.notes, "RTF under the name of a .doc"))
    require(data, file_name, "ole2")
    remarks = check_old_word(data, file_name)
    return replace(_convert(data, "doc", file_name, limits), remarks=remarks)


def read_rtf(data: bytes, file_name: str, limits: Limits) -> Content:
    """Rich text; objects embedded in it are left out.

    Findings: `read.needs_libreoffice`, `read.not_what_its_name_says`, `read.truncated`, `read.takes_too_long`, and
    those of `read_word`.
    """
    require(data, file_name, "rtf")
    return _convert(data, "rtf", file_name, limits)


def _convert(data: bytes, ending: str, file_name: str, limits: Limits) -> Content:
    program = find_tool("soffice")
    if program is None:
        raise BadInput("read.needs_libreoffice", file_name)
    with tempfile.TemporaryDirectory(prefix="lientinh-") as place:
        converted = _run(program, Path(place), data, ending, file_name, limits)
    version = _MADE_BY.search(open_package(converted, file_name, limits).get("docProps/app.xml", b""))
    made_by = f"converted by LibreOffice {version[1].decode() if version else ''}".strip()
    content = read_word(converted, file_name, limits)
    return replace(content, media_type=_MEDIA_TYPES[ending], notes=(made_by, *content.notes))


def _run(program: Path, folder: Path, data: bytes, ending: str, file_name: str, limits: Limits) -> bytes:
    """The .docx that LibreOffice makes; its own file names, so that no name of a sender reaches a command line."""
    (folder / f"document.{ending}").write_bytes(data)
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (profile / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")
    command = [
        str(program), "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", _FILTER, "--outdir", "converted", f"document.{ending}",
    ]  # fmt: skip
    seconds = min(_SECONDS, limits.tool_seconds)
    done = run_tool(command, folder, seconds, _MEMORY_BYTES)
    result = folder / "converted" / "document.docx"
    if done.returncode == TIMED_OUT:
        raise BadInput("read.takes_too_long", file_name, seconds=int(seconds))
    if not result.is_file():
        raise BadInput("read.truncated", file_name, detail=f"LibreOffice: status {done.returncode}")
    if result.stat().st_size > limits.file_bytes:
        raise BadInput("read.too_large", file_name, limit=limits.file_bytes, unit="bytes")
    return result.read_bytes()
