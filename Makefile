# Everything runs from here, from nothing: make chat, make test. Each target prints what it does.

PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 7860
DATA_DIR ?=
ARGS ?=

BIN := $(VENV)/bin
IN_DATA_DIR := $(if $(DATA_DIR),--data-dir "$(DATA_DIR)")
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --no-input -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help install install-dev chat test check evals bench

help:
	@echo "make chat      install, build the index and open the page (HOST=, PORT=, DATA_DIR=)"
	@echo "make install   install what the page needs into $(VENV)"
	@echo "make test      install what the tests need and run them (ARGS= goes to pytest)"
	@echo "make check     lint, formatting and types"
	@echo "make evals     measure how good the answers are (ARGS=)"
	@echo "make bench     measure how fast they are (ARGS=)"

install: $(VENV)/installed
	@echo "Waypoint is installed in $(VENV)"

install-dev: $(VENV)/installed-dev
	@echo "Waypoint and what its tests need are installed in $(VENV)"

chat: $(VENV)/installed
	@echo "Bringing the index up to date"
	@$(BIN)/python ingest.py $(IN_DATA_DIR) || [ $$? -eq 1 ]  # 1: some files were skipped, the rest are in
	@echo "Opening the page"
	@$(BIN)/python app.py --host "$(HOST)" --port "$(PORT)" $(IN_DATA_DIR) $(ARGS)

test: $(VENV)/installed-dev
	@echo "Running the tests"
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/installed-dev
	@echo "Checking style, formatting and types"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
ifneq ($(wildcard bot/lint.py bot/lint/__main__.py),)
	@$(BIN)/python -m bot.lint
endif

evals: $(VENV)/installed-dev
	@echo "Measuring the answers"
	@$(BIN)/python -m evals $(or $(ARGS),run)

bench: $(VENV)/installed-dev
	@echo "Measuring the speed"
	@$(BIN)/python -m benchmarks $(ARGS)

# Two stamps: what the page needs, and what the tests need on top of it. A stamp newer than pyproject.toml
# and constraints.txt means that there is nothing to install.
$(VENV)/bin/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" \
		|| { echo "Waypoint needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/torch: constraints.txt | $(VENV)/bin/python
	@echo "Installing PyTorch"
	@$(INSTALL) torch
	@touch $@

$(VENV)/installed: pyproject.toml constraints.txt $(VENV)/torch
	@echo "Installing Waypoint (a few minutes the first time)"
	@$(INSTALL) -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt $(VENV)/torch
	@echo "Installing Waypoint and what its tests need (a few minutes the first time)"
	@$(INSTALL) -e '.[dev]'
	@touch $(VENV)/installed $@
