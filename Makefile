# Two commands do everything: `make run` opens the dashboards, `make test` tests them.
# Needed beforehand: Python 3.11 or newer, make, and access to a package index. Nothing else.

VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
PYTEST_ARGS ?=
RUN_ARGS ?=

# Version shims may exist and refuse to run: each candidate is tried, not only looked up.
FITS := -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	"$$python" $(FITS) && command -v "$$python" && break; done)
VERSIONS ?= 3.11 3.12 3.13 3.14

.DEFAULT_GOAL := help
.PHONY: help run lab test test-python test-versions check format bench shots clean

help:
	@echo "make run           install into $(VENV) and open the dashboards"
	@echo "make lab           the same notebooks in JupyterLab"
	@echo "make test          every test, a real browser included"
	@echo "make test-versions the tests that need no browser, on every Python from $(firstword $(VERSIONS)) that is here"
	@echo "make check         format, lint, types, import layers"
	@echo "make format        rewrite files the way 'make check' wants them"
	@echo "make bench         the ratios that the project promises"
	@echo "make shots         pictures of every page and every beat, to look at; also those of the README"
	@echo "make clean         remove $(VENV) and caches"

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "No working Python 3.11 or newer with venv was found."; \
		echo "Install one (Debian, Ubuntu: apt-get install python3 python3-venv), or name it: make run PYTHON=/path/to/python3"; \
		exit 1; fi
	@echo "[1/3] Creating $(VENV) with $$($(PYTHON) --version) ($(PYTHON))"
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "[2/3] Installing the package and what it needs (one to three minutes the first time)"
	@$(BIN)/python -m pip install --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(BIN)/python
	@echo "[2/3] Installing the package, what it needs and the test tools (one to three minutes the first time)"
	@$(BIN)/python -m pip install --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

# Not a real stamp: a browser may be removed, and looking for it takes a second.
.PHONY: chromium
chromium: $(VENV)/.installed-test
	@$(BIN)/python tests/browser/chromium.py --install

run: $(VENV)/.installed
	@echo "[3/3] Starting the dashboards (Ctrl+C ends them)"
	@$(BIN)/kakao-whatif explore $(RUN_ARGS)

lab: $(VENV)/.installed
	@echo "[3/3] Starting JupyterLab (Ctrl+C ends it)"
	@$(BIN)/jupyter lab --ServerApp.root_dir=. notebooks/index.ipynb

test: chromium
	@echo "[3/3] Testing on $(WORKERS) workers"
	@$(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=loadgroup $(PYTEST_ARGS)

test-python: $(VENV)/.installed-test
	@echo "[3/3] Testing without a browser on $(WORKERS) workers"
	@$(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=loadgroup -m 'not browser' $(PYTEST_ARGS)

# Looked for on the path and with pyenv; each version has an environment of its own, as .venv-3.12.
test-versions:
	@failed=; found=; \
	for version in $(VERSIONS); do \
		for python in python$$version $$(pyenv whence --path python$$version 2>/dev/null); do \
			"$$python" $(FITS) || continue; \
			echo "== Python $$version ($$python)"; found=yes; \
			$(MAKE) --no-print-directory test-python VENV=.venv-$$version PYTHON="$$python" || failed="$$failed $$version"; \
			continue 2; \
		done; \
		echo "== Python $$version is not here"; \
	done; \
	if [ -z "$$found" ]; then echo "None of Python $(VERSIONS) was found."; exit 1; fi; \
	if [ -n "$$failed" ]; then echo "Tests failed on Python$$failed"; exit 1; fi

check: $(VENV)/.installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.installed-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: chromium
	@$(BIN)/python -m benchmarks

shots: chromium
	@$(BIN)/python docs/pictures/shots.py

clean:
	rm -rf $(VENV) $(VERSIONS:%=.venv-%) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
