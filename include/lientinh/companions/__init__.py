"""The documents of one submission, and of one report, beside one another: letters, annexes, copies."""
