"""The quality of the gates, measured: errors put into good reports, one at a time, and what is found of them."""

import sys
from pathlib import Path

# The builders of the samples import each other by bare name, as a script's modules do.
sys.path.append(str(Path(__file__).resolve().parents[1] / "samples"))
