"""The command: see the package."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.measuring import alone, machine
from tests.bench.peers.files import made
from tests.bench.peers.paper import paper
from tests.bench.peers.programs import BARE, OURS, PEERS, Program, surroundings
from tests.bench.peers.screen import Screen, Titles
from tests.bench.peers.watch import TooSlow, Watch, Watched, adopt_orphans, end_all, family, started
from tests.bench.rows.start import PROBES
from tests.bench.runs import OUT, last_line

_HOMES = OUT / "peers" / "homes"
_PICTURES = OUT / "peers" / "pictures"
_TOOLS = ("Xvfb", "openbox", "xdotool", "xprop", "xsetroot", "dbus-daemon", "dbus-run-session")


def run_once(program: Program, size: int, screen: Screen, pictures: Path | None) -> Watched:
    """One run: a home as after a first start, a copy of the file, a private session bus, all ended afterwards."""
    path = made(size, program.suffix) if program.suffix else Path()
    with tempfile.TemporaryDirectory(prefix="peer-") as folder:
        home, copied = Path(folder) / "home", Path(folder) / path.name
        shutil.copytree(_template(program, screen), home, symlinks=True) if program.package else home.mkdir()
        (home / "run").mkdir(mode=0o700, exist_ok=True)
        if program.suffix:
            shutil.copyfile(path, copied)
        apart = set(family(set()))
        env = surroundings(program, size, home, screen.environment)
        bus = subprocess.Popen(["dbus-daemon", "--session", "--print-address", "--nofork"], stdout=subprocess.PIPE, text=True,
                               env=env, stderr=subprocess.DEVNULL)
        assert bus.stdout is not None
        env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        titles = Titles(screen)
        time.sleep(0.3)
        apart |= {p for p in family(set()) if _name(p) == "xprop"}
        try:
            return _watched(program, size, screen, titles, apart, [*program.words(copied, size)], env, pictures)
        finally:
            titles.close()
            end_all(apart)
            bus.wait()
            time.sleep(0.2)


def _watched(program: Program, size: int, screen: Screen, titles: Titles, apart: set[int], words: list[object],
             env: dict[str, str], pictures: Path | None) -> Watched:
    """Start it, wait until it is quiet; then open its list of records, if that is another step, and add that time."""
    watch = Watch(screen, titles, apart)
    began = time.monotonic()
    started(words, env)
    try:
        seen = watch.until_quiet(began, program.title, program.patience_s)
        if program.keys:
            assert seen.quiet is not None
            before, step, again = screen.raw(), Watch(screen, titles, apart), time.monotonic()
            for one in program.keys:
                screen.run("xdotool", *one)
            then = step.until_quiet(again, "", program.patience_s, before)
            seen = Watched(seen.quiet + then.painted, seen.quiet + then.complete,
                           seen.quiet + then.quiet if then.quiet else None, then.peak_mib, then.shares)
    finally:
        if pictures:
            from matplotlib.image import imsave

            imsave(pictures / f"{program.name.replace(' ', '-').replace(',', '')}-{size}.png", screen.picture(screen.raw()).copy())
    return seen


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _template(program: Program, screen: Screen) -> Path:
    """A home as the program's first start leaves it, made once: no first start is measured."""
    home = _HOMES / (program.package)
    if not home.is_dir():
        half = home.with_suffix(".part")
        shutil.rmtree(half, ignore_errors=True)
        for name, text in program.settings:
            target = half / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        (half / "run").mkdir(mode=0o700, parents=True)
        apart = set(family(set()))
        assert program.suffix
        env = surroundings(program, 0, half, screen.environment)
        started(["dbus-run-session", "--", *program.words(made(0, program.suffix), 0)], env)
        time.sleep(12)
        end_all(apart)
        shutil.rmtree(half / "run")  # sockets
        half.rename(home)
    return home


def first_rows(size: int, screen: Screen) -> float:
    """Seconds from the start of our process until the first rows of the timeline are on ``screen``, as the program itself
    sees it: from outside they cannot be told from the places that are kept free beside them."""
    began = time.monotonic()
    seen, _peak = last_line([sys.executable, PROBES / "program.py", "rows"], **surroundings(OURS, size, Path(), screen.environment))
    return seen - began


