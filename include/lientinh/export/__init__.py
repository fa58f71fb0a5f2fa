"""Exports: files to take away, made from the published warehouse alone; one module a format."""
