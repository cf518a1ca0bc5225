"""Capture: foreign files become drafts, drafts are looked over, kept drafts become contacts of the case.

Where is what:

- ``draft.py``         what every reader yields: contact drafts and refusals
- ``reader.py``        which reader fits a file; opening a file safely
- ``source.py``        the bytes of one file: chunks, progress, hash, size
- ``android_xml.py``   calls and messages of Android's "SMS Backup & Restore" and "Super Backup"
- ``csv_contacts.py``  the table that ``debttracker list CASE contacts --csv`` prints
- ``identity.py``      when two drafts are the same contact
- ``preview.py``       who is in a file, and who looks like a collector
- ``keep.py``          from drafts to contacts of a case
- ``sample.py``        the sample case

To add a reader: one file with ``FORMAT``, ``TITLE``, ``sniff`` and ``read``, and its name in ``reader.READERS``.
"""
