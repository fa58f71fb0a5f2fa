"""Gates: readings and observations in, findings out; nothing here touches the lake or the network."""

from lientinh.gates.messages import make_finding

__all__ = ["make_finding"]
