"""Word and its relatives: paragraphs, tables, notes."""
