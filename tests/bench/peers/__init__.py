"""``make bench-peers``: other programs with as many records, seen from outside, in turns with ours. Run by hand.

    make bench-peers                                every peer that is installed (half an hour: two need a minute a start)
    make bench-peers ARGS="--only Calc --turns 3"   some of them; our program and a bare window always come along
    make bench-peers ARGS="--sizes 0 10000 100000"  other numbers of records
    make bench-peers ARGS="--pdf"                   a table of 10,000 rows made into a PDF, LibreOffice Calc against ours

Debian has them as ``homebank kmymoney gnucash libreoffice-calc libreoffice-gtk3``; the tools are ``xvfb openbox
xdotool x11-utils x11-xserver-utils dbus``. What is not installed is said and left out.

**Method.** Each run has a private X screen of 1280 × 800 with openbox, its own session bus, a copy of the home that a
first start left (no first start is measured, tips and welcome windows off), and a copy of the file made before the
clock starts. The clock runs from the start of the process to

* *painted*: a window with the file's name in its title, a quarter of it other than the backdrop;
* *shown*: the window looks as it does in the end, but for 2 % of its pixels (cursors, tooltips, marks that follow);
* *quiet*: the start of the first half second after that in which all processes of the program together use 4 % of one
  processor at most.

Ours is measured once more in each turn, to its *first rows*: the program itself tells when the first contacts were painted
and brought to that screen, as the row start-rows does. From outside they cannot be told from what comes beside them.

Nothing else runs inside a measured program: pixels are read from the file in which Xvfb keeps its screen, titles come from
``xprop -spy``. HomeBank's register is opened by a double click on the account once its list is quiet; its times add
both steps. Every last picture is kept in build/bench/peers/pictures: look at them before believing a figure.

The records are those of the bench's case: for the money programs one payment to one of 40 collectors for each contact
(GnuCash: two accounts for each collector; HomeBank, KMyMoney: one account), for Calc a CSV file of 12 columns.
"""
