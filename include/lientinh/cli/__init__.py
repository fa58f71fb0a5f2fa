"""The command line: thin commands over the package, readable tables, JSON, exit codes 0, 1, 2 and 3."""
