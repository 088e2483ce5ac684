# Two commands do all the set-up: `make graph` builds the graph of seeds/, `make test` runs every check.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DELETE_ON_ERROR:
.PHONY: help graph test checks lint format format-check types layers unit sample bench clean

graph: $(VENV)/stamp-plain ## build the graph of everything in seeds/ into outputs/
	$(BIN)/medkg build seeds -o outputs

test: $(VENV)/stamp-dev ## run every check: style, types, layers, tests
	@$(MAKE) --no-print-directory --keep-going checks

checks: lint format-check types layers unit

lint: $(VENV)/stamp-dev ## ruff's rules
	$(BIN)/ruff check

format-check: $(VENV)/stamp-dev
	$(BIN)/ruff format --check

types: $(VENV)/stamp-dev ## mypy, strict
	$(BIN)/mypy

layers: $(VENV)/stamp-dev ## who may import whom
	$(BIN)/lint-imports

unit: $(VENV)/stamp-dev ## the tests
	$(BIN)/pytest

format: $(VENV)/stamp-dev ## put the code into its one form
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format

sample: $(VENV)/stamp-plain ## remake outputs/sample after a change of what is read
	$(BIN)/python tools/make_sample.py

bench: $(VENV)/stamp-plain ## what takes how long, as a table
	$(BIN)/python benchmarks/speed.py

clean: ## take the environment and the outputs away, not the sample
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -f outputs/annotations.jsonl outputs/graph.* outputs/papers.csv outputs/report.md

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile

# The first Python of 3.11 to 3.14 that answers; name another with  make graph PYTHON=/path/to/python.
$(VENV)/stamp-made:
	@for python in $(PYTHON) python3 python python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then \
	    echo "$$python -m venv $(VENV)"; $$python -m venv --clear $(VENV) && touch $@; exit; \
	  fi; \
	done; \
	echo "make: no Python of 3.11 to 3.14 is on the path; name one with  make graph PYTHON=/path/to/python" >&2; exit 1

$(VENV)/stamp-plain: pyproject.toml $(VENV)/stamp-made
	$(PIP) install --editable .
	@touch $@

$(VENV)/stamp-dev: pyproject.toml $(VENV)/stamp-made
	$(PIP) install --editable '.[dev]'
	@touch $(VENV)/stamp-plain $@
