"""Setting a document with Typst in a process of its own: its memory goes back to the system, and it can be stopped.

Data travels through pipes, never over the disk: what a document says is private until the borrower saves it.
``python -m debttracker.evidence.typesetting`` is that process; it reads one job and writes one PDF.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as StillRunning
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch
from debttracker.basics.resources import resource_path
from debttracker.evidence.coverage import font_folders

#: Archival with tagged structure, and accessible: both at once (ISO 19005-3 level A, ISO 14289-1).
STANDARDS: Final = ("a-3a", "ua-1")
_HEARTBEAT: Final = 0.05
_FAILED: Final = N_("The document could not be set. Your records are unharmed. Please report this: {reason}")


@dataclass(frozen=True, slots=True)
class Job:
    """One document: the template's file name, its data as JSON text, the second (UTC, since 1970) it is dated, and
    the folder from which it may read embedded originals ("" = none)."""

    template: str
    data: str
    seconds: int
    root: str = ""


def typeset(job: Job, watch: Watch, beat: Callable[[], None] | None = None) -> bytes:
    """The PDF of ``job``. ``beat`` is called now and then meanwhile and may raise to stop it; raises Trouble."""
    with Running(job) as running:
        return running.result(beat or (lambda: watch.step(0, 0)))


class Running:
    """A job under way, ``future`` its PDF. Leaving the ``with`` block stops it if it has not ended."""

    def __init__(self, job: Job, *, beside: int = 0, process: subprocess.Popen[bytes] | None = None) -> None:
        """Start ``job``, for which ``beside`` others at a time leave their share of the processor's cores, in
        ``process`` if :func:`started` made one before."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="typesetting")
        self._process = process or started(beside)
        if self._process is None:
            self.future: Future[bytes] = self._thread.submit(compile_here, job)
        else:
            self.future = self._thread.submit(_converse, self._process, _packed(job))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End it and free what it holds."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
        self._thread.shutdown()

    def result(self, beat: Callable[[], None]) -> bytes:
        """Wait for the PDF, calling ``beat`` meanwhile; raises Trouble when the document could not be set."""
        while True:
            beat()
            try:
                return self.future.result(timeout=_HEARTBEAT)
            except StillRunning:
                continue


def started(beside: int = 0) -> subprocess.Popen[bytes] | None:
    """A process that has loaded Typst when its job comes; None in a packed program, which has no interpreter to start."""
    if getattr(sys, "frozen", False):
        return None
    return subprocess.Popen(
        [sys.executable, "-m", "debttracker.evidence.typesetting"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=_environment(beside), creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))


def first_done(jobs: Sequence[Running], beat: Callable[[], None]) -> Running:
    """Wait until one of ``jobs`` has ended, well or not, calling ``beat`` meanwhile."""
    futures = {job.future: job for job in jobs}
    while True:
        beat()
        ended, _ = wait(futures, timeout=_HEARTBEAT, return_when=FIRST_COMPLETED)
        if ended:
            return next(job for future, job in futures.items() if future in ended)


def compile_here(job: Job) -> bytes:
    """Set ``job`` in this process; raises Trouble."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders()))
    source = resource_path("typst", job.template).read_bytes()
    try:
        return typst.compile(  # type: ignore[type-var]  # its stub does not know bytes read from a file
            source, root=job.root or resource_path("typst"), font_paths=fonts, ignore_system_fonts=True,
            sys_inputs={"data": job.data}, pdf_standards=list(STANDARDS), timestamp=job.seconds)
    except typst.TypstError as error:
        raise Trouble(_FAILED, reason=error.message[:300]) from error


def main() -> int:
    """Read one job from standard input, write its PDF to standard output; no job is no error."""
    import typst  # noqa: F401 - loaded while the job is still being prepared

    stream = sys.stdin.buffer
    first = stream.readline()
    if not first:
        return 0
    head = json.loads(first)
    job = Job(data=stream.read().decode("utf-8"), **head)
    try:
        document = compile_here(job)
    except Trouble as trouble:
        sys.stderr.write(str(trouble.fields.get("reason", "")))
        return 1
    sys.stdout.buffer.write(document)
    return 0


def _packed(job: Job) -> bytes:
    head = json.dumps({"template": job.template, "seconds": job.seconds, "root": job.root})
    return f"{head}\n{job.data}".encode()


def _converse(process: subprocess.Popen[bytes], packed: bytes) -> bytes:
    """Hand over the job and take the PDF."""
    document, complaint = process.communicate(packed)
    if process.returncode:
        reason = complaint.decode("utf-8", "replace").strip()[-300:] or f"exit {process.returncode}"
        raise Trouble(_FAILED, reason=reason)
    return document


def _environment(beside: int) -> dict[str, str]:
    """This process's own, with the package where the new interpreter finds it, and Typst's number of threads: two
    processes with two threads each on two cores get in each other's way."""
    package = str(Path(__file__).resolve().parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH", "")])]
    threads = max((os.cpu_count() or 1) // (beside + 1), 1)
    return {"RAYON_NUM_THREADS": str(threads), **os.environ, "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONIOENCODING": "utf-8"}


if __name__ == "__main__":
    sys.exit(main())
