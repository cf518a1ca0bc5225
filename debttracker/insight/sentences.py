"""The one or two sentences under each chart: what it shows, in words, before anyone has to read an axis.

They serve the window, the PDF's captions and, with the figures they name, people who cannot see the chart.
"""

from __future__ import annotations

from collections.abc import Sequence

from debttracker.basics.formats import count_text, day_text, money_text, month_text
from debttracker.basics.labels import label
from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import day_of
from debttracker.basics.money import Money
from debttracker.insight.heat import Heat
from debttracker.insight.intensity import Daily, busiest_week, change_at, quiet_gaps
from debttracker.insight.periods import period_text
from debttracker.insight.progress import Progress
from debttracker.insight.shares import FlagShare, Ranking

WEEKDAYS = (N_("Mondays"), N_("Tuesdays"), N_("Wednesdays"), N_("Thursdays"), N_("Fridays"), N_("Saturdays"),
            N_("Sundays"))


def share_text(part: int, whole: int, speak: Words) -> str:
    """``part`` of ``whole`` in whole per cent, half up; above zero at least “under 1 %”."""
    if part and part * 200 < whole:
        return speak("under 1 %")
    return speak("{n} %", n=(200 * part + whole) // (2 * whole) if whole else 0)


def contacts_text(n: int, speak: Words) -> str:
    """``1 contact``, ``1,204 contacts``."""
    return speak.plural("{count} contact", "{count} contacts", n, count=count_text(n))


def no_contacts(speak: Words) -> str:
    """What stands in place of a chart of contacts that has nothing to show."""
    return speak("No contacts in this period.")


def joined(sentences: Sequence[str], speak: Words) -> str:
    """Sentences in a row, with a space between them where the language has one."""
    return ("" if speak.is_chinese else " ").join(sentence for sentence in sentences if sentence)


def daily_sentence(shown: Daily | None, speak: Words, *, letters: Sequence[int] = (),
                   parties: int | None = None) -> str:
    """The busiest week, and what changed after the last of the ``letters`` (day numbers) that can be judged.

    ``parties`` is how many parties the busiest week's contacts came from, where the caller knows.
    """
    week = busiest_week(shown) if shown else None
    if shown is None or week is None:
        return no_contacts(speak)
    when = period_text(week.first_day, week.last_day, speak, year=spans_years(shown.first_day, shown.last_day))
    who = speak.plural(", from {n} party", ", from {n} parties", parties) if parties else ""
    if len(shown) < 7:
        first = speak("{contacts} in {period}{who}.", contacts=contacts_text(week.n, speak), period=when, who=who)
    else:
        first = speak("Busiest week: {period}, {contacts}{who}.", period=when, contacts=contacts_text(week.n, speak),
                      who=who)
    return joined([first, _after_letter(shown, letters, speak) or _quiet(shown, speak)], speak)


def spans_years(first_day: int, last_day: int) -> bool:
    """Whether dates need their year to be told apart."""
    return day_of(first_day).year != day_of(last_day).year


def _after_letter(shown: Daily, letters: Sequence[int], speak: Words) -> str:
    changes = [change_at(shown, day) for day in sorted(letters, reverse=True)
               if shown.first_day <= day <= shown.last_day]
    change = next((change for change in changes if change is not None), None)
    if change is None:
        return ""
    fields: dict[str, object] = {"day": day_text(day_of(change.day), speak, year=False), "days": change.days,
                                 "percent": abs(change.percent), "before": change.before, "after": change.after}
    if change.percent > 0:
        return speak("After the letter of {day} fewer by {percent} % ({before} in the {days} days before, {after} in "
                     "the {days} days after).", **fields)
    if change.percent < 0:
        return speak("After the letter of {day} more by {percent} % ({before} in the {days} days before, {after} in "
                     "the {days} days after).", **fields)
    return speak("As many after the letter of {day} as before it.", **fields)


def _quiet(shown: Daily, speak: Words) -> str:
    gaps = quiet_gaps(shown, 14)
    if not gaps:
        return ""
    when = period_text(gaps[0].first_day, gaps[0].last_day, speak, year=spans_years(shown.first_day, shown.last_day))
    return speak("Longest quiet time: {days} days, {period}.", days=gaps[0].days, period=when)


def heat_sentence(shown: Heat, speak: Words, forbidden: Sequence[tuple[int, int]] = ()) -> str:
    """When contacts come most, and what the dashed frame means (``forbidden``: minute ranges)."""
    if not shown.total:
        return no_contacts(speak)
    weekday, hour, n = shown.peak
    most = speak("Most often on {weekday} between {start} and {end}: {n} of {contacts}.",
                 weekday=speak(WEEKDAYS[weekday]), start=hour_text(hour), end=hour_text(hour + 1), n=count_text(n),
                 contacts=contacts_text(shown.total, speak))
    if not forbidden:
        return most
    inside = shown.within(forbidden)
    frame = speak("Dashed frame: hours in which the chosen rules do not allow contact; {n} came then ({share}).",
                  n=count_text(inside), share=share_text(inside, shown.total, speak))
    return joined([most, frame], speak)


def hour_text(hour: int) -> str:
    """``8:00``; 24 stays 24:00, the end of the day."""
    return f"{hour}:00"


def groups_sentence(shown: Sequence[tuple[str, int]], speak: Words) -> str:
    """Which family of channels makes up most of the contacts."""
    total = sum(n for _, n in shown)
    if not total:
        return no_contacts(speak)
    group, n = max(shown, key=lambda pair: pair[1])
    return speak("{group}: {n} of {contacts} ({share}).", group=label("group", group, speak), n=count_text(n),
                 contacts=contacts_text(total, speak), share=share_text(n, total, speak))


def party_text(name: str, speak: Words) -> str:
    """A party's name, or what callers without one are called."""
    return name or speak("Unknown callers")


def ranking_sentence(shown: Ranking, speak: Words) -> str:
    """Which party made most of the contacts."""
    if not shown.n:
        return no_contacts(speak)
    top = shown.parties[0]
    return speak("Most from {name}: {n} of {contacts} ({share}).", name=party_text(top.name, speak),
                 n=count_text(top.n), contacts=contacts_text(shown.n, speak), share=share_text(top.n, shown.n, speak))


def flags_sentence(shown: FlagShare, speak: Words) -> str:
    """How many contacts may breach a rule, and in which month most did."""
    if not shown.n:
        return no_contacts(speak)
    if not shown.flagged:
        return speak("None of {contacts} touches one of the chosen rules.", contacts=contacts_text(shown.n, speak))
    all_of_them = speak("{n} of {contacts} may breach a rule ({share}).", n=count_text(shown.flagged),
                        contacts=contacts_text(shown.n, speak), share=share_text(shown.flagged, shown.n, speak))
    if len(shown.months) == 1:
        return all_of_them
    top = max(shown.months, key=lambda month: (month.flagged, -month.day))
    most = speak("Most in {month}: {n}.", month=month_text(day_of(top.day), speak), n=count_text(top.flagged))
    return joined([all_of_them, most], speak)


def progress_sentence(shown: Progress, speak: Words, *, plain: bool = False) -> str:
    """What is paid, what remains and when it ends; what is overdue comes last.

    It speaks to the borrower, or with ``plain`` to whoever reads a document.
    """
    def money(minor: int) -> str:
        return money_text(Money(minor, shown.currency), short=True)

    if shown.target is None:
        message = N_("{paid} is paid.") if plain else N_("You have paid {paid}.")
        parts = [speak(message, paid=money(shown.paid))]
    else:
        message = (N_("{paid} of {target} is paid: {percent} %.") if plain
                   else N_("You have paid {paid} of {target}: {percent} %."))
        parts = [speak(message, paid=money(shown.paid), target=money(shown.target), percent=shown.percent or 0)]
    if shown.remaining == 0 and shown.target:
        parts.append(speak("Nothing remains."))
    elif shown.remaining:
        free = shown.free_day
        end = (speak("{rest} remains; at today’s pace it is paid by {month}.", rest=money(shown.remaining),
                     month=month_text(day_of(free), speak)) if free else
               speak("{rest} remains.", rest=money(shown.remaining)))
        parts.append(end)
    if shown.overdue:
        parts.append(speak("{amount} of it is overdue.", amount=money(shown.overdue)))
    return joined(parts, speak)
