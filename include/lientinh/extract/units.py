"""Units as documents write them: the words after a number, their base unit and scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from lientinh.catalogue.models import Unit, UnitWord
from lientinh.extract.folding import fold

LETTER = r"a-zà-ỹđ"
_SCALES = {
    "nghìn tỷ": Decimal(10) ** 12,
    "ngàn tỷ": Decimal(10) ** 12,
    "nghìn tỉ": Decimal(10) ** 12,
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(10) ** 6,
    "tỷ": Decimal(10) ** 9,
    "tỉ": Decimal(10) ** 9,
}
_SCALE = re.compile(
    rf"\s*({'|'.join(_SCALES)})(?![{LETTER}]| (?:lệ|suất|trọng))"
)  # "2. Tỷ lệ …" numbers a rate
_PER = re.compile(rf"(?:\s*/\s*[{LETTER}]+(?:\s(?:gia đình|lao động|khẩu))?)+")
_NOUN = re.compile(rf"\s*(([{LETTER}]+(?:-[{LETTER}]+)?)(?: (?=([{LETTER}]+))[{LETTER}]+)?)")
_MONEY = re.compile(
    r"kinh phí|số tiền|tổng tiền|trị giá|vốn|doanh số|dư nợ|ngân sách|thu nhập|chi trả|quỹ|kinh doanh"
)
# Words that may follow a number without being what it counts.
_FUNCTION_WORDS = frozenset(
    re.split(
        r"\s+",
        """và hoặc hay của thuộc trên tại ở đến tới từ về theo là do ngày cho với trong này nêu năm tháng tuần quý giờ
        phút giây tuổi đã đang sẽ được bị có nếu khi để mà thì còn như so cùng nhằm vào lên xuống gồm trở hàng hằng
        trước sau tăng giảm đạt chiếm bằng qua ra không chưa các những kỳ bao cụ nhưng tương trung""",
    )
)


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit found in a text. `code` None where the catalogue has no such unit; `factor` to its base unit."""

    start: int
    end: int
    code: str | None
    kind: str | None
    factor: Decimal

    @property
    def is_scaled(self) -> bool:
        return self.factor != 1


class UnitFinder:
    """The unit words of the catalogue, compiled once."""

    def __init__(self, unit_words: tuple[UnitWord, ...], units: tuple[Unit, ...]) -> None:
        kinds = {unit.unit_code: unit.kind for unit in units}
        self._words = {
            " ".join(fold(word.word).split()): (word.unit_code, kinds.get(word.unit_code), word.factor)
            for word in unit_words
        }
        longest_first = sorted(self._words, key=len, reverse=True)
        alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
        self._pattern = re.compile(rf"\s*({alternatives})(?![{LETTER}0-9])")

    def find(self, folded: str, position: int) -> FoundUnit | None:
        """The unit whose words begin at a position of a folded text, white space aside; None: no unit."""
        found = self._match(folded, position)
        if found is not None:
            return self._with_rate(folded, found)
        scale = _SCALE.match(folded, position)
        if scale is None:
            return self._noun(folded, position)
        return self._scaled(folded, scale)

    def known(self, folded: str, position: int) -> FoundUnit | None:
        """The same, but only a unit of the catalogue."""
        found = self.find(folded, position)
        return found if found is not None and found.code is not None else None

    def _match(self, folded: str, position: int) -> FoundUnit | None:
        match = self._pattern.match(folded, position)
        if match is None:
            return None
        code, kind, factor = self._words[" ".join(match[1].split())]
        return FoundUnit(match.start(1), match.end(1), code, kind, factor)

    def _scaled(self, folded: str, scale: re.Match[str]) -> FoundUnit:
        """A scale with a unit ("nghìn lượt người"), with a noun, or alone: "9,8 tỷ" is money where money is meant."""
        factor = _SCALES[scale[1]]
        unit = self._match(folded, scale.end()) or self._noun(folded, scale.end())
        if unit is not None:
            return self._with_rate(
                folded, FoundUnit(scale.start(1), unit.end, unit.code, unit.kind, unit.factor * factor)
            )
        money = bool(_MONEY.search(folded[max(0, scale.start() - 120) : scale.start()]))
        return FoundUnit(
            scale.start(1), scale.end(1), "VND" if money else None, "money" if money else None, factor
        )

    def _noun(self, folded: str, position: int) -> FoundUnit | None:
        """Words of two syllables are the rule: "địa phương", "hình thức"; a function word ends it."""
        match = _NOUN.match(folded, position)
        if match is None or match[2] in _FUNCTION_WORDS:
            return None
        end = match.end(2) if match[3] in _FUNCTION_WORDS else match.end(1)
        return self._with_rate(folded, FoundUnit(match.start(1), end, None, None, Decimal(1)))

    @staticmethod
    def _with_rate(folded: str, unit: FoundUnit) -> FoundUnit:
        """ "đồng/người/tháng" is a rate and no amount of money; "%/năm" is still a percentage."""
        per = _PER.match(folded, unit.end)
        if per is None:
            return unit
        keeps = unit.kind == "ratio"
        return FoundUnit(
            unit.start, per.end(), unit.code if keeps else None, unit.kind if keeps else None, unit.factor
        )
