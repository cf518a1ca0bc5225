"""``debttracker demo``: the main job on the sample case, without a display: make it, check it, export it, picture it."""

from __future__ import annotations

import os
import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path

from debttracker.basics.languages import LANGUAGES, Words


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--out", type=Path, default=Path("build/demo"), help="folder to write to (default: build/demo)")
    parser.add_argument("--language", choices=LANGUAGES, help="language of the sample, the PDF and the pictures")


def run(args: Namespace, speak: Words) -> int:
    """Do the main job on the sample case and say what was written where."""
    from debttracker.basics.moments import Moment, Precision
    from debttracker.capture.sample import make_sample_case
    from debttracker.case import journal
    from debttracker.cli.import_ import print_report
    from debttracker.derived.flags import refresh_flags
    from debttracker.evidence.document import EvidenceChoices
    from debttracker.evidence.export import export_pdf
    from debttracker.evidence.gather import Selection

    language = args.language or speak.language
    folder = args.out / "case"
    if (folder / "case.db").is_file():
        shutil.rmtree(folder)  # a sample case of an earlier demo: made anew each time
    args.out.mkdir(parents=True, exist_ok=True)
    made = make_sample_case(folder, language)
    print(speak("Sample case: {folder}", folder=folder))
    for name, report in made.imports.items():
        print_report(name, report, speak)
    with made.case as case:
        verdict = journal.verify(case.reader())
        flagged = refresh_flags(case).flagged
        now = Moment.now("Asia/Shanghai")
        choices = EvidenceChoices(stated=Moment(now.utc_ms // 1000 * 1000, now.zone_name, Precision.EXACT),
                                  language=language)
        files = export_pdf(case, Selection(), choices, args.out / "evidence.pdf")
    print(speak("History unbroken: {answer}, {n} entries", answer=speak("yes") if verdict.intact else speak("no"),
                n=verdict.entries))
    print(speak("Contacts that may breach a rule: {n}", n=flagged))
    print(speak("Evidence: {path}, {n} pages", path=files.paths[0], n=files.pages))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from debttracker.ui.pictures import picture_pages

    for picture in picture_pages(folder, args.out, language):
        print(speak("Picture: {path}", path=picture))
    return 0
