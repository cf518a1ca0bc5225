"""Keep the translations: extract, check and compile the gettext catalogues.

    python packaging/catalogues.py update AREA…   take new texts of these areas into their .po files
    python packaging/catalogues.py check [AREA…]  list what is missing or wrong; exit code 1 if anything is
    python packaging/catalogues.py compile        make resources/locale/<language>/debttracker.mo

An area is a folder under debttracker/ (for the window: ``ui_<folder>``, and ``ui_frame`` for files directly in
ui/). Each has one .po file per language, so that people who work on different areas never meet in one file.
Needs Babel; the files hold no dates and no line numbers, so they change only when a text does.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent))

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from extraction import Found, area_of, extract

ROOT: Final = Path(__file__).resolve().parents[1]
LOCALES: Final = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant"}
#: A character that the other script's character set lacks is most likely typed in the wrong script.
CHARSETS: Final = {"zh-Hans": ("gb2312",), "zh-Hant": ("big5", "big5hkscs")}
#: Han characters that are right although the old character sets lack them.
ALLOWED: Final = frozenset("啰喏祇着")
_UNSTABLE_HEADERS = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Generated-By",
                     "Report-Msgid-Bugs-To")


def po_path(language: str, area: str, root: Path = ROOT) -> Path:
    """Where the texts of ``area`` in ``language`` are kept."""
    return root / "resources" / "locale" / language / f"{area}.po"


def mo_path(language: str, root: Path = ROOT) -> Path:
    """The compiled catalogue the program reads (git-ignored)."""
    return root / "resources" / "locale" / language / "debttracker.mo"


def read_catalogue(path: Path, language: str) -> Catalog:
    """The catalogue at ``path``; empty when there is none yet."""
    if not path.is_file():
        return Catalog(locale=LOCALES[language], fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=LOCALES[language], abort_invalid=True)


def areas(root: Path = ROOT) -> list[str]:
    """Every area that has code or a catalogue."""
    of_code = {area_of(path, root) for path in (root / "debttracker").rglob("*.py")}
    of_files = {path.stem for language in LOCALES for path in po_path(language, "x", root).parent.glob("*.po")}
    return sorted(of_code | of_files)


def texts_of(area: str, root: Path = ROOT) -> tuple[list[Found], list[str]]:
    """The texts of ``area`` and complaints about code that cannot be extracted."""
    found: list[Found] = []
    complaints: list[str] = []
    for path in sorted((root / "debttracker").rglob("*.py")):
        if area_of(path, root) == area:
            texts, wrong = extract(path, root)
            found += texts
            complaints += wrong
    return found, complaints


def update(area: str, root: Path = ROOT) -> None:
    """Rewrite the .po files of ``area``: new texts come in empty (or as another area has them), unused ones go."""
    found, _complaints = texts_of(area, root)
    for language in LOCALES:
        path = po_path(language, area, root)
        old = read_catalogue(path, language)
        others = [read_catalogue(po_path(language, name, root), language) for name in areas(root) if name != area]
        new = Catalog(locale=LOCALES[language], project="debttracker", version="1", charset="utf-8", fuzzy=False,
                      header_comment=f"# debttracker, {area}, {language}")
        for text in found:
            kept = next((hit for c in (old, *others) if (hit := c.get(text.id, text.context)) and _same_kind(hit, text)
                         and _strings(hit)), None)
            new.add(text.id, string=kept.string if kept else None, locations=[(text.file, 0)],
                    auto_comments=text.comments, user_comments=kept.user_comments if kept else (),
                    flags=kept.flags if kept else (), context=text.context)
        _write_po(path, new)


def _same_kind(message: Message, text: Found) -> bool:
    return message.pluralizable == isinstance(text.id, tuple)


def _write_po(path: Path, catalogue: Catalog) -> None:
    """Write ``catalogue`` sorted, unwrapped and without the headers that change by themselves."""
    if not len(catalogue):
        path.unlink(missing_ok=True)
        return
    for message in catalogue:
        message.locations = sorted(set(message.locations))
    buffer = BytesIO()
    write_po(buffer, catalogue, width=0, sort_output=True, ignore_obsolete=True, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line for line in lines if not line.startswith(tuple(f'"{h}' for h in _UNSTABLE_HEADERS))),
                    encoding="utf-8", newline="\n")


def check(chosen: Iterable[str] = (), root: Path = ROOT) -> list[str]:
    """Complaints, one line each, about the catalogues of ``chosen`` areas (all when empty)."""
    wanted = set(chosen)
    complaints: list[str] = []
    for area in areas(root):
        if not wanted or area in wanted:
            found, wrong = texts_of(area, root)
            complaints += wrong
            for language in LOCALES:
                complaints += _check_area(language, area, found, root)
    for language in LOCALES:
        complaints += [line for line, names in _conflicts(language, root) if not wanted or wanted & names]
    return complaints


def _check_area(language: str, area: str, found: list[Found], root: Path) -> Iterator[str]:
    where = f"{language}/{area}.po"
    catalogue = read_catalogue(po_path(language, area, root), language)
    missing = {(f.key, f.context) for f in found}
    for message in catalogue:
        if not message.id:
            continue
        key = (_key(message), message.context)
        if key not in missing:
            yield f"{where}: no longer used, run update {area}: {_short(message)}"
            continue
        missing.discard(key)
        yield from (f"{where}: {wrong}: {_short(message)}" for wrong in _faults(message, language))
    for key, _context in sorted(missing, key=str):
        yield f"{where}: not extracted yet, run update {area}: {key[:70]!r}"


def _faults(message: Message, language: str) -> Iterator[str]:
    """What is wrong with one translation."""
    strings = _strings(message)
    if not strings:
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked fuzzy"
    source = message.id[-1] if isinstance(message.id, tuple) else message.id
    for string in strings:
        if _fields(source) != _fields(string):
            yield f"fields differ ({_fields(source)} and {_fields(string)})"
        if source.endswith("\n") != string.endswith("\n") or source[:1].isspace() != string[:1].isspace():
            yield "begins or ends differently"
        foreign = sorted({c for c in string if "\u3400" <= c <= "\u9fff" and not _belongs(c, language)})
        if foreign:
            yield f"characters of the other script {''.join(foreign)}"


def _belongs(character: str, language: str) -> bool:
    for charset in CHARSETS[language]:
        try:
            character.encode(charset)
            return True
        except UnicodeEncodeError:
            continue
    return character in ALLOWED


def _fields(text: str) -> list[str] | str:
    """Sorted names of the fields in ``text``, with conversion and format; ``"broken"`` if braces do not pair."""
    try:
        return sorted({f"{name}{'!' + conversion if conversion else ''}{':' + form if form else ''}"
                       for _, name, form, conversion in Formatter().parse(text) if name is not None})
    except ValueError:
        return "broken"


def _conflicts(language: str, root: Path) -> Iterator[tuple[str, set[str]]]:
    """Texts that two areas translate differently, or use once with and once without a plural."""
    seen: dict[tuple[str, str | None], tuple[Message, str]] = {}
    for area in areas(root):
        for message in read_catalogue(po_path(language, area, root), language):
            if not message.id or not _strings(message):
                continue
            first, owner = seen.setdefault((_key(message), message.context), (message, area))
            if first.string != message.string or first.id != message.id:
                yield (f"{language}: {_short(message)} is {_strings(first)} in {owner} but {_strings(message)} in "
                       f"{area}; agree, or use context()"), {owner, area}


def _key(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple) else message.id)


def _strings(message: Message) -> list[str]:
    """The translations of ``message``; empty if one of its forms is missing."""
    strings = list(message.string) if isinstance(message.string, tuple | list) else [message.string]
    return [str(s) for s in strings] if all(strings) else []


def _short(message: Message) -> str:
    return repr(_key(message)[:70])


def compile_all(root: Path = ROOT, *, only_stale: bool = False) -> list[Path]:
    """Merge the areas of each language into its .mo; returns the files written (their bytes depend on texts only)."""
    written = []
    for language in LOCALES:
        sources = sorted(po_path(language, "x", root).parent.glob("*.po"))
        target = mo_path(language, root)
        if not sources or (only_stale and not _stale(target, sources)):
            continue
        merged = Catalog(locale=LOCALES[language], project="debttracker", version="1", charset="utf-8", fuzzy=False)
        merged.creation_date = merged.revision_date = datetime(1980, 1, 1, tzinfo=UTC)
        for source in sources:
            for message in read_catalogue(source, language):
                if message.id and _strings(message) and not message.fuzzy:
                    merged.add(message.id, message.string, context=message.context)
        buffer = BytesIO()
        write_mo(buffer, merged)
        part = target.with_name(f".{target.name}.{os.getpid()}")  # two test runs may compile at once
        part.write_bytes(buffer.getvalue())
        part.replace(target)
        written.append(target)
    return written


def _stale(target: Path, sources: list[Path]) -> bool:
    return not target.is_file() or target.stat().st_mtime_ns < max(path.stat().st_mtime_ns for path in sources)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("update", "check", "compile"))
    parser.add_argument("area", nargs="*", help="areas; none means all")
    given = parser.parse_args(arguments)
    unknown = set(given.area) - set(areas())
    if unknown:
        parser.error(f"no such area: {', '.join(sorted(unknown))}; there are {', '.join(areas())}")
    if given.command == "update":
        for area in given.area or areas():
            update(area)
    elif given.command == "compile":
        compile_all()
    else:
        complaints = check(given.area)
        print("\n".join(complaints) if complaints else "catalogues: complete")
        return 1 if complaints else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
