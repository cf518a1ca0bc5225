"""Leaving things out for certain: what is redacted here is in no page, no table and no embedded file.

Redaction happens before anything else sees a contact, so there is nothing underneath to uncover. What stays is the
exhibit's number and moment, and the statement of what was left out, how often, and why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from debttracker.basics.languages import N_, Words
from debttracker.evidence.document import (
    AttachmentExhibit,
    ContactExhibit,
    Edit,
    EvidenceChoices,
    EvidenceContent,
    FindingInstance,
    FindingSheet,
    Hidden,
    Kept,
    LoanSheet,
    Redaction,
)

_WHAT: Final = {
    Hidden.CONTACT: N_("contacts, except their number and time"), Hidden.TEXT: N_("texts of contacts"),
    Hidden.NOTE: N_("notes of the borrower"), Hidden.HANDLE: N_("phone numbers and addresses"),
    Hidden.PARTY: N_("names of parties"), Hidden.ATTACHMENT: N_("attachments, except their number and checksum"),
    Hidden.PHRASE: N_("pieces of text"),
}
#: Column of contacts.csv that each kind of redaction empties.
_COLUMN: Final = {Hidden.TEXT: "text", Hidden.NOTE: "note", Hidden.HANDLE: "handle", Hidden.PARTY: "party"}
#: The fields of the change history that hold the values of a column.
_HISTORY: Final = {"party": ("party", "reached_name")}
#: A number or name this long is taken out of the other texts of its contact too; a shorter one is in many words.
_SHORTEST_NAME: Final = 2
#: A number with this many digits is found in any way of writing it; its last so many tell it.
_LEAST_DIGITS, _TELLING_DIGITS = 7, 11
#: How a text file may be coded, to look whether an original says what was left out.
_CODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One line of what was left out: what, how many times, why (the last two from the borrower's choice)."""

    what: str
    times: int
    reason: str


