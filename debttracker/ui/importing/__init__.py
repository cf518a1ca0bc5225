"""Bringing in a file: choose it, see who is in it, keep whom you want. ``sheet`` the dialog · ``groups`` the list of
numbers · ``actions`` how it is reached"""
