"""README, CONTRIBUTING and CHANGELOG say what is true: links lead somewhere, commands run, tables are complete."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

import bootstrap
from debttracker import __version__
from debttracker.case.case import open_case
from debttracker.case.entries import attach
from debttracker.cli.main import COMMANDS, _parse, main

NAMES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def text_of(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def command_lines(root: Path) -> list[list[str]]:
    """Each ``debttracker …`` line of the README, as words without the program's name and without comments."""
    lines = [line for block in blocks(text_of(root, "README.md"), "sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("debttracker ")]


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(root: Path, name: str) -> None:
    text = text_of(root, name)
    headings = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif not target.startswith("https://"):
            assert (root / target).is_file(), target


def test_pictures_are_small_and_used(root: Path) -> None:
    shown = set(re.findall(r"packaging/pictures/([\w.-]+)", text_of(root, "README.md")))
    there = {path.name: path.stat().st_size for path in (root / "packaging" / "pictures").iterdir()}
    assert shown == set(there)
    assert sum(there.values()) < 900_000


@pytest.mark.parametrize("name", NAMES)
def test_targets_exist(root: Path, name: str) -> None:
    for target in re.findall(r"(?:`|^)(?:make|python packaging/bootstrap\.py) ([a-z-]+)", text_of(root, name), re.MULTILINE):
        assert target in bootstrap.COMMANDS, target


def test_the_two_commands_come_first(root: Path) -> None:
    first, second = blocks(text_of(root, "README.md"), "sh")[:2]
    assert [line.split()[:2] for line in first.splitlines()] == [["make", "run"], ["make", "test"]]
    assert second.splitlines() == ["python packaging/bootstrap.py run", "python packaging/bootstrap.py test"]


def test_every_command_has_an_example_that_parses(root: Path) -> None:
    lines = command_lines(root)
    for words in lines:
        _parse(words)
    assert {words[0] for words in lines} == set(COMMANDS)


@pytest.mark.slow
def test_the_examples_run(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                          capsys: pytest.CaptureFixture[str]) -> None:
    sample = root / "resources" / "sample"
    shutil.copy(sample / "calls.xml", tmp_path / "calls.xml")
    shutil.copy(sample / "sms.en.xml", tmp_path / "sms.xml")
    (tmp_path / "debts.csv").write_text(blocks(text_of(root, "README.md"), "csv")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for words in command_lines(root):
        if words[0] in ("window", "demo"):  # these open windows; they have tests of their own
            continue
        assert main(words) == 0, words
        said = capsys.readouterr().out
        assert said.strip(), words
        if "--json" in words:
            json.loads(said)
    assert (tmp_path / "evidence.pdf").stat().st_size > 50_000


@pytest.mark.slow
def test_a_case_opens_without_the_program(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                          capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(root / "resources" / "sample" / "calls.xml", tmp_path / "calls.xml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEBTTRACKER_PASSPHRASE", "a short sentence of mine")
    assert main(["new", "my-case", "--zone", "Asia/Shanghai"]) == 0
    code = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{2,4}){6}", capsys.readouterr().out)
    assert main(["import", "my-case", "calls.xml"]) == 0
    video = bytes(range(256)) * 5_000
    with open_case(tmp_path / "my-case", "a short sentence of mine") as case:
        attach(case, "contact", 1, "visit.mp4", io.BytesIO(video))
    capsys.readouterr()
    program = blocks(text_of(root, "README.md"), "python")[0]
    assert "debttracker" not in program
    monkeypatch.setattr("builtins.input", lambda _prompt: "a short sentence of mine")
    exec(compile(program, "README.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) == 300
    assert (tmp_path / "visit.mp4").read_bytes() == video
    assert code is not None
    monkeypatch.setattr("builtins.input", lambda _prompt: code.group().replace("-", ""))
    exec(compile(program.replace("passphrase.age", "recovery.age"), "README.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) == 300


def bare(requirement: str) -> str:
    """The name of a requirement, without its version."""
    return re.split(r"[^\w-]", requirement)[0]


def test_each_dependency_has_its_reason_and_licence(root: Path) -> None:
    project = tomllib.loads(text_of(root, "pyproject.toml"))
    named = {bare(one) for one in project["project"]["dependencies"]}
    text = text_of(root, "CONTRIBUTING.md")
    rows = re.findall(r"^\| ([\w-]+) \| (.+) \| (.+) \|$", text.partition("## Dependencies")[2], re.MULTILINE)
    assert {name for name, _why, _licence in rows} - {"package", "---"} == named
    for one in project["dependency-groups"]["dev"]:
        assert re.search(rf"\b{bare(one)}\b", text), one


def test_the_map_leads_to_files(root: Path) -> None:
    text = text_of(root, "CONTRIBUTING.md")
    for path in re.findall(r"`((?:debttracker|resources|packaging|tests|\.ci)/[\w./-]*)`", text):
        assert (root / path).exists(), path
    for package in (root / "debttracker").iterdir():
        if (package / "__init__.py").is_file():
            assert f"`debttracker/{package.name}/" in text, package.name


def test_the_changelog_tells_of_this_version(root: Path) -> None:
    text = text_of(root, "CHANGELOG.md")
    assert re.search(r"^## \[Unreleased\]$", text, re.MULTILINE) and __version__ in text
