"""A person's part: what waits for one, who may answer, the answer, and the decision that follows from it."""
