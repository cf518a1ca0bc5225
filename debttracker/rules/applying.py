"""Whether a rule applies to a firm, a loan and a contact, and which questions are still open.

Three answers are possible everywhere: no (None), yes (no questions), and yes if (the questions). What the case
cannot answer is asked, never assumed.
"""

from __future__ import annotations

from debttracker.basics.languages import N_
from debttracker.rules.binding import bound, creditor_of, firm_name
from debttracker.rules.book import Book
from debttracker.rules.facts import CaseFacts, LoanFact, RequestFact, Traits
from debttracker.rules.finding import Question
from debttracker.rules.pack import Binding, Loans, Rule
from debttracker.rules.questions import BUILT_IN, answered, question
from debttracker.rules.sentence import Label, Listing, Sentence

Questions = tuple[Question, ...]


class Applying:
    """Answers for one case and one book of rules; answers are kept, for they are asked again and again."""

    def __init__(self, facts: CaseFacts, book: Book) -> None:
        self.facts = facts
        self.book = book
        #: Requests by kind, letters among the contacts included, in order of time (filled once these are found).
        self.requests: dict[str, list[RequestFact]] = {}
        self._careful: dict[str, bool] = {}
        self._conditions: dict[tuple[str, int], tuple[Traits, Questions]] = {}
        self._creditors: dict[tuple[int | None, int | None, tuple[int, ...]], int | None] = {}
        self._loans: dict[tuple[int | None, int | None, tuple[int, ...]], tuple[LoanFact, ...]] = {}

    def creditor(self, traits: Traits) -> int | None:
        """On whose behalf contacts of these traits were made, as far as the case tells."""
        key = (traits.party_id, traits.creditor_id, traits.loan_ids)
        if key not in self._creditors:
            self._creditors[key] = creditor_of(self.facts, *key)
        return self._creditors[key]

    def candidates(self, traits: Traits) -> tuple[LoanFact, ...]:
        """The loans a contact may be about: those it names, else those of its collector or creditor."""
        key = (traits.party_id, traits.creditor_id, traits.loan_ids)
        if key not in self._loans:
            self._loans[key] = self._candidates(traits)
        return self._loans[key]

    def _candidates(self, traits: Traits) -> tuple[LoanFact, ...]:
        loans = self.facts.loans
        if traits.loan_ids:
            return tuple(loans.get(number, LoanFact(number)) for number in traits.loan_ids)
        placed = tuple(loan for loan in loans.values() if traits.party_id is not None
                       and traits.party_id in loan.collector_ids)
        if placed:
            return placed
        creditor = self.creditor(traits)
        owed = tuple(loan for loan in loans.values() if creditor is not None and loan.creditor_id == creditor)
        if owed:
            return owed
        return tuple(loans.values()) if len(loans) == 1 else ()

    def standing(self, rule: Rule, traits: Traits) -> Questions | None:
        """Whether the rule binds this firm for this debt, by firm, loan and answers alone."""
        about = self.binding(rule.binds, traits)
        if about is None:
            return None
        loans = self.loan_questions(rule.loans, traits)
        asked = self.exceptions(rule, traits)
        return None if loans is None or asked is None else (*about, *loans, *asked)

    def binding(self, binds: Binding, traits: Traits) -> Questions | None:
        """Whether it binds the firm that made contacts of these traits."""
        return bound(binds, self.facts, traits.party_id, self.creditor(traits))

    def loan_questions(self, wanted: Loans, traits: Traits) -> Questions | None:
        """Whether any loan that the contact may be about is one of those the rule wants."""
        if wanted.any:
            return ()
        candidates = self.candidates(traits)
        firm = firm_name(self.facts.parties, traits.party_id)
        if wanted.products is not None and not candidates:
            products = Listing(tuple(Label("product", product) for product in sorted(wanted.products)))
            return (Question(f"product:{traits.party_id}", Sentence(
                N_("What kind of loan does {firm} collect? The rule is only about: {products}."),
                {"firm": firm, "products": products})),)
        fitting = [loan for loan in candidates if _fits(wanted, loan)]
        if candidates and not fitting:
            return None
        if wanted.secured is not None and any(loan.secured is None for loan in fitting):
            return (Question(f"secured:{fitting[0].id}", Sentence(
                N_("Is the loan {loan} secured by a thing or a home?"), {"loan": fitting[0].name})),)
        return ()

    def exceptions(self, rule: Rule, traits: Traits) -> Questions | None:
        """The open exceptions; None when one is answered so that the rule falls away."""
        asked = []
        own = self.book.pack_of[rule.id].questions
        for wanted, keys in ((True, rule.needs), (False, rule.lifted_by)):
            for key in keys:
                answer = answered(self.facts.answers, key, traits.party_id)
                if answer is None:
                    asked.append(question(key, traits.party_id, firm_name(self.facts.parties, traits.party_id), own))
                elif answer is not wanted:
                    return None
        return tuple(asked)

    def lifted_by_trait(self, rule: Rule, traits: Traits) -> bool:
        """Whether the contact itself was logged with a fact that lifts the rule (agreed to, asked for …)."""
        return any(getattr(traits, BUILT_IN[key].trait) is True for key in rule.lifted_by
                   if key in BUILT_IN and BUILT_IN[key].trait)

    def conditions(self, rule: Rule, traits: Traits) -> Questions:
        """The open questions of a finding on a contact of these traits."""
        key = (rule.id, id(traits))
        if key not in self._conditions:
            self._conditions[key] = (traits, self._open(rule, traits))  # kept alive, so that its id stays its own
        return self._conditions[key][1]

    def _open(self, rule: Rule, traits: Traits) -> Questions:
        settled = {f"{key}:{traits.party_id}" if traits.party_id is not None else key for key in rule.lifted_by
                   if key in BUILT_IN and BUILT_IN[key].trait and getattr(traits, BUILT_IN[key].trait) is False}
        asked = [item for item in self.standing(rule, traits) or () if item.key not in settled]
        firm = firm_name(self.facts.parties, traits.party_id)
        if traits.outcome in rule.touches.maybe_outcomes:
            asked.append(Question(f"connected:{traits.party_id}", Sentence(
                N_("Did the contacts of {firm} marked “{outcome}” get through?"),
                {"firm": firm, "outcome": Label("outcome", traits.outcome)})))
        if traits.direction == "unknown" and "unknown" not in rule.touches.directions:
            asked.append(Question(f"direction:{traits.party_id}", Sentence(
                N_("Were the contacts with {firm} whose direction is not known made by {firm}?"), {"firm": firm})))
        if traits.precision == "about":
            asked.append(Question("precise", Sentence(
                N_("Is the time of the contacts marked “about” right in spite of that?"))))
        return tuple(asked)

    def careful(self, rule: Rule) -> bool:
        """Whether the day of a contact can lift the rule, so that each contact must be asked about."""
        if rule.id not in self._careful:
            self._careful[rule.id] = self._is_careful(rule)
        return self._careful[rule.id]

    def _is_careful(self, rule: Rule) -> bool:
        by_lateness = rule.loans.unless_overdue_days is not None or rule.loans.from_overdue_days is not None
        if by_lateness and any(loan.overdue is not None for loan in self.facts.loans.values()):
            return True
        return any(self.requests.get(BUILT_IN[key].request) for key in rule.lifted_by
                   if key in BUILT_IN and BUILT_IN[key].request)

    def careful_for(self, rule: Rule, traits: Traits) -> bool:
        """Whether the day can lift the rule for contacts of these traits: no consent and no loan, no care."""
        if not self.careful(rule):
            return False
        for key in rule.lifted_by:
            kind = BUILT_IN[key].request if key in BUILT_IN else ""
            if any(request.party_id in (None, traits.party_id) for request in self.requests.get(kind, ())):
                return True
        most, least = rule.loans.unless_overdue_days, rule.loans.from_overdue_days
        if most is None and least is None:
            return False
        stretches = [loan.overdue for loan in self.candidates(traits)]
        return any(stretches) if least is None else any(some is not None for some in stretches)

    def lifted_on(self, rule: Rule, traits: Traits, day: int, minute: int | None) -> bool:
        """Whether a consent of the borrower, or how long the loan was overdue, lifts the rule at this time."""
        for key in rule.lifted_by:
            kind = BUILT_IN[key].request if key in BUILT_IN else ""
            if kind and any(_covers(request, traits, day, minute) for request in self.requests.get(kind, ())):
                return True
        return self.overdue_fit(rule, traits, day) is None

    def overdue_fit(self, rule: Rule, traits: Traits, day: int) -> Questions | None:
        """Whether the loan was overdue as the rule wants it on ``day``: no, yes, or a question."""
        most, least = rule.loans.unless_overdue_days, rule.loans.from_overdue_days
        if most is None and least is None:
            return ()
        lateness = [_days_overdue(loan, day) for loan in self.candidates(traits)]
        known = [late for late in lateness if late is not None]
        if not known:
            return (Question(f"overdue:{traits.party_id}", Sentence(
                N_("How many days was the debt with {firm} overdue at that time?"),
                {"firm": firm_name(self.facts.parties, traits.party_id)})),)
        late = max(known)
        if (most is not None and late > most) or (least is not None and late < least):
            return None
        return ()


def _fits(wanted: Loans, loan: LoanFact) -> bool:
    if wanted.products is not None and loan.product not in wanted.products:
        return False
    if loan.product in wanted.not_products:
        return False
    return wanted.secured is None or loan.secured is None or loan.secured is wanted.secured


def _days_overdue(loan: LoanFact, day: int) -> int | None:
    """For how many days the loan was overdue on ``day``; 0 when it was not; None when the case cannot tell."""
    if loan.overdue is None:
        return None
    return max((day - first for first, end in loan.overdue if first <= day and (end is None or day < end)), default=0)


def _covers(request: RequestFact, traits: Traits, day: int, minute: int | None) -> bool:
    """Whether a consent reaches this firm, day and time of day."""
    if request.party_id is not None and request.party_id != traits.party_id:
        return False
    if day < request.day or (request.until_day is not None and day > request.until_day):
        return False
    if not request.slots:
        return True
    weekday = (day + 3) % 7
    return minute is not None and any(slot.weekday == weekday and slot.start <= minute < slot.end
                                      for slot in request.slots)
