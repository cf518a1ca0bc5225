"""One check of a case for every page that asks, until its history, its rules or the day change."""

from __future__ import annotations

from threading import Lock

from debttracker.basics.progress import Watch
from debttracker.case import journal
from debttracker.case.case import Case
from debttracker.case.queries.stats import totals
from debttracker.derived.findings import CaseCheck, check_case
from debttracker.derived.flag_state import case_today, own_packs_folder
from debttracker.rules.packs import all_packs

#: A check of more contacts than this is not kept: it would cost more memory than time.
MOST_KEPT = 200_000


class Checks:
    """The newest check of one case. Threads may ask at the same time: one works, the others wait for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: CaseCheck | None = None

    def now(self, case: Case, watch: Watch | None = None) -> CaseCheck:
        """The check of the case as it stands; made anew only if something changed since the last one. Raises Cancelled
        when ``watch`` asks to stop; whoever waits then makes the check in its place."""
        connection = case.reader()
        with self._lock:
            kept = self._kept
            if (kept is not None and kept.journal_seq == journal.head(connection).seq
                    and kept.packs is all_packs(own_packs_folder()) and kept.today == case_today(connection)):
                return kept
            self._kept = None
            done = check_case(connection, watch=watch)
            if totals(connection)["contact"] <= MOST_KEPT:
                self._kept = done
            return done
