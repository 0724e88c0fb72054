# Shorthand for commands that also stand in the README. `make demo` and `make test` need Python 3.11 or later, pip and git.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   ?= .venv
BIN     = $(VENV)/bin
DEMO   ?= demo-out/demo.record
PORT   ?= 8311

.PHONY: demo demo-record docs test check lint types floors format clean

demo: demo-record            ## build a record from the sample pages and open it in the browser
	$(BIN)/firsthand --record $(DEMO) serve --port $(PORT) --open

demo-record: $(VENV)/.run
	@mkdir -p $(dir $(DEMO))
	$(BIN)/firsthand gazetteer build
	$(BIN)/firsthand --record $(DEMO) add demo/pages

test: check                  ## everything: format, lint, types, import rule, tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

docs: $(VENV)/.dev          ## the documentation as a site, in site/
	$(BIN)/python scripts/make-pictures
	$(BIN)/mkdocs build --strict

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[model,places]'
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,docs,model,places]'
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[checkers]' 2>$(VENV)/checkers.log \
	  || echo "followthemoney cannot be built (it needs libicu-dev and pkg-config; see $(VENV)/checkers.log): its test is skipped"
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) demo-out build dist site docs/pictures
