"""What the case knows for a letter: whom it goes to, which loan, which contacts and rules it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from itertools import islice
from operator import or_
from typing import Final

from debttracker.basics.formats import span_text
from debttracker.basics.labels import label
from debttracker.basics.languages import Words, words
from debttracker.basics.moments import Precision, day_of
from debttracker.basics.money import Money
from debttracker.basics.vocabulary import LetterKind, Role
from debttracker.case.connection import Connection
from debttracker.case.queries.contacts import ContactRow, newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.loans import LoanRow, loan, loans
from debttracker.case.queries.parties import PartyRow, parties, party
from debttracker.case.queries.settings import setting
from debttracker.derived.articles import cited
from debttracker.derived.findings import CaseCheck
from debttracker.evidence.letters.facts import LetterFacts
from debttracker.evidence.letters.template import template, within
from debttracker.evidence.letters.writing import letter_day
from debttracker.rules.channels import ChannelKind, HelpChannel, channels_for
from debttracker.rules.finding import Strength

#: How many contacts a letter names at most: more belong into an enclosure.
MOST_CONTACTS: Final = 12
_PIECE: Final = 90
_FIRM: Final = (Strength.HARD, Strength.EDGE)
#: What each setting of the case fills in.
OWN_SETTINGS: Final = {"borrower_name": "case.borrower", "borrower_address": "case.borrower_address",
                       "borrower_contact": "case.borrower_contact"}
_COMPLAINTS: Final = frozenset({ChannelKind.REGULATOR, ChannelKind.OMBUDSMAN, ChannelKind.INDUSTRY,
                                ChannelKind.CONSUMER, ChannelKind.PRIVACY, ChannelKind.TELECOM, ChannelKind.POLICE})


class Naming(StrEnum):
    """Which contacts a letter names."""

    CHOSEN = "chosen"  # those that the letter was begun from
    FLAGGED = "flagged"  # the newest that may breach a rule
    NEWEST = "newest"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LetterWish:
    """What the borrower chose. Ids are those of records; ``channel`` of a help channel; ``contacts`` and ``rules`` are
    those that the letter was begun from (a finding, a contact). Empty means: nothing chosen yet."""

    kind: LetterKind
    language: str = ""
    party_id: int | None = None
    loan_id: int | None = None
    channel: str = ""
    jurisdiction: str = ""
    naming: Naming = Naming.FLAGGED
    contacts: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()


def firms(connection: Connection) -> list[PartyRow]:
    """Collectors and creditors a letter may go to or be about, those with most contacts first."""
    counts = dict(connection.execute(
        "SELECT party_id, count(*) FROM contact WHERE hidden = 0 AND party_id IS NOT NULL GROUP BY party_id"))
    found = parties(connection, Role.COLLECTOR, Role.CREDITOR)
    return sorted(found, key=lambda one: (-int(counts.get(one.id, 0)), one.name, one.id))


def usual_loan(connection: Connection, firm_id: int | None) -> int | None:
    """The loan that a firm's contacts name most, else the only one it can be; None when that is not clear."""
    row = connection.execute(
        "SELECT loan_id FROM contact WHERE party_id = ? AND loan_id IS NOT NULL AND hidden = 0 GROUP BY loan_id "
        "ORDER BY count(*) DESC LIMIT 1", (firm_id,)).fetchone()
    if row:
        return int(row[0])
    known = loans(connection)
    own = [one for one in known if one.creditor_id == firm_id] or known
    return own[0].id if len(own) == 1 else None


def names_contacts(kind: LetterKind) -> bool:
    """Whether this kind of letter has a place for contacts."""
    return any("{contacts" in part.text for part in template(kind).body["en"])


def addressees(kind: LetterKind, jurisdictions: Iterable[str], firm: str = "") -> tuple[HelpChannel, ...]:
    """The offices that a letter of this kind can go to; none for letters to firms."""
    to = template(kind).to
    if to == "bureau":
        return tuple(c for c in channels_for(jurisdictions) if c.kind is ChannelKind.CREDIT_RECORD)
    if to == "regulator":
        return tuple(c for c in channels_for(jurisdictions, firm=firm) if c.kind in _COMPLAINTS)
    return ()


