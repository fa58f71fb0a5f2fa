"""Charts of a period's report: bars by province as SVG, drawn without a browser and without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import Any

from lientinh.wording import number

_FONT = (
    "Roboto"  # comes with vl-convert and has every Vietnamese letter: text is measured alike on every machine
)
_BAR, _DOUBTED, _LINE = "#2b5f8a", "#a9c3d9", "#b3402a"
_WIDTH = 560  # pixels of the bars; with names and labels the chart fills the printed width
_STEP = 24
_SIZE = re.compile(r'<svg ([^>]*?)width="([\d.]+)" height="[\d.]+"')
_VIETNAMESE_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}


@dataclass(frozen=True, slots=True)
class Bar:
    """One province's figure; `doubted`: published with a warning, drawn lighter."""

    name: str
    value: Decimal
    doubted: bool = False


def draw_bars(bars: Sequence[Bar], unit: str, line: tuple[str, Decimal] | None = None) -> str:
    """Horizontal bars, the greatest above, each with its figure; `line`: a name and a value across all.

    The same bars give the same bytes. Bars begin at zero, whatever the figures.
    """
    alt = import_module("altair")
    ordered = sorted(bars, key=lambda bar: (-bar.value, bar.name))
    rows = [
        {"name": bar.name, "value": float(bar.value), "label": number(bar.value), "doubted": bar.doubted}
        for bar in ordered
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", sort=[bar.name for bar in ordered], title=None),
        x=alt.X("value:Q", title=unit, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickCount=6)),
    )
    colour = alt.condition("datum.doubted", alt.value(_DOUBTED), alt.value(_BAR))
    layers: list[Any] = [
        base.mark_bar(size=15).encode(color=colour),
        base.mark_text(align="left", dx=5).encode(text="label:N"),
    ]
    if line is not None:
        layers += _draw_line(alt, *line)
    chart = alt.layer(*layers).properties(width=_WIDTH, height=_STEP * len(rows))
    return _render(_style(chart).to_dict())


def _draw_line(alt: Any, name: str, value: Decimal) -> list[Any]:
    told = alt.Chart(alt.Data(values=[{"value": float(value), "label": f"{name}: {number(value)}"}]))
    across = told.encode(x="value:Q")
    return [
        across.mark_rule(color=_LINE, strokeWidth=1.5, strokeDash=[5, 3]),
        across.mark_text(color=_LINE, align="left", baseline="bottom", dx=4, dy=-2, y=0).encode(
            text="label:N"
        ),
    ]


def _style(chart: Any) -> Any:
    axis = {"labelFont": _FONT, "titleFont": _FONT, "labelFontSize": 12, "titleFontSize": 11}
    return (
        chart.configure(
            font=_FONT, background="transparent", padding={"left": 0, "right": 5, "top": 5, "bottom": 5}
        )
        .configure_view(stroke=None)
        .configure_axis(**axis, titleFontWeight="normal", domainColor="#888", tickColor="#888")
        .configure_axisX(gridColor="#e4e4e4", titleAlign="right", titleAnchor="end")
        .configure_axisY(ticks=False, domain=False, labelPadding=8, grid=False, labelLimit=260)
        .configure_text(font=_FONT, fontSize=12)
    )


def _render(spec: dict[str, Any]) -> str:
    """SVG out of a Vega-Lite specification that holds its data; nothing may be fetched."""
    converter = import_module("vl_convert")
    svg: str = converter.vegalite_to_svg(
        json.dumps(spec, ensure_ascii=False), allowed_base_urls=[], format_locale=_VIETNAMESE_NUMBERS
    )
    # A fixed size would run over the edge of a narrow page; the view box keeps the proportions.
    return _SIZE.sub(r'<svg \1style="width:100%;max-width:\2px"', svg, count=1)
