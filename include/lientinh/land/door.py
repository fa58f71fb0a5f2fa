"""The door: what is refused before a byte of it is kept, and the receipt without content that is left of it.

Refused are submissions with a file that bears the mark of a state secret (`land.state_secret`), and what was
removed on order and comes again (`land.purged`). Of these no byte, no name and no digest is written; what a second
arrival is recognised by is the submission's id, a shortened hash from which nothing can be read back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from lientinh.identity import identify_content, identify_submission
from lientinh.lake import Lake
from lientinh.read.apart.child import look_in_child
from lientinh.read.content import DEFAULT_LIMITS
from lientinh.secrecy import is_named_secret

Files = list[dict[str, Any]]
MARKED, PURGED = "land.state_secret", "land.purged"
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}")
# Larger files are refused by their reader later; until then they are looked at like the others.
_LIMITS = replace(DEFAULT_LIMITS, file_bytes=4 * DEFAULT_LIMITS.file_bytes)
_NAMELESS = "khong-ghi-ten"


@dataclass(frozen=True, slots=True)
class Look:
    """What the door saw: the rule that refuses the arrival, if any, and the sha256 of each file by name."""

    refused: str | None
    sha256: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed on order, as it is known again: ids of submissions, and of the contents of their files."""

    submission_ids: Collection[str]
    content_ids: Collection[str]

    @classmethod
    def of(cls, lake: Lake) -> Removed:
        tombstones = lake.tombstones()
        contents = {one for tombstone in tombstones.values() for one in tombstone["content_ids"]}
        return cls(frozenset(tombstones), frozenset(contents))

    def holds(self, area_code: str, digests: Mapping[str, str]) -> bool:
        """Whether this submission, or a file of it, was removed."""
        submission_id = identify_submission(area_code, digests.items())
        return submission_id in self.submission_ids or any(
            identify_content(sha256) in self.content_ids for sha256 in digests.values()
        )


def look_at(arrival_name: str, area_code: str, files: Iterable[tuple[str, Path]], removed: Removed) -> Look:
    """Look at the head of every file (relative name, path); one that is refused refuses them all.

    Raises FileNotFoundError where one has gone meanwhile.
    """
    digests = {}
    refused = None
    for name, path in files:
        digests[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        if refused is None and bears_mark(path, f"{arrival_name}/{name}"):
            refused = MARKED
    if refused is None and removed.holds(area_code, digests):
        refused = PURGED
    return Look(refused, digests)


def bears_mark(path: Path, file_name: str) -> bool:
    """Whether a file bears the mark of a state secret; where nobody can look into it, whether its name does."""
    found = look_in_child(path, _LIMITS)
    return is_named_secret(file_name) if found is None else found


def without_content(files: Files) -> tuple[str, Files]:
    """A name for the submission and its files as a receipt may keep them: kinds and sizes."""
    endings = [PurePosixPath(file["name"]).suffix for file in files]
    kept = [ending.lower() if _EXTENSION.fullmatch(ending) else "" for ending in endings]
    if len(files) == 1:
        names = [f"{_NAMELESS}{kept[0]}"]
    else:
        names = [f"{_NAMELESS}-{number}{ending}" for number, ending in enumerate(kept, 1)]
    described = [
        {"name": name, "sha256": "", "bytes": file["bytes"]} for name, file in zip(names, files, strict=True)
    ]
    return names[0] if len(names) == 1 else _NAMELESS, described
