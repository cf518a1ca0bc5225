"""One table over all shipped packs: each rule cites, explains in three scripts, and claims no more than was read."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from debttracker.basics.languages import LANGUAGES
from debttracker.basics.vocabulary import Behaviour, FirmKind
from debttracker.rules.finding import Strength
from debttracker.rules.pack import Force, Pack, Rule
from debttracker.rules.packs import shipped_packs
from debttracker.rules.questions import BUILT_IN
from debttracker.rules.sentence import Text

Check = Callable[[str], str]
PACKS = {pack.id: pack for pack in shipped_packs().packs}
RULES = [(pack, rule) for pack in PACKS.values() for rule in pack.rules]
EXPECTED = {"au", "ca", "cn", "de", "hk", "id", "ie", "in", "jp", "kr", "ph", "sg", "th", "tw", "uk", "us", "vn", "za"}
#: Facts that nobody read in a source: their rules must ask to be verified.
NOT_READ = {
    "tw.crime.threat", "tw.crime.intrusion", "hk.soft.hours", "hk.cobp.no-third-party", "hk.cobp.notice-identity",
    "hk.crime.intimidation", "hk.crime.damage", "hk.crime.nuisance-calls", "hk.pdpo.doxxing",
    "jp.mlba21.threat-of-act", "jp.mlba21.identify", "jp.servicer17.intimidate", "jp.irra.cap", "kr.icdpa.workout",
    "kr.icdpa.seven-attempts", "kr.guideline2016.two-a-day", "kr.rate.cap-24-old", "uk.conc.7-9-14.leave",
    "uk.pha1997", "uk.limitation", "in.rbi.2022.persistent", "in.rbi.microfinance.hours", "in.rbi.2026.draft",
    "kr.fdca.fake-official", "kr.fdca.false-proceedings", "kr.fdca.costs", "ie.cpc2025",
    "au.rg96.visit-frequency", "sg.moneylenders.caps", "de.harassment", "za.nca.in-duplum",
}
#: Reprints and blogs are where a fact may have been read; a person is never sent there.
NEVER_CITED = re.compile(
    r"tistory|blog|wenku|163\.com|csai|ecowood|bycs8|reprint|mirror|medium\.com|docplayer", re.IGNORECASE)


def texts(pack: Pack) -> list[tuple[str, Text]]:
    found = [(pack.id, pack.name)] + ([(pack.id, pack.note)] if pack.note else [])
    for source in pack.sources.values():
        found += [(source.key, source.instrument), (source.key, source.body)]
    found += list(pack.questions.items())
    for rule in pack.rules:
        found += [(rule.id, rule.title), (rule.id, rule.plain)]
        if rule.binds.members_name:
            found.append((rule.id, rule.binds.members_name))
        counted = getattr(rule.params, "counted", None)
        if counted is not None:
            found.append((rule.id, counted))
    for deadline in pack.deadlines:
        found += [(deadline.key, deadline.title), (deadline.key, deadline.plain)]
    return found


def test_all_packs_are_there_and_none_is_refused() -> None:
    assert shipped_packs().refused == ()
    assert set(PACKS) == EXPECTED


def test_rule_ids_are_unique_over_all_packs_and_name_their_pack() -> None:
    names = [rule.id for _, rule in RULES]
    assert len(names) == len(set(names))
    assert all(re.match(rf"{pack.id}[.-]|(ma|wa|nyc|ca|fl|tx|dc|wv)-", rule.id) for pack, rule in RULES)


@pytest.mark.parametrize("pack", PACKS.values(), ids=lambda pack: pack.id)
def test_every_text_stands_in_three_languages_each_in_its_script(
    pack: Pack, not_simplified: Check, not_traditional: Check
) -> None:
    for name, text in texts(pack):
        assert set(text.by_language) == set(LANGUAGES), name
        assert all(text.by_language[language].strip() for language in LANGUAGES), name
        hans, hant = text.by_language["zh-Hans"], text.by_language["zh-Hant"]
        assert not not_simplified(_without_foreign(hans)), (name, hans)
        assert not not_traditional(_without_foreign(hant)), (name, hant)
        assert not any("\u4e00" <= c <= "\u9fff" for c in _outside_quotes(text.by_language["en"])), name


def _without_foreign(text: str) -> str:
    """The text without signs outside both character sets that are no script at all (≤, €, é, Korean names …)."""
    return "".join(c for c in text if "\u4e00" <= c <= "\u9fff")


def _outside_quotes(text: str) -> str:
    return re.sub(r"[（(《“\"'].*?[）)》”\"']", "", text)


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=lambda item: getattr(item, "id", ""))
def test_a_rule_can_be_looked_up_and_never_accuses(pack: Pack, rule: Rule) -> None:
    assert rule.article.strip()
    assert rule.source.key in pack.sources
    assert rule.source.force in Force
    assert not NEVER_CITED.search(rule.source.address)
    assert rule.from_day is None or rule.to_day is None or rule.from_day <= rule.to_day
    for language in LANGUAGES:
        words = rule.title.by_language[language] + rule.plain.by_language[language]
        assert not re.search(r"violat|!|！|违法了|違法了", words)
    assert len(rule.title.by_language["en"]) <= 110
    assert len(rule.plain.by_language["en"]) >= 30


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=lambda item: getattr(item, "id", ""))
def test_nothing_is_stated_with_more_certainty_than_was_read(pack: Pack, rule: Rule) -> None:
    if rule.id in NOT_READ:
        assert rule.to_verify
    if rule.to_verify:
        assert rule.strength is not Strength.HARD


def test_the_list_of_facts_not_read_is_about_rules_that_exist() -> None:
    assert {rule.id for _, rule in RULES} >= NOT_READ


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=lambda item: getattr(item, "id", ""))
def test_whom_and_what_a_rule_names_are_words_of_the_vocabulary(pack: Pack, rule: Rule) -> None:
    firms = {kind.value for kind in FirmKind}
    assert rule.binds.callers | rule.binds.lenders | rule.binds.asks | rule.binds.members_known <= firms
    assert not (rule.binds.callers | rule.binds.lenders) & rule.binds.asks
    assert (rule.touches.behaviours or set()) <= {behaviour.value for behaviour in Behaviour}
    assert set(rule.lifted_by) | set(rule.needs) <= {*BUILT_IN, *pack.questions}
    assert not set(rule.lifted_by) & set(rule.needs)


@pytest.mark.parametrize("pack", PACKS.values(), ids=lambda pack: pack.id)
def test_a_pack_carries_nothing_that_no_rule_uses(pack: Pack) -> None:
    asked = {key for rule in pack.rules for key in (*rule.lifted_by, *rule.needs)}
    assert set(pack.questions) <= asked
    cited = {rule.source.key for rule in pack.rules} | {deadline.source.key for deadline in pack.deadlines}
    assert set(pack.sources) <= cited
    named = {getattr(rule.params, "holidays", "") for rule in pack.rules}
    assert set(pack.holidays) <= named


@pytest.mark.parametrize("pack", PACKS.values(), ids=lambda pack: pack.id)
def test_the_day_of_the_last_look_is_plausible(pack: Pack) -> None:
    from debttracker.basics.moments import day_of

    assert day_of(pack.checked_day).year == 2026


def test_the_script_and_the_address_check_can_fail() -> None:
    assert NEVER_CITED.search("https://someone.tistory.com/58")
    assert not NEVER_CITED.search("https://www.ontario.ca/laws/regulation/900074")
    assert _without_foreign("≤ 6 次") == "次"


def test_every_behaviour_is_named_by_some_rule_of_some_pack() -> None:
    named = {name for _, rule in RULES for name in (rule.touches.behaviours or ())}
    asked_by_kind = {"workplace_contact", "contact_after_stop", "refuses_identity"}
    assert {behaviour.value for behaviour in Behaviour} <= named | asked_by_kind
