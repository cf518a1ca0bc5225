"""The Settings page: how the program looks and speaks, and the case: name, place, protection, backups, imports."""
