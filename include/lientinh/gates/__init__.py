"""Gates: readings and observations in, findings out; nothing here touches the lake or the network."""

from lientinh.gates.checked import CheckedSubmission
from lientinh.gates.gate1 import run_gate_1
from lientinh.gates.gate2 import run_gate_2
from lientinh.gates.known import FROM_HEAD, LakeHistory, ReportDocument
from lientinh.gates.messages import make_finding
from lientinh.gates.telling import tell_once

__all__ = [
    "FROM_HEAD",
    "CheckedSubmission",
    "LakeHistory",
    "ReportDocument",
    "make_finding",
    "run_gate_1",
    "run_gate_2",
    "tell_once",
]
