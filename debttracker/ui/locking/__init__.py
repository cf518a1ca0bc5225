"""Locking a case that has a passphrase: after a while without input, or at once by a key.

``idle`` notices that nobody is there · ``cover`` lies over the window and asks for the passphrase

The case stays open underneath, so that half a sentence in a sheet, or an import under way, is not lost; but nothing of
it shows and no key reaches it. A case without a passphrase has nothing to ask for: it is hidden by one key instead.
"""
