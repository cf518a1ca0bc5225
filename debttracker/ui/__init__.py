"""The window. How to write a page (all of it in ``debttracker/ui/<page>/``):

1. ``page.py`` holds ``class LoansPage(Page)`` (:mod:`debttracker.ui.page`). Set ``title = N_("Loans")`` and
   ``kinds = frozenset({"loan", "payment"})`` (record kinds that make it read again). Give

   * ``build(column)``: make widgets once. Fixed texts: ``self.session.language.say(label.setText, N_("Next due"))``;
   * ``read(case, watch)``: plain values from ``case.reader()``, in a worker thread (``inline = True``: quick enough
     for the GUI thread); raise Trouble, never touch widgets;
   * ``show_data(data)``: put them on the screen with ``_ = self.session.words``; called again on a new language;
   * ``is_empty(data)`` and ``make_empty()``: an :class:`EmptyState`;  ``show_target(target)`` for ``session.go``.

   The base shows waiting, empty and error states by itself. Nothing that can fail belongs in ``__init__``.
2. Widgets: :mod:`debttracker.ui.widgets`, one per file (Card, Rows, PlainLabel, Chip, FilterChip, ChoiceRow,
   KeyValueRows, NumberFigure, ProgressRing, ProgressBar, Ribbon, DensityStrip, SideDetailPane, Sheet, MoneyField,
   DateField, SearchField, DropZone, BusyOverlay, ErrorBanner, EmptyState, …): ``python -m debttracker.ui.gallery``.
   Any text that may come from outside goes through PlainLabel. Lengths: ``theme().px(16)``; colours while painting:
   ``theme().colour("late")``; roles and tones of labels, cards, buttons: ``resources/style/window.qss``. No hex, no
   pixels, no fonts of your own. Icons: ``theme().wear(button, "trash")``, ``IconLabel("phone")``.
3. Changes: ``self.session.change(Change.of(N_("Add a loan"), …), said=_("Loan added."))`` writes, journals, tells
   every page and offers undo. Dialogs are :class:`Sheet`; they use ``change_or_raise`` and ``complain(trouble, _)``.
   After an import: ``session.announce({"contact", …})``. Long work: ``session.read(owner, work, done, failed)``.
   Files and pictures go through ``attach_all`` (:mod:`debttracker.ui.contact.attaching`): large ones follow by a worker.
4. ``actions.py`` (light imports) holds ``def actions(session) -> Iterable[Action]``: each thing a user can do, once;
   menu, shortcut, palette (Ctrl+K), tooltip and the keys' list come from it. The header's button is ``log-contact``.
5. Elsewhere: ``session.go("timeline", ("contact", 12))``, ``session.say(text, action, run)``,
   ``session.tell(trouble)``, ``session.set_badge("rights", 7)``. See your page in all languages and schemes:
   ``make screenshots ARGS="--only loans"``.
"""
