"""The first minutes: language, protection, where to begin; and unlocking a protected case later.

``page`` the three steps · ``unlock`` the passphrase · ``recovery`` the code to print · ``beginning`` making the case ·
``actions`` new, open, close
"""
