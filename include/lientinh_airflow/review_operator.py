"""The operator by which a reviewer is asked: Airflow's own, its words and people out of one request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param

NOTE, NUMBERS = "ghi_chu", "so_thu_tu"
_UNKNOWN = "?"  # until the request is there


class ReviewOperator(HITLOperator):  # type: ignore[misc]
    """Waits for one of the request's reviewers, without a worker's slot; its result is what they chose.

    `request` is one of `lientinh.review.requests`. Only it is a template field, and it is never rendered: what
    documents say must not be taken for a template.
    """

    template_fields = ("request",)

    def __init__(self, *, request: Any, **kwargs: Any) -> None:
        note = Param(None, type=["null", "string"], title="Lý do, ghi chú", maxLength=2000)
        numbers = Param(
            None,
            type=["null", "string"],
            title="Số thứ tự các nội dung được chấp nhận (khi chỉ chấp nhận một phần), ví dụ: 1, 3",
            pattern=r"^[0-9,; ]*$",
        )
        params = {NOTE: note, NUMBERS: numbers}
        super().__init__(subject=_UNKNOWN, options=[_UNKNOWN], params=params, **kwargs)
        self.request = request

    def execute(self, context: Any) -> Any:
        """Ask, and wait."""
        self._take(self.request)
        return super().execute(context)

    def execute_complete(self, context: Any, event: dict[str, Any]) -> Any:
        """The answer, held against what was asked."""
        self._take(self.request)
        if "error" not in event:  # who answers past the pages may leave fields out
            event = {
                **event,
                "params_input": {**dict.fromkeys((NOTE, NUMBERS)), **(event["params_input"] or {})},
            }
        answer = super().execute_complete(context, event)
        return {**answer, "responded_at": answer["responded_at"].isoformat()}

    def _take(self, request: Mapping[str, Any]) -> None:
        self.subject, self.body, self.options = request["subject"], request["body"], request["options"]
        self.assigned_users = [{"id": name, "name": name} for name in request["reviewers"]] or None
