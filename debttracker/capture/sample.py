"""The sample case: an invented borrower, three invented lenders, eighteen months, some four hundred contacts.

Nothing in it is anyone's: names, numbers and words are invented, and no real firm is meant. ``packaging/sample_case.py``
writes the story to resources/sample/; here it is played back the way a person would have made it: a case is begun,
calls and visits are logged when they happen, the phone's backup is imported as any other, then looked through.

The story ends on 23 November 2026. Opened later, all of it is moved by whole days so that it ends on the day before:
then Today shows a last day of calls, a date that is due soon and a promise, whenever it is opened. It is never moved
back, so that every rule that was in force in the story stays in force. Due days keep their distance from the end
(months have different lengths, so that those long past may lie up to three days off).
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from debttracker.basics.moments import Moment, Precision, day_number, day_of
from debttracker.basics.phones import comparable
from debttracker.basics.resources import resource_path
from debttracker.capture.keep import Choices, ImportReport, Owner, import_file
from debttracker.case.case import Case
from debttracker.case.change import Change, add
from debttracker.case.creation import create_case
from debttracker.case.entries import attach, check_in, edit_contact, log_contact, record_payment, write_note
from debttracker.derived.flags import refresh_flags
from debttracker.derived.loan_entry import add_loan
from debttracker.finance.due_days import add_months, due_days
from debttracker.finance.terms import LoanTerms
from debttracker.finance.terms_json import from_json

ZONE: Final = "Asia/Shanghai"
_DAY_MS: Final = 86_400_000
#: The attributes of a backup that hold an instant (ms), and the one that holds the phone's wall time.
_INSTANT: Final = re.compile(r'\b(date|date_sent|backup_date)="(\d{13})"')
_READABLE: Final = re.compile(r'\breadable_date="(\d{4}-\d\d-\d\d)')
#: Fields of a contact in the story that are the contact's own.
_PLAIN: Final = ("channel", "direction", "outcome", "duration_s", "reached", "behaviours", "letter", "identified",
                 "consented", "stress")


class SampleCase(NamedTuple):
    """The case, open; its recovery code when it has a passphrase; and what came of importing each of the phone's
    files."""

    case: Case
    code: str | None
    imports: Mapping[str, ImportReport]


def make_sample_case(folder: Path, language: str, passphrase: str | None = None,
                     today: date | None = None) -> SampleCase:
    """Make the sample case in ``folder``, with its texts in ``language``, as it looks on ``today`` (None = now).

    Raises Trouble as :func:`create_case` does; then nothing is left behind.
    """
    story = json.loads(resource_path("sample", "sample.json").read_text(encoding="utf-8"))
    day = today or Moment.now(ZONE).local_day
    player = _Player(story, language, max((day - date.fromisoformat(story["last_day"])).days - 1, 0))
    case, code = create_case(folder, passphrase, name=player.name("case"), zone=ZONE, language=language,
                             currency="CNY", jurisdictions=("cn",), at_ms=player.ms(story["begun_ms"]))
    try:
        imports = player.play(case)
        refresh_flags(case)
        return SampleCase(case, code, imports)
    except BaseException:
        case.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise


class _Player:
    """Plays the story back into a case, in one language and moved by ``days``."""

    def __init__(self, story: Mapping[str, Any], language: str, days: int) -> None:
        self._story = story
        self._language = language
        self._days = days
        self._parties: dict[str, int] = {}
        self._loans: dict[str, int] = {}
        self._terms: dict[str, LoanTerms] = {}
        #: The story's moment and channel of each contact, to its id.
        self._contacts: dict[tuple[int, str], int] = {}

    def play(self, case: Case) -> Mapping[str, ImportReport]:
        """Everything, in the order in which it was written down."""
        story = self._story
        self._begin(case)
        imported = story["imported_ms"]
        steps = [*self._payments(), *((c["written_ms"], self._log, c) for c in story["contacts"]),
                 *((c["at_ms"], self._check_in, c) for c in story["checkins"]),
                 *((c["at_ms"], self._comment, c) for c in story["comments"])]
        steps.sort(key=lambda step: step[0])
        reports: Mapping[str, ImportReport] = {}
        for at_ms, do, what in steps:
            if not reports and at_ms > imported:
                reports = self._import(case)
            do(case, what, self.ms(at_ms))
        return reports

    # -- words and days

    def ms(self, at_ms: int) -> int:
        """An instant of the story, moved. The zone has no summer time, so that wall times stay."""
        return at_ms + self._days * _DAY_MS

    def name(self, key: str) -> str:
        """A name of the story in the language of the case."""
        return str(self._story["names"][key][self._language])

    def _say(self, text: Mapping[str, str] | None) -> str:
        return text[self._language] if text else ""

    def _at(self, at_ms: int, precision: str = Precision.EXACT) -> Moment:
        return Moment(self.ms(at_ms), ZONE, Precision(precision))

    def _moved_terms(self, loan: Mapping[str, Any]) -> LoanTerms:
        """The contract, moved so that its instalment ``anchor`` keeps its distance from the end of the story."""
        terms = from_json(loan["terms"])
        anchor = int(loan["anchor"]) - 1
        first = terms.first_due or terms.start
        moved = add_months(due_days(terms)[anchor] + timedelta(self._days), -anchor)
        return replace(terms, first_due=moved, start=moved - (first - terms.start))

    # -- what the borrower did

    def _begin(self, case: Case) -> None:
        """The borrower's own name, people and loans, on the evening on which the record begins."""
        at_ms = self.ms(self._story["begun_ms"]) + 60_000
        case.change(Change.of("Sample", *(
            add("setting", name=name, value=json.dumps(self.name(key), ensure_ascii=False))
            for name, key in (("case.borrower", "borrower"), ("case.borrower_address", "address"),
                              ("case.borrower_contact", "contact")))), at_ms=at_ms)
        for one in self._story["parties"]:
            works_for = str(self._parties[one["acts_for"]]) if one["acts_for"] else ""
            made = case.change(Change.of("Sample", add(
                "party", -1, name=self._say(one["name"]), role=one["role"], firm=one["firm"], relation=one["relation"],
                acts_for=works_for, note=self._say(one["note"]))), at_ms=at_ms)
            self._parties[one["key"]] = made.ids[-1]
        for one in self._story["loans"]:
            terms = self._terms[one["key"]] = self._moved_terms(one)
            made = case.change(add_loan(
                self._say(one["label"]), terms, creditor_id=self._parties[one["creditor"]], product=one["product"],
                number=one["number"], advertised_rate=one["advertised_rate"], note=self._say(one["note"])),
                at_ms=at_ms + 120_000)
            self._loans[one["key"]] = made.ids[-1]

    def _payments(self) -> Iterator[tuple[int, Any, Any]]:
        """Payments with the moment each was written down: those made before the record began all at once, later ones
        on the evening of the day."""
        begun = self._story["begun_ms"]
        for one in self._story["payments"]:
            if one.get("instalment"):
                on = due_days(self._terms[one["loan"]])[one["instalment"] - 1] + timedelta(one["after"])
            else:
                on = day_of(one["day"] + self._days)
            evening = (day_number(on) - self._days) * _DAY_MS + (20 - 8) * 3_600_000
            yield max(begun + 300_000, evening), self._pay, {**one, "on": day_number(on)}

    def _pay(self, case: Case, one: Mapping[str, Any], at_ms: int) -> None:
        case.change(record_payment(self._loans[one["loan"]], one["amount"], "CNY", one["on"],
                                   method=self._say(one["method"]), note=self._say(one.get("note"))), at_ms=at_ms)

    def _log(self, case: Case, one: Mapping[str, Any], at_ms: int) -> None:
        """Log one contact by hand, as the window does, and attach its pictures."""
        at = self._at(one["at_ms"], one.get("precision", Precision.EXACT))
        fields = {name: one[name] for name in _PLAIN if one.get(name) is not None}
        fields |= {name: self._say(one.get(name)) for name in ("text", "note", "place")}
        fields |= self._demand(one)
        if one.get("reached_party"):
            fields["reached_party_id"] = self._parties[one["reached_party"]]
        made = case.change(log_contact(case.reader(), at, party_id=self._parties[one["who"]], handle=one["handle"],
                                       **fields), at_ms=at_ms)
        self._remember(case, one, made.ids[-3], at_ms)

    def _demand(self, one: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a contact or mark that the story keeps in other words."""
        found: dict[str, Any] = {}
        if one.get("loan"):
            found["loan_id"] = self._loans[one["loan"]]
        if one.get("demanded"):
            found |= {"demanded": one["demanded"], "demanded_currency": "CNY"}
        if one.get("promise"):
            found |= {"promise": self._say(one["promise"]), "promise_day": one["promise_day"] + self._days}
        return found

    def _remember(self, case: Case, one: Mapping[str, Any], contact_id: int, at_ms: int) -> None:
        """Keep the contact's id, and its pictures in the case."""
        self._contacts[one["at_ms"], one["channel"]] = contact_id
        for file in one.get("files", ()):
            day = self._at(one["at_ms"]).local_day.isoformat()
            with resource_path("sample", "pictures", f"{Path(file).stem}.{self._language}.png").open("rb") as stream:
                attach(case, "contact", contact_id, self.name(file).format(day=day), stream, "image/png",
                       at_ms=at_ms + 30_000)

    def _check_in(self, case: Case, one: Mapping[str, Any], at_ms: int) -> None:
        case.change(check_in(one["level"], self._at(one["at_ms"]), tags=one["tags"], note=self._say(one["note"])),
                    at_ms=at_ms)

    def _comment(self, case: Case, one: Mapping[str, Any], at_ms: int) -> None:
        """A note on the case, or a remark on a contact; one by the sister, under her name."""
        on = next((id for (at, _), id in self._contacts.items() if at == one["on_ms"]), 0)
        case.change(write_note(self._say(one["text"]), self._at(one["at_ms"]), record="contact" if on else "case",
                               record_id=on, actor=self.name(one["actor"]) if one["actor"] else ""), at_ms=at_ms)

    # -- the phone

    def _import(self, case: Case) -> Mapping[str, ImportReport]:
        """Import the backup of the phone, firms only, then look through what it brought."""
        at_ms = self.ms(self._story["imported_ms"])
        owners = {comparable(number, "CN"): Owner(party_id=self._parties[one["key"]], loan_id=self._loan_of(one))
                  for one in self._story["parties"] for number in one["handles"]}
        choices = Choices(keep=frozenset(owners), owners=owners, at_ms=at_ms)
        reports = {}
        with TemporaryDirectory(prefix="debttracker-sample-") as folder:
            for name, source in (("calls.xml", "calls.xml"), ("sms.xml", f"sms.{self._language}.xml")):
                path = Path(folder) / name
                path.write_text(self._moved_backup(resource_path("sample", source).read_text(encoding="utf-8")),
                                encoding="utf-8", newline="\n")
                reports[name] = import_file(case, path, choices)
        self._mark(case, at_ms)
        return reports

    def _loan_of(self, party: Mapping[str, Any]) -> int | None:
        """The one loan that a firm's numbers call about."""
        creditor = party["acts_for"] or party["key"]
        return next((self._loans[loan["key"]] for loan in self._story["loans"] if loan["creditor"] == creditor), None)

    def _moved_backup(self, text: str) -> str:
        """The backup file as the phone would have written it ``days`` later."""
        if not self._days:
            return text
        text = _INSTANT.sub(lambda m: f'{m[1]}="{int(m[2]) + self._days * _DAY_MS}"', text)
        return _READABLE.sub(lambda m: f'readable_date="{date.fromisoformat(m[1]) + timedelta(self._days)}', text)

    def _mark(self, case: Case, at_ms: int) -> None:
        """What the borrower ticked and wrote down while looking through the imported contacts that evening."""
        known = {(at, channel): id for id, at, channel in case.reader().execute(
            "SELECT id, at_ms, channel FROM contact WHERE batch_id IS NOT NULL")}
        for n, one in enumerate(self._story["marks"], 1):
            contact_id = known[self.ms(one["at_ms"]), one["channel"]]
            fields = {name: one[name] for name in _PLAIN if name != "channel" and one.get(name) is not None}
            if one.get("note"):
                fields["note"] = self._say(one["note"])
            written = at_ms + n * 25_000
            case.change(edit_contact(contact_id, **fields, **self._demand(one)), at_ms=written)
            self._remember(case, one, contact_id, written)
