"""How the record was kept: written when, from which files, held by which journal, and how to check all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from debttracker.basics.formats import count_text
from debttracker.basics.languages import Words
from debttracker.evidence.attachments import size_text
from debttracker.evidence.blocks import Block, facts, h1, h2, note, p, table
from debttracker.evidence.document import AttachmentExhibit, EvidenceContent, ImportBatch
from debttracker.evidence.kept import stamp
from debttracker.evidence.printable import printable
from debttracker.evidence.redaction import LeftOut
from debttracker.evidence.tally import Tally

#: A list of so few attachments shares its page with what stands before it.
_FEW: Final = 12


@dataclass(frozen=True, slots=True)
class VolumeLine:
    """One further volume, as the first one lists it. ``sha256`` is that of its whole file."""

    file_name: str
    exhibits: str
    days: str
    contacts: int
    pages: int
    sha256: str


def record_blocks(section: int, content: EvidenceContent, tally: Tally, left_out: Sequence[LeftOut],
                  speak: Words) -> list[Block]:
    """The section on how the record was kept, numbered ``section``."""
    return [h1(f"{section}  " + speak("How this record was kept")), p(_custody(tally, speak)),
              h2(speak("Imported files")), *_imports(content.imports, speak),
              h2(speak("Journal")), *_journal(content, speak),
              h2(speak("What was left out")), *_left_out(left_out, speak),
              h2(speak("How to check this document")), *_checks(speak)]


def attachments_blocks(section: int, files: Sequence[tuple[AttachmentExhibit, str]], embedded: bool,
                       speak: Words) -> list[Block]:
    """The list of attachments with their full checksums; each pair is a file and the exhibit it belongs to."""
    blocks = [h1(f"{section}  " + speak("List of attachments"), apart=len(files) > _FEW)]
    if not files:
        return [*blocks, p(speak("There are no attachments."))]
    blocks.append(p(speak("The originals are embedded in this file.") if embedded else
                    speak("The originals are kept in the case; each can be compared with its checksum here.")))
    lost = ", ".join(file.number for file, _ in files if file.lost)
    if lost:
        blocks.append(p(speak("These could not be read in the case when this document was made, and are named here with "
                              "the checksum they were stored under: {exhibits}", exhibits=lost)))
    rows = []
    for file, owner in files:
        rows.append([file.number, owner, file.name, size_text(file.size),
                     f"{file.sha256[:32]} {file.sha256[32:]}"])
    header = [speak("Exhibit"), speak("Belongs to"), speak("Name"), speak("Size"), "SHA-256"]
    return [*blocks, table(header, rows, (0, 0, 3, 0, 5), "lllrl")]


def volumes_blocks(section: int, volumes: Sequence[VolumeLine], speak: Words, *,
                   findings_apart: bool = False) -> list[Block]:
    """The list of further volumes: which exhibits each holds, and the checksum of its file. ``findings_apart`` says
    that the last of them hold findings."""
    rows = [[str(place), one.file_name, one.exhibits, one.days, count_text(one.pages)]
            for place, one in enumerate(volumes, 2)]
    blocks = [h1(f"{section}  " + speak("Volumes")),
              p(speak("The numbered table and the entries of all contacts stand in these further files. They belong "
                      "together with this one; the checksums show that none was exchanged.")),
              *([p(speak("The last of them list each time a rule may have been breached, and the contacts it rests on."))]
                if findings_apart else ()),
              table([speak("Volume"), speak("File"), speak("Exhibits"), speak("Days"), speak("Pages")], rows,
                    (0, 4, 4, 4, 0), "lllll")]
    blocks += [{"kind": "hash", "name": printable(one.file_name) + " · SHA-256", "value": one.sha256}
               for one in volumes]
    return blocks


def _custody(tally: Tally, speak: Words) -> str:
    if not tally.contacts:
        return speak("No contact is part of this document.")
    return " ".join((
        speak("Of {total} contacts, {hand} were written down by hand and {file} were read from files.",
              total=count_text(tally.contacts), hand=count_text(tally.by_hand), file=count_text(tally.imported)),
        speak("{changed} were changed after they were first written down; each entry says what, when, from what and to "
              "what. Records cannot be changed without leaving such a trace: every change is added to the journal, and "
              "what is deleted is only hidden.", changed=count_text(tally.changed)),
    ))


def _imports(batches: Sequence[ImportBatch], speak: Words) -> list[Block]:
    if not batches:
        return [p(speak("No file was imported."))]
    rows = [[str(place), one.file_name, stamp(one.when), count_text(one.read), count_text(one.added), count_text(one.known),
             count_text(one.refused)] for place, one in enumerate(batches, 1)]
    header = [speak("No."), speak("File"), speak("When"), speak("Read"), speak("Added"), speak("Already known"), speak("Refused")]
    sums = [{"kind": "hash", "name": f"{place}  {printable(one.file_name)} · SHA-256", "value": one.sha256}
            for place, one in enumerate(batches, 1) if one.sha256]
    return [table(header, rows, (0, 4, 0, 0, 0, 0, 0), "rllrrrr"), *sums]


def _journal(content: EvidenceContent, speak: Words) -> list[Block]:
    journal = content.journal
    state = (speak("Checked when this document was made: every entry follows from the one before.") if journal.intact
             else speak("When this document was made, the journal did not verify; ask how the case was kept."))
    return [p(speak("Every change of the record is an entry of a journal that is only added to. Each entry's hash covers "
                    "the hash before it, so the last one stands for all of them.")),
            {"kind": "hash", "name": speak("Hash of the last entry (SHA-256)"), "value": journal.head},
            facts([(speak("Entries"), count_text(journal.entries)), (speak("Check"), state),
                   (speak("Case number"), content.case_id)])]


def _left_out(lines: Sequence[LeftOut], speak: Words) -> list[Block]:
    if not lines:
        return [p(speak("Nothing was left out of the contacts chosen for this document."))]
    rows = [[one.what, count_text(one.times), one.reason] for one in lines]
    return [p(speak("What follows was left out by the borrower's choice. It is in no page and no file embedded here.")),
            table([speak("What"), speak("Times"), speak("Why")], rows, (4, 0, 5), "lrl")]


def _checks(speak: Words) -> list[Block]:
    return [p(speak("The files contacts.csv and case.json are embedded in this PDF (in most readers: “Attachments”). "
                    "They hold the same contacts in a form that other programs can read and count.")),
            p(speak("The checksums (SHA-256) can be computed by any computer, for example with “sha256sum” on Linux, "
                    "“shasum -a 256” on macOS and “certutil -hashfile FILE SHA256” on Windows.")),
            note(speak("Made with debttracker. The same case, choices and moment give the same file, byte for byte."))]
