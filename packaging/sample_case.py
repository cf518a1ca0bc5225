"""Write the sample case: ``python packaging/sample_case.py`` makes resources/sample/ anew, the same each time.

The story (``sample_story.py``) in the words of three languages (``sample_texts.py``) becomes ``sample.json``, which
``debttracker/capture/sample.py`` plays back, and the phone backups that it truly imports.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, Final
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

from debttracker.basics.moments import day_number
from debttracker.finance.terms import Fee, FeeKind, FeeTiming, LateTerms, LoanTerms, Method, RateBasis
from debttracker.finance.terms_json import to_json
from sample_story import BACKUP, HANDLES, LAST_DAY, ZONE, Event, Story, day, when
from sample_texts import LANGUAGES, MESSAGES, NAMES, WORDS, in_all

OUT: Final = Path(__file__).resolve().parents[1] / "resources" / "sample"
BEGUN: Final = when("2026-03-15 20:10")
#: Party, its role, kind of firm, relation to the borrower, note.
PARTIES: Final = (
    ("borrower", "borrower", "unknown", "", ""), ("bank", "creditor", "bank", "", ""),
    ("beanpod", "creditor", "consumer_finance", "", ""), ("ferry", "creditor", "consumer_finance", "", ""),
    ("greyfinch", "collector", "outside_collector", "", "note-greyfinch"),
    ("sister", "third_party", "unknown", "relative", "relation-sister"),
    ("lead", "third_party", "unknown", "employer", ""), ("neighbour", "third_party", "unknown", "neighbour", ""),
)
CARD: Final = LoanTerms("CNY", 1_200_000, day("2025-05-28"), 24, Method.FLAT_FEE, Decimal("0.006"), RateBasis.MONTH,
                        first_due=day("2025-06-28"), advertised=Decimal("0.072"))
QUICK: Final = LoanTerms(
    "CNY", 900_000, day("2025-09-12"), 12, Method.ANNUITY, Decimal("0.099"), first_due=day("2025-10-12"),
    fees=(Fee(FeeKind.SERVICE, FeeTiming.DEDUCTED, 45_000), Fee(FeeKind.GUARANTEE, FeeTiming.EACH_INSTALMENT, 6_000)),
    late=LateTerms(rate=Decimal("0.0005")), advertised=Decimal("0.099"))
FRIDGE: Final = LoanTerms("CNY", 360_000, day("2025-06-20"), 18, Method.ANNUITY, Decimal("0.0720"),
                          first_due=day("2025-07-20"), late=LateTerms(rate=Decimal("0.0003")), advertised=Decimal("0.072"))
_CALL_TYPE: Final = {("in", "answered"): 1, ("out", "answered"): 2, ("out", "unknown"): 2, ("in", "missed"): 3,
                     ("in", "rejected"): 5, ("in", "blocked"): 6}
#: What the borrower ticked at messages, by sentence: behaviours.
_TICKED: Final = {
    "grey-court": "threat_legal_false", "grey-police": "threat_arrest impersonation", "grey-work": "threat_exposure",
    "grey-family": "threat_exposure privacy_misuse", "grey-visit": "threat_visit", "grey-insult": "insult",
    "grey-borrow": "urges_new_debt", "grey-account": "private_account", "bean-firm": "threat_exposure",
}


def main() -> None:
    """Write every file of the sample; the pictures come from ``sample_pictures.py``."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (OUT / name).write_text(text, encoding="utf-8", newline="\n")


