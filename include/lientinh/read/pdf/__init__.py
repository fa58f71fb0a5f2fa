"""PDF: text with its places, tables, what is to be recognised."""
