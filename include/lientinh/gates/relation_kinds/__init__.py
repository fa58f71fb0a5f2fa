"""The kinds of relation a document can state about itself, one module each."""
