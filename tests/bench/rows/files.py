"""Large files as evidence: kept, and read back, against a copy and ``sha256sum``."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import time
from pathlib import Path

from tests.bench.cases import VERSION, case_copy
from tests.bench.row import Row, Sample
from tests.bench.runs import OUT, in_child

_EVIDENCE_MIB = 64
#: Just large enough to bring in what keeping and reading a large file needs, and the key of the case's files.
_FIRST = b"brings in what it needs " * 50_000


def evidence() -> Path:
    """A file as large as a few minutes of video."""
    path = OUT / "files" / "evidence.bin"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(_EVIDENCE_MIB << 20))
    return path


def attached(size: int) -> Sample:
    """Seconds to keep the file with a contact, on a disk that is told to keep it."""
    return Sample(_attach(case_copy(size, "attach")))


def _attach(folder: Path) -> float:
    from debttracker.case.case import open_case
    from debttracker.case.entries import attach, attach_file

    path = evidence()
    with open_case(folder) as case:
        attach(case, "contact", 1, "first.bin", io.BytesIO(_FIRST))
        began = time.perf_counter()
        attach_file(case, "contact", 1, path)
        return time.perf_counter() - began


def copied(_size: int) -> Sample:
    """Seconds to read the file once, hash it and write a copy of it, and to have the disk keep it."""
    path, target = evidence(), OUT / "scratch" / "copied.bin"
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    began = time.perf_counter()
    with path.open("rb") as source, target.open("wb") as copy:
        while piece := source.read(1 << 20):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    took = time.perf_counter() - began
    target.unlink()
    return Sample(took)


def verified(size: int) -> Sample:
    """Seconds to read the kept file back and hold it against its hash."""
    from debttracker.case.case import open_case
    from debttracker.case.vault import checks_out

    place = OUT / "cases" / f"v{VERSION}-evidence-{size}"
    sha256 = hashlib.sha256(evidence().read_bytes()).hexdigest()
    if not (place / "case.db").is_file():
        source = case_copy(size, "verify")
        _attach(source)
        shutil.copytree(source, place, ignore=shutil.ignore_patterns("writer.*", "*-wal", "*-shm"))
    with open_case(place, read_only=True) as case:
        reader = case.reader()
        assert checks_out(reader, hashlib.sha256(_FIRST).hexdigest())
        began = time.perf_counter()
        assert checks_out(reader, sha256)
        return Sample(time.perf_counter() - began)


def sha256sum(_size: int) -> Sample:
    """Seconds for ``sha256sum`` over the same file, in the page cache."""
    path = evidence()
    began = time.perf_counter()
    subprocess.run([shutil.which("sha256sum") or "sha256sum", str(path)], stdout=subprocess.DEVNULL, check=True)
    return Sample(time.perf_counter() - began)


ROWS = (
    Row("attach", "keep a file of 64 MiB as evidence: hashed, encrypted, committed", bar=1.2, size=1_000, turns=3,
        item=in_child(attached), floor=in_child(copied), floor_name="hash and copy in one pass", grow=()),
    Row("verify", "read kept evidence back and check its hash", bar=0.4, size=1_000, turns=3, item=in_child(verified),
        floor=in_child(sha256sum), floor_name="sha256sum", grow=()),
)
