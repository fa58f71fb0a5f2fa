"""Decide: what becomes of a submission and of each observation, by the severity of its findings."""

from lientinh.decide.deciding import Outcome, decide_submission

__all__ = ["Outcome", "decide_submission"]
