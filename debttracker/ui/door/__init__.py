"""The page before an open case: asks for a passphrase, or says calmly why a case does not open and what can be done.

``page`` the page · ``claim`` taking the right to write, and what is said when another window has it
"""
