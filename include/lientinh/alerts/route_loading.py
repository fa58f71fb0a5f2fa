"""Loading the routes: one YAML file, every problem with its line; areas and fields must be the catalogue's."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from lientinh.alerts.routes import RouteFile, Routes
from lientinh.catalogue import Catalogue
from lientinh.errors import CatalogueError


def load_routes(path: Path, catalogue: Catalogue) -> Routes:
    """The routes of a file. Raises `CatalogueError` with every problem as `file:line: what`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        file = RouteFile.model_validate(yaml.safe_load(text))
    except OSError as error:
        raise CatalogueError(
            [f"{path.name}:0: {error.strerror}; LIENTINH_ALERT_ROUTES names the file"]
        ) from error
    except UnicodeDecodeError as error:
        raise CatalogueError(
            [f"{path.name}:0: not UTF-8 (byte {error.start}); save the file as UTF-8"]
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", error)
        raise CatalogueError([f"{path.name}:{mark.line + 1 if mark else 0}: not YAML: {problem}"]) from error
    except ValidationError as error:
        # A list whose entry is wrong is also called too short.
        faults = [fault for fault in error.errors() if fault["type"] != "too_short"] or error.errors()
        raise CatalogueError(
            [
                f"{path.name}:{_line_of(node, fault['loc'])}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
                for fault in faults
            ]
        ) from error
    problems = [f"{path.name}:{_line_of(node, place)}: {what}" for place, what in _unknown(file, catalogue)]
    if problems:
        raise CatalogueError(problems)
    names = {area.area_code: (area.name_vi, area.name_en) for area in catalogue.areas}
    return Routes(file, names)


def _unknown(file: RouteFile, catalogue: Catalogue) -> list[tuple[tuple[int | str, ...], str]]:
    """(place, problem) of areas and fields that the catalogue does not have: such a route would be silent."""
    areas = {area.area_code for area in catalogue.areas}
    fields = {entry.field for entry in catalogue.responsibilities}
    fields |= {indicator.field for indicator in catalogue.indicators}
    found: list[tuple[tuple[int | str, ...], str]] = []
    for r, route in enumerate(file.routes):
        for s, selection in enumerate(route.takes):
            place: tuple[int | str, ...] = ("routes", r, "takes", s)
            found += [
                ((*place, "areas"), f'route {route.id}: area {code!r} is not in areas.csv; quote codes: "04"')
                for code in selection.areas
                if code not in areas
            ]
            found += [
                ((*place, "fields"), f"route {route.id}: field {field!r} is not in responsibilities.csv")
                for field in selection.fields
                if field not in fields
            ]
    return found


def _line_of(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """The line of the innermost node on the way to `location` that the file has."""
    line = node.start_mark.line + 1 if node is not None else 0
    for step in location:
        child: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            child = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            child = node.value[step]
        if child is None:
            break
        node, line = child, child.start_mark.line + 1
    return line