def files() -> dict[str, str]:
    """The text of each file by its name, the same each time."""
    events = Story().tell()
    phone = [e for e in events if not e.by_hand]
    kept = [e for e in phone if not e.private]
    calls = [e for e in phone if e.channel == "call"]
    texts = [e for e in phone if e.channel == "sms"]
    told = {"format": 1, "zone": ZONE, "begun_ms": to_ms(BEGUN), "imported_ms": to_ms(BACKUP + timedelta(minutes=14)),
            "last_day": LAST_DAY.isoformat(), "names": {key: in_all(NAMES, key) for key in NAMES},
            "parties": parties(), "loans": loans(), "payments": payments(), "contacts": by_hand(events),
            "marks": marks(kept), "checkins": checkins([e for e in events if not e.private]), "comments": comments()}
    messages = {f"sms.{language}.xml": backup("smses", (sms_element(e, language) for e in texts), len(texts))
                for language in LANGUAGES}
    return {"calls.xml": backup("calls", map(call_element, calls), len(calls)), **messages,
            "sample.json": json.dumps(told, ensure_ascii=False, indent=1) + "\n"}


def to_ms(at: datetime) -> int:
    """UTC milliseconds of a wall time in Shanghai."""
    return int(at.replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


def sentence(key: str, **fields: Any) -> dict[str, str]:
    """A message or remark in all languages."""
    return in_all(MESSAGES if key in MESSAGES else WORDS, key, **fields)


def parties() -> list[dict[str, Any]]:
    return [{"key": key, "name": in_all(NAMES, key), "role": role, "firm": firm, "relation": relation,
             "note": in_all(NAMES, note) if note else None, "handles": list(HANDLES.get(key, ())) if role in ("creditor", "collector") else [],
             "acts_for": "beanpod" if key == "greyfinch" else ""}
            for key, role, firm, relation, note in PARTIES]


def loans() -> list[dict[str, Any]]:
    """The three loans. ``anchor`` is the instalment whose due day keeps its distance from the story's end."""
    return [
        {"key": "card", "label": in_all(NAMES, "loan-card"), "creditor": "bank", "product": "credit_card",
         "number": "6200 0000 0000 0131", "advertised_rate": "7.2", "terms": to_json(CARD), "anchor": 18, "note": None},
        {"key": "quick", "label": in_all(NAMES, "loan-quick"), "creditor": "beanpod", "product": "personal",
         "number": "BP-7190-0044", "advertised_rate": "9.9", "terms": to_json(QUICK), "anchor": 12,
         "note": in_all(NAMES, "note-quick")},
        {"key": "fridge", "label": in_all(NAMES, "loan-fridge"), "creditor": "ferry", "product": "other",
         "number": "FL-0240-7718", "advertised_rate": "7.2", "terms": to_json(FRIDGE), "anchor": 17, "note": None},
    ]


def payments() -> list[dict[str, Any]]:
    """What was paid. Regular payments hang on an instalment (``after`` days past its due day), so that they stay
    with it when the story is moved; the others on a day."""
    regular = [("card", n, 2 if n in (5, 12) else 0, 57_200) for n in range(1, 18)]
    regular += [("fridge", n, 12 if n == 8 else -(n % 2), 21_198 if n == 8 else 21_161) for n in range(1, 18)]
    regular += [("quick", n, 0, 85_027) for n in (1, 2, 3, 4, 5, 7)]
    paid = [{"loan": loan, "instalment": n, "after": after, "amount": amount, "method": in_all(WORDS, "method-app")}
            for loan, n, after, amount in regular]
    paid.append({"loan": "quick", "instalment": 6, "after": 9, "amount": 85_410, "method": in_all(WORDS, "method"),
                 "note": in_all(WORDS, "pay-late")})
    for on, amount, note in (
            ("2026-05-28", 50_000, "pay-half"), ("2026-06-10", 36_500, "pay-promise"), ("2026-07-20", 30_000, "pay-half"),
            ("2026-08-15", 60_000, "pay-short"), ("2026-10-10", 40_000, "pay-half"), ("2026-11-10", 50_000, "pay-promise")):
        paid.append({"loan": "quick", "day": day_number(day(on)), "amount": amount, "method": in_all(WORDS, "method"),
                     "note": in_all(WORDS, note)})
    return paid


def by_hand(events: list[Event]) -> list[dict[str, Any]]:
    """Contacts that were logged by hand, with the moment at which that was done."""
    chance = Random(7)  # noqa: S311 (an invented story, no secret)
    found = []
    for e in events:
        if e.by_hand:
            more = {k: v for k, v in e.more.items() if k != "place"}
            third = more.get("reached") not in (None, "borrower")
            delay = chance.randrange(40, 150) if third or e.channel == "letter" else chance.randrange(2, 9)
            noon = e.ms if more.get("precision") != "day" else e.ms + 18 * 3_600_000
            found.append({
                "at_ms": e.ms, "written_ms": noon + delay * 60_000, "who": e.who, "handle": e.handle, "channel": e.channel,
                "direction": e.direction, "outcome": e.outcome, "duration_s": e.duration,
                "text": sentence(e.text[0], **e.text[1]) if e.text else None,
                "note": sentence(e.note[0], **e.note[1]) if e.note else None,
                "place": sentence(e.more["place"]) if "place" in e.more else None, **more})
    return found


def marks(phone: list[Event]) -> list[dict[str, Any]]:
    """What the borrower added to contacts of the phone after the import: behaviours, amounts, what was said."""
    found: list[dict[str, Any]] = []
    for e in phone:
        key = e.text[0] if e.text else ""
        fields: dict[str, Any] = {}
        if key in _TICKED:
            fields = {"behaviours": _TICKED[key], "loan": "quick"}
        if e.text and "a" in e.text[1] and e.direction == "in" and key.startswith(("bean-", "grey-")):
            fields |= {"demanded": round(float(e.text[1]["a"].replace(",", "")) * 100), "loan": "quick"}
        if e.ms > to_ms(when("2026-09-04")) and e.who == "greyfinch" and e.direction == "in" and key != "grey-polite":
            fields["behaviours"] = f"{fields.get('behaviours', '')} contact_after_stop".strip()
        if (key, e.at.date()) == ("grey-court", day("2026-11-12")):
            assert e.text == ("grey-court", {"a": "4,130"}) and e.at.strftime("%H:%M") == "19:56", "see the picture"
            fields["files"] = ["sms.png"]
        if fields:
            found.append({"at_ms": e.ms, "channel": e.channel, **fields})
    return found + remembered(phone)


def remembered(phone: list[Event]) -> list[dict[str, Any]]:
    """Answered calls whose content the borrower remembers."""
    said = (
        ("bank", "2026-01", "heard-bank", {}), ("beanpod", "2026-05", "heard-plan", {}),
        ("beanpod", "2026-06-0", "heard-ok", {"promise": "promise-500", "promise_day": day_number(day("2026-06-10"))}),
        ("greyfinch", "2026-07-0", "heard-name", {"behaviours": "refuses_identity", "identified": 0}),
        ("greyfinch", "2026-07-2", "heard-insult", {"behaviours": "insult", "stress": 8, "demanded": 165_000}),
        ("greyfinch", "2026-07-3", "heard-police", {"behaviours": "impersonation threat_arrest", "stress": 9}),
        ("greyfinch", "2026-08-02", "heard-plan", {"promise": "promise-1000", "promise_day": day_number(day("2026-08-15"))}),
        ("greyfinch", "2026-08-1", "heard-work", {"behaviours": "threat_exposure", "stress": 8, "demanded": 235_000}),
        ("greyfinch", "2026-10", "heard-plan", {"promise": "promise-plan", "promise_day": day_number(day("2026-11-10"))}),
        ("greyfinch", "2026-11-0", "heard-plan", {"promise": "promise-plan", "promise_day": day_number(day("2026-12-10"))}),
        ("greyfinch", "2026-11-1", "heard-insult", {"behaviours": "insult contact_after_stop", "demanded": 407_000}),
    )
    found = []
    for who, begin, key, more in said:
        for e in phone:
            if (e.who, e.channel, e.outcome) == (who, "call", "answered") and e.at.isoformat().startswith(begin):
                promise = more.get("promise")
                found.append({"at_ms": e.ms, "channel": "call", **more, "note": sentence(key),
                              **({"promise": sentence(str(promise))} if promise else {}),
                              **({"loan": "quick"} if who != "bank" else {})})
                break
    return found


def checkins(events: list[Event]) -> list[dict[str, Any]]:
    """Once or twice a week; the more contacts in the week before, the heavier."""
    chance = Random(11)  # noqa: S311
    found, on = [], BEGUN.date()
    while on <= LAST_DAY:
        n = sum(0 <= (on - e.at.date()).days < 7 for e in events)
        level = max(1, min(9, round(1.5 + n / 4.2 + chance.uniform(-0.8, 0.8))))
        tags = {9: "sleep fear family", 8: "sleep fear work", 7: "sleep shame", 6: "fear family", 5: "work"}.get(level, "")
        key = {1: "s-quiet" if on > day("2026-09-01") else "s-fine", 2: "s-better", 7: "s-shame", 9: "s-bad"}.get(level)
        at = to_ms(datetime(on.year, on.month, on.day, 21, chance.randrange(5, 55)))  # noqa: DTZ001
        found.append({"at_ms": at, "level": level, "tags": tags, "note": sentence(key) if key else None})
        on += timedelta(days=3 if n > 12 else 6)
    return found


def comments() -> list[dict[str, Any]]:
    """Remarks of the borrower, and one of the sister, who was there."""
    return [{"at_ms": to_ms(when(at)), "actor": actor, "on_ms": to_ms(when(on)) if on else None, "text": sentence(key)}
            for at, actor, on, key in (
                ("2026-03-15 20:40", "", "", "c-start"), ("2026-06-14 21:10", "", "", "c-overtime"),
                ("2026-08-20 21:30", "sister", "2026-08-20 16:20", "c-sister"), ("2026-08-27 18:05", "", "", "c-lawyer"),
                ("2026-09-08 20:15", "", "2026-09-01 10:30", "c-quiet"), ("2026-10-11 21:00", "", "", "c-again"),
                ("2026-11-15 19:45", "", "", "c-half"))]


def backup(root: str, elements: Iterable[str], count: int) -> str:
    """A file as "SMS Backup & Restore" writes it."""
    body = "\n".join(f"  {element}" for element in elements)
    return (f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<{root} count=\"{count}\" "
            f'backup_set="00000000-sample" backup_date="{to_ms(BACKUP)}" type="full">\n{body}\n</{root}>\n')


def element(name: str, **attributes: Any) -> str:
    return f"<{name} " + " ".join(f"{k}={quoted(str(v))}" for k, v in attributes.items()) + " />"


def quoted(value: str) -> str:
    """Always in double quotation marks, as phones write them."""
    return quoteattr(value, {'"': "&quot;"}) if "'" not in value else f'"{quoteattr(value + chr(34))[1:-2]}"'


def call_element(e: Event) -> str:
    return element("call", number=e.handle.replace("-", "").replace(" ", ""), duration=e.duration or 0, date=e.ms,
                   type=_CALL_TYPE[e.direction, e.outcome], presentation=1, subscription_id=1,
                   readable_date=e.at.strftime("%Y-%m-%d %H:%M:%S"), contact_name="Lin Xiaomei" if e.private else "(Unknown)")


def sms_element(e: Event, language: str) -> str:
    assert e.text is not None
    return element("sms", protocol=0, address=e.handle.replace("-", "").replace(" ", ""), date=e.ms,
                   type=1 if e.direction == "in" else 2, subject="null", body=sentence(e.text[0], **e.text[1])[language],
                   toa="null", sc_toa="null", service_center="null", read=1, status=-1, locked=0,
                   date_sent=e.ms - 1_900 if e.direction == "in" else 0, sub_id=1,
                   readable_date=e.at.strftime("%Y-%m-%d %H:%M:%S"), contact_name="(Unknown)")


if __name__ == "__main__":
    main()
