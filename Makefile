# `make run` and `make test` need Python 3.11 or newer, Git and make; nothing else.
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check bench lock clean
.DEFAULT_GOAL := run

run: .venv/installed
	@$(BIN)/hustings run --or-demo

# Hundreds of processes are started: where Python may not keep what it compiles, each would again.
test: .venv/installed-dev
	@$(BIN)/python -m compileall -q bot migrations questions storage tests
	@$(BIN)/python -m pytest $(ARGS)

check: .venv/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/codespell
	@$(BIN)/python -m migrations.check

bench: .venv/installed-dev
	@$(BIN)/python -m tests.benchmarks $(ARGS)

# The locks hold for every Python from 3.11 on and every platform; needs `uv`.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header pyproject.toml --extra postgres --group build -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header pyproject.toml --extra postgres --group build --group dev \
		-c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache *.egg-info

.venv/python: Makefile
	@test -n "$(PYTHON)" || { echo "Hustings needs Python 3.11 or newer on the PATH." >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/python requirements.lock pyproject.toml
	@echo "Installing what Hustings needs into .venv (once)" >&2
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	@echo "Installing what its tests need (once)" >&2
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
