"""Where to complain and where to find help, per jurisdiction: ``resources/channels/*.toml`` as frozen values.

Each file has ``jurisdiction`` and ``checked`` (the day on which its entries were last looked at) and ``[[channel]]``
tables: ``id``, ``kind`` (:class:`ChannelKind`), ``name`` and ``purpose`` in three languages, ``phones``, ``texts``
(numbers that take text messages), ``web``, ``email``, ``post``, ``always_open``, ``firms`` (FirmKind values it
watches; none = any), ``behaviours`` (what it helps against; none = any), ``source`` and ``confidence``. ``region``
narrows or replaces the file's jurisdiction.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import LANGUAGES, N_
from debttracker.basics.resources import resource_path
from debttracker.basics.vocabulary import Behaviour, FirmKind
from debttracker.rules.pack import Confidence
from debttracker.rules.sentence import Text


class ChannelKind(StrEnum):
    """What a channel is; the order is the order in which a person is usually sent on."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    LENDER = "lender"
    REGULATOR = "regulator"
    OMBUDSMAN = "ombudsman"
    INDUSTRY = "industry"
    CONSUMER = "consumer"
    CREDIT_RECORD = "credit_record"
    PRIVACY = "privacy"
    TELECOM = "telecom"
    ANTI_FRAUD = "anti_fraud"
    POLICE = "police"
    LEGAL_AID = "legal_aid"
    DEBT_ADVICE = "debt_advice"
    COURT = "court"


_ORDER: Final = {kind: place for place, kind in enumerate(ChannelKind)}
_KEYS: Final = frozenset({"id", "kind", "region", "name", "purpose", "phones", "texts", "web", "email", "post",
                          "always_open", "firms", "behaviours", "source", "confidence"})


@dataclass(frozen=True, slots=True)
class HelpChannel:
    """One authority, help line or office.

    ``jurisdiction`` is a lower-case code such as ``tw`` or ``ca-bc``. Numbers and addresses are written as people
    dial them. ``checked`` is the day they were last looked at, ``source`` where they stood; ``confidence`` of
    ``known`` asks the reader to verify before relying on it.
    """

    id: str
    jurisdiction: str
    kind: ChannelKind
    name: Text
    purpose: Text
    source: str
    confidence: Confidence
    checked: date
    phones: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    web: str = ""
    email: str = ""
    post: str = ""
    always_open: bool = False
    firms: frozenset[str] = frozenset()
    behaviours: frozenset[str] = frozenset()

    @property
    def to_verify(self) -> bool:
        """Whether the entry is general knowledge that nobody read in a source yet."""
        return self.confidence.to_verify

    @property
    def is_lifeline(self) -> bool:
        """Whether it is for people in distress or danger rather than for complaints."""
        return self.kind in (ChannelKind.CRISIS, ChannelKind.EMERGENCY)


def code_of(jurisdiction: str) -> str:
    """The spelling of a jurisdiction used here: lower case, ``uk`` for the United Kingdom."""
    code = jurisdiction.strip().lower()
    return "uk" + code[2:] if code[:2] == "gb" else code


def channels_for(
    jurisdictions: Iterable[str], *, firm: str = "", behaviours: Iterable[str] = ()
) -> tuple[HelpChannel, ...]:
    """The complaint channels of these jurisdictions ("CN", "ca-bc" …), the usual first steps first.

    ``firm`` (a FirmKind) leaves out channels that do not watch such firms; an empty or unknown kind leaves none
    out. Channels that help against one of ``behaviours`` come before the others of their kind.
    """
    wanted = frozenset(behaviours)
    found = [c for c in _of(jurisdictions) if not c.is_lifeline and _watches(c, firm)]
    return tuple(sorted(found, key=lambda c: (_ORDER[c.kind], not (c.behaviours & wanted))))


def lifelines(jurisdictions: Iterable[str]) -> tuple[HelpChannel, ...]:
    """Crisis and emergency lines of these jurisdictions: crisis lines first, always open ones before others."""
    found = [c for c in _of(jurisdictions) if c.is_lifeline]
    return tuple(sorted(found, key=lambda c: (c.kind is ChannelKind.EMERGENCY, not c.always_open)))


@cache
def all_channels() -> tuple[HelpChannel, ...]:
    """Every shipped channel, in the order of the files."""
    return tuple(c for path in sorted(resource_path("channels").glob("*.toml")) for c in read_channels(path))


def read_channels(path: Path) -> tuple[HelpChannel, ...]:
    """The channels of one file; raises FormatTrouble that names the file and the entry at fault."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise FormatTrouble(N_("“{file}” is not a list of help channels: {reason}"), file=path.name,
                            reason=str(fault)) from fault
    return tuple(_channel(entry, data, path) for entry in data.get("channel", ()))


def _channel(entry: Mapping[str, Any], data: Mapping[str, Any], path: Path) -> HelpChannel:
    try:
        if unknown := set(entry) - _KEYS:
            raise ValueError(", ".join(sorted(unknown)))
        return HelpChannel(
            id=entry["id"],
            jurisdiction=entry.get("region", data["jurisdiction"]),
            kind=ChannelKind(entry["kind"]),
            name=_text(entry["name"]),
            purpose=_text(entry["purpose"]),
            source=entry["source"],
            confidence=Confidence(entry["confidence"]),
            checked=data["checked"],
            phones=tuple(entry.get("phones", ())),
            texts=tuple(entry.get("texts", ())),
            web=entry.get("web", ""),
            email=entry.get("email", ""),
            post=entry.get("post", ""),
            always_open=entry.get("always_open", False),
            firms=frozenset(FirmKind(kind).value for kind in entry.get("firms", ())),
            behaviours=frozenset(Behaviour(name).value for name in entry.get("behaviours", ())),
        )
    except (KeyError, ValueError, TypeError) as fault:
        raise FormatTrouble(N_("“{file}” has a help channel “{name}” that cannot be read: {reason}"), file=path.name,
                            name=str(entry.get("id", "?")), reason=str(fault)) from fault


def _text(table: Mapping[str, str]) -> Text:
    if set(table) != set(LANGUAGES) or not all(table.values()):
        raise ValueError("en, zh-Hans, zh-Hant")
    return Text(dict(table))


def _of(jurisdictions: Iterable[str]) -> list[HelpChannel]:
    codes = {code_of(code) for code in jurisdictions}
    whole = {code.partition("-")[0] for code in codes}
    return [c for c in all_channels() if c.jurisdiction in codes or c.jurisdiction in whole]


def _watches(channel: HelpChannel, firm: str) -> bool:
    return not channel.firms or firm in ("", FirmKind.UNKNOWN.value) or firm in channel.firms
