"""What goes back to the sender: notes in the province's own file, and the words that go with them."""

from lientinh.replies.writing import write_replies

__all__ = ["write_replies"]
