"""One export, from a case to files, and the record the case keeps of it."""

from __future__ import annotations

from pathlib import Path

from debttracker.basics.languages import N_, words
from debttracker.basics.progress import Watch
from debttracker.case import journal
from debttracker.case.case import Case
from debttracker.case.change import Change, add
from debttracker.case.fields import canonical_json
from debttracker.evidence.document import EvidenceChoices, EvidenceContent
from debttracker.evidence.figures import paper_charts
from debttracker.evidence.gather import Selection, gather, hidden_values
from debttracker.evidence.pdf import EvidenceFiles, preview_pdf, write_pdf
from debttracker.evidence.redaction import Redactor


def content_of(case: Case, selection: Selection, choices: EvidenceChoices) -> EvidenceContent:
    """What the document will say."""
    connection = case.reader()
    speak = words(choices.language)
    redactor = Redactor(choices, speak, hidden_values(connection, choices))
    charts = paper_charts(connection, selection.which(), choices.stated.local_day, speak, redactor.phrase_free) \
        if choices.include_charts else ()
    return gather(connection, selection, choices, charts)


def export_pdf(case: Case, selection: Selection, choices: EvidenceChoices, path: Path,
               watch: Watch | None = None) -> EvidenceFiles:
    """Write the document to ``path``. The case is only read, so two exports of one moment are the same bytes."""
    return write_pdf(content_of(case, selection, choices), choices, path, watch)


def preview(case: Case, selection: Selection, choices: EvidenceChoices, watch: Watch | None = None) -> bytes:
    """The document as it will look, with its first contacts."""
    return preview_pdf(content_of(case, selection, choices), choices, watch)


def remember_export(case: Case, choices: EvidenceChoices, selection: Selection, files: EvidenceFiles) -> None:
    """Keep what was exported, so that a later supplement can say what it adds."""
    head = journal.head(case.reader())
    told = {"stated": choices.stated.iso(), "language": choices.language, "audience": choices.audience.value,
            "first_day": choices.first_day.isoformat() if choices.first_day else None,
            "last_day": choices.last_day.isoformat() if choices.last_day else None,
            "loans": list(selection.loan_ids), "files": [path.name for path in files.paths]}
    case.change(Change.of(N_("Export evidence"), add(
        "export", at_ms=choices.stated.utc_ms, kind="pdf", choices=canonical_json(told), sha256=files.sha256[0],
        journal_seq=head.seq, journal_hash=head.hash.hex())))
