"""A rule pack: what one jurisdiction's TOML file says, as frozen values. This docstring is its schema.

Days are TOML dates, times of day ``"HH:MM"``, ratios strings (``"0.24"``). A *text* is a table
``{en = "…", zh-Hans = "…", zh-Hant = "…"}`` with all three languages, in our own words. Unknown keys are refused.

Top of the file::

    format = 1
    id = "cn"                      # the name of the file
    jurisdiction = "CN"            # ISO code; single rules may narrow it with ``where = "US-MA"``
    name = text
    checked = 2026-11-23           # day on which the sources were last read
    note = text                    # optional: what is missing or doubtful about the whole pack

``[[source]]`` — an instrument that rules cite::

    key = "gbt45251"
    instrument = text              # its full name
    body = text                    # who issued it
    force = "standard"             # law regulation judicial rule notice standard self_discipline guideline policy
    from = 2025-02-28              # first and last day in force; either may be missing when not known
    to = 2026-12-31
    address = "https://…"          # official page, or "" when none was read; never a reprint

``[[holidays]]`` ``key``, ``days = [2026-01-01, …]``, ``through = 2026`` (last year the list is complete for).
``[[table]]`` ``key``, ``rows = [{from = day, value = "0.0425", confidence = "known"}, …]``; a row without ``value``
means "not known from that day on".
``[[question]]`` ``key``, ``text`` (may use ``{firm}``); built-in keys stand in :mod:`debttracker.rules.questions`.

``[[rule]]`` — common keys::

    id = "cn.gbt45251.quiet-hours"
    kind = "quiet_hours"           # see below
    source = "gbt45251"
    article = "5.3"
    title = text                   # short
    plain = text                   # plain explanation: what, when, for whom
    confidence = "confirmed"       # confirmed, secondary, known, unsure (the last two cannot be hard)
    strength = "hard"              # or "soft": a factor, a threshold of our own
    where = "US-MA"                # optional: only in this part of the jurisdiction
    from / to = day                # optional: narrower than the source's
    lifted_by = ["agreed_times"]   # questions whose "yes" lifts the rule (exceptions)
    needs = ["active_duty"]        # questions whose "no" makes it not apply
    unless_overdue_days = 15       # does not apply when the loan is more days overdue than this
    from_overdue_days = 30         # applies only when the loan is at least so many days overdue
    products = ["credit_card"]     # only these loans;  not_products = ["business"];  secured = false

``[rule.binds]`` — whom it binds; without it, anyone who collects::

    callers = ["outside_collector", "debt_buyer", "law_firm"]    # bound by what they are (FirmKind)
    lenders = ["bank", "consumer_finance"]                       # bound as creditors of these kinds …
    agents = true                                                # … and everyone who collects for them (default)
    own = true                                                   # false: only those agents, not the lender itself
    asks = ["platform"]                                          # kinds for which it depends: raised as a question
    members = "cba"                                              # only members of this association (or their agents)
    members_name = text                                          # its name, for the question
    members_known = ["bank"]                                     # kinds of lender taken to be members

An unknown kind or membership never silences a finding: it becomes a condition.

``[rule.touches]`` — which contacts it looks at; every key optional, lists mean "any of"::

    channels = ["call", "voicemail"]   # channels, families (calls messages chats visits letters), or "electronic"
    directions = ["in"]                # default ["in"]
    outcomes = ["answered"]            # maybe_outcomes = ["blocked"]: count, but raise a question
    reached = ["third"]                # Reached values; "third" = relative friend colleague employer neighbour other
    places = ["work"]                  # home work personal elsewhere unknown
    at_work = true                     # place work, or reached colleague or employer, or behaviour workplace_contact
    behaviours = ["insult"]
    identified = false                 # True/False must be known; automated/solicited/required/consent = false also
    automated = false                  # match "not known"
    solicited = false
    required = false
    consent = false
    visitors_under = 2                 # known to be fewer

Kinds and their own keys:

``quiet_hours``
    ``allowed = [{days = "mon-fri", from = "08:00", to = "22:00", channels = […]}, …]``; days: ``"all"`` (default),
    ``"mon"``, ``"mon-sat"``, ``"sat,sun"``, ``"holiday"``. Everything else is quiet; ``to`` before ``from`` runs past
    midnight; ``"24:00"`` is the end of the day. ``at_open`` / ``at_close`` = ``"allowed"``, ``"quiet"`` or ``"edge"``:
    the state of that very minute (defaults ``allowed``, ``quiet``). ``holidays = "public"`` names a list: on those
    days only the ``"holiday"`` entries allow. ``clock = "Asia/Shanghai"`` reads that zone's wall instead of the
    borrower's.
    ``other_zones = true`` also tests the zones the firm's information points to (soft).
``count``
    ``limit = 3`` (more than this many); ``window = "day"``, ``"7 days"``, ``"week"`` (Monday on), ``"month"``,
    ``"ever"``; ``per = ["collector", "person", "loan", "called", "lender"]`` (what makes one count: the firm; the
    person reached; each loan; the number that was tried; the lender with all its collectors together; ``[]`` =
    everyone together). ``certain_in = "week"``: over the limit only in the sliding window is an edge, over it in
    this calendar unit too is not. ``consent_days = 7``: not counted for so many days from a consent to be called
    (its day is day one) or until the next conversation. ``after_conversation = true``: counts only contacts after the
    first conversation. ``loans_at_least = 2``: only when so many loans were named among the contacts.
    ``counted = text``: what is counted, for the explanation ("answered calls").
``cooling_off``
    ``days = 7``: nothing of ``touches`` on the day of a conversation (after it) and the following days, day one
    being its own; ``per`` and ``consent_days`` as above. ``talk_seconds = 10``: shorter calls raise a question.
``after_request``
    ``requests = ["stop_contact"]`` (RequestKind); ``written = true``; ``match = ["channel", "times", "person"]``
    (only what the request names); ``per = "collector"`` or ``"lender"``; ``same_loan = true``; ``allowed_contacts
    = 1`` (so many are still permitted); ``grace_days = 0`` (days after receipt that are still open);
    ``days = 90`` (how long it lasts), ``oral_days = 10`` (how long one that was not in
    writing lasts); ``one_reply = true`` (one answer to the borrower's own contact is free).
``third_party``, ``workplace``, ``visit``, ``identity``, ``behaviour``, ``contact``
    each contact that ``touches`` matches. Without ``reached``, ``third_party`` means ``["third"]``; ``workplace``
    means ``at_work``; ``visit`` means channel visit; ``identity`` means identified = false or behaviour
    ``refuses_identity``; ``behaviour`` must name some.
``dates``
    ``periods = [{from = day, to = day}]``: no contact on those days.
``rapid``
    ``minutes = 5``: two contacts of one count key (``per``) within so many minutes (a factor).
``notice``
    ``requests = ["notice_received"]``, ``hint_days = 10``: nothing of it was logged so many days after the
    first contact.
``rate_cap``
    ``cap = "0.36"``; or ``table = "lpr1y"``, ``times = "4"``; or ``tiers = [{below = "100000", cap = "0.20"}, {cap =
    "0.15"}]`` by principal; ``currency = "CNY"`` (only these loans). Dates of force are measured on the contract's day.
``note``
    no check: shown in words only.

``[[deadline]]`` — a clock: ``key``, ``title``, ``plain`` (texts), ``source``, ``article``, ``confidence``;
``rules = ["us.*"]`` (ids or prefixes ending in ``*``); ``starts = "finding"``, a RequestKind, a LetterKind (an
outgoing letter) or ``"recording"`` (each answered call: so long a firm that ``binds`` names keeps recordings);
``binds`` and ``products`` as in a rule; ``years``, ``months``, ``days`` or ``working_days``; ``where``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from debttracker.rules.finding import Strength
from debttracker.rules.sentence import Text

FORMAT = 1


class Confidence(StrEnum):
    """How well a fact stands: read in the source, in a source that reports it, general knowledge, doubtful."""

    CONFIRMED = "confirmed"
    SECONDARY = "secondary"
    KNOWN = "known"
    UNSURE = "unsure"

    @property
    def to_verify(self) -> bool:
        """Whether it must be shown as "please verify" and can never make a hard finding."""
        return self in (Confidence.KNOWN, Confidence.UNSURE)


class Force(StrEnum):
    """What kind of text it is, from statute down to an authority's opinion."""

    LAW = "law"
    REGULATION = "regulation"
    JUDICIAL = "judicial"
    RULE = "rule"
    NOTICE = "notice"
    STANDARD = "standard"
    SELF_DISCIPLINE = "self_discipline"
    GUIDELINE = "guideline"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Source:
    """An instrument: its name, who issued it, its force and its days in force (day numbers, None = not known)."""

    key: str
    instrument: Text
    body: Text
    force: Force
    from_day: int | None = None
    to_day: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Binding:
    """Whom a rule binds; see the schema. All empty: anyone who collects."""

    callers: frozenset[str] = frozenset()
    lenders: frozenset[str] = frozenset()
    agents: bool = True
    asks: frozenset[str] = frozenset()
    members: str = ""
    members_name: Text | None = None
    members_known: frozenset[str] = frozenset()
    own: bool = True

    @property
    def anyone(self) -> bool:
        """Whether no kind of firm is excluded."""
        return not (self.callers or self.lenders or self.asks)


