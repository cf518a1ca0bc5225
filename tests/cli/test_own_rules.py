"""Rule files of the user's own on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from debttracker.basics.moments import Moment
from debttracker.basics.resources import resource_path
from debttracker.case.creation import create_case
from debttracker.case.entries import log_contact
from debttracker.cli.main import main
from debttracker.derived.flag_state import own_packs_folder
from debttracker.derived.own_packs import add_pack, own_packs, put_back, remove_pack
from debttracker.rules.packs import shipped_packs
from tests.packs.own_pack import OWN


@pytest.fixture(autouse=True)
def own_folder() -> Iterator[Path]:
    folder = own_packs_folder()
    yield folder
    for path in folder.glob("*.toml") if folder.is_dir() else ():
        path.unlink()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "whatever.toml"
    path.write_text(OWN.format(id="zz", limit=1), encoding="utf-8")
    return path


def test_add_list_and_check(file: Path, tmp_path: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--add", str(file), "--jurisdiction", "zz", "--json"]) == 0
    out, err = capsys.readouterr()
    (pack,) = json.loads(out)
    assert (pack["jurisdiction"], [rule["id"] for rule in pack["rules"]]) == ("ZZ", ["zz.once"])
    assert str(own_folder / "zz.toml") in err
    case, _ = create_case(tmp_path / "case", zone="Europe/London", jurisdictions=("uk",))
    with case:
        ids = [case.change(log_contact(case.reader(), Moment.of_local(datetime(2026, 3, 3, hour), "Europe/London"),
                                       party_name="Firm" if hour == 10 else "", party_id=None if hour == 10 else 1,
                                       channel="call", outcome="answered", direction="in", reached="borrower")).ids[-3]
               for hour in (10, 11)]
    assert main(["check", str(tmp_path / "case"), "--jurisdiction", "zz", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["rule"], found["contacts"], found["count"], found["limit"], found["strength"]) == (
        "zz.once", ids, 2, 1, "hard")


def test_a_bad_file_is_refused_with_its_line_and_nothing_is_copied(file: Path, own_folder: Path,
                                                                   capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(OWN.format(id="zz", limit="[1]"), encoding="utf-8")
    assert main(["rules", "--add", str(file)]) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert "whatever.toml" in err
    assert "Line 21" in err
    assert not (own_folder / "zz.toml").exists()


def test_a_bad_file_among_good_ones_is_named_and_the_rest_work(file: Path, own_folder: Path,
                                                               capsys: pytest.CaptureFixture[str]) -> None:
    add_pack(file)
    (own_folder / "broken.toml").write_text("format = 1\nid = ", encoding="utf-8")
    assert main(["rules", "--json"]) == 0
    out, err = capsys.readouterr()
    assert len(json.loads(out)) == len(shipped_packs().packs) + 1
    assert "broken.toml" in err
    assert [(one.path.name, one.trouble is not None) for one in own_packs()] == [("broken.toml", True), ("zz.toml", False)]


def test_one_with_a_shipped_id_replaces_it_until_it_is_taken_away(file: Path,
                                                                  capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(OWN.format(id="cn", limit=2).replace('"ZZ"', '"CN"'), encoding="utf-8")
    assert main(["rules", "--add", str(file), "--jurisdiction", "cn", "--json"]) == 0
    out, err = capsys.readouterr()
    assert [rule["id"] for rule in json.loads(out)[0]["rules"]] == ["cn.once"]
    assert "instead of" in err
    held = remove_pack(own_packs()[0].path)
    assert main(["rules", "--jurisdiction", "cn", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)[0]["rules"]) > 20
    put_back(own_packs_folder() / "cn.toml", held)
    assert own_packs()[0].pack is not None


def test_the_example_that_people_begin_from_is_a_good_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--add", str(resource_path("example_rules.toml")), "--jurisdiction", "zz", "--json"]) == 0
    (pack,) = json.loads(capsys.readouterr().out)
    assert [rule["kind"] for rule in pack["rules"]] == ["quiet_hours", "count"]
