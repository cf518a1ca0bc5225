"""The command line: one file per command, each with ``NAME``, ``add_arguments`` and ``run``; ``main.py`` lists them."""
