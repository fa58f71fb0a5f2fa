"""Tesseract: the picture of a page into lines of words, each word with its place and how sure it is."""

from __future__ import annotations

import functools
import re
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageFilter

from lientinh.errors import BadInput
from lientinh.read.tools import TIMED_OUT, find_tool, run_tool

MEMORY_BYTES = 2 * 1024**3  # of address space; a page of 25 million pixels takes 0.4 GB
_WORD_LEVEL = 5  # of Tesseract's table: page, block, paragraph, line, word
_COLUMNS = 12
_ROTATION = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)
_SURENESS = re.compile(r"^Orientation confidence: ([\d.]+)$", re.MULTILINE)
# A page upside down or on its side: its words come out at 30 to 60 of 100, those of a straight one above 85.
_DOUBTFUL_PAGE = 65.0
_UNREADABLE_PAGE = 50.0  # words found in grain and photographs come out at 20 to 45
_DARK = 160  # of 256, of a dot of 8 by 8 pixels
_DUST = 0.0002
_SURE_ROTATION = 1.0  # Tesseract's own measure; right rotations of a page of prose give 5 to 30


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: NFC, its box in pixels, its confidence from 0 to 100."""

    text: str
    left: int
    right: int
    top: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line; `block` numbers the column or box of the page it belongs to, `group` its paragraph there."""

    words: tuple[Word, ...]
    block: int
    group: int

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> int:
        return self.words[0].left

    @property
    def right(self) -> int:
        return max(word.right for word in self.words)

    @property
    def height(self) -> int:
        """Of its middle word: a seal or a rule beside the text does not count."""
        heights = sorted(word.bottom - word.top for word in self.words)
        return max(heights[len(heights) // 2], 1)


@functools.cache
def recogniser() -> tuple[Path, str] | None:
    """Tesseract and its version, where it is installed with Vietnamese."""
    program = find_tool("tesseract")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="lientinh-") as folder:
        asked = [
            run_tool([program, word], Path(folder), 20, MEMORY_BYTES)
            for word in ("--list-langs", "--version")
        ]
    languages, version = ((one.stdout + one.stderr).decode("utf-8", "replace").split() for one in asked)
    return (program, version[1]) if "vie" in languages and len(version) > 1 else None


def require_recogniser(file_name: str) -> tuple[Path, str]:
    """Finding: `read.scan_needs_ocr` where Tesseract or its Vietnamese is not installed."""
    found = recogniser()
    if found is None:
        raise BadInput("read.scan_needs_ocr", file_name)
    return found


def recognise(picture: Image.Image, folder: Path, seconds: float, page: int, file_name: str) -> list[Line]:
    """Lines of a grey picture in reading order; a page that lies on its side is turned, a grainy one smoothed.

    Findings: `read.scan_needs_ocr`; `read.scan_unreadable` where Tesseract does not end in time or fails, and where it
    finds nothing, or next to nothing it is sure of, on a page that is not blank.
    """
    lines = _recognise_once(picture, folder, seconds, page, file_name)
    if _mean_confidence(lines) >= _DOUBTFUL_PAGE or _is_blank(picture):
        return lines
    angle = (
        _rotation(folder, seconds, file_name) if lines else 0
    )  # a page on its side gives lines of nonsense
    again = picture.rotate(-angle, expand=True) if angle else picture.filter(ImageFilter.GaussianBlur(2))
    lines = max(_recognise_once(again, folder, seconds, page, file_name), lines, key=_mean_confidence)
    if _mean_confidence(lines) < _UNREADABLE_PAGE:
        raise BadInput("read.scan_unreadable", file_name, page=page, detail="nothing recognised")
    return lines


def _is_blank(picture: Image.Image) -> bool:
    """Paper with dust on it, or nothing: a line of text darkens a fiftieth of a page of its height."""
    small = picture.resize((max(picture.width // 8, 1), max(picture.height // 8, 1)), Image.Resampling.BOX)
    dark = sum(small.histogram()[:_DARK])
    return dark <= _DUST * small.width * small.height


def _recognise_once(
    picture: Image.Image, folder: Path, seconds: float, page: int, file_name: str
) -> list[Line]:
    picture.save(folder / "page.pgm")
    done = _tesseract(folder, seconds, file_name, "-l", "vie", "--psm", "3", "-c", "tessedit_create_tsv=1")
    if done.returncode != 0:
        reason = "time" if done.returncode == TIMED_OUT else f"status {done.returncode}"
        raise BadInput("read.scan_unreadable", file_name, page=page, detail=reason)
    return list(_lines(done.stdout.decode("utf-8", "replace")))


def _rotation(folder: Path, seconds: float, file_name: str) -> int:
    """Degrees clockwise by which the page must be turned to stand upright; 0 where that is not sure."""
    done = _tesseract(folder, seconds, file_name, "-l", "osd", "--psm", "0")
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    rotation, sureness = _ROTATION.search(told), _SURENESS.search(told)
    if done.returncode != 0 or rotation is None or sureness is None:
        return 0
    return int(rotation[1]) if float(sureness[1]) >= _SURE_ROTATION else 0


def _tesseract(
    folder: Path, seconds: float, file_name: str, *options: str
) -> subprocess.CompletedProcess[bytes]:
    program, _ = require_recogniser(file_name)
    return run_tool([program, "page.pgm", "stdout", "--dpi", "300", *options], folder, seconds, MEMORY_BYTES)


def _lines(table: str) -> Iterator[Line]:
    """Tesseract's tab-separated table into lines; words of blanks only are boxes and rules, not words."""
    rows = (row.split("\t") for row in table.splitlines()[1:])
    words = [row for row in rows if len(row) == _COLUMNS and int(row[0]) == _WORD_LEVEL and row[11].strip()]
    for (block, group, _), line in groupby(words, key=lambda row: (int(row[2]), int(row[3]), int(row[4]))):
        yield Line(tuple(map(_word, line)), block, group)


def _word(row: list[str]) -> Word:
    left, top, width, height = map(int, row[6:10])
    confidence = round(min(max(float(row[10]), 0.0), 100.0), 1)
    text = unicodedata.normalize("NFC", row[11].strip())
    return Word(text, left, left + width, top, top + height, confidence)


def _mean_confidence(lines: list[Line]) -> float:
    confidences = [word.confidence for line in lines for word in line.words]
    return sum(confidences) / len(confidences) if confidences else 0.0