class Redactor:
    """Carries out the redactions of one export and counts them."""

    def __init__(self, choices: EvidenceChoices, speak: Words, values: Iterable[str] = ()) -> None:
        """``values`` are names, numbers and addresses left out wherever they are met; those of contacts join them."""
        self._speak = speak
        self._redactions = choices.redactions
        self._choices = choices
        self._times: Counter[Redaction] = Counter()
        self._texts_dropped = self._files_dropped = self._originals_dropped = 0
        self._values: set[str] = {value for value in values if len(value) >= _SHORTEST_NAME}
        self._pattern: tuple[int, re.Pattern[str] | None] = (-1, None)
        self.mark = speak("[left out]")
        #: The label of what a firm promised: words that were said, left out with the rest of them.
        self._promised = speak("They promised")
        self._phrases = [(phrase, one) for one in choices.redactions if one.hides is Hidden.PHRASE
                         for phrase in sorted(one.targets, key=len, reverse=True) if phrase]

    def front(self, content: EvidenceContent, choices: EvidenceChoices) -> tuple[EvidenceContent, EvidenceChoices]:
        """Names of the case, the files and the selection without what was left out."""
        clean = self.phrase_free
        imports = tuple(replace(one, file_name=clean(one.file_name)) for one in content.imports)
        return (replace(content, case_name=clean(content.case_name), borrower=clean(content.borrower), imports=imports),
                replace(choices, loans=tuple(map(clean, choices.loans)), parties=tuple(map(clean, choices.parties))))

    def contact(self, contact: ContactExhibit) -> ContactExhibit:
        """``contact`` without what the borrower left out; the same object when nothing was."""
        whole = self._first(Hidden.CONTACT, contact.number)
        if whole is not None:
            self._times[whole] += 1
            return ContactExhibit(contact.number, contact.moment, "", "", "", Kept(contact.kept.created),
                                  text=self.mark)
        for hides, column in _COLUMN.items():
            contact = self._without(contact, hides, column)
        if not self._choices.include_text and (contact.text or _touches(contact.kept, "text")):
            self._texts_dropped += 1
            contact = replace(contact, text="", kept=_without_values(contact.kept, "text", self.mark))
        if contact.details and (not self._choices.include_text or self.hides(Hidden.TEXT, contact.number)):
            contact = replace(contact, details=tuple((name, self.mark if name == self._promised else value)
                                                     for name, value in contact.details))
        contact = self._without_phrases(contact)
        files = self._files(contact.attachments, contact.number)
        return contact if files == contact.attachments else replace(contact, attachments=files)

    def loan(self, loan: LoanSheet) -> LoanSheet:
        """``loan`` without redacted attachments and phrases."""
        clean = self._cleaner()
        return replace(
            loan, name=clean(loan.name), lender=clean(loan.lender), computed_how=clean(loan.computed_how),
            terms=tuple((name, clean(value)) for name, value in loan.terms),
            payments=tuple(replace(one, note=clean(one.note), how=clean(one.how)) for one in loan.payments),
            attachments=self._files(loan.attachments, ""))

    def finding(self, sheet: FindingSheet, parties_hidden: bool = False) -> FindingSheet:
        """``sheet`` without redacted phrases and, where parties are left out everywhere, without their names."""
        clean = self._cleaner()

        def instance(one: FindingInstance) -> FindingInstance:
            return replace(one, who=self.mark if parties_hidden and one.who else clean(one.who),
                           counting=clean(one.counting))

        return replace(sheet, explanation=clean(sheet.explanation), conditions=tuple(map(clean, sheet.conditions)),
                       instances=tuple(map(instance, sheet.instances)))

    def hides(self, what: Hidden, number: str) -> bool:
        """Whether ``what`` of the exhibit ``number`` is left out."""
        return self._first(what, number) is not None

    @property
    def parties_hidden(self) -> bool:
        """Whether names of parties are left out, for all or for some contacts."""
        return any(one.hides is Hidden.PARTY for one in self._redactions)

    def phrase_free(self, text: str) -> str:
        """``text`` with every redacted phrase replaced."""
        return self._cleaner()(text)

    def left_out(self) -> list[LeftOut]:
        """What was left out so far; call it when everything has passed through."""
        speak = self._speak
        lines = [LeftOut(speak(_WHAT[one.hides]), self._times[one], one.reason) for one in self._redactions]
        if self._texts_dropped:
            lines.append(LeftOut(speak(_WHAT[Hidden.TEXT]), self._texts_dropped, speak("not chosen for this document")))
        if self._files_dropped:
            lines.append(LeftOut(speak("attachments, except their number and checksum"), self._files_dropped,
                                 speak("not chosen for this document")))
        if self._originals_dropped:
            lines.append(LeftOut(speak("attachments, except their number and checksum"), self._originals_dropped,
                                 speak("their originals hold words that were left out")))
        return lines

    @property
    def searched_originals(self) -> bool:
        """Whether originals were searched for words that were left out."""
        return self._choices.include_originals and bool(self._phrases or self._values)

    def _says_what_is_hidden(self, file: AttachmentExhibit) -> bool:
        """Whether the original holds a left-out phrase or name as plain text, in any usual coding."""
        wanted = [*(phrase for phrase, _ in self._phrases), *self._values]
        if not wanted or not file.mime:
            return False
        original = file.read()
        return any(word.encode(coding, "ignore") in original for word in wanted for coding in _CODINGS
                   if word.encode(coding, "ignore"))

    def _first(self, hides: Hidden, number: str) -> Redaction | None:
        for one in self._redactions:
            if one.hides is hides and (not one.targets or number in one.targets):
                return one
        return None

    def _without(self, contact: ContactExhibit, hides: Hidden, column: str) -> ContactExhibit:
        redaction = self._first(hides, contact.number)
        present = getattr(contact, column) or (column == "party" and contact.reached_name)
        if redaction is None or not (present or _touches(contact.kept, column)):
            return contact
        self._times[redaction] += 1
        value: str = getattr(contact, column)
        history = _without_values(contact.kept, column, self.mark)
        shown = self.mark if value else ""
        if hides is Hidden.TEXT:
            return replace(contact, text=shown, kept=history)
        if hides is Hidden.NOTE:
            return replace(contact, note=shown, kept=history)
        if hides is Hidden.HANDLE:
            contact = replace(contact, handle=shown, kept=history)
        else:
            reached = self.mark if contact.reached_name else ""
            self._values.update(name for name in (contact.reached_name,) if len(name) >= _SHORTEST_NAME)
            contact = replace(contact, party=shown, reached_name=reached, kept=history)
        if len(value) >= _SHORTEST_NAME:
            self._values.add(value)
        return contact

    def _files(self, files: tuple[AttachmentExhibit, ...], contact: str) -> tuple[AttachmentExhibit, ...]:
        shown = []
        for file in files:
            redaction = self._first(Hidden.ATTACHMENT, file.number) or (
                self._first(Hidden.ATTACHMENT, contact) if contact else None)
            if redaction is not None:
                self._times[redaction] += 1
                shown.append(self._blank(file))
            elif not self._choices.include_attachments:
                self._files_dropped += 1
                shown.append(self._blank(file))
            elif self._choices.include_originals and self._says_what_is_hidden(file):
                self._originals_dropped += 1
                shown.append(self._blank(file))
            else:
                shown.append(replace(file, name=self.phrase_free(file.name)))
        return tuple(shown)

    def _blank(self, file: AttachmentExhibit) -> AttachmentExhibit:
        """Number, size and checksum only: enough to prove later that a file is this one."""
        return AttachmentExhibit(file.number, self.mark, "", file.size, file.sha256, lambda: b"")

    def _without_phrases(self, contact: ContactExhibit) -> ContactExhibit:
        return self._mapped(contact, self._cleaner()) if self._phrases or self._values else contact

    @staticmethod
    def _mapped(contact: ContactExhibit, clean: Callable[[str], str]) -> ContactExhibit:
        """``contact`` with every free text passed through ``clean``."""
        edits = tuple(Edit(e.when, e.field, clean(e.before), clean(e.after)) for e in contact.kept.edits)
        source = contact.kept.source
        if source is not None:
            source = replace(source, file_name=clean(source.file_name))
        return replace(
            contact, text=clean(contact.text), note=clean(contact.note), party=clean(contact.party),
            handle=clean(contact.handle), loan=clean(contact.loan), reached_name=clean(contact.reached_name),
            details=tuple((name, clean(value)) for name, value in contact.details),
            kept=Kept(contact.kept.created, source, edits))

    def _cleaner(self) -> Callable[[str], str]:
        if self._pattern[0] != len(self._values):
            alternatives = sorted(self._values, key=lambda one: (-len(one), one))
            self._pattern = len(self._values), re.compile("|".join(map(_anyhow, alternatives))) if alternatives else None
        pattern = self._pattern[1]

        def clean(text: str) -> str:
            for phrase, redaction in self._phrases:
                found = text.count(phrase)
                if found:
                    self._times[redaction] += found
                    text = text.replace(phrase, self.mark)
            return pattern.sub(self.mark, text) if pattern is not None else text

        return clean


def _anyhow(value: str) -> str:
    """A pattern for ``value``: a phone number however it is spaced and with or without its country, else the text."""
    digits = [sign for sign in value if sign.isdecimal()]
    if len(digits) < _LEAST_DIGITS or any(sign.isalpha() for sign in value):
        return re.escape(value)
    core = r"[\s().\-]{0,2}".join(digits[-_TELLING_DIGITS:])
    return rf"{re.escape(value)}|(?:\+?\d{{1,3}}[\s().\-]{{0,2}})?{core}"


def _touches(kept: Kept, column: str) -> bool:
    return any(edit.field in _HISTORY.get(column, (column,)) for edit in kept.edits)


def _without_values(kept: Kept, column: str, mark: str) -> Kept:
    """The history with the values of ``column`` left out; that it was changed, and when, stays."""
    edits = tuple(Edit(e.when, e.field, mark, mark) if e.field in _HISTORY.get(column, (column,)) else e
                  for e in kept.edits)
    return Kept(kept.created, kept.source, edits)