def letter_facts(connection: Connection, wish: LetterWish, check: CaseCheck, today: date) -> LetterFacts:
    """Everything the case knows for the letter; what it does not know stays empty."""
    speak = words(wish.language)
    codes = tuple(setting(connection, "case.jurisdictions", []) or ())
    where = _narrowest(wish.jurisdiction or (codes[0] if codes else ""), codes)
    firm = party(connection, wish.party_id) if wish.party_id is not None else None
    about = loan(connection, wish.loan_id) if wish.loan_id is not None else None
    collector = firm if firm is not None and firm.role != Role.CREDITOR else None
    creditor = _creditor(connection, firm, about)
    office = next((c for c in addressees(wish.kind, (where,)) if c.id == wish.channel), None)
    to = template(wish.kind).to
    rows = _rows(connection, wish, firm, check) if names_contacts(wish.kind) else []
    first = _first_day(connection, firm)
    name, address, reach = (str(setting(connection, key, "") or "") for key in OWN_SETTINGS.values())
    office_name = office.name.say(speak) if office else ""
    return LetterFacts(
        jurisdiction=where, day=today, borrower_name=name, borrower_address=address, borrower_contact=reach,
        creditor_name=creditor.name if creditor else "", creditor_address=creditor.address if creditor else "",
        creditor_kind=creditor.firm if creditor else "unknown",
        collector_name=collector.name if collector else "", collector_address=collector.address if collector else "",
        collector_kind=collector.firm if collector else "unknown",
        product=about.product if about else "", loan_label=about.label if about else "",
        loan_number=about.number if about else "",
        contract_day=day_of(about.start_day) if about and about.start_day is not None else None,
        amount=_demanded(connection, about),
        contacts=tuple(contact_line(row, where, speak, named=firm is None) for row in rows), rules=_rules(check, wish, firm, rows, speak),
        regulator_name=office_name if to == "regulator" else "",
        regulator_address=office.post if office and to == "regulator" else "",
        bureau_name=office_name if to == "bureau" else "", bureau_address=office.post if office and to == "bureau" else "",
        period_from=first, period_to=today if first else None)


def recipient_party(connection: Connection, wish: LetterWish) -> int | None:
    """The firm of the case that the letter goes to; None when it goes to an office, or to nobody known."""
    to = template(wish.kind).to
    firm = party(connection, wish.party_id) if wish.party_id is not None else None
    if to == "collector":
        return firm.id if firm else None
    if to == "creditor":
        about = loan(connection, wish.loan_id) if wish.loan_id is not None else None
        found = _creditor(connection, firm, about)
        return found.id if found else None
    return None


def contact_line(row: ContactRow, jurisdiction: str, speak: Words, *, named: bool = True) -> str:
    """A contact as a letter names it: day, time, how, from which number, who was reached, what was said; ``named``
    with the caller's name, for letters that are not about one firm."""
    day = letter_day(day_of(row.day), speak.language, jurisdiction)
    clock = "" if row.precision == Precision.DAY else f"{row.minute // 60:02d}:{row.minute % 60:02d}"
    about = f"~{clock}" if row.precision == Precision.ABOUT and clock else clock
    how = label("channel", row.channel, speak)
    if row.outcome not in ("unknown", "delivered"):
        how += f" ({label('outcome', row.outcome, speak)})"
    parts = [f"{day} {about}".strip(), how, row.party if named else "", row.handle]
    if row.duration_s:
        parts.append(span_text(row.duration_s))
    if row.reached not in ("borrower", "unknown"):
        parts.append(speak("reached: {who}", who=label("reached", row.reached, speak)))
    line = speak(", ").join(part for part in parts if part)
    if row.text.strip():
        piece = " ".join(row.text[:_PIECE].split()) + ("…" if len(row.text) > _PIECE else "")
        left, right = ("「", "」") if speak.language == "zh-Hant" else ("“", "”")
        line += ("：" if speak.is_chinese else ": ") + f"{left}{piece}{right}"
    return line


# -- inside


