"""Which packages are named to whom when Qt's system libraries are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

import qt_libraries

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n'
UBUNTU = "ID=ubuntu\nID_LIKE=debian\n"
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
ROCKY = 'ID="rocky"\nID_LIKE="rhel centos fedora"\n'
MANJARO = "ID=manjaro\nID_LIKE=arch\n"


@pytest.mark.parametrize(("release", "family"), [(DEBIAN, 0), (UBUNTU, 0), (MINT, 0), ("ID=fedora\n", 1), (ROCKY, 1),
                                                 (MANJARO, 2), ("ID=gentoo\n", None), ("", None)])
def test_family_of_a_distribution(release: str, family: int | None) -> None:
    assert qt_libraries.family(release) == family


def test_package_names() -> None:
    libraries = ["libxcb-icccm.so.4", "libEGL.so.1", "libGL.so.1", "libnew.so.9"]
    assert qt_libraries.packages(libraries, 0) == ["libegl1", "libgl1", "libnew.so.9", "libxcb-icccm4"]
    assert qt_libraries.packages(libraries, 2) == ["libglvnd", "libnew.so.9", "xcb-util-wm"]
    assert qt_libraries.packages(libraries, None) == libraries


@pytest.mark.parametrize(("release", "line"), [
    (UBUNTU, "debttracker needs system packages, please run: sudo apt-get install -y libegl1 libxcb-cursor0"),
    ("ID=fedora\n", "debttracker needs system packages, please run: sudo dnf install libglvnd-egl xcb-util-cursor"),
    (MANJARO, "debttracker needs system packages, please run: sudo pacman -S libglvnd xcb-util-cursor"),
    ("ID=gentoo\n", "debttracker needs these system libraries, please install them: libEGL.so.1 libxcb-cursor.so.0"),
])
def test_one_line_names_the_packages_where_installing_is_not_allowed(
        monkeypatch: pytest.MonkeyPatch, release: str, line: str) -> None:
    monkeypatch.setattr(qt_libraries, "missing", lambda *_: ["libEGL.so.1", "libxcb-cursor.so.0"])
    monkeypatch.setattr(qt_libraries, "_may_install", lambda: None)
    monkeypatch.setattr(Path, "read_text", lambda *_a, **_k: release)
    assert qt_libraries.ensure(Path("/nowhere"), window=True) == line


def test_installs_on_debian_when_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = ["libEGL.so.1"]
    calls: list[tuple[list[str], list[str]]] = []

    def install(prefix: list[str], names: list[str]) -> None:
        calls.append((prefix, names))
        absent.clear()

    monkeypatch.setattr(qt_libraries, "missing", lambda *_: list(absent))
    monkeypatch.setattr(qt_libraries, "_may_install", lambda: ["sudo", "-n"])
    monkeypatch.setattr(qt_libraries, "_apt_install", install)
    monkeypatch.setattr(Path, "read_text", lambda *_a, **_k: DEBIAN)
    assert qt_libraries.ensure(Path("/nowhere"), window=False) is None
    assert calls == [(["sudo", "-n"], ["libegl1"])]


def test_missing_libraries_are_read_from_ldd(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "ldd"
    tool.write_text("#!/bin/sh\nprintf '\\tlibEGL.so.1 => not found\\n\\tlibc.so.6 => /lib/libc.so.6 (0x1)\\n'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert qt_libraries.missing(Path("/nowhere"), ("a.so", "b.so")) == ["libEGL.so.1"]
