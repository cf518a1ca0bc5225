"""Writing a letter: the template of its kind filled with what the case knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from debttracker.basics.currencies import exponent
from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import match_language, words
from debttracker.basics.money import Money
from debttracker.basics.vocabulary import LetterKind
from debttracker.evidence.letters.facts import LetterFacts
from debttracker.evidence.letters.letter import BULLET, LetterDraft
from debttracker.evidence.letters.template import LawText, Part, Template, blank_names, frame, template, within

_FIELD = re.compile(r"\{(\w+)\}")
#: Chinese letters write these currencies in words, not with a sign.
_CURRENCY_WORDS = {
    "zh-Hans": {"CNY": "人民币", "TWD": "新台币", "HKD": "港币", "USD": "美元", "JPY": "日元", "KRW": "韩元",
                "GBP": "英镑", "EUR": "欧元"},
    "zh-Hant": {"CNY": "人民幣", "TWD": "新臺幣", "HKD": "港幣", "USD": "美元", "JPY": "日圓", "KRW": "韓元",
                "GBP": "英鎊", "EUR": "歐元"},
}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
#: What a blank shows when the borrower has no wish of their own: a sensible default, not a fact of the case.
_DEFAULTS = ("wished_channel", "wished_times", "third_parties")
#: The field of LetterFacts behind a name that templates use, where it is another one.
_BEHIND = {"creditor": "creditor_name", "collector": "collector_name", "bureau": "bureau_name",
           "regulator": "regulator_name", "lawyer": "lawyer_name", "loan": "loan_label", "number": "loan_number"}


def draft(kind: LetterKind, facts: LetterFacts, language: str) -> LetterDraft:
    """The letter of ``kind`` in ``language`` ("en", "zh-Hans", "zh-Hant"), with blanks for what is not known.

    Legal paragraphs are printed only when the rule stood in a source; what is general knowledge comes back among
    ``notes`` as something to check first.
    """
    language = match_language(language)
    model = template(kind)
    pen = _Pen(language, _known(facts, model, language), _addressee_field(facts, model.to))
    shared = frame(language)
    laws = [law for law in model.laws if law.fits(facts)]
    said = [law for law in laws if not law.confidence.to_verify]
    body = _body(model, pen, facts, said, language)
    date_line = pen.fill(shared["date_line_at" if facts.place else "date_line"])
    sender = tuple(pen.fill(line) for line in shared["sender"])
    signature = tuple(pen.fill(line) for line in shared["signature"])
    recipient = (shared["to"] + pen.fill("{recipient}"), pen.fill(shared["address"]))
    subject = pen.fill(model.subject[language])
    return LetterDraft(
        kind=kind, language=language, jurisdiction=facts.jurisdiction, sender=sender, recipient=recipient,
        date_line=date_line, subject=shared["subject_label"] + subject, greeting=pen.fill(shared["greeting"]),
        paragraphs=body, closing=pen.fill(model.closing.get(language, shared["closing"])), signature=signature,
        enclosures=facts.enclosures, enclosures_label=shared["enclosures_label"],
        citations=tuple(law.cite for law in said),
        notes=_notes(model, pen, facts, [law for law in laws if law.confidence.to_verify], language),
        missing=tuple(pen.missing), day=facts.day, blanks=tuple(pen.blanks), fields=tuple(pen.used),
    )


def field_name(name: str, language: str) -> str:
    """What a field of LetterFacts is called on a form, as its blank says it: ``your name``, ``amount demanded``."""
    names = blank_names(match_language(language))
    if name in names:
        return names[name]
    if name.endswith("_address"):
        return names["recipient_address"]
    return names[next(short for short, behind in _BEHIND.items() if behind == name)]


def amount_text(money: Money, language: str) -> str:
    """An amount as a letter writes it: ``$9,000.00``, ``人民币 9,000.00 元``."""
    name = _CURRENCY_WORDS.get(language, {}).get(money.currency)
    if name is None:
        sign, _, number = money_text(money).partition(" ")
        return f"{sign} {number}" if sign.isalpha() else sign + number
    whole = money.minor % 10 ** exponent(money.currency) == 0
    number = f"{money.amount:,.{0 if whole else exponent(money.currency)}f}"
    return f"{name} {number} 元" if name.endswith(("币", "幣")) else f"{number} {name}"


def letter_day(day: date, language: str, jurisdiction: str) -> str:
    """A date as letters of the place write it: ``24 November 2026``, ``November 24, 2026``, ``2026年11月24日``."""
    if language.startswith("zh"):
        return day_text(day, words(language))
    if within(jurisdiction, "us"):
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(slots=True)
class _Pen:
    """Fills fields; remembers each blank it had to leave."""

    language: str
    known: dict[str, str]
    addressee: str
    missing: list[str] = field(default_factory=list)
    blanks: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)

    def fill(self, text: str) -> str:
        return _FIELD.sub(lambda found: self._value(found[1]), text)

    def _value(self, name: str) -> str:
        behind = self._field(name)
        if behind not in self.used:
            self.used.append(behind)
        if self.known.get(name):
            return self.known[name]
        label = blank_names(self.language)[self.addressee if name == "recipient" else name]
        if name in _DEFAULTS:
            return label
        if label not in self.missing:
            self.missing.append(label)
        if behind not in self.blanks:
            self.blanks.append(behind)
        return str(frame(self.language)["blank"]).format(name=label)

    def _field(self, name: str) -> str:
        if name in ("recipient", "recipient_address"):
            return self.addressee + ("_name" if name == "recipient" else "_address")
        return _BEHIND.get(name, name)


def _known(facts: LetterFacts, model: Template, language: str) -> dict[str, str]:
    def day(value: date | None) -> str:
        return letter_day(value, language, facts.jurisdiction) if value else ""

    def money(value: Money | None) -> str:
        return amount_text(value, language) if value else ""

    plain = ("borrower_name", "borrower_address", "borrower_contact", "place", "wished_channel", "wished_times",
             "third_parties", "reason", "dispute", "demand", "record_entry", "record_error", "complaint_number",
             "lawyer_address")
    recipient, address = _addressee(facts, model.to)
    return {
        **{name: str(getattr(facts, name)).strip().rstrip("。.") for name in plain},
        "creditor": facts.creditor_name, "collector": facts.collector_name, "bureau": facts.bureau_name,
        "regulator": facts.regulator_name, "lawyer": facts.lawyer_name,
        "recipient": recipient, "recipient_address": address,
        "loan": facts.loan_label, "number": facts.loan_number, "reply_days": str(facts.reply_days),
        "amount": money(facts.amount), "monthly": money(facts.monthly), "offer": money(facts.offer),
        "months": str(facts.months or ""), "day": day(facts.day), "contract_day": day(facts.contract_day),
        "offer_day": day(facts.offer_day), "period_from": day(facts.period_from), "period_to": day(facts.period_to),
    }


def _addressee(facts: LetterFacts, to: str) -> tuple[str, str]:
    """Name and address of whom a letter goes to; the creditor itself when nobody else collects for it."""
    which = _addressee_field(facts, to)
    return str(getattr(facts, f"{which}_name")), str(getattr(facts, f"{which}_address"))


def _addressee_field(facts: LetterFacts, to: str) -> str:
    return "creditor" if to == "collector" and not facts.has_collector else to


def _body(
    model: Template, pen: _Pen, facts: LetterFacts, laws: list[LawText], language: str
) -> tuple[str, ...]:
    lists = {"contacts": facts.contacts, "rules": facts.rules}
    present = {name for name, value in pen.known.items() if value} | {name for name, lines in lists.items() if lines}
    present = (present | {"collector"}) if facts.has_collector else (present - {"collector"})
    out: list[str] = []
    for part in model.body[language]:
        if _shown(part, present):
            out += _paragraphs(part.text, pen, lists, laws)
    return tuple(out)


def _shown(part: Part, present: set[str]) -> bool:
    return (not part.when or part.when in present) and (not part.unless or part.unless not in present)


def _paragraphs(text: str, pen: _Pen, lists: dict[str, tuple[str, ...]], laws: list[LawText]) -> list[str]:
    if text == "{law}":
        return [pen.fill(law.text[pen.language]) for law in laws]
    name = text.strip("{}?")
    if name in lists:
        lines = lists[name] or (() if "?" in text else (pen.fill("{" + name + "}"),))
        return [BULLET + line for line in lines]
    return [pen.fill(text)]


def _notes(
    model: Template, pen: _Pen, facts: LetterFacts, doubtful: list[LawText], language: str
) -> tuple[str, ...]:
    shared = frame(language)
    told = [note.text[language] for note in model.notes if note.fits(facts)]
    verify = [shared["verify"].format(text=f"{law.text[language]} ({law.cite})") for law in doubtful]
    joiner = "；" if language.startswith("zh") else "; "
    missing = [shared["missing"].format(fields=joiner.join(pen.missing))] if pen.missing else []
    return (*missing, *told, *verify, shared["send"])
