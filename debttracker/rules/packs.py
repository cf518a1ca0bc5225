"""Loading rule packs: the shipped ones and a user's own. A bad pack is refused by name and line; the rest work."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import N_
from debttracker.rules.pack import Pack
from debttracker.rules.pack_files import key_of, own_files, shipped_files, stamp
from debttracker.rules.schema import Misplaced, read_pack
from debttracker.rules.sentence import Sentence

MOST_BYTES: Final = 4_000_000
_TOML_PLACE = re.compile(r"at line (\d+)")


class PackTrouble(Trouble):
    """A pack file that cannot be used; fields ``file``, ``line`` (0 = none) and ``why``."""

    exit_code = 4

    def __init__(self, file: str, line: int, why: Sentence) -> None:
        super().__init__(N_("The rule pack {file} was left out. Line {line}: {why} All other packs work."),
                         file=file, line=line, why=why)
        self.file, self.line, self.why = file, line, why

    def say(self, speak: object) -> str:
        """The sentence with its reason in the user's language."""
        from debttracker.basics.languages import Words

        assert isinstance(speak, Words)
        return speak(self.message, file=self.file, line=self.line, why=self.why.say(speak))


@dataclass(frozen=True)
class Packs:
    """The packs that could be read, in order of their jurisdiction, and why others could not."""

    packs: tuple[Pack, ...]
    refused: tuple[PackTrouble, ...] = ()

    #: Changes whenever a file or the way of checking changes: what was found with another key is found anew.
    key: str = ""

    @property
    def jurisdictions(self) -> frozenset[str]:
        """All codes that have rules, parts of countries included."""
        return frozenset(rule.jurisdiction for pack in self.packs for rule in pack.rules)


def load_pack(path: Path) -> Pack:
    """Read one pack file; raises PackTrouble with the line of the first mistake."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PackTrouble(path.name, 0, Sentence(N_("The file is too large for a rule pack.")))
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise PackTrouble(path.name, 0, Sentence(N_("The file cannot be read as UTF-8 text."))) from None
    return parse_pack(text, path.name)


def parse_pack(text: str, name: str) -> Pack:
    """Read the text of a pack; ``name`` is only used to say which file it was."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise PackTrouble(name, line, Sentence(N_("This is not valid TOML."))) from None
    except RecursionError:
        raise PackTrouble(name, 0, Sentence(N_("This is not valid TOML."))) from None
    try:
        return read_pack(data)
    except Misplaced as found:
        line = find_line(text.splitlines(), found.entry, found.problem.key)
        raise PackTrouble(name, line, Sentence(found.problem.message, found.problem.fields)) from None


def find_line(lines: Sequence[str], entry: tuple[str, int] | None, key: str) -> int:
    """The line (from 1) of ``key`` inside an entry such as ("rule", 3); without the key, the line of the entry."""
    start, end = 0, len(lines)
    if entry is not None:
        header = re.compile(rf"\s*\[\[\s*{re.escape(entry[0])}\s*\]\]")
        headers = [number for number, line in enumerate(lines) if header.match(line)]
        start = headers[entry[1]] if entry[1] < len(headers) else 0
        ends = [number for number in range(start + 1, len(lines)) if lines[number].lstrip().startswith("[[")]
        end = ends[0] if ends else len(lines)
    for name in (key.rpartition(".")[2], key.partition(".")[0]):
        wanted = re.compile(rf'(^|[\s{{,])"?{re.escape(name)}"?\s*=|^\s*\[+[^\]]*\b{re.escape(name)}\s*\]')
        for number in range(start, end):
            if name and wanted.search(lines[number].partition("#")[0]):
                return number + 1
    return start + 1


def load_packs(files: Iterable[Path]) -> Packs:
    """Read many packs; of two with the same id the later one (the user's own) is used."""
    good: dict[str, Pack] = {}
    refused = []
    files = list(files)
    for path in files:
        try:
            pack = load_pack(path)
        except PackTrouble as trouble:
            refused.append(trouble)
        else:
            good[pack.id] = pack
    return Packs(tuple(sorted(good.values(), key=lambda pack: pack.jurisdiction)), tuple(refused), key_of(files))


@cache
def shipped_packs() -> Packs:
    """The packs that come with the program."""
    return load_packs(shipped_files())


def all_packs(own_folder: Path | None) -> Packs:
    """The shipped packs and those a user put into ``own_folder`` (``*.toml``); a missing folder has none.

    Files are read again only when one of them was added, changed or taken away.
    """
    own = own_files(own_folder)
    return _with_own(tuple((path, *stamp(path)) for path in own)) if own else shipped_packs()


@lru_cache(maxsize=4)
def _with_own(own: tuple[tuple[Path, int, int], ...]) -> Packs:
    return load_packs([*shipped_files(), *(path for path, _, _ in own)])
