"""Ctrl+K: find anything. Finders give what is found; others add theirs with ``palette.add_finder``."""
