"""Letters say what the case knows, leave the rest blank, and claim no more than the facts carry."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date

import pytest

from debttracker.basics.languages import LANGUAGES
from debttracker.basics.money import Money
from debttracker.basics.vocabulary import FirmKind, LetterKind, Product
from debttracker.evidence.letters.facts import LetterFacts
from debttracker.evidence.letters.letter import BULLET
from debttracker.evidence.letters.template import blank_names, frame, template
from debttracker.evidence.letters.writing import amount_text, draft, letter_day

FULL = LetterFacts(
    jurisdiction="us", day=date(2026, 11, 24), place="Springfield", borrower_name="Alex Rivera",
    borrower_address="12 Sample Street", borrower_contact="alex@example.org", creditor_name="Example Bank",
    creditor_address="1 Bank Road", creditor_kind="bank", collector_name="Sample Recovery LLC",
    collector_address="500 Example Plaza", collector_kind="outside_collector", product="credit_card",
    loan_label="card", loan_number="4021", contract_day=date(2024, 1, 5), amount=Money(312045, "USD"),
    contacts=("20 Nov, 07:42, call",), rules=("12 CFR 1006.6(b)(1)",), wished_channel="letter",
    wished_times="weekdays", third_parties="my sister", reason="I lost my job", dispute="the amount",
    demand="no more calls", monthly=Money(5000, "USD"), months=24, offer=Money(90000, "USD"),
    offer_day=date(2026, 12, 15), record_entry="late 90 days", record_error="it was paid",
    bureau_name="Example Bureau", bureau_address="2 File Street", regulator_name="Example Office",
    regulator_address="3 Rule Street", complaint_number="Q-1", lawyer_name="Kim Lee", lawyer_address="4 Law Road",
    period_from=date(2026, 1, 1), period_to=date(2026, 11, 24),
)
EVERY = [(kind, language) for kind in LetterKind for language in LANGUAGES]


def whole(kind: LetterKind, facts: LetterFacts, language: str) -> str:
    letter = draft(kind, facts, language)
    return "\n".join((*letter.sender, *letter.recipient, letter.date_line, letter.subject, letter.greeting, letter.body,
                      letter.closing, *letter.signature))


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_full_case_leaves_no_blank_and_no_field(kind: LetterKind, language: str) -> None:
    letter = draft(kind, FULL, language)
    assert letter.missing == ()
    assert not re.search(r"[{}\[\]［］]", whole(kind, FULL, language))


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_an_empty_case_shows_blanks_and_invents_nothing(kind: LetterKind, language: str) -> None:
    letter = draft(kind, LetterFacts(), language)
    blank = frame(language)["blank"]
    shown = whole(kind, LetterFacts(), language)
    assert blank.format(name=blank_names(language)["borrower_name"]) in shown
    assert all(blank.format(name=name) in shown for name in letter.missing)
    assert len(letter.missing) == len(set(letter.missing))
    assert not re.search(r"\d{4}", shown.replace("GB/T 45251-2025", ""))
    assert not letter.citations


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_field_of_a_template_has_a_blank(kind: LetterKind, language: str) -> None:
    model = template(kind)
    text = model.subject[language] + "".join(part.text for part in model.body[language])
    text += "".join(law.text[language] for law in model.laws)
    names = {name.rstrip("?") for name in re.findall(r"\{([^}]*)\}", text)} - {"law", "reply_days"}
    assert names <= set(blank_names(language))
    for part in model.body[language]:
        assert {part.when, part.unless} <= set(blank_names(language)) | {""}


def test_the_three_languages_have_the_same_blanks_and_parts() -> None:
    assert len({frozenset(blank_names(language)) for language in LANGUAGES}) == 1
    for kind in LetterKind:
        model = template(kind)
        assert model.kind is kind
        assert len({len(model.body[language]) for language in LANGUAGES}) == 1, kind
        assert all((model.subject[language], model.body[language]) for language in LANGUAGES)


@pytest.mark.parametrize("kind", LetterKind)
def test_each_script_is_its_own(kind: LetterKind) -> None:
    model = template(kind)
    for language, charset in (("zh-Hans", "gb2312"), ("zh-Hant", "big5")):
        texts = [model.subject[language], *(part.text for part in model.body[language]),
                 *(law.text[language] for law in model.laws), *(note.text[language] for note in model.notes)]
        for text in texts:
            assert not [c for c in text if c not in "•—–" and not c.encode(charset, "ignore")], text


@pytest.mark.parametrize("kind", LetterKind)
def test_limits_on_firms_and_products_are_words_of_the_vocabulary(kind: LetterKind) -> None:
    firms, products = {k.value for k in FirmKind}, {p.value for p in Product}
    for law in template(kind).laws:
        assert law.cite
        assert law.lenders | law.callers <= firms
        assert law.products <= products


@pytest.mark.parametrize("kind", LetterKind)
def test_what_nobody_read_is_advice_and_never_stands_in_the_letter(kind: LetterKind) -> None:
    for law in template(kind).laws:
        facts = replace(FULL, jurisdiction=law.jurisdiction, collector_kind="unknown", creditor_kind="unknown")
        letter = draft(kind, facts, "en")
        in_letter = any(law.text["en"][:60] in text for text in letter.paragraphs)
        in_notes = any(law.text["en"] in note for note in letter.notes)
        if "{" not in law.text["en"][:60]:
            assert in_letter is not law.confidence.to_verify
        assert in_notes is law.confidence.to_verify
        assert (law.cite in letter.citations) is not law.confidence.to_verify


def test_a_letter_never_says_violation() -> None:
    for kind, language in EVERY:
        for jurisdiction in ("us", "cn", "uk", "tw", "hk", "jp", "kr"):
            text = whole(kind, replace(FULL, jurisdiction=jurisdiction), language)
            assert "violat" not in text.lower()
            assert "!" not in text
            assert "！" not in text


def test_the_stop_letter_to_a_collector_in_the_us_is_a_written_notice_under_1692c() -> None:
    letter = draft(LetterKind.STOP_CONTACT, FULL, "en")
    assert "15 U.S.C. 1692c(c)" in letter.body
    assert letter.recipient == ("Sample Recovery LLC", "500 Example Plaza")
    assert "on behalf of Example Bank" in letter.body


def test_the_federal_paragraph_is_not_used_against_a_creditor_that_collects_for_itself() -> None:
    own = replace(FULL, collector_name="", collector_kind="unknown")
    letter = draft(LetterKind.STOP_CONTACT, own, "en")
    assert letter.recipient[0] == "Example Bank"
    assert "1692c" not in letter.body
    assert "on behalf of" not in letter.body
    unknown = replace(own, creditor_kind="unknown")
    assert "If you are a debt collector" in draft(LetterKind.STOP_CONTACT, unknown, "en").body


def test_a_state_gets_the_federal_law_and_england_the_british() -> None:
    assert "1692g(b)" in draft(LetterKind.DISPUTE, replace(FULL, jurisdiction="US-MA"), "en").body
    assert "CONC 7.14.1" in draft(LetterKind.DISPUTE, replace(FULL, jurisdiction="GB"), "en").body


def test_card_rules_stand_only_in_letters_about_cards() -> None:
    card = replace(FULL, jurisdiction="cn", creditor_kind="bank")
    assert "第七十条" in draft(LetterKind.HARDSHIP, card, "zh-Hans").body
    assert "第七十条" not in draft(LetterKind.HARDSHIP, replace(card, product="personal"), "zh-Hans").body


def test_a_plan_warns_of_the_limitation_period_outside_the_letter() -> None:
    letter = draft(LetterKind.HARDSHIP, replace(FULL, jurisdiction="cn"), "zh-Hans")
    assert any("一百九十二条" in note for note in letter.notes)
    assert "一百九十二" not in letter.body


def test_contacts_are_a_list_and_vanish_where_they_may() -> None:
    assert BULLET + "20 Nov, 07:42, call" in draft(LetterKind.STOP_CONTACT, FULL, "en").paragraphs
    without = draft(LetterKind.STOP_CONTACT, replace(FULL, contacts=()), "en")
    assert not any(text.startswith(BULLET) for text in without.paragraphs)
    assert "log that I keep" not in without.body
    complaint = draft(LetterKind.COMPLAINT, replace(FULL, contacts=()), "en")
    assert any("list the contacts" in name for name in complaint.missing)


def test_the_complaint_tells_whether_the_lender_was_told_first() -> None:
    assert "the complaint number is Q-1" in draft(LetterKind.COMPLAINT, FULL, "en").body
    assert "not complained" in draft(LetterKind.COMPLAINT, replace(FULL, complaint_number=""), "en").body


def test_typed_braces_and_markup_stay_text() -> None:
    odd = replace(FULL, reason="{amount} #set *bold* \\n <b>", third_parties="{law}")
    body = draft(LetterKind.HARDSHIP, odd, "en").body
    assert "{amount} #set *bold* \\n <b>" in body


def test_editing_keeps_lists_and_drops_empty_blocks() -> None:
    letter = draft(LetterKind.PRESERVE_RECORDINGS, FULL, "en")
    assert letter.edited(letter.body).paragraphs == letter.paragraphs
    changed = letter.edited("First.\r\n\r\n\r\n  Second line\n  goes on.\n• one\n•two\n\n", subject=" New ")
    assert changed.paragraphs == ("First.", "Second line\ngoes on.", "• one", "• two")
    assert changed.subject == "New"
    assert changed.kind is letter.kind


def test_amounts_and_days_are_written_as_the_place_writes_them() -> None:
    assert amount_text(Money(312045, "USD"), "en") == "$3,120.45"
    assert amount_text(Money(900000, "CNY"), "zh-Hans") == "人民币 9,000 元"
    assert amount_text(Money(900050, "HKD"), "zh-Hant") == "港幣 9,000.50 元"
    assert amount_text(Money(50000, "JPY"), "zh-Hant") == "50,000 日圓"
    assert amount_text(Money(100, "CHF"), "en") == "CHF 1.00"
    assert letter_day(date(2026, 3, 1), "en", "us-ny") == "March 1, 2026"
    assert letter_day(date(2026, 3, 1), "en", "in") == "1 March 2026"
    assert letter_day(date(2026, 3, 1), "zh-Hant", "tw") == "2026年3月1日"


def test_every_fact_of_a_letter_is_used_somewhere() -> None:
    text = "".join(whole(kind, replace(FULL, jurisdiction="kr"), "en") for kind in LetterKind)
    skipped = {"jurisdiction", "creditor_kind", "collector_kind", "product", "enclosures", "reply_days", "months",
               "contract_day", "day", "amount", "monthly", "offer", "offer_day", "period_from", "period_to"}
    for item in fields(LetterFacts):
        value = getattr(FULL, item.name)
        if item.name not in skipped:
            assert (value[0] if isinstance(value, tuple) else value) in text, item.name
