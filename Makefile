# Two commands do everything: `make run` opens the dashboards, `make test` tests them.
# Needed beforehand: Python 3.11 to 3.13, make, and access to a package index. Nothing else.

VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
PYTEST_ARGS ?=
RUN_ARGS ?=

# Version shims may exist and refuse to run: each candidate is tried, not only looked up.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	>/dev/null 2>&1 && command -v "$$python" && break; done)

.DEFAULT_GOAL := help
.PHONY: help run lab test check format bench shots clean

help:
	@echo "make run     install into $(VENV) and open the dashboards"
	@echo "make lab     the same notebooks in JupyterLab"
	@echo "make test    every test, a real browser included"
	@echo "make check   format, lint, types, import layers"
	@echo "make format  rewrite files the way 'make check' wants them"
	@echo "make bench   the ratios that the project promises"
	@echo "make shots   pictures of every page and every beat, to look at; also those of the README"
	@echo "make clean   remove $(VENV) and caches"

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "No working Python 3.11, 3.12 or 3.13 with venv was found."; \
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
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
