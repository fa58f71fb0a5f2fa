"""Text: delimited and plain, in whatever encoding it comes."""
