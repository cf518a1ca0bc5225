"""Cells of our CSV files: harmless to a spreadsheet, and read back exactly.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, also behind a tab or a line
break. Such a cell gets one apostrophe in front, and so does a cell that already begins with apostrophes before such
a character; taking one away restores the original, whatever it was.
"""

from __future__ import annotations

import re
from typing import Final

from debttracker.basics.moments import Moment, Precision, check_plausible, parse_moment

#: Full-width forms count too: some spreadsheets fold them to the plain ones.
_DANGEROUS: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guard(cell: str) -> str:
    """``cell`` as it may be written to CSV; :func:`unguard` gives it back."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def unguard(cell: str) -> str:
    """The inverse of :func:`guard`; a cell that was never guarded comes back as it is."""
    return cell[1:] if _GUARDED.match(cell) else cell


def moment_cell(moment: Moment) -> str:
    """ISO 8601 with offset, with only the digits that are known: ``2026-11-23T22:14:05+08:00``,
    ``2026-11-23T22:14+08:00`` to the minute, ``2026-11-23`` for a day; an approximate time ends in ``~``.

    Where the instant has more digits than its precision allows, they are kept and the precision is named:
    ``2026-11-23T12:00:00+08:00~day``. :func:`read_moment_cell` gives the moment back exactly.
    """
    full = moment.iso()
    if moment.precision is Precision.EXACT:
        return full
    if moment.precision is Precision.ABOUT:
        return f"{full}~"
    short = full[:10] if moment.precision is Precision.DAY else moment.local().isoformat(timespec="minutes")
    if parse_moment(short, moment.zone_name) == moment:
        return short
    return f"{full}~{moment.precision.value}"


def read_moment_cell(text: str, zone_name: str) -> Moment:
    """The inverse of :func:`moment_cell`; also takes what :func:`parse_moment` takes. Raises BadInput."""
    stamp, tilde, named = text.strip().partition("~")
    moment = parse_moment(stamp, zone_name)
    if not tilde:
        return moment
    known = {precision.value for precision in Precision}
    precision = Precision(named) if named in known else Precision.ABOUT
    return check_plausible(Moment(moment.utc_ms, moment.zone_name, precision))
