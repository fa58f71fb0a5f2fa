"""Forms that share a layout: one YAML whose `tables` differ in title and in what their figures are.

Statistics offices publish dozens of tables in one layout; a further one is an entry of three lines.
"""

from __future__ import annotations

from typing import Any

# What an entry of `tables` may say itself; everything else is the family's.
_OWN = ("name_vi", "name_en", "source")
_TITLES = ("title_any_of", "title_none_of", "header_any_of", "beside_any_of")


def expand_tables(data: Any) -> list[Any]:
    """A form's YAML as one form an entry of `tables`, in their order; itself where it has none.

    An entry's titles stand in the family's `recognise`, its other words in `fixed`; names and source replace
    the family's. What is malformed is handed on as it is, for the form's own check to say so.
    """
    if not isinstance(data, dict) or not isinstance(data.get("tables"), list):
        return [data]
    family = {name: value for name, value in data.items() if name != "tables"}
    return [_expand(family, entry) if isinstance(entry, dict) else entry for entry in data["tables"]]


def _expand(family: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    own = {name: entry[name] for name in _OWN if name in entry}
    titles = {name: entry[name] for name in _TITLES if name in entry}
    says = {name: value for name, value in entry.items() if name not in {*own, *titles}}
    return {
        **family,
        **own,
        "recognise": {**_mapping(family.get("recognise")), **titles},
        "fixed": {**_mapping(family.get("fixed")), **says},
    }


def _mapping(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}
