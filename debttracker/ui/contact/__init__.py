"""Logging a contact, in two keystrokes when it rang again, in full when there is time.

``sheet`` the dialog · ``who`` the caller field · ``behaviours`` what the collector did · ``choices`` which outcomes a
channel has · ``values`` from the fields to a change and back · ``actions`` Ctrl+L and "it rang again" · ``attaching`` files
that go with it · ``intake`` large ones, by a worker · ``intake_line`` how far that is · ``leaving`` closing meanwhile ·
``viewing`` looking at one
"""
