"""Number formats of cells: how many decimals a format publishes, and the text a person sees.

Shown text follows the Vietnamese convention (decimal comma, points between thousands) whatever the sender's
machine: the cell's value is exact either way, and quotes look the same in every reply.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

# ECMA-376 part 1, 18.8.30: formats that a workbook names by number alone; dates are left to calamine.
BUILT_IN_FORMATS: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    5: '"$"#,##0;("$"#,##0)', 6: '"$"#,##0;[Red]("$"#,##0)', 7: '"$"#,##0.00;("$"#,##0.00)',
    8: '"$"#,##0.00;[Red]("$"#,##0.00)', 12: "# ?/?", 13: "# ??/??", 37: "#,##0;(#,##0)", 38: "#,##0;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)', 43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)', 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # a double has at most 309 digits before its mark
_MAX_DECIMALS = 6  # of the common schema: decimal(24,6)


@lru_cache(maxsize=1_000)
def is_percent(number_format: str | None) -> bool:
    return number_format is not None and "%" in _QUOTED.sub("", number_format)


@lru_cache(maxsize=1_000)
def scale_of(number_format: str | None) -> int:
    """Places by which the format shows less than the cell holds: 3 for "#,##0,", which shows 1234567 as 1,235."""
    section = _QUOTED.sub("", number_format or "").split(";")[0]
    commas = re.search(r"[0#](,+)(?=\.|[^0#]*$)", section)
    return 3 * len(commas[1]) if commas and decimals_of(number_format) is not None else 0


@lru_cache(maxsize=1_000)
def decimals_of(number_format: str | None) -> int | None:
    """Decimals the format publishes; None for General, text, dates, fractions and exponents."""
    if number_format is None:
        return None
    section = _QUOTED.sub("", number_format).split(";")[0]
    if not re.fullmatch(r"[#0,. %()+\-€$₫]*", section) or not re.search(r"[0#]", section):
        return None
    return len(re.findall(r"[0#]", section.partition(".")[2]))


def show_number(value: Decimal, number_format: str | None) -> str:
    """The number as the sheet shows it: (517.9, "#,##0.0") -> "517,9"; (0.125, "0.0%") -> "12,5%"."""
    decimals = decimals_of(number_format)
    if decimals is None or number_format is None:
        return f"{value:f}".replace(".", ",")
    percent = is_percent(number_format)
    shown = _as_shown(value, number_format).quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    text = f"{shown:,f}" if _is_grouped(number_format) else f"{shown:f}"
    return text.translate(str.maketrans(",.", ".,")) + ("%" if percent else "")


def _as_shown(value: Decimal, number_format: str | None) -> Decimal:
    places = (2 if is_percent(number_format) else 0) - scale_of(number_format)
    return value.scaleb(places, context=_EXACT) if places else value


@lru_cache(maxsize=1_000)
def _is_grouped(number_format: str) -> bool:
    return re.search(r"[0#],+[0#]", _QUOTED.sub("", number_format).split(";")[0]) is not None


def rounding_of(value: Decimal, number_format: str | None) -> Decimal:
    """Half the last written place: of the format where the value ends there, else of the value itself."""
    decimals = decimals_of(number_format)
    written = _as_shown(value, number_format)
    own = max(0, -int(written.normalize().as_tuple().exponent)) if written else 0
    places = own if decimals is None else max(decimals, own)
    return Decimal(5).scaleb(-min(places, _MAX_DECIMALS) - 1)