def measure(programs: Sequence[Program], size: int, turns: int, lock: Path | None, rows: list[float]) -> dict[str, list[Watched]]:
    """All programs in turns, each turn under ``lock``; the slow ones once, at the end. ``rows`` gets one :func:`first_rows` for
    each turn."""
    found: dict[str, list[Watched]] = {p.name: [] for p in programs}
    quick = [p for p in programs if not p.slow]
    for together in [quick] * turns + [[p] for p in programs if p.slow]:
        with alone(lock):
            for program in together:
                _measure_one(program, size, found[program.name])
                if program.ours:
                    with Screen(OUT / "peers" / "screen") as screen:
                        rows.append(first_rows(size, screen))
    return found


def _measure_one(program: Program, size: int, runs: list[Watched]) -> None:
    with Screen(OUT / "peers" / "screen") as screen:
        try:
            seen = run_once(program, size, screen, _PICTURES)
        except TooSlow as trouble:
            print(f"{program.name}: {trouble}", flush=True)
            return
    runs.append(seen)
    quiet = f"{seen.quiet:.2f} s" if seen.quiet else "not reached"
    print(f"  {len(runs)} {program.name:26} painted {seen.painted:7.2f} s  shown {seen.complete:7.2f} s  quiet {quiet}", flush=True)


def table(programs: Sequence[Program], found: dict[str, list[Watched]], rows: list[float]) -> str:
    """Medians, as Markdown. The last columns: quiet and shown against our first rows, shown against our shown, and the bar."""
    ours, bare, first = _median(found[OURS.name], "complete"), _median(found[BARE.name], "complete"), median(rows)
    lines = [f"Our first rows: {first:.3f} s (n = {len(rows)}).", "",
             ("| program | version | n | painted s | shown s | quiet s | peak MiB | shown ÷ bare | quiet ÷ our rows "
              "| shown ÷ our rows | shown ÷ our shown | asked |"),
             "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    for program in programs:
        runs = found[program.name]
        if not runs:
            continue
        shown, quiet = _median(runs, "complete"), _median(runs, "quiet")
        peer = program.package and ours
        lines.append(f"| {program.name} | {program.version()} | {len(runs)} | {_median(runs, 'painted'):.2f} | {shown:.2f} | "
                     f"{f'{quiet:.2f}' if quiet else 'not reached'} | {max(r.peak_mib for r in runs):.0f} | {shown / bare:.1f} | "
                     f"{f'{quiet / first:.1f}' if peer and quiet else ''} | {f'{shown / first:.1f}' if peer else ''} | "
                     f"{f'{shown / ours:.1f}' if peer else ''} | "
                     f"{f'{program.asked:g}' if program.asked else ''} |")
    return "\n".join(lines)


def _median(runs: Sequence[Watched], what: str) -> float:
    """0 when a run did not get there."""
    values = [getattr(run, what) for run in runs]
    return 0.0 if None in values else median(values)


def main() -> int:
    """Measure what is installed, print the table and keep it as build/bench/peers.json."""
    parser = argparse.ArgumentParser(prog="make bench-peers")
    parser.add_argument("--only", action="append", default=[], metavar="WORD", help="peers with WORD in their name; may be repeated")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000], metavar="N", help="numbers of records")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--lock", type=Path, metavar="FILE", help="hold the lock FILE during each run")
    parser.add_argument("--pdf", action="store_true", help="a table made into a PDF instead")
    args = parser.parse_args()
    if missing := [tool for tool in _TOOLS if not shutil.which(tool)]:
        print(f"Not here, so nothing can be measured: {', '.join(missing)} (see tests/bench/peers/__init__.py).")
        return 1
    if args.pdf:
        print(paper(args.turns, args.lock))
        return 0
    wanted = [p for p in PEERS if not args.only or any(word.lower() in p.name.lower() for word in args.only)]
    absent = [p.name for p in wanted if not p.installed()]
    if absent:
        print(f"Not installed, so left out: {', '.join(absent)}.")
    programs = [BARE, OURS, *(p for p in wanted if p.installed())]
    adopt_orphans()
    _PICTURES.mkdir(parents=True, exist_ok=True)
    kept: dict[str, Any] = {"machine": machine()}
    for size in args.sizes:
        for program in programs:
            if program.suffix:
                made(size, program.suffix)
        print(f"{size:,} records", flush=True)
        rows: list[float] = []
        found = measure(programs, size, args.turns, args.lock, rows)
        print(table(programs, found, rows), flush=True)
        kept[str(size)] = {"our first rows": rows, **{name: [asdict(run) for run in runs] for name, runs in found.items()}}
    (OUT / "peers.json").write_text(json.dumps(kept, indent=1) + "\n")
    print(f"Pictures of each: {_PICTURES}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
