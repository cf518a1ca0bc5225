"""The evidence PDF as a process of its own, with nothing but contacts, as Calc prints their table: CASE OUT [LANGUAGE]."""

from __future__ import annotations

import sys
from pathlib import Path


def main(case_folder: str, out: str, language: str = "zh-Hans") -> None:
    """Export the whole case without findings and charts, which the window's export offers to leave out."""
    from debttracker.basics.moments import Moment, Precision, parse_moment
    from debttracker.case.case import open_case
    from debttracker.evidence.document import EvidenceChoices
    from debttracker.evidence.export import export_pdf
    from debttracker.evidence.gather import Selection

    moment = parse_moment("2026-11-24T12:00", "Asia/Shanghai")
    choices = EvidenceChoices(Moment(moment.utc_ms, moment.zone_name, Precision.EXACT), language, include_findings=False,
                              include_charts=False)
    with open_case(Path(case_folder), None, read_only=True) as case:
        export_pdf(case, Selection(), choices, Path(out))


if __name__ == "__main__":
    main(*sys.argv[1:])
