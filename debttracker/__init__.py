"""debttracker: a calm record for people under debt-collection pressure."""

__version__ = "0.1.0"