def _narrowest(code: str, codes: Sequence[str]) -> str:
    """The part of the country that the case names, such as us-ma for us."""
    inside = [one for one in codes if code and within(one, code.lower())]
    return max((code, *inside), key=len)


def _creditor(connection: Connection, firm: PartyRow | None, about: LoanRow | None) -> PartyRow | None:
    if firm is not None and firm.role == Role.CREDITOR:
        return firm
    if about is not None and about.creditor_id is not None:
        return party(connection, about.creditor_id)
    acts_for = firm.acts_for.split() if firm else []
    return party(connection, int(acts_for[0])) if len(acts_for) == 1 else None


def _rows(connection: Connection, wish: LetterWish, firm: PartyRow | None, check: CaseCheck) -> list[ContactRow]:
    """The contacts to name, oldest first."""
    party_ids = (firm.id,) if firm else ()
    if wish.naming is Naming.NEWEST:
        which = ContactFilter(party_ids=party_ids, directions=("in", "unknown"))
    else:
        ids = wish.contacts if wish.naming is Naming.CHOSEN else _flagged(check, firm)
        if wish.naming is Naming.NONE or not ids:
            return []
        which = ContactFilter(ids=ids, party_ids=party_ids if wish.naming is Naming.FLAGGED else ())
    return list(reversed(newest(connection, which, MOST_CONTACTS)))


def _flagged(check: CaseCheck, firm: PartyRow | None) -> tuple[int, ...]:
    """The newest contacts of a firm (or of anyone) that may breach a limit, newest first; factors do not count here."""
    touched = check.checked.touched
    firmly = sum(touched.mask_of(rule.id, *_FIRM) for rule in touched.rules)
    found = (row.id for row in reversed(check.checked.rows)
             if touched.masks.get(row.id, 0) & firmly and (firm is None or row.traits.party_id == firm.id))
    return tuple(islice(found, MOST_CONTACTS))


def _rules(check: CaseCheck, wish: LetterWish, firm: PartyRow | None, rows: Sequence[ContactRow],
           speak: Words) -> tuple[str, ...]:
    """Rules that the named contacts may breach, with their article, in the order of their packs; with no contact named,
    those that anything of the firm may breach. Factors and unverified rules stay out."""
    known, touched = check.checked.rules, check.checked.touched
    ids = [row.id for row in rows] or [row.id for row in check.checked.rows
                                       if firm is None or row.traits.party_id == firm.id]
    bits = reduce(or_, (touched.masks.get(id, 0) for id in ids), 0)
    found = {rule for rule, strength in touched.said(bits).items() if strength in _FIRM}
    if not rows:
        found |= _of_contracts(check, firm)
    return tuple(cited(rule, speak) + ("：" if speak.is_chinese else ": ") + rule.title.say(speak)
                 for id, rule in known.items()
                 if id in found and not rule.to_verify and (not wish.rules or id in wish.rules))


def _of_contracts(check: CaseCheck, firm: PartyRow | None) -> set[str]:
    """Rules that a firm's contract may breach by itself; their findings rest on no contact, and are few."""
    checked = check.checked
    return {found.rule for id, rule in checked.rules.items() if rule.kind == "rate_cap" and checked.counts.get(id)
            for found in checked.of_rule(id)
            if found.strength in _FIRM and (firm is None or found.party_id == firm.id)}


def _demanded(connection: Connection, about: LoanRow | None) -> Money | None:
    """The amount that was demanded last for a loan."""
    if about is None:
        return None
    row = connection.execute(
        "SELECT demanded, demanded_currency FROM contact WHERE loan_id = ? AND hidden = 0 AND demanded IS NOT NULL AND "
        "demanded_currency <> '' ORDER BY at_ms DESC LIMIT 1", (about.id,)).fetchone()
    return Money(int(row[0]), str(row[1])) if row else None


def _first_day(connection: Connection, firm: PartyRow | None) -> date | None:
    """The first day on which the firm (or anyone) made contact."""
    row = connection.execute(
        "SELECT min(day) FROM contact WHERE hidden = 0 AND direction <> 'out' AND (?1 IS NULL OR party_id = ?1)",
        (firm.id if firm else None,)).fetchone()
    return None if row[0] is None else day_of(row[0])
