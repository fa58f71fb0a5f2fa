"""What would mend a document, in words for the findings: "nếu số 615 là 619 thì mọi phép tính đều khớp"."""

from __future__ import annotations

from collections.abc import Sequence

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.equations import Equation, Term
from lientinh.gates.mending import Mend, Verdict, find_mends
from lientinh.gates.messages import format_number
from lientinh.gates.naming import name_mention
from lientinh.gates.relation import in_scale
from lientinh.gates.relation_findings import Words
from lientinh.readings import Reading

_MEND = (
    " Nếu số {old}{place} là {new} thì mọi phép tính liên quan đều khớp.",
    " If {old}{place} were {new}, every calculation it stands in would hold.",
)
_CONFLICT = (
    " Nếu số tổng là {new} thì phép cộng này khớp, nhưng khi đó “{quote}” không còn khớp.",
    " With a total of {new} this sum would hold, but “{quote}” no longer would.",
)
_CONFIRMED = (
    " Các thành phần đều khớp với số chi tiết của chúng; nếu số tổng là {new} thì phép cộng này khớp, nhưng khi đó"
    " “{quote}” không còn khớp.",
    " Each part agrees with its own details; with a total of {new} this sum would hold, but “{quote}” no longer would.",
)
_LONGEST_QUOTE = 14  # words


def find_hints(
    equations: Sequence[Equation | None], broken: Sequence[bool], catalogue: Catalogue
) -> dict[int, Words]:
    """By the index of a broken equation what its finding can say for certain; None among them is left out."""
    kept = [number for number, one in enumerate(equations) if one is not None]
    told = find_mends([one for one in equations if one is not None], [broken[number] for number in kept])
    return {kept[index]: _say(verdict, catalogue) for index, verdict in told.items()}


def _say(verdict: Verdict, catalogue: Catalogue) -> Words:
    term = verdict.term
    numbers = [
        (_number(term, term.value, language), _number(term, verdict.value, language))
        for language in ("vi", "en")
    ]
    if isinstance(verdict, Mend):
        (old_vi, new_vi), (old_en, new_en) = numbers
        place_vi, place_en = _place(term, catalogue)
        return (
            _MEND[0].format(old=old_vi, new=new_vi, place=place_vi),
            _MEND[1].format(old=old_en, new=new_en, place=place_en),
        )
    quote = _shorten(verdict.breaks.quote)
    vietnamese, english = _CONFIRMED if verdict.confirmed else _CONFLICT
    return vietnamese.format(new=numbers[0][1], quote=quote), english.format(new=numbers[1][1], quote=quote)


def _number(term: Term, value: object, language: str) -> str:
    shown = in_scale(value, term.factor)  # type: ignore[arg-type]
    return format_number(shown, language) + ("%" if _is_percent(term) else "")  # type: ignore[arg-type]


def _is_percent(term: Term) -> bool:
    source = term.source if isinstance(term.source, Reading) else term.source[1]
    return source.unit_code == "PERCENT"


def _place(term: Term, catalogue: Catalogue) -> Words:
    """What the number counts; of a cell, the cell. A number of another paragraph has only its indicator's name."""
    if isinstance(term.source, Reading):
        name = catalogue.indicator(str(term.source.indicator_code)) if term.source.indicator_code else None
        if term.source.locator.cell is not None:
            return f" (ô {term.source.locator})", f" (cell {term.source.locator})"
        return (f" ({name.name_vi})", f" ({name.name_en})") if name else ("", "")
    prepared, mention = term.source
    is_known = mention.reading is not None and mention.reading.indicator_code is not None
    if not is_known and mention.paragraph != prepared.paragraph.number:
        return "", ""
    name_vi, name_en = name_mention(prepared, mention, catalogue)
    return f" ({name_vi})", f" ({name_en})"


def _shorten(quote: str) -> str:
    words = quote.split()
    return " ".join(words) if len(words) <= _LONGEST_QUOTE else "… " + " ".join(words[-_LONGEST_QUOTE:])
