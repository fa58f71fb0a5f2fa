"""The components of the SDMX data structure: where each comes from, what it is called, how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pysdmx.model import DataType, Role

from lientinh.export.code_words import NO_PLAN
from lientinh.export.data_package import write_cell
from lientinh.publish.reading_warehouse import Row

_FREQUENCIES = {"window": "_O", "open": "_O", "day": "_Z"}


def sdmx_breakdown(breakdown: str) -> str:
    """`level=primary;sex=F` as a code: SDMX allows letters, digits and `_ - @ $`, so `level@primary$sex@F`."""
    return breakdown.replace("=", "@").replace(";", "$")


def sdmx_period(period: str) -> str:
    """`2021-01-01/P8M` for `2021-01-01--P8M`; of a window with an open start the day it ends, for SDMX has no such."""
    start, _, end = period.partition("--")
    if not end:
        return period
    return end if start == ".." else f"{start}/{end}"


def _read(column: str) -> Callable[[Row], Any]:
    return lambda row: row[column]


@dataclass(frozen=True)
class CodedComponent:
    """A dimension, measure or attribute; `read` takes its value from a row of `export_sdmx`."""

    id: str
    role: Role
    name_vi: str
    name_en: str
    read: Callable[[Row], Any]
    codelist: str | None = None
    data_type: DataType | None = None
    required: bool = False
    description_en: str = ""

    def write(self, row: Row) -> str:
        """Its text in SDMX-CSV; empty where the row has none."""
        return write_cell(self.read(row))


def _dimension(name: str, vietnamese: str, english: str, read: Callable[[Row], Any]) -> CodedComponent:
    return CodedComponent(name, Role.DIMENSION, vietnamese, english, read, f"CL_{name}", required=True)


def _attribute(
    name: str,
    vietnamese: str,
    english: str,
    column: str,
    data_type: DataType = DataType.STRING,
    description: str = "",
) -> CodedComponent:
    return CodedComponent(
        name, Role.ATTRIBUTE, vietnamese, english, _read(column), None, data_type, description_en=description
    )


_GUARDED = (
    "Words of the document; one apostrophe stands in front where a spreadsheet might take them for a formula."
)

COMPONENTS: tuple[CodedComponent, ...] = (
    _dimension(
        "FREQ", "Tần suất", "Frequency", lambda row: _FREQUENCIES.get(row["frequency"], row["frequency"])
    ),
    _dimension("REF_AREA", "Phạm vi địa bàn", "Reference area (territory)", _read("territory")),
    _dimension("INDICATOR", "Chỉ tiêu thống kê", "Indicator", _read("indicator_code")),
    _dimension("BREAKDOWN", "Phân tổ", "Breakdown", lambda row: sdmx_breakdown(row["breakdown"])),
    _dimension("SCENARIO", "Tính chất số liệu", "Scenario", _read("scenario")),
    _dimension("PLAN_BASIS", "Căn cứ kế hoạch", "Plan basis", lambda row: row["plan_basis"] or NO_PLAN),
    _dimension("ACCUMULATION", "Cách tính theo thời gian", "Accumulation", _read("accumulation")),
    _dimension("PERIOD_BASIS", "Cách chốt kỳ", "Period basis", _read("period_basis")),
    CodedComponent(
        "TIME_PERIOD", Role.DIMENSION, "Kỳ", "Time period", lambda row: sdmx_period(row["period"]),
        None, DataType.PERIOD, required=True,
        description_en="Of a window whose start is unknown the day it ends; such rows have FREQ _O.",
    ),
    CodedComponent(
        "OBS_VALUE", Role.MEASURE, "Số liệu", "Observation value", _read("value"), None, DataType.DECIMAL,
        description_en="Empty where the document gives only bounds.",
    ),
    CodedComponent(
        "OBS_STATUS", Role.ATTRIBUTE, "Tình trạng số liệu", "Observation status", _read("obs_status"),
        "CL_OBS_STATUS", required=True,
    ),
    CodedComponent(
        "UNIT_MEASURE", Role.ATTRIBUTE, "Đơn vị tính", "Unit of measure", _read("unit_code"),
        "CL_UNIT_MEASURE", required=True,
    ),
    CodedComponent(
        "QUALIFIER", Role.ATTRIBUTE, "Từ giới hạn", "Qualifier of a value that is not exact", _read("qualifier"),
        "CL_QUALIFIER",
    ),
    _attribute("LOWER", "Cận dưới", "Lower bound", "lower", DataType.DECIMAL),
    _attribute("UPPER", "Cận trên", "Upper bound", "upper", DataType.DECIMAL),
    _attribute("ROUNDING", "Nửa đơn vị chữ số cuối", "Half the last written place", "rounding", DataType.DECIMAL),
    _attribute(
        "FLAGGED", "Có nội dung cần rà soát", "Published with a warning", "flagged", DataType.BOOLEAN
    ),
    _attribute("PERIOD_START", "Ngày đầu kỳ", "First day of the period", "period_start", DataType.DATE),
    _attribute("PERIOD_END", "Ngày cuối kỳ", "Last day of the period", "period_end", DataType.DATE),
    _attribute(
        "SOURCE_AGENCY", "Cơ quan ban hành", "Issuing agency", "agency_text", description=_GUARDED
    ),
    _attribute(
        "SOURCE_DOCUMENT", "Văn bản nguồn", "Source document", "document_title", description=_GUARDED
    ),
    _attribute("SOURCE_NUMBER", "Số văn bản", "Number of the document", "number", description=_GUARDED),
    _attribute("SOURCE_SYMBOL", "Ký hiệu văn bản", "Symbol of the document", "symbol", description=_GUARDED),
    _attribute("SOURCE_DATE", "Ngày ban hành", "Date of issue", "issued_on", DataType.DATE),
    _attribute("SOURCE_PLACE", "Vị trí trong văn bản", "Place in the document", "locator", description=_GUARDED),
    _attribute("OBSERVATION_ID", "Mã số liệu", "Observation id", "observation_id"),
)  # fmt: skip
