"""PySide's helper modules, compiled once instead of at each start.

PySide carries fourteen modules of its own as source inside its library, which Python then compiles whenever a program
imports PySide: 110 KiB, a fifth of that import. What came of compiling them is kept in the cache folder, as Python keeps
it for every other module, and taken for as long as the source is the same, letter by letter.

Without ``from __future__``, which every source compiled from here would inherit.
"""

import builtins
import marshal
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any, Final

#: What PySide calls its own: the code that unpacks the others, and those.
_OWN: Final = ("signature_bootstrap.py", "shibokensupport/")
#: Source and code by file name.
_Kept = dict[str, tuple[str, CodeType]]


def kept_file(cache: Path) -> Path:
    """Where in the folder ``cache`` the code lies for this Python: another one has other code."""
    return cache / "compiled" / f"pyside-{sys.implementation.cache_tag}-{sys.flags.optimize}.code"


@contextmanager
def compiled_once(file: Path) -> Iterator[None]:
    """While PySide is imported: take what ``file`` holds, compile what it does not, and leave all of it there."""
    plain, kept, used = builtins.compile, _read(file), {}
    news: list[str] = []

    def compile_or_take(source: Any, filename: Any, mode: str, *others: Any, **more: Any) -> Any:
        if others or more or mode != "exec" or not (isinstance(filename, str) and filename.startswith(_OWN)):
            return plain(source, filename, mode, *others, **more)
        text = source if isinstance(source, str) else bytes(source).decode("utf-8")
        before, code = kept.get(filename, ("", None))
        if code is None or before != text:
            code = plain(source, filename, mode)
            news.append(filename)
        used[filename] = (text, code)
        return code

    builtins.compile = compile_or_take
    try:
        yield
    finally:
        builtins.compile = plain
    if news:
        _write(file, used)


def _read(file: Path) -> _Kept:
    """What is kept; nothing when the file is not there, or not whole."""
    try:
        content = file.read_bytes()
        if zlib.crc32(content[4:]) == int.from_bytes(content[:4], "big"):
            kept: _Kept = marshal.loads(content[4:])  # noqa: S302  the user's own file, as __pycache__ is
            return kept
    except (OSError, ValueError, EOFError, TypeError):
        pass
    return {}


def _write(file: Path, kept: _Kept) -> None:
    """Keep it for the next start. Without a place to write to, each start compiles anew, as it would without us."""
    from debttracker.basics.errors import Trouble
    from debttracker.basics.files import write_atomically

    content = marshal.dumps(kept)
    try:
        write_atomically(file, zlib.crc32(content).to_bytes(4, "big") + content)
    except Trouble:
        return
