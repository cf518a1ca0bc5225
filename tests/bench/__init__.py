"""``make bench``: how fast the program is and how much memory it takes, as ratios to floors of the same run.

    make bench                                  every row; a table on the screen, all figures in build/bench/bench.json
    make bench ARGS="--row start-painted"       some rows (may be given several times)
    make bench-grow                             the growth curves over 1k, 10k, 100k, 1M: build/bench/growth.png and .json
    make bench-peers                            other programs beside ours (tests.bench.peers)
    make bench ARGS="--screen --row start-rows" windows on a private X screen (Xvfb, openbox) instead of on none
    make bench ARGS="--lock /tmp/some.lock"     holds that lock while a row measures, where others share the machine
    make bench-small                            small cases, few turns: shows that the bench works (CI)

Seconds tell little: the same machine is twice as fast an hour later. So each row measures its item and its floor in
turns (floor, item, floor, item, …) and is judged by their ratio. A floor is the least that anybody could do: a bare
window, plain sqlite3, a parser without a handler.

**How to add a row.** Write ``tests/bench/rows/<area>.py`` with a tuple ``ROWS`` of :class:`tests.bench.row.Row`;
it is found by itself. An item or floor is a function that takes the case's size (contacts) and returns seconds, or a
:class:`tests.bench.row.Sample` (seconds or another value, peak memory in MiB). Three kinds:

* a function run in this process: only for things that need no import of ours and keep nothing;
* the same function wrapped in :func:`tests.bench.runs.in_child`: each turn in a fresh Python, with its peak memory.
  Import inside the function; start the clock after the imports; return the seconds yourself;
* :func:`tests.bench.runs.whole`: a whole command from start to exit, with its peak memory.

``tests.bench.cases.case_folder(size)`` gives the generated case (made once, then kept); ``case_copy(size, name)`` a
copy to write to; ``messages(size)`` the same contacts as plain values, for files and floors of your own. ::

    def _search(size: int) -> float:
        from debttracker.case.case import open_case
        ...
        began = perf_counter()
        newest_contacts(reader, "还款计划")
        return perf_counter() - began

    ROWS = (Row("search", "newest 50 of a word, 1M messages", bar=0.25, size=1_000_000,
                item=in_child(_search), floor=whole(lambda size: ["rg", "-c", "还款计划", text_file(size)])),)

A bar without a floor (``floor=None``) is a limit on the value itself, in the row's unit. Keep each row under fifteen
seconds: the whole bench stays under ten minutes. Rows that read several figures of one run share it
(:class:`tests.bench.runs.Shared`); what is made once and kept is made under :func:`tests.bench.making.making`, so
that its time is told apart; what takes many seconds to make is named in the module's ``READY`` and made beforehand. A
row with a curve of its own names its sizes in ``grow``. What limited each row, and the profile before and after, is
in FINDINGS.md; ``make bench-peers`` measures other programs (:mod:`tests.bench.peers`).
"""
