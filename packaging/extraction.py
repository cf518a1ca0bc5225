"""Find the texts for people in the program's code, by its syntax tree.

Known forms: ``_("…")`` and ``speak("…")`` (also ``self._`` and ``self._speak``), ``N_("…")``, ``_.plural("one", "many", n)``,
``_.context("where", "…")``. A comment that begins with ``# L10n:`` on the line above is shown to translators.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SPEAKERS: Final = frozenset({"_", "N_", "speak", "_speak"})
TROUBLES: Final = frozenset({"BadInput", "WrongPassphrase", "Cancelled"})


@dataclass(frozen=True, slots=True)
class Found:
    """One text: its id (a pair when it has a plural), its context, the file and notes for the translator."""

    id: str | tuple[str, str]
    context: str | None
    file: str
    comments: tuple[str, ...]

    @property
    def key(self) -> str:
        """The id as catalogues key it."""
        return self.id[0] if isinstance(self.id, tuple) else self.id


def area_of(path: Path, root: Path) -> str:
    """The area whose catalogue holds the texts of the module at ``path``."""
    parts = path.relative_to(root / "debttracker").parts
    if parts[0] == "ui":
        return f"ui_{parts[1]}" if len(parts) > 2 else "ui_frame"
    return parts[0] if len(parts) > 1 else "cli"


def extract(path: Path, root: Path) -> tuple[list[Found], list[str]]:
    """The texts of one module in order, and a complaint for each call that no tool could extract."""
    source = path.read_text(encoding="utf-8")
    file = path.relative_to(root).as_posix()
    lines = source.splitlines()
    found: list[Found] = []
    complaints: list[str] = []
    for node in ast.walk(ast.parse(source, file)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = _called(node.func)
        wanted = _arguments(name, node)
        if wanted is None:
            if _is_trouble(name) and isinstance(node.args[0], ast.Constant | ast.JoinedStr):
                complaints.append(f"{file}:{node.lineno}: the message of {name} is not marked with N_()")
            continue
        if any(_is_built(argument) for argument in wanted):
            complaints.append(f"{file}:{node.lineno}: a text put together by code cannot be translated; use fields")
            continue
        texts = [a.value for a in wanted if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if len(texts) == len(wanted) and texts[-1]:
            found.append(_entry(name, texts, file, _note(lines, node.lineno)))
    return found, complaints


def _called(function: ast.expr) -> str:
    """The last name of what is called; ``words(language)("…")`` and ``session.words("…")`` count as ``_``."""
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute):
        return "_" if function.attr == "words" else function.attr
    if isinstance(function, ast.Call) and _called(function.func) == "words":
        return "_"
    return ""


def _arguments(name: str, node: ast.Call) -> list[ast.expr] | None:
    """The arguments that hold text, or None when the call is none of ours."""
    if name in SPEAKERS:
        return node.args[:1]
    if name in ("plural", "context") and isinstance(node.func, ast.Attribute) and len(node.args) >= 2:
        return node.args[:2]
    return None


def _entry(name: str, texts: list[str], file: str, comments: tuple[str, ...]) -> Found:
    if name == "plural":
        return Found((texts[0], texts[1]), None, file, comments)
    if name == "context":
        return Found(texts[1], texts[0], file, comments)
    return Found(texts[0], None, file, comments)


def _is_built(argument: ast.expr) -> bool:
    """Whether the text is an f-string, or pieces joined with + or %."""
    if isinstance(argument, ast.JoinedStr):
        return True
    return isinstance(argument, ast.BinOp) and any(
        isinstance(piece, ast.Constant) and isinstance(piece.value, str) for piece in ast.walk(argument))


def _is_trouble(name: str) -> bool:
    return name in TROUBLES or name.endswith("Trouble")


def _note(lines: list[str], line: int) -> tuple[str, ...]:
    above = lines[line - 2].strip() if line >= 2 else ""
    return (above.removeprefix("# L10n:").strip(),) if above.startswith("# L10n:") else ()
