"""What the packs say held against what was found out: every example has its test, no rule is surer than its sources."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest

from debttracker.rules.pack import Confidence, Rule
from debttracker.rules.packs import shipped_packs

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "tests" / "files" / "rules"
RULES = {rule.id: rule for pack in shipped_packs().packs for rule in pack.rules}
CERTAINTY: dict[str, dict[str, str]] = tomllib.loads((FILES / "certainty.toml").read_text(encoding="utf-8"))
EXAMPLES: dict[str, list[str]] = tomllib.loads((FILES / "examples.toml").read_text(encoding="utf-8"))["rows"]
SUREST_FIRST = tuple(Confidence)

#: Every example of the fact files, by its row there.
ROWS = {
    *(f"us E{n:02d}" for n in range(1, 35)), *(f"us D{n:02d}" for n in range(1, 26)), "us D12b",
    *(f"cn ({letter})" for letter in "abcdefghijk"), *(f"cn case {n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 14)),
    *(f"tw {n}" for n in range(1, 9)), *(f"kr {n}" for n in range(1, 9)), *(f"jp {n}" for n in range(1, 6)),
    "jp exam item", *(f"hk {n}" for n in range(1, 8)), "au what counts: cut off, then voicemail",
    "au what counts: voicemail, e-mail, text", "au what counts: a thread",
}


def functions_of(path: str, known: dict[str, dict[str, Any]] = {}) -> dict[str, Any]:  # noqa: B006 - a cache
    """The test functions of a file, by name, each with the constants it names."""
    if path not in known:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        known[path] = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return known[path]


def test_every_example_has_a_row_and_every_row_is_an_example() -> None:
    assert set(EXAMPLES) == ROWS


@pytest.mark.parametrize("row", sorted(EXAMPLES))
def test_the_tests_of_an_example_exist_and_decide_something(row: str) -> None:
    assert EXAMPLES[row], "an example without a test"
    for name in EXAMPLES[row]:
        path, _, function = name.partition("::")
        assert function in functions_of(path), name
        assert any(isinstance(node, ast.Assert) for node in ast.walk(functions_of(path)[function])), name


def test_every_rule_has_a_row_of_certainty() -> None:
    assert set(CERTAINTY) == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_no_rule_is_surer_than_what_was_read(rule: Rule) -> None:
    most = Confidence(CERTAINTY[rule.id]["most"])
    assert SUREST_FIRST.index(rule.confidence) >= SUREST_FIRST.index(most)


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.to_verify], ids=lambda rule: rule.id)
def test_what_was_not_read_is_never_hard(rule: Rule) -> None:
    assert rule.strength.value == "soft"
