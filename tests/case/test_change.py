"""Every change is one transaction with its journal, and can be taken back."""

from __future__ import annotations

import threading

import pytest

from debttracker.basics.errors import BadInput, CaseTrouble
from debttracker.basics.moments import Moment, parse_moment
from debttracker.case import journal
from debttracker.case.case import Case
from debttracker.case.change import Change, add, edit, hide
from debttracker.case.entries import edit_contact, log_contact, record_payment
from debttracker.case.queries.contacts import contact, count, newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.timeline import days

NIGHT = parse_moment("2026-11-22T22:14:00", "Asia/Shanghai")
ALL = ContactFilter()


def test_logging_a_contact_makes_party_handle_and_contact(case: Case) -> None:
    applied = case.change(log_contact(case.reader(), NIGHT, party_name="恒通催收", handle="0755-8832 0147",
                                      channel="call", outcome="answered", duration_s=220, text="明天不还就上门"))
    row = newest(case.reader(), ALL, 1)[0]
    assert (row.party, row.role, row.handle, row.minute) == ("恒通催收", "collector", "0755-8832 0147", 22 * 60 + 14)
    assert row.day == 20779 and applied.change.records == {"party", "handle", "contact"}


def test_a_known_number_finds_its_party(case: Case) -> None:
    case.change(log_contact(case.reader(), NIGHT, party_name="恒通催收", handle="0755-8832 0147"))
    case.change(log_contact(case.reader(), NIGHT, handle="+86 755 88320147"))
    rows = newest(case.reader(), ALL, 5)
    assert {r.party for r in rows} == {"恒通催收"} and len({r.handle_id for r in rows}) == 1


def test_undo_and_redo_of_add_edit_and_hide(case: Case) -> None:
    added = case.change(log_contact(case.reader(), NIGHT, party_name="A", text="first words"))
    id = newest(case.reader(), ALL, 1)[0].id
    edited = case.change(edit_contact(id, text="second words", at=Moment(NIGHT.utc_ms + 86_400_000, "Asia/Shanghai")))
    assert contact(case.reader(), id).day == 20780 and list(days(case.reader(), ALL)) == [20780]
    undone = case.change(edited.inverse)
    assert contact(case.reader(), id).text == "first words" and list(days(case.reader(), ALL)) == [20779]
    case.change(undone.inverse)
    assert contact(case.reader(), id).text == "second words"
    case.change(undone.change)
    redo = case.change(added.inverse)
    assert count(case.reader(), ALL) == 0 and days(case.reader(), ALL) == {}
    case.change(redo.inverse)
    assert count(case.reader(), ALL) == 1
    assert journal.verify(case.reader()).intact


def test_bad_values_change_nothing(case: Case) -> None:
    before = journal.head(case.reader())
    with pytest.raises(BadInput, match="channel"):
        case.change(Change.of("x", add("party", -1, name="A"), add("contact", at_ms=NIGHT.utc_ms, channel="pigeon")))
    with pytest.raises(BadInput):
        case.change(log_contact(case.reader(), Moment(0, "Asia/Shanghai")))
    with pytest.raises(CaseTrouble, match="not in this case"):
        case.change(Change.of("x", hide("contact", 99)))
    with pytest.raises(BadInput):
        case.change(record_payment(77, 100, "CNY", 20000))
    assert journal.head(case.reader()) == before


def test_odd_text_is_kept_whole(case: Case) -> None:
    text = "a\x00b 😀 \ud83d\ude00 lone \ud83d " + "字" * 10_000
    case.change(log_contact(case.reader(), NIGHT, text=text))
    kept = newest(case.reader(), ALL, 1)[0].text
    assert kept == "a\ufffdb 😀 😀 lone \ufffd " + "字" * 10_000


def test_behaviours_are_a_closed_list(case: Case) -> None:
    case.change(log_contact(case.reader(), NIGHT, behaviours="insult threat_violence"))
    assert newest(case.reader(), ALL, 1)[0].behaviours == "threat_violence insult"
    with pytest.raises(BadInput, match="behaviours"):
        case.change(log_contact(case.reader(), NIGHT, behaviours="rude"))


def test_a_setting_can_be_set_twice_and_undone(case: Case) -> None:
    from debttracker.case.queries.settings import set_setting, setting

    case.change(set_setting(case.reader(), "answer.consent", "yes"))
    second = case.change(set_setting(case.reader(), "answer.consent", "no"))
    assert setting(case.reader(), "answer.consent") == "no"
    case.change(second.inverse)
    assert setting(case.reader(), "answer.consent") == "yes"


def test_a_read_only_case_refuses_changes(case: Case) -> None:
    from debttracker.case.case import open_case

    case.change(log_contact(case.reader(), NIGHT))
    case.close()
    with open_case(case.folder, read_only=True) as looking:
        assert count(looking.reader(), ALL) == 1
        with pytest.raises(CaseTrouble, match="read only"):
            looking.change(log_contact(looking.reader(), NIGHT))


def test_only_one_writer_and_the_message_names_it(case: Case) -> None:
    import os

    from debttracker.case.case import open_case

    case.acquire_writer()
    with open_case(case.folder) as second, pytest.raises(CaseTrouble, match=str(os.getpid())):
        second.change(log_contact(second.reader(), NIGHT))


def test_edit_of_a_party_shows_everywhere(case: Case) -> None:
    applied = case.change(log_contact(case.reader(), NIGHT, party_name="A"))
    case.change(Change.of("rename", edit("party", applied.ids[-1], name="B")))
    assert newest(case.reader(), ALL, 1)[0].party == "B"


def test_figures_worked_out_beside_a_change_do_not_make_it_forgotten(case: Case) -> None:
    """A case that was changed is backed up when it is closed."""
    def derive() -> None:
        with case.deriving():
            pass

    beside = threading.Thread(target=derive)
    with case.writing():
        beside.start()
        beside.join(0.2)  # it waits for this transaction by now
    beside.join()
    assert case.changed


def test_a_worker_may_let_go_after_the_case_was_closed(case: Case) -> None:
    failed: list[BaseException] = []
    reads, closed = threading.Event(), threading.Event()

    def work() -> None:
        try:
            case.reader()
            reads.set()
            closed.wait(60)
            case.release_reader()
            with case.writing():
                pass
        except CaseTrouble as trouble:
            failed.append(trouble)

    worker = threading.Thread(target=work)
    worker.start()
    assert reads.wait(60)
    case.close()
    closed.set()
    worker.join()
    assert [str(trouble.message) for trouble in failed] == ["This case was closed meanwhile. Nothing was changed in it."]
    assert not case.lock.held
