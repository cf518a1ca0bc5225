"""Make the pictures that the README shows, in packaging/pictures/: ``python packaging/readme_pictures.py``.

They show the sample case, with few colours so that they stay small, and do not travel in the wheel.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image

from debttracker.ui.screenshots import take

OUT: Final = Path(__file__).resolve().parent / "pictures"
#: File name, and the page, language and scheme that it shows.
SHOWN: Final = {
    "today-en.png": ("today", "en", "light"), "timeline-en-dark.png": ("timeline", "en", "dark"),
    "rights-en.png": ("rights", "en", "light"), "charts-zh-Hans.png": ("charts", "zh-Hans", "light"),
    "evidence-zh-Hant.png": ("evidence", "zh-Hant", "light"), "loans-zh-Hant-dark.png": ("loans", "zh-Hant", "dark"),
}
_COLOURS: Final = 256


def main() -> None:
    """Take them and write them small."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    OUT.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for language in dict.fromkeys(language for _page, language, _scheme in SHOWN.values()):
            some = {key: name for name, key in SHOWN.items() if key[1] == language}
            for shot in take(Path(folder), [language], sorted({scheme for _p, _l, scheme in some}),
                             [page for page, _l, _s in some]):
                name = some.get((shot.name, shot.language, shot.scheme))
                if name and shot.state == "sample":
                    with Image.open(shot.path) as picture:
                        few = picture.convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
                    few.save(OUT / name, optimize=True)


if __name__ == "__main__":
    main()
