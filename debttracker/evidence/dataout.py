"""``case.json``: what the document says, for other programs. Redactions are already carried out.

Keys are sorted, money is a decimal string with its currency, moments are ISO 8601 with offset plus their zone and
precision, days ISO 8601. The same document gives the same text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from debttracker.basics.moments import Moment
from debttracker.basics.money import Money
from debttracker.evidence.csvout import encodable
from debttracker.evidence.document import (
    AttachmentExhibit,
    ContactExhibit,
    EvidenceChoices,
    EvidenceContent,
    FindingSheet,
    LoanSheet,
)
from debttracker.evidence.findings_volumes import FindingsPart
from debttracker.evidence.redaction import LeftOut

FORMAT: Final = "debttracker-evidence-1"
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def case_json(front: dict[str, Any], contacts: Sequence[str]) -> str:
    """The whole file from its front part and the contacts already encoded, one line each."""
    head = "".join(f" {_encode(key)}: {_lines(value)},\n" for key, value in sorted(front.items()))
    return "{\n" + encodable(head) + ' "contacts": [\n' + ",\n".join(contacts) + "\n ]\n}\n"


def _lines(value: Any) -> str:
    """A list with one line for each of its parts, anything else on one line."""
    return "[\n" + ",\n".join(map(_encode, value)) + "\n ]" if isinstance(value, list) and value else _encode(value)


def contact_json(contact: ContactExhibit) -> str:
    """One contact on one line."""
    kept = contact.kept
    return encodable(_encode({
        "exhibit": contact.number, "occurred_at": _moment(contact.moment), "channel": contact.channel,
        "direction": contact.direction, "outcome": contact.outcome, "duration_s": contact.duration,
        "handle": contact.handle, "party": contact.party, "role": contact.role, "reached": contact.reached, "reached_name": contact.reached_name,
        "loan": contact.loan, "text": contact.text, "behaviours": list(contact.behaviours), "note": contact.note,
        "demanded": _money(contact.demanded), "details": [list(line) for line in contact.details],
        "attachments": [_file(file) for file in contact.attachments],
        "written_down": _moment(kept.created),
        "source": {"file": kept.source.file_name, "sha256": kept.source.sha256, "entry": kept.source.position}
        if kept.source else None,
        "changes": [{"at": _moment(edit.when), "field": edit.field, "from": edit.before, "to": edit.after}
                    for edit in kept.edits],
    }))


def front_json(content: EvidenceContent, choices: EvidenceChoices, loans: Sequence[LoanSheet],
               findings: Sequence[FindingSheet], left_out: Sequence[LeftOut],
               apart: Mapping[int, Sequence[int]] | None = None) -> dict[str, Any]:
    """Everything but the contacts. ``apart`` names the volumes whose own file holds the instances of a finding, by
    its place (from 1)."""
    stands = apart or {}
    return {
        "format": FORMAT, "stated_at": _moment(choices.stated), "language": choices.language,
        "audience": choices.audience.value,
        "case": {"name": content.case_name, "id": content.case_id, "borrower": content.borrower},
        "period": {"first": _day(choices.first_day), "last": _day(choices.last_day)},
        "chosen_loans": list(choices.loans), "chosen_parties": list(choices.parties),
        "journal": {"head": content.journal.head, "entries": content.journal.entries,
                    "intact": content.journal.intact},
        "imports": [{"file": one.file_name, "sha256": one.sha256, "at": _moment(one.when), "read": one.read,
                     "added": one.added, "known": one.known, "refused": one.refused} for one in content.imports],
        "loans": [_loan(loan) for loan in loans], "findings": [_finding(sheet, place, stands.get(place, ()))
                                                              for place, sheet in enumerate(findings, 1)],
        "left_out": [{"what": one.what, "times": one.times, "why": one.reason} for one in left_out],
    }


def _loan(loan: LoanSheet) -> dict[str, Any]:
    return {
        "name": loan.name, "creditor": loan.lender, "terms": [list(line) for line in loan.terms],
        "instalments": [{"number": one.number, "due": _day(one.due), "amount": _money(one.amount),
                         "paid": _money(one.paid), "state": one.state} for one in loan.instalments],
        "payments": [{"day": _day(one.day), "amount": _money(one.amount), "how": one.how, "note": one.note,
                      "exhibit": one.exhibit} for one in loan.payments],
        "paid": _money(loan.paid), "remaining": _money(loan.remaining), "overdue": _money(loan.overdue),
        "demanded": _money(loan.demanded), "computed": _money(loan.computed), "computed_how": loan.computed_how,
        "attachments": [_file(file) for file in loan.attachments],
    }


def part_json(content: EvidenceContent, part: FindingsPart) -> dict[str, Any]:
    """What a further file of findings says of them."""
    return {"part": True, "case": {"id": content.case_id},
            "findings": [_finding(one.sheet, one.place, ()) for one in part.sheets]}


def _finding(sheet: FindingSheet, place: int, volumes: Sequence[int]) -> dict[str, Any]:
    """``volumes`` hold its instances; none = they stand here."""
    return {
        "place": place, "times": len(sheet.instances), "volumes": list(volumes),
        "title": sheet.title, "citation": sheet.citation, "force": sheet.force, "strength": sheet.strength.value,
        "in_force": {"from": _day(sheet.in_force_from), "to": _day(sheet.in_force_to)},
        "explanation": sheet.explanation, "conditions": list(sheet.conditions), "please_verify": sheet.please_verify,
        "instances": [{"from": _day(one.first_day), "to": _day(one.last_day), "who": one.who, "count": one.count,
                       "limit": one.limit, "counting": one.counting, "exhibits": list(one.exhibits)}
                      for one in (() if volumes else sheet.instances)],
    }


def _file(file: AttachmentExhibit) -> dict[str, Any]:
    return {"exhibit": file.number, "name": file.name, "mime": file.mime, "size": file.size, "sha256": file.sha256}


def _moment(moment: Moment) -> dict[str, str]:
    return {"at": moment.iso(), "zone": moment.zone_name, "precision": moment.precision.value}


def _money(money: Money | None) -> dict[str, str] | None:
    return None if money is None else {"amount": money.plain(), "currency": money.currency}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
