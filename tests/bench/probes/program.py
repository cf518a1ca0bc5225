"""The program itself, started as its console script starts it, and watched from inside.

``program.py MODE …``: after MODE the program's own arguments. Watching costs one import hook that looks at names.
"""

import importlib.machinery
import sys

sys.path.insert(0, __file__.rpartition("/")[0])
MODE = sys.argv.pop(1)


class Watcher:
    """Calls a function with a module right after that module was first imported."""

    def __init__(self, **after):
        self.after = {name.replace("__", "."): call for name, call in after.items()}

    def find_spec(self, name, path=None, target=None):
        call = self.after.pop(name, None)
        if call is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            call(module)
        spec.loader.exec_module = exec_module
        return spec


def on_first_paint(module):
    """Do what MODE wants right after the window's first paint."""
    from PySide6.QtCore import QEvent, QTimer

    first = []
    event_of = module.MainWindow.event

    def event(self, event):
        if event.type() == QEvent.Type.Paint and not first:
            first.append(True)
            QTimer.singleShot(0, painted)  # before the program's own, which would be waited for otherwise
        return event_of(self, event)
    module.MainWindow.event = event


def on_first_rows(module):
    """Do what MODE wants once a contact's row was painted and brought to the screen."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    class Note(QObject):
        """A posted event comes right after the one that paints and flushes, before any timer of the program."""

        def customEvent(self, event):  # noqa: N802
            rows_shown()

    note, first = Note(), []
    paint_of = module.TimelineDelegate.paint

    def paint(self, painter, option, index):
        paint_of(self, painter, option, index)
        if not first and isinstance(index.data(module.LINE_ROLE), module.Line):
            first.append(True)
            QCoreApplication.postEvent(note, QEvent(QEvent.Type.User))
    module.TimelineDelegate.paint = paint


def painted():
    import telling

    if MODE == "painted":
        telling.end_now()
    elif MODE == "quiet":
        telling.when_quiet(lambda moment: telling.end(moment, telling.peak_mib()))
    elif MODE == "stay":
        telling.when_quiet(lambda _moment: print("ready", flush=True))


def rows_shown():
    import telling

    if MODE == "rows":
        telling.end_now()
    elif MODE in ("scroll", "log"):
        import driving

        telling.when_quiet(lambda _moment: getattr(driving, MODE)())


sys.meta_path.insert(0, Watcher(debttracker__ui__window=on_first_paint, debttracker__ui__timeline__delegate=on_first_rows))

from debttracker.cli.main import main  # noqa: E402

sys.exit(main())
