"""The rows, one module per area; each has a tuple ``ROWS``."""
