"""Letters a borrower can send: filled from the case, edited as text, printed as text, DOCX or PDF."""
