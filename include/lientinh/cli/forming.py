"""`lientinh form propose`: a draft of the form that a workbook's tables follow."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from lientinh.catalogue import load_catalogue
from lientinh.cli.reading import read_or_refuse
from lientinh.cli.session import get_session
from lientinh.errors import UsageError
from lientinh.extract import read_head
from lientinh.extract.forms.drafting import draft_forms
from lientinh.ministry_time import ministry_day

form_app = typer.Typer(no_args_is_help=True, help="Biểu mẫu là dữ liệu. Forms as data.")


@form_app.command()
def propose(
    file: Annotated[Path, typer.Argument(help="Tệp có biểu (file with the table).", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Thư mục forms/ của danh mục. A catalogue's forms/ folder; default: print."
        ),
    ] = None,
) -> None:
    """Soạn nháp biểu mẫu từ một tệp. Drafts the YAML of a form, or of its next version, from a file."""
    session = get_session()
    catalogue = load_catalogue(session.settings.catalogue_dir)
    document = read_or_refuse(file, catalogue, None)
    head = read_head(document, catalogue)
    drafts = draft_forms(document, head, catalogue, ministry_day(datetime.now(UTC)))
    if out is not None:
        for draft in drafts:
            if draft.what == "entry":  # lines for a file that is there; a person puts them in
                session.out.print(draft.yaml, markup=False, highlight=False, soft_wrap=True)
                continue
            path = out / draft.form_id / f"{draft.valid_from}.yaml"
            if path.exists():
                raise UsageError(f"{path}: đã có tệp này (the file exists)")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(draft.yaml, encoding="utf-8")
            session.err.print(f"{draft.table}: {path} (FILL_IN: {draft.open_points})", highlight=False)
    elif session.as_json:
        session.print_json_lines(
            {
                "table": one.table, "what": one.what, "form_id": one.form_id,
                "valid_from": one.valid_from.isoformat(), "open_points": one.open_points, "yaml": one.yaml,
            }
            for one in drafts
        )  # fmt: skip
    else:
        for draft in drafts:
            session.out.print(draft.yaml, markup=False, highlight=False, soft_wrap=True)
    if not drafts:
        session.err.print(
            "Mọi bảng số liệu đã khớp với biểu mẫu, hoặc tệp không có bảng nào. "
            "(Every table fits a form, or the file has none.)",
            highlight=False,
        )
