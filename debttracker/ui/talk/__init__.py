"""Someone to talk to: lifelines and advice, one click away from anywhere and never pushed."""
