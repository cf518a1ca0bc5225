"""What the user chose for this computer: one typed TOML file, apart from every case."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

from debttracker.basics.languages import system_language
from debttracker.basics.toml import read_toml

#: Pages that a case may open on.
FIRST_PAGES: Final = ("today", "timeline")
#: After so many minutes without input a case may lock; 0: never by itself.
LOCK_MINUTES: Final = (0, 5, 15, 30)


class Preferences(NamedTuple):
    """Choices of the user. Unknown or unreadable values in the file count as not chosen."""

    language: str = ""  # empty: the desktop's
    scheme: str = "system"  # system, light, dark
    contrast: str = "system"  # system, normal, high
    text_scale: float = 1.0  # 1.0 to 2.5, on top of the desktop's text size
    motion: str = "system"  # system, none, some
    case: str = ""  # folder of the case opened last
    first_page: str = "today"  # the page a case opens on
    lock_minutes: int = 15  # without input a case with a passphrase locks; 0: never by itself
    reminders: bool = True  # a calm line on the day before something is due, while the program runs
    tray: bool = False  # closing the window keeps the program in the tray, so that reminders come

    @property
    def screen_language(self) -> str:
        """The language to speak."""
        return self.language or system_language()

    @property
    def opening_page(self) -> str:
        """The page to open on; Today when the file names one that cannot be."""
        return self.first_page if self.first_page in FIRST_PAGES else FIRST_PAGES[0]

    @property
    def locks_after(self) -> int:
        """Minutes without input until a case with a passphrase locks, as one of :data:`LOCK_MINUTES`; 0: never."""
        return next((n for n in LOCK_MINUTES if n >= self.lock_minutes), LOCK_MINUTES[-1])

    @property
    def high_contrast(self) -> bool | None:
        """True, False, or None to follow the desktop."""
        return {"high": True, "normal": False}.get(self.contrast)


def read_preferences(path: Path) -> Preferences:
    """The choices kept at ``path``; what is missing or damaged there is left at its start value."""
    try:
        kept = read_toml(path.read_bytes().decode())
    except (OSError, ValueError):
        return Preferences()
    start = Preferences()
    return start._replace(**{name: kept[name] for name in Preferences._fields if _fits(kept.get(name), getattr(start, name))})


def write_preferences(path: Path, preferences: Preferences) -> None:
    """Keep ``preferences`` at ``path``. Raises FileTrouble when that is not possible."""
    import tomli_w

    from debttracker.basics.files import write_atomically

    write_atomically(path, tomli_w.dumps(preferences._asdict()).encode())


def _fits(value: Any, start: Any) -> bool:
    if isinstance(start, float) and isinstance(value, int) and not isinstance(value, bool):
        return True
    return value is not None and type(value) is type(start)
