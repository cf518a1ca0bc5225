"""Findings of a large case stand in volumes of their own: every instance once, and the first file leads to it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from debttracker.basics.progress import Watch
from debttracker.evidence import pdf as press
from debttracker.evidence.document import FindingInstance, FindingSheet, Hidden, Redaction, Strength
from debttracker.evidence.findings_volumes import parts, volumes_of
from debttracker.evidence.pdf import write_pdf
from debttracker.evidence.volumes import Volumes
from tests.evidence import invented
from tests.evidence.test_pdf import embedded, whole_text

FIRST = date(2025, 6, 1)


def sheet(title: str, times: int) -> FindingSheet:
    """A rule found ``times`` times, once a contact."""
    return FindingSheet(title, "Notice 12, article 3", "departmental rule", Strength.HARD, tuple(
        FindingInstance(FIRST + timedelta(days=at % 500), FIRST + timedelta(days=at % 500), (f"C-{at % 30 + 1:06d}",),
                        "", None, 0, f"{title}: told {at}.") for at in range(times)), explanation=f"Why {title} is not allowed.")


def told(found: object) -> list[str]:
    return [one.counting for part in found for numbered in part.sheets for one in numbered.sheet.instances]  # type: ignore[attr-defined]


def test_few_findings_stay_in_the_first_file() -> None:
    assert parts([sheet("Night calls", 300), sheet("Day calls", 300)]) == ()


def test_many_are_cut_into_even_parts_that_hold_each_instance_once_and_in_order() -> None:
    sheets = [sheet("Night calls", 900), sheet("A visit", 3), sheet("Day calls", 300)]
    found = parts(sheets, capacity=600)
    sizes = [sum(len(one.sheet.instances) for one in part.sheets) for part in found]
    assert max(sizes) - min(sizes) <= 2 and max(sizes) <= 600
    assert told(found) == [one.counting for one in (*sheets[0].instances, *sheets[2].instances)]
    assert [[(one.place, one.goes_on) for one in part.sheets] for part in found] == [
        [(1, False)], [(1, True)], [(1, True), (3, False)]]
    assert volumes_of(found, 5) == {1: (5, 6, 7), 3: (7,)}


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A case of three volumes of contacts, with one long finding, one short one and a chart."""
    path = tmp_path_factory.mktemp("large") / "large.pdf"
    content = invented.content(60, contacts=invented.contacts(60, pictures=False),
                               findings=(sheet("Night calls", 650), sheet("A visit", 3)))
    return list(write_pdf(content, invented.choices(), path, capacity=20).paths)


def test_the_first_file_says_where_the_instances_are_and_keeps_the_short_list(volumes: list[Path]) -> None:
    first = " ".join(whole_text(volumes[0].read_bytes()).split())
    place = len(volumes)
    assert f"It was found 650 times; each stands in volume {place}." in first
    assert "3.1 Night calls" in first and "Why Night calls is not allowed." in first
    assert "Night calls: told 5." not in first
    assert all(f"A visit: told {at}." in first for at in range(3))
    assert "Findings 3.1" in first


def test_the_volume_has_every_instance_under_the_same_number_on_paper_and_as_data(volumes: list[Path]) -> None:
    last = " ".join(whole_text(volumes[-1].read_bytes()).split())
    assert "3.1 Night calls" in last and all(f"Night calls: told {at}." in last for at in range(650))
    inside = json.loads(embedded(volumes[-1])["case.json"])
    assert [(one["place"], one["times"], len(one["instances"])) for one in inside["findings"]] == [(1, 650, 650)]
    front = json.loads(embedded(volumes[0])["case.json"])
    assert [(one["place"], one["times"], one["volumes"], len(one["instances"])) for one in front["findings"]] == [
        (1, 650, [len(volumes)], 0), (2, 3, [], 3)]


def test_every_exhibit_says_the_volume_that_holds_it(volumes: list[Path]) -> None:
    last = " ".join(whole_text(volumes[-1].read_bytes()).split())
    for place, path in enumerate(volumes[1:-1], 2):
        for contact in json.loads(embedded(path)["case.json"])["contacts"]:
            if int(contact["exhibit"][2:]) <= 30:
                assert f"{contact['exhibit']} (vol. {place})" in last


def test_what_was_left_out_is_counted_once_though_findings_stand_apart(tmp_path: Path) -> None:
    content = invented.content(60, contacts=invented.contacts(60, pictures=False), findings=(sheet("Night calls", 650),))
    choices = invented.choices(redactions=(Redaction(Hidden.PHRASE, "private", ("told 7.",)),))
    files = write_pdf(content, choices, tmp_path / "x.pdf", capacity=20).paths
    (line,) = json.loads(embedded(files[0])["case.json"])["left_out"]
    assert (line["times"], line["why"]) == (1, "private")
    assert "told 7." not in whole_text(files[-1].read_bytes())


def test_charts_are_drawn_after_the_first_volumes_have_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not needed by the volumes, and an idle core waits meanwhile."""
    order: list[str] = []

    class Drawn(tuple):  # type: ignore[type-arg]
        __slots__ = ()

        def __iter__(self) -> object:  # type: ignore[override]
            order.append("charts")
            return super().__iter__()

    begin = Volumes.begin
    monkeypatch.setattr(Volumes, "begin", lambda self, line, job: (order.append("volume"), begin(self, line, job)))
    content = replace(invented.content(60, contacts=invented.contacts(60, pictures=False)), charts=Drawn((invented.chart(),)))
    press._Press(content, invented.choices(), Watch(), tmp_path, tmp_path / "x.pdf", 20).run()
    assert order.index("charts") == press.AT_ONCE


