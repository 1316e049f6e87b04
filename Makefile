# lawreg: `make demo` and `make test` work on a fresh machine (Linux, macOS; Windows: see README).
# Given by hand, or the best built of those at hand; looked for only where an environment is made.
PYTHON ?= $(shell sh scripts/choose-python.sh)
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/lawreg

.PHONY: lock demo test lint types layers install install-dev system-packages clean messages extraction-report bench

$(VENV)/.installed: requirements.lock pyproject.toml
	@# an environment that works is kept with its Python; one whose Python is gone is made anew
	@$(BIN)/python -c 'import pip' 2>/dev/null || { \
	  p="$(PYTHON)"; \
	  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "lawreg cần Python 3.11 trở lên / lawreg needs Python 3.11 or newer (make demo PYTHON=python3.12)"; exit 2; }; \
	  $$p -m venv --clear $(VENV) || \
	    { echo "Thiếu venv: cài gói python3-venv / venv is missing: install the package python3-venv"; exit 2; }; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@# compiled once: a command starts a quarter faster, also where Python may not write beside its sources
	$(BIN)/python -m compileall -q lawreg
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

# LibreOffice and tesseract make Word 97 files and scans readable; tests that need them say so when they are missing.
system-packages:
	@sh scripts/system-packages.sh

demo: install
	@# exit code 1: done, with files set aside or something left for a person to decide
	$(RUN) ingest || [ $$? -eq 1 ]
	$(RUN) review --year 2015 || [ $$? -eq 1 ]
	$(RUN) search "phí tham quan" --limit 5
	$(RUN) status "05/2008/QĐ-UBND" --at 2015-12-31

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check lawreg/model.py lawreg/normal.py lawreg/errors.py

types: install-dev
	$(BIN)/mypy

layers: install-dev
	$(BIN)/lint-imports

test: install-dev system-packages
	$(BIN)/python -m pytest -q -n auto

messages: install-dev
	$(BIN)/python scripts/messages.py

clean:
	rm -rf $(VENV) build dist indexes/*

# Needs uv. The lock files hold names, versions and hashes for every platform.
lock:
	printf 'hatchling>=1.27\neditables>=0.5\n' > build-tools.in
	uv pip compile pyproject.toml build-tools.in --universal --python-version 3.11 --generate-hashes -q --no-annotate --no-header -o requirements.lock
	uv pip compile pyproject.toml build-tools.in --extra dev --universal --python-version 3.11 --generate-hashes -q --no-annotate --no-header -o requirements-dev.lock
	rm -f build-tools.in

# What extraction gained and lost over all texts of ../shared/data since the results that were saved last.
extraction-report: install-dev
	$(BIN)/python benchmarks/extraction_report.py

# Speeds, as ratios to baselines of the same run.
bench: install-dev
	$(BIN)/python benchmarks/extraction.py
	$(BIN)/python benchmarks/validity.py
	$(BIN)/python benchmarks/search.py --quick
