"""What the record shows: how heavy the contacts are, how far the loans are paid, said in one sentence.

Pure: rows in, values out; no database, no clock, no screen.
"""
