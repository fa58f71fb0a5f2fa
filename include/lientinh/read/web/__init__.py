"""Web pages by their main text."""
