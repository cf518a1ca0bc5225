"""Calls that are not measured because the person had agreed to them beforehand.

Regulation F, 12 CFR 1006.14(b)(3)(i): within seven consecutive days of a direct prior consent, its day being day
one; the consent is used up by the conversation that follows (comment 14(b)(3)(i)-2).
"""

from __future__ import annotations

from collections.abc import Iterable

from debttracker.rules.buckets import Bucket
from debttracker.rules.facts import ContactFact, RequestFact, RequestKind

CONSENT = RequestKind.CONSENT_CALLS.value


def consented(bucket: Bucket, talks: Bucket | None, days: int) -> list[ContactFact]:
    """The contacts of ``bucket`` covered by a consent of ``days`` days; ``talks`` are conversations that end it."""
    found = []
    for request in bucket.scene.applying.requests.get(CONSENT, ()):
        if _is_for(request, bucket):
            last = request.day + days - 1
            last = last if request.until_day is None else min(last, request.until_day)
            spent = _first_talk(talks, request, last)
            found += [row for row in bucket.rows(request.day, last)
                      if row.at_ms >= request.at_ms and row.id != request.contact_id and row.at_ms <= spent]
    return found


def _is_for(request: RequestFact, bucket: Bucket) -> bool:
    caller = bucket.base.caller
    if request.party_id is not None and caller is not None and caller[0] != request.party_id:
        return False
    return not request.loan_ids or bucket.debt is None or bucket.debt in request.loan_ids


def _first_talk(talks: Bucket | None, request: RequestFact, last: int) -> float:
    """The instant of the conversation that uses the consent up."""
    rows: Iterable[ContactFact] = talks.rows(request.day, last) if talks else ()
    return min((row.at_ms for row in rows if row.at_ms > request.at_ms and row.id != request.contact_id),
               default=float("inf"))
