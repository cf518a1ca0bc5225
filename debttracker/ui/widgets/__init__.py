"""Widgets that Qt lacks, one per file, each usable alone. See ``debttracker.ui`` for how pages use them."""
