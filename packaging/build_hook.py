"""Hatch build hook: every build carries fresh compiled catalogues, and the wheel the program's data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ProgramData(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the translations first; an installed program finds ``resources/`` inside its package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before each build; ``version`` is "standard" or "editable"."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "packaging"))
        import catalogues

        compiled = catalogues.compile_all(root) if (root / "resources" / "locale").is_dir() else []
        build_data["artifacts"] += [path.relative_to(root).as_posix() for path in compiled]
        # An editable install reads resources/ where it lies; a copy of it would go stale.
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"][str(root / "resources")] = "debttracker/resources"
