"""`lientinh export`: files to take away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lientinh.cli.session import get_session


def export(
    export_format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="Định dạng (format): sdmx-csv, xlsx, datapackage.", show_default=False
        ),
    ],
    indicators: Annotated[
        list[str] | None,
        typer.Option("--indicator", help="Mã chỉ tiêu, ghi được nhiều lần. Indicator codes; default: all."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Thư mục đặt kết quả. Folder to put the export into.")
    ] = None,
) -> None:
    """Xuất kho số liệu ra tệp để mang đi. The published warehouse as files: SDMX-CSV, Excel, data package."""
    from lientinh.export.exporting import export as export_warehouse  # noqa: PLC0415 - pandas only where it is needed

    session = get_session()
    written = export_warehouse(session.settings, export_format, indicators or (), out)
    if session.as_json:
        session.print_json(
            {
                "format": written.format,
                "publication": written.vintage.number,
                "published_at": written.vintage.published_at,
                "folder": str(written.folder),
                "files": [
                    {"name": file.name, "size_bytes": file.size_bytes, "sha256": file.sha256}
                    for file in written.files
                ],
            }
        )
        return
    session.out.print(f"{written.vintage.title_vi}. ({written.vintage.title_en}.)", highlight=False)
    session.out.print(f"Đã xuất (exported): {written.folder}", highlight=False)
    for file in written.files:
        session.out.print(f"  {file.name}  {file.size_bytes:,} byte".replace(",", "."), highlight=False)
