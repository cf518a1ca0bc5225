"""The three languages of the program and the words in them.

One gettext catalogue per language serves screens, command line, charts and evidence. English text is the
message id, so English needs no catalogue. No Qt and no global "current language": evidence is written in a
language chosen apart from the screen's, so whoever speaks holds its own :class:`Words`.
"""

from __future__ import annotations

import gettext
import os
import re
from functools import cache
from typing import Final

from debttracker.basics.resources import resource_path

LANGUAGES: Final = ("en", "zh-Hans", "zh-Hant")
#: How each language calls itself, for menus.
OWN_NAMES: Final = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
_TRADITIONAL: Final = frozenset({"hant", "traditional", "tw", "taiwan", "hk", "hong", "mo", "macao", "macau"})


def N_(message: str) -> str:  # noqa: N802 - the name gettext users know
    """Mark a constant for translation without translating it yet."""
    return message


class Words:
    """The catalogue of one language; call it with an English sentence to get the user's."""

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, message: str, /, **fields: object) -> str:
        """Translate ``message`` and fill its named fields."""
        found = self._catalogue.gettext(message) if message else ""
        return found.format(**fields) if fields else found

    def plural(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """Translate a sentence whose form depends on the count ``n`` (available as field ``n``)."""
        found = self._catalogue.ngettext(one, many, n)
        return found.format(**{"n": n, **fields})

    def context(self, context: str, message: str, /, **fields: object) -> str:
        """Translate ``message`` as used in ``context``, where one English word has several translations."""
        found = self._catalogue.pgettext(context, message)
        return found.format(**fields) if fields else found

    @property
    def is_chinese(self) -> bool:
        """Whether the text runs without spaces between words."""
        return self.language.startswith("zh")


@cache
def words(language: str) -> Words:
    """Return the words of ``language`` ("en", "zh-Hans", "zh-Hant"); unknown codes are matched, else English."""
    code = match_language(language)
    if code == "en":
        return Words(code, gettext.NullTranslations())
    path = resource_path("locale", code, "debttracker.mo")
    if not path.is_file():
        return Words(code, gettext.NullTranslations())
    with path.open("rb") as stream:
        return Words(code, gettext.GNUTranslations(stream))


def match_language(wanted: str) -> str:
    """Map a locale name such as ``zh_TW.UTF-8``, ``zh-Hans-HK``, ``en_GB`` or Windows' ``Chinese (Traditional)_Taiwan``
    to one of :data:`LANGUAGES`. A script that is named counts more than the place."""
    parts = re.findall(r"[a-z]+", re.split(r"[.@]", wanted.lower())[0])
    if not parts or parts[0] not in ("zh", "chinese"):
        return "en"
    if "hans" in parts or "simplified" in parts:
        return "zh-Hans"
    return "zh-Hant" if _TRADITIONAL.intersection(parts) else "zh-Hans"


def system_language() -> str:
    """The language of the desktop, as far as the environment tells."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return match_language(os.environ[name])
    import locale

    return match_language(locale.getlocale()[0] or "en")
