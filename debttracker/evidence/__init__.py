"""Evidence: the PDF a lawyer, a regulator or a court can read and check, and the table behind it."""
