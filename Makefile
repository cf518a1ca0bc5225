# Each target sets up .venv first if that is still to do. Where there is no make (Windows), the same is
# `python packaging/bootstrap.py run`, `… test`, and so on. Hand words on with ARGS, for example
# `make test ARGS="tests/finance -x"`.

PYTHON ?= $(shell command -v python3 || command -v python)

TARGETS = run test test-slow test-window lint types layers catalogues screenshots bench bench-small bench-grow bench-peers wheel lock check setup

.PHONY: $(TARGETS)
.DEFAULT_GOAL = run

$(TARGETS):
	@$(PYTHON) packaging/bootstrap.py $@ $(ARGS)
