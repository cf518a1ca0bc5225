"""``check`` and ``rules`` as a process of their own, on a real case: the JSON is exactly what was agreed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from debttracker.basics.moments import day_number
from debttracker.case.change import Change, add
from debttracker.case.creation import create_case
from debttracker.rules.packs import shipped_packs

DAY = day_number(date(2026, 3, 2))
FINDING = {"rule", "jurisdiction", "from", "to", "contacts", "count", "limit", "strength", "conditions", "explanation"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in China: a bank's agency rings at 22:14 and four more times that are answered, and one unknown caller."""
    place = tmp_path_factory.mktemp("check") / "case"
    case, _code = create_case(place, zone="Asia/Shanghai", jurisdictions=("cn",))
    with case:
        def call(hour: int, minute: int, outcome: str, party: int | None) -> Any:
            return add("contact", at_ms=DAY * 86_400_000 + ((hour - 8) * 60 + minute) * 60_000, zone="Asia/Shanghai",
                       channel="call", outcome=outcome, party_id=party, duration_s=60)
        case.change(Change.of("x", add("party", -1, name="安心银行", role="creditor", firm="bank"),
                              add("party", -2, name="恒通催收", role="collector", firm="outside_collector", acts_for="1"),
                              call(22, 14, "missed", 2), *(call(9 + n, 0, "answered", 2) for n in range(4)),
                              call(23, 0, "missed", None)))
    return place


def run(*arguments: object, language: str = "en") -> subprocess.CompletedProcess[str]:
    home = Path(str(arguments[1])).parent if len(arguments) > 1 and Path(str(arguments[1])).is_dir() else Path.cwd()
    return subprocess.run([sys.executable, "-m", "debttracker", *map(str, arguments)], capture_output=True, text=True,
                          encoding="utf-8", timeout=120, check=False,
                          env={**os.environ, "DEBTTRACKER_LANGUAGE": language, "XDG_CONFIG_HOME": str(home / "config"),
                               "PYTHONIOENCODING": "utf-8"})


def findings(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert set(told) == {"findings"}
    found: list[dict[str, Any]] = told["findings"]
    return found


def test_findings_of_a_case_as_json(folder: Path) -> None:
    found = findings(run("check", folder, "--json"))
    assert all(set(one) == FINDING for one in found)
    late = next(one for one in found if one["rule"] == "cn.cba2026.quiet-hours" and one["contacts"] == [1])
    assert late == {
        "rule": "cn.cba2026.quiet-hours", "jurisdiction": "CN", "from": "2026-03-02T22:14:00+08:00",
        "to": "2026-03-02T22:14:00+08:00", "contacts": [1], "count": 1, "limit": 0, "strength": "hard",
        "conditions": ["Had you agreed that 恒通催收 may contact you at such times?"],
        "explanation": "2026-03-02, 恒通催收: Call at 22:14. Hours allowed that day: 08:00–22:00."}
    calls = next(one for one in found if one["rule"] == "cn.gbt45251.calls-interactive")
    assert (calls["contacts"], calls["count"], calls["limit"], calls["strength"]) == ([2, 3, 4, 5], 4, 3, "hard")
    assert (calls["from"], calls["to"]) == ("2026-03-02", "2026-03-02")


def test_an_unknown_caller_is_asked_about_and_not_passed_over(folder: Path) -> None:
    found = [one for one in findings(run("check", folder, "--json")) if one["contacts"] == [6]]
    assert found
    assert all(one["conditions"] for one in found if one["rule"].startswith("cn.cba2026"))


def test_the_jurisdiction_can_be_given_and_repeated(folder: Path) -> None:
    assert {one["jurisdiction"] for one in findings(run("check", folder, "--jurisdiction", "tw", "--json"))} == {"TW"}
    both = findings(run("check", folder, "--jurisdiction", "cn", "--jurisdiction", "TW", "--json"))
    assert {one["jurisdiction"] for one in both} == {"CN", "TW"}


def test_explanations_follow_the_language(folder: Path) -> None:
    told = [findings(run("check", folder, "--json", language=code))[0]["explanation"] for code in ("zh-Hans", "zh-Hant")]
    assert all("22:" in text or "23:" in text or "09:" in text for text in told)
    assert told[0] != findings(run("check", folder, "--json"))[0]["explanation"]


def test_a_place_without_rules_is_a_calm_sentence(folder: Path) -> None:
    done = run("check", folder, "--jurisdiction", "atlantis", "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "There is no rule pack for ATLANTIS" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("name", "code"), [("missing", 3), ("no-case", 5)])
def test_what_is_no_case_is_said_calmly(tmp_path: Path, name: str, code: int) -> None:
    (tmp_path / "no-case").mkdir()
    done = run("check", tmp_path / name, "--json")
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_broken_pack_of_the_users_own_is_named_and_the_rest_works(folder: Path) -> None:
    own = folder.parent / "config" / "debttracker" / "rules"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("format = 1\nid = ", encoding="utf-8")
    try:
        done = run("check", folder, "--json")
        assert done.returncode == 0
        assert "mine.toml" in done.stderr
        assert "Line 2" in done.stderr
        assert json.loads(done.stdout)["findings"]
    finally:
        (own / "mine.toml").unlink()


def test_packs_as_json() -> None:
    done = run("rules", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {pack["id"] for pack in told} >= {pack.id for pack in shipped_packs().packs}
    rule = next(rule for pack in told if pack["id"] == "us" for rule in pack["rules"] if rule["id"] == "us-regf-7in7")
    assert {"title", "plain", "instrument", "article", "body", "force", "from", "to", "address", "confidence",
            "strength"} <= set(rule)
    assert rule["from"] == "2021-11-30"
    only = json.loads(run("rules", "--jurisdiction", "tw", "--json").stdout)
    assert [pack["jurisdiction"] for pack in only] == ["TW"]


def test_rules_of_a_place_without_a_pack_is_a_calm_sentence() -> None:
    done = run("rules", "--jurisdiction", "atlantis", "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "There is no rule pack for ATLANTIS" in done.stderr
