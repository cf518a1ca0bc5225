"""Making the first case: where it goes, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from debttracker.basics.folders import cases_folder
from debttracker.basics.moments import system_zone
from debttracker.case.case import Case
from debttracker.case.creation import create_case

#: Currency and jurisdiction that fit a time zone; both can be changed at any time.
_BY_ZONE = {
    "Asia/Shanghai": ("CNY", "cn"), "Asia/Urumqi": ("CNY", "cn"), "Asia/Chongqing": ("CNY", "cn"),
    "Asia/Taipei": ("TWD", "tw"), "Asia/Hong_Kong": ("HKD", "hk"), "Asia/Tokyo": ("JPY", "jp"),
    "Asia/Seoul": ("KRW", "kr"), "Asia/Kolkata": ("INR", "in"), "Europe/London": ("GBP", "uk"),
    "Asia/Singapore": ("SGD", "sg"), "Asia/Kuala_Lumpur": ("MYR", "my"), "Asia/Manila": ("PHP", "ph"),
    "Asia/Jakarta": ("IDR", "id"), "Asia/Ho_Chi_Minh": ("VND", "vn"), "Asia/Bangkok": ("THB", "th"),
}
_BY_AREA = {"America": ("USD", "us"), "Australia": ("AUD", "au"), "Europe": ("EUR", "ie")}
_BY_LANGUAGE = {"zh-Hans": ("CNY", "cn"), "zh-Hant": ("TWD", "tw")}


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the welcome asked: language, passphrase (None = none for now), and what to start with: empty, sample or
    import."""

    language: str
    passphrase: str | None
    start: str


def guess(zone: str, language: str) -> tuple[str, str]:
    """Currency and jurisdiction to begin with."""
    return (_BY_ZONE.get(zone) or _BY_AREA.get(zone.partition("/")[0]) or _BY_LANGUAGE.get(language) or ("CNY", "cn"))


def free_folder(name: str) -> Path:
    """A folder for a new case that does not exist yet."""
    base = cases_folder()
    folder, n = base / name, 2
    while folder.exists():
        folder, n = base / f"{name}-{n}", n + 1
    return folder


def begin(wanted: Beginning, name: str) -> tuple[Case, str | None]:
    """Make the case; returns it open, and the recovery code when there is one. Raises Trouble."""
    zone = system_zone()
    currency, jurisdiction = guess(zone, wanted.language)
    if wanted.start == "sample":
        from debttracker.capture.sample import make_sample_case

        made = make_sample_case(free_folder("sample"), wanted.language, wanted.passphrase)
        return made.case, made.code
    return create_case(free_folder("case"), wanted.passphrase, name=name, zone=zone, language=wanted.language,
                       currency=currency, jurisdictions=(jurisdiction,))
