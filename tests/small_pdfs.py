"""PDF files of a few lines, for tests: text where it is wanted, lines, pictures, and what a file may carry besides."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
_ADVANCE = 0.5  # every character is half as wide as its size: places are easily worked out


@dataclass
class Page:
    """One page, written from the upper left corner as people see it."""

    parts: list[str] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)
    extra: str = ""  # further entries of the page: /Rotate 90, /Annots [...]
    has_picture: bool = False

    def write(
        self, x: float, y: float, text: str, size: float = 12, font: str = "F1", **state: float
    ) -> Page:
        """`state`: Tr (rendering mode), Ts (rise), Tc (space between letters)."""
        self.letters |= set(text)
        codes = "".join(f"{ord(letter):04x}" for letter in text)
        setting = " ".join(f"{value} {name}" for name, value in state.items())
        reset = " ".join(f"0 {name}" for name in state)
        self.parts.append(
            f"BT /{font} {size} Tf {setting} 1 0 0 1 {x} {HEIGHT - y} Tm <{codes}> Tj {reset} ET"
        )
        return self

    def lines(
        self, x: float, y: float, *texts: str, size: float = 12, leading: float = 14, font: str = "F1"
    ) -> Page:
        for number, text in enumerate(texts):
            self.write(x, y + number * leading, text, size, font)
        return self

    def upwards(self, x: float, y: float, text: str, size: float = 12) -> Page:
        """Text that runs from below to above."""
        self.letters |= set(text)
        codes = "".join(f"{ord(letter):04x}" for letter in text)
        self.parts.append(f"BT /F1 {size} Tf 0 1 -1 0 {x} {HEIGHT - y} Tm <{codes}> Tj ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        self.parts.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Page:
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def ground(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """A filled rectangle without a border, as behind headings."""
        self.parts.append(f"0.9 g {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f 0 g")
        return self

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        self.has_picture = True
        self.parts.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {HEIGHT - y1} cm /Im Do Q")
        return self

    def raw(self, operators: str) -> Page:
        self.parts.append(operators)
        return self


def pdf_of(
    *pages: Page,
    fonts: Mapping[str, str] | None = None,
    catalogue: str = "",
    objects: Mapping[int, str] | None = None,
    compressed: bool = True,
    count: int | None = None,
) -> bytes:
    """The file. `fonts`: names by key (F1 is Times-Roman); `objects`: further objects by number, from 900 on."""
    names = {"F1": "Times-Roman", "F2": "Times-Bold", **(fonts or {})}
    letters = set().union(*(page.letters for page in pages)) if pages else set()
    body: dict[int, bytes] = {
        1: f"<</Type/Catalog/Pages 2 0 R {catalogue}>>".encode(),
        3: _stream(_letters_map(letters).encode(), compressed=False),
        4: b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream",
    }
    for place, name in enumerate(names.values()):
        body[10 + 2 * place] = (
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{11 + 2 * place} 0 R]/ToUnicode 3 0 R>>"
        ).encode()
        body[11 + 2 * place] = (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/DW {int(_ADVANCE * 1000)}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            "/FontDescriptor<</Type/FontDescriptor/Ascent 800/Descent -200/Flags 4"
            f"/FontName/{name}/FontBBox[0 -200 1000 800]/ItalicAngle 0/StemV 80/CapHeight 700>>>>"
        ).encode()
    used = " ".join(f"/{key} {10 + 2 * place} 0 R" for place, key in enumerate(names))
    kids = []
    for number, page in enumerate(pages):
        here = 100 + 2 * number
        kids.append(f"{here} 0 R")
        body[here] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {here + 1} 0 R"
            f"/Resources<</Font<<{used}>>/XObject<</Im 4 0 R>>>>{page.extra}>>"
        ).encode()
        body[here + 1] = _stream("\n".join(page.parts).encode("latin-1"), compressed=compressed)
    stated = len(pages) if count is None else count
    body[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {stated}>>".encode()
    body.update({number: text.encode("latin-1") for number, text in (objects or {}).items()})
    return _file(body)


def _file(body: Mapping[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in sorted(body.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010d} 00000 n \n".encode()
    out += f"trailer\n<</Size {max(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _stream(data: bytes, *, compressed: bool) -> bytes:
    kept = zlib.compress(data) if compressed else data
    kind = "/Filter/FlateDecode" if compressed else ""
    return f"<</Length {len(kept)}{kind}>>stream\n".encode() + kept + b"\nendstream"


def _letters_map(letters: set[str]) -> str:
    """A ToUnicode map: every letter has its own code point as its number."""
    codes = sorted(f"{ord(letter):04x}" for letter in letters)
    blocks = [codes[start : start + 100] for start in range(0, len(codes), 100)]
    ranges = "".join(
        f"{len(block)} beginbfchar\n" + "".join(f"<{code}> <{code}>\n" for code in block) + "endbfchar\n"
        for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{ranges}endcmap end end"
    )
