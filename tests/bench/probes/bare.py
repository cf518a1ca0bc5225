"""The floor: a bare QMainWindow. ``bare.py painted`` ends at its first paint; ``bare.py stay`` stays."""

import sys

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    """Tells its first paint, when the event loop comes round again: then it is on the screen."""

    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, painted)
        return done


def painted():
    import telling

    if sys.argv[1] == "painted":
        telling.end_now()
    elif sys.argv[1] == "stay":
        telling.when_quiet(lambda _moment: print("ready", flush=True))


app = QApplication(["bare"])
window = Window()
window.resize(1280, 820)
window.show()
app.exec()
