"""``python -m debttracker``."""

import sys

from debttracker.cli.main import main

sys.exit(main())
