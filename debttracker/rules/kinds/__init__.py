"""One module per kind of rule: how it is decided, and how its findings are put into words."""
