"""Which system libraries Qt needs that the Python wheel does not bring, and how each Linux calls them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

#: Qt's own files by what they are for; the second is needed only to show a window on X11.
TOOLKIT = ("lib/libQt6Widgets.so.6", "lib/libQt6Svg.so.6", "plugins/platforms/libqoffscreen.so")
WINDOW = ("plugins/platforms/libqxcb.so",)

#: Library → package in Debian and Ubuntu, Fedora, Arch.
PACKAGES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libGLX.so.0": ("libglx0", "libglvnd-glx", "libglvnd"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd-opengl", "libglvnd"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11"),
    "libX11.so.6": ("libx11-6", "libX11", "libx11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2", "krb5-libs", "krb5"),
    "libstdc++.so.6": ("libstdc++6", "libstdc++", "gcc-libs"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xinput.so.0": ("libxcb-xinput0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libz.so.1": ("zlib1g", "zlib", "zlib"),
    "libzstd.so.1": ("libzstd1", "libzstd", "zstd"),
}
FAMILIES = (("debian", "apt-get install -y"), ("fedora", "dnf install"), ("arch", "pacman -S"))


def missing(qt_folder: Path, files: tuple[str, ...]) -> list[str]:
    """Names of the shared libraries that Qt's ``files`` ask for and this system lacks, sorted.

    Where ``ldd`` is absent, the dynamic loader is asked, which names only the first one.
    """
    absent: set[str] = set()
    for file in files:
        path = qt_folder / file
        if shutil.which("ldd"):
            told = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=False).stdout
            absent |= set(re.findall(r"(\S+) => not found", told))
        else:
            absent |= _ask_loader(path)
    return sorted(absent)


def _ask_loader(path: Path) -> set[str]:
    import ctypes

    try:
        ctypes.CDLL(str(path))
    except OSError as error:
        return {str(error).partition(":")[0]}
    return set()


def family(os_release: str) -> int | None:
    """Index of the distribution's family in :data:`FAMILIES`, read from the text of ``/etc/os-release``."""
    lines = re.findall(r'^ID(?:_LIKE)?="?([^"\n]*)', os_release, re.MULTILINE)
    names = set(re.findall(r"[a-z]+", " ".join(lines).lower()))
    names |= {"debian"} if names & {"ubuntu"} else set()
    names |= {"fedora"} if names & {"rhel", "centos"} else set()
    return next((i for i, (name, _command) in enumerate(FAMILIES) if name in names), None)


def packages(libraries: list[str], distribution: int | None) -> list[str]:
    """Package names for ``libraries``; a library nobody here knows, or an unknown system, keeps the library's name."""
    if distribution is None:
        return libraries
    return sorted({PACKAGES[lib][distribution] if lib in PACKAGES else lib for lib in libraries})


def ensure(qt_folder: Path, *, window: bool) -> str | None:
    """Make Qt loadable, installing Debian packages where that needs no question.

    With ``window`` the X11 plugin must load too. Returns None when all is there, else one line for a person.
    """
    wanted = TOOLKIT + (WINDOW if window else ())
    absent = missing(qt_folder, wanted)
    if not absent:
        return None
    release = Path("/etc/os-release")
    distribution = family(release.read_text(encoding="utf-8")) if release.is_file() else None
    names = packages(absent, distribution)
    prefix = _may_install() if distribution == 0 else None
    if prefix is not None:
        print(f"Installing what Qt needs: {' '.join(names)}", flush=True)
        _apt_install(prefix, names)
        absent = missing(qt_folder, wanted)
        if not absent:
            return None
        names = packages(absent, distribution)
    if distribution is None:
        return f"debttracker needs these system libraries, please install them: {' '.join(names)}"
    return f"debttracker needs system packages, please run: sudo {FAMILIES[distribution][1]} {' '.join(names)}"


def _may_install() -> list[str] | None:
    """The words before apt-get that let it run without a question; None when it may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["sudo", "-n"] if allowed else None


def _apt_install(prefix: list[str], names: list[str]) -> None:
    """Install ``names``; a fresh machine has no package lists yet, so fetch them when the first try fails."""
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install = [*command, "install", "-y", "-qq", "--no-install-recommends", *names]
    if subprocess.run(install, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode:
        subprocess.run([*command, "update", "-qq"], stdin=subprocess.DEVNULL, check=False)
        subprocess.run(install, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
