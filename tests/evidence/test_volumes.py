"""Volumes take turns: what is prepared begins when there is room, and nothing is left behind when it stops."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from debttracker.evidence import volumes as place
from debttracker.evidence.record import VolumeLine
from debttracker.evidence.typesetting import Job
from debttracker.evidence.volumes import Volumes

LINE = VolumeLine("", "C-000001 – C-000002", "", 2, 0, "")


class Typing:
    """A job that ends when the test says so."""

    begun: list[Typing]

    def __init__(self, job: Job, **_: object) -> None:
        self.job, self.future = job, Future[bytes]()
        self.begun.append(self)

    def result(self, _beat: object) -> bytes:
        return self.future.result(timeout=0)

    def stop(self) -> None:
        pass

    def end(self) -> None:
        self.future.set_result(f"pages of {self.job.data}".encode())


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Typing]:
    Typing.begun = []
    monkeypatch.setattr(place, "Running", Typing)
    monkeypatch.setattr(place, "page_count", lambda _document: 3)
    monkeypatch.setattr(place, "AT_ONCE", 2)
    return Typing.begun


def job(name: str) -> Job:
    return Job("evidence.typ", name, 0)


def names(begun: list[Typing]) -> list[str]:
    return [one.job.data for one in begun]


def test_one_volume_is_prepared_ahead_and_begins_as_soon_as_another_ends(begun: list[Typing], tmp_path: Path) -> None:
    volumes = Volumes(tmp_path / "e.pdf", tmp_path, lambda: None)
    for name in "ab":
        volumes.begin(LINE, job(name))
    volumes.begin(LINE, job("c"))  # comes back although there is no room: the next can be prepared
    assert names(begun) == ["a", "b"]
    volumes.go_on()
    assert names(begun) == ["a", "b"]
    begun[0].end()
    begun[1].end()
    volumes.go_on()
    assert names(begun) == ["a", "b", "c"]
    volumes.begin(LINE, job("d"))
    assert names(begun) == ["a", "b", "c", "d"]


def test_no_more_than_one_waits_and_all_are_kept_in_order(begun: list[Typing], tmp_path: Path) -> None:
    def beat() -> None:  # somebody waits: the youngest ends first
        next(one for one in reversed(begun) if not one.future.done()).end()

    volumes = Volumes(tmp_path / "e.pdf", tmp_path, beat)
    for name in "abcdef":
        volumes.begin(LINE, job(name))
        assert len(begun) >= "abcdef".index(name)
    volumes.wait()
    assert names(begun) == list("abcdef")
    assert [line.file_name for line in volumes.lines] == [f"e-vol-{n}.pdf" for n in range(2, 8)]
    assert [(tmp_path / line.file_name).read_text() for line in volumes.lines] == [f"pages of {n}" for n in "abcdef"]
    assert {line.pages for line in volumes.lines} == {3}


def test_processes_that_waited_in_vain_end_when_it_stops(tmp_path: Path) -> None:
    volumes = Volumes(tmp_path / "e.pdf", tmp_path, lambda: None)
    volumes.expect(7)
    processes = list(volumes._idle)
    assert 1 <= len(processes) <= 2
    assert all(process.poll() is None for process in processes)
    volumes.stop()
    assert all(process.poll() is not None for process in processes)
