"""The first pages: what the document is, for whom, and what it says in a few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from debttracker.basics.formats import count_text, day_text, money_text
from debttracker.basics.labels import label
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.basics.vocabulary import ChannelGroup
from debttracker.evidence.attachments import size_text
from debttracker.evidence.blocks import Block, facts, h1, h2, p, table
from debttracker.evidence.document import Audience, Chart, EvidenceChoices, EvidenceContent, FindingSheet, Strength
from debttracker.evidence.entries import loan_mark
from debttracker.evidence.kept import stamp
from debttracker.evidence.loans import difference
from debttracker.evidence.printable import one_line, printable
from debttracker.evidence.tally import Tally

_FOR: Final = {
    Audience.LAWYER: N_("Prepared by the borrower for a lawyer"),
    Audience.REGULATOR: N_("Prepared by the borrower for a regulator"),
    Audience.COURT: N_("Prepared by the borrower for a court"),
}
_READ: Final = {
    Audience.LAWYER: N_("Begin with the summary. The findings name the exhibits they rest on; every exhibit stands in the "
                        "numbered table, and those of which there is more to tell have an entry with their full text."),
    Audience.REGULATOR: N_("Begin with the findings; each names the rule, its source and the numbered contacts it rests "
                           "on. Every contact stands in the numbered table, the full texts in the entries."),
    Audience.COURT: N_("Exhibit numbers are given once and never change. The numbered table says of every exhibit when "
                       "and how it was kept; the entries hold the full texts and every change made since."),
}
_MOST_PARTIES: Final = 12


def title(speak: Words) -> str:
    """What the document calls itself."""
    return speak("Record of collection contacts")


def cover(content: EvidenceContent, choices: EvidenceChoices, tally: Tally, journal: str, volume: str,
          speak: Words) -> Block:
    """The first page. ``volume`` names it among several ("" = the only one); ``journal`` is the short head."""
    rows = [
        (speak("Case"), content.case_name), (speak("Borrower"), content.borrower),
        (speak("Period"), period(choices, tally, speak)), (speak("Loans"), _chosen(choices.loans, speak)),
        (speak("Parties"), _chosen(choices.parties, speak)),
        (speak("Contacts"), _contacts_line(tally)),
        (speak("As it stood on"), stamp(choices.stated) + f" ({choices.stated.zone_name})"),
        (speak("Journal head"), journal), (speak("Volume"), volume),
    ]
    lines = [speak(_READ[choices.audience]),
             speak("The program that set this document counts and cites; it gives no legal advice.")]
    return {"kind": "cover", "eyebrow": speak(_FOR[choices.audience]), "title": title(speak),
            "subtitle": speak("A chronological record of contacts about the debts of {borrower}, kept by the borrower.",
                              borrower=one_line(content.borrower) or speak("the borrower")),
            "facts": [[name, printable(value)] for name, value in rows if value], "lines": lines}


def period(choices: EvidenceChoices, tally: Tally, speak: Words) -> str:
    """The period chosen, or else the days of the first and last contact."""
    first = choices.first_day or (tally.first.moment.local_day if tally.first else None)
    last = choices.last_day or (tally.last.moment.local_day if tally.last else None)
    if first is None or last is None:
        return day_text(first or last, speak) if first or last else speak("no contacts")  # type: ignore[arg-type]
    return f"{day_text(first, speak)} – {day_text(last, speak)}"


def summary_blocks(section: int, content: EvidenceContent, findings: Sequence[FindingSheet], tally: Tally,
                   speak: Words) -> list[Block]:
    """The section of the summary, counted from the rows of this document."""
    blocks = [h1(f"{section}  " + speak("Summary")), p(_sentence(tally, speak)), facts(_figures(tally, speak))]
    if tally.parties:
        blocks += [h2(speak("Who made contact")), _parties(tally, speak)]
    if content.loans:
        blocks += [h2(speak("Loans at the stated moment")), _loans(content, speak)]
    if findings:
        blocks += [h2(speak("Rules that may have been breached")), _rules(findings, speak)]
    return blocks


def charts_blocks(section: int, charts: Sequence[Chart], speak: Words) -> list[Block]:
    """The section of charts, each with the sentence that says what it shows."""
    blocks = [h1(f"{section}  " + speak("Charts"))]
    for chart in charts:
        blocks.append({"kind": "chart", "title": one_line(chart.title), "svg": chart.svg.decode("utf-8"),  # noqa: PERF401
                       "alt": one_line(chart.alt), "caption": printable(chart.caption)})
    return blocks


def _chosen(names: tuple[str, ...], speak: Words) -> str:
    between = "、" if speak.is_chinese else ", "
    return between.join(names) if names else speak("all")


def _contacts_line(tally: Tally) -> str:
    if not tally.first or not tally.last:
        return "0"
    return f"{count_text(tally.contacts)} ({tally.range})"


def _sentence(tally: Tally, speak: Words) -> str:
    if not tally.contacts:
        return speak("No contact falls into the chosen period.")
    days = speak.plural("on {n} day", "on {n} days", len(tally.days))
    text = speak.plural("{n} contact was recorded {days}.", "{n} contacts were recorded {days}.", tally.contacts,
                        days=days)
    busiest = tally.busiest
    if busiest and busiest[1] > 1:
        text += speak(" The day with most was {day}, with {n}.", day=day_text(busiest[0], speak), n=busiest[1])
    return text


def _figures(tally: Tally, speak: Words) -> list[tuple[str, str]]:
    groups = [(label("group", group.value, speak), count_text(tally.groups[group]))
              for group in ChannelGroup if tally.groups[group]]
    return [
        (speak("Towards the borrower or others"), count_text(tally.incoming)),
        (speak("By the borrower"), count_text(tally.outgoing)), *groups,
        (speak("Calls answered"), count_text(tally.answered_calls)),
        (speak("Someone other than the borrower reached"), count_text(tally.others_reached)),
        (speak("Attachments"), f"{count_text(tally.attachments)} · {size_text(tally.bytes)}" if tally.attachments
         else "0"),
        (speak("Written down by hand"), count_text(tally.by_hand)),
        (speak("Read from files"), count_text(tally.imported)),
        (speak("Changed after first being written down"), count_text(tally.changed)),
    ]


def _parties(tally: Tally, speak: Words) -> Block:
    rows = [[name, label("role", role, speak) if role else "", count_text(n)]
            for (name, role), n in sorted(tally.parties.items(), key=lambda one: (-one[1], one[0]))]
    if len(rows) > _MOST_PARTIES:
        rest = sum(tally.parties.values()) - sum(n for _, n in tally.parties.most_common(_MOST_PARTIES))
        rows = [*rows[:_MOST_PARTIES], [speak("Others"), "", count_text(rest)]]
    return table([speak("Name"), speak("Role"), speak("Contacts")], rows, (3, 2, 0), "llr")


def _loans(content: EvidenceContent, speak: Words) -> Block:
    def shown(amount: Money | None) -> str:
        return money_text(amount) if amount is not None else "–"

    rows = [[f"{loan_mark(place)}  {loan.name}", loan.lender, shown(loan.paid), shown(loan.remaining), shown(loan.overdue), shown(loan.demanded),
             shown(difference(loan))] for place, loan in enumerate(content.loans, 1)]
    header = [speak("Loan"), speak("Creditor"), speak("Paid"), speak("Still to pay"), speak("Overdue"),
              speak("Last demanded"), speak("More than owed")]
    return table(header, rows, (5, 5, 4, 4, 4, 4, 4), "llrrrrr")


def _rules(findings: Sequence[FindingSheet], speak: Words) -> Block:
    kinds = {Strength.HARD: speak("stated limit"), Strength.SOFT: speak("factor"), Strength.EDGE: speak("edge")}
    rows = [[sheet.title, sheet.citation, kinds[sheet.strength], count_text(len(sheet.instances))]
            for sheet in findings]
    return table([speak("Rule"), speak("Source"), speak("Kind"), speak("Times")], rows, (4, 4, 2, 0), "lllr")