@dataclass(frozen=True, slots=True)
class Touches:
    """Which contacts a rule looks at. None in a set means "any"; None in a yes/no means "does not matter"."""

    channels: frozenset[str] | None = None
    directions: frozenset[str] = frozenset({"in"})
    outcomes: frozenset[str] | None = None
    maybe_outcomes: frozenset[str] = frozenset()
    reached: frozenset[str] | None = None
    places: frozenset[str] | None = None
    at_work: bool = False
    behaviours: frozenset[str] | None = None
    identified: bool | None = None
    automated: bool | None = None
    solicited: bool | None = None
    required: bool | None = None
    consent: bool | None = None
    visitors_under: int | None = None


@dataclass(frozen=True, slots=True)
class Loans:
    """Which loans a rule is about."""

    products: frozenset[str] | None = None
    not_products: frozenset[str] = frozenset()
    secured: bool | None = None
    unless_overdue_days: int | None = None
    from_overdue_days: int | None = None

    @property
    def any(self) -> bool:
        """Whether every loan is meant."""
        return self == _ANY_LOAN


_ANY_LOAN = Loans()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``params`` is the kind's own dataclass; ``from_day``/``to_day`` bound its force, both included."""

    id: str
    kind: str
    jurisdiction: str
    title: Text
    plain: Text
    source: Source
    article: str
    confidence: Confidence
    strength: Strength
    params: object
    from_day: int | None = None
    to_day: int | None = None
    binds: Binding = field(default_factory=Binding)
    touches: Touches = field(default_factory=Touches)
    loans: Loans = field(default_factory=Loans)
    lifted_by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def in_force(self, day: int) -> bool:
        """Whether the rule is in force on ``day`` (a day number)."""
        return (self.from_day is None or day >= self.from_day) and (self.to_day is None or day <= self.to_day)

    @property
    def to_verify(self) -> bool:
        """Whether it is shown as "please verify"."""
        return self.confidence.to_verify


@dataclass(frozen=True, slots=True)
class TableRow:
    """A value that holds from ``from_day`` until the next row; None = not known."""

    from_day: int
    value: Decimal | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Deadline:
    """A clock that starts with a finding or a request; see the schema."""

    key: str
    jurisdiction: str
    title: Text
    plain: Text
    source: Source
    article: str
    confidence: Confidence
    starts: str
    rules: tuple[str, ...] = ()
    binds: Binding = field(default_factory=Binding)
    loans: Loans = field(default_factory=Loans)
    years: int = 0
    months: int = 0
    days: int = 0
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class Pack:
    """One jurisdiction's rules and the data they need."""

    id: str
    jurisdiction: str
    name: Text
    checked_day: int
    rules: tuple[Rule, ...]
    sources: Mapping[str, Source]
    holidays: Mapping[str, frozenset[int]]
    tables: Mapping[str, tuple[TableRow, ...]]
    questions: Mapping[str, Text]
    deadlines: tuple[Deadline, ...]
    note: Text | None = None
