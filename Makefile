# Everything a developer or a continuous-integration server runs. `make help` lists it.
#
# Three lock files, three stamps: the demo needs only what the application needs, the tests and the measurements more.
# A stamp is newer than its lock file, so nothing is installed twice and a changed lock is installed by itself.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.NOTPARALLEL:

BIN := .venv/bin
PYTHON_PACKAGES := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
           --custom-compile-command "make lock" --extra postgres

# Every measurement that `make bench` runs, in this order; `bench.answers` is given the folder in ANSWERS.
BENCHES := bench.durability bench.public_form bench.partners bench.speed bench.following bench.visits bench.totals bench.rankings \
           bench.imports bench.exports bench.balance bench.staff_pages bench.finding bench.queue bench.estimate
ANSWERS ?=

# Tests are spread over the processors, each process with a server, a browser and databases of its own.
SPREAD := --numprocesses auto --dist worksteal

# A browser that Playwright has to fetch stays in the checkout, like everything else that is installed.
export PLAYWRIGHT_BROWSERS_PATH ?= $(CURDIR)/.browser

# Many processes are started, also by the tests, and each would compile the modules that it needs once more.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo browser test style types sqlite postgresql bench fit lock format words clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/installed-for-development ## install the application and everything its tests need into .venv
	@:

demo: .venv/installed ## make a firm with 18 months of clients and serve it on this machine
	@$(BIN)/flask demo

test: style types sqlite postgresql ## everything that a change must pass
	@printf '\nEverything passed.\n'

style: setup
	@printf '\n== Format and lint: ruff\n'
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: setup
	@printf '\n== Types: mypy --strict\n'
	@$(BIN)/mypy --num-workers auto

browser: setup ## find a Chromium for the browser tests, or install one
	@printf '\n== Browser\n'
	@$(BIN)/python -m tests.browser.chromium

sqlite: setup browser ## the whole suite on SQLite
	@printf '\n== Tests on SQLite\n'
	@$(BIN)/python -m pytest $(SPREAD) --database sqlite

postgresql: setup ## every test that uses a database, on PostgreSQL; a browser sees the same pages on both
	@printf '\n== Tests on PostgreSQL\n'
	@$(BIN)/python -m pytest $(SPREAD) --database postgresql --only-with-records --ignore tests/browser

bench: setup .venv/installed-for-measuring ## measure; `make bench ANSWERS=DIR` scores the answers in that folder
	@$(BIN)/python -m bench.answers $(ANSWERS)
	@for each in $(BENCHES); do $(BIN)/python -m $$each || exit 1; done

fit: setup .venv/installed-for-measuring ## fit the weights of the decision again from the labelled and marked answers in bench/
	@for each in bench.fitting_media bench.fitting_phrases bench.fitting; do $(BIN)/python -m $$each || exit 1; done

lock: setup ## resolve the dependencies of pyproject.toml into the three lock files
	@$(COMPILE) pyproject.toml -o requirements.lock
	@$(COMPILE) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	@$(COMPILE) --group bench -c requirements-dev.lock pyproject.toml -o requirements-bench.lock

format: setup ## put the code into the one form that `make test` accepts
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

words: setup ## find the public form's words and bring its catalogues up to date; `make words ADD=it` begins a new one
	@$(BIN)/pybabel --quiet extract --mapping intake/words/extract.cfg --keyword t --keyword marked --omit-header \
		--no-location --sort-output --output-file intake/words/form.pot .
	@test -z "$(ADD)" || $(BIN)/pybabel --quiet init --input-file intake/words/form.pot --locale $(ADD) \
		--output-file intake/words/$(ADD).po
	@for each in intake/words/*.po; do $(BIN)/pybabel --quiet update --input-file intake/words/form.pot --output-file $$each \
		--locale $$(basename $$each .po) --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date || exit 1; done

clean: ## remove what was installed and what was cached; databases stay
	rm -rf .venv .browser .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/installed: requirements.lock .venv/made
	@echo "Installing the application's packages into .venv"
	@$(PYTHON_PACKAGES) -r requirements.lock
	@touch $@

.venv/installed-for-development: requirements-dev.lock .venv/installed
	@echo "Installing the packages for development into .venv"
	@$(PYTHON_PACKAGES) -r requirements-dev.lock
	@touch $@

.venv/installed-for-measuring: requirements-bench.lock .venv/installed-for-development
	@echo "Installing the packages that are measured beside into .venv"
	@$(PYTHON_PACKAGES) -r requirements-bench.lock
	@touch $@

# A command of the name `python3` may be too old, or only a stand-in of a version manager that fails, so each
# candidate is asked. Debian and Ubuntu ship venv apart from Python, and say so only in the middle of an error.
.venv/made:
	@for each in python3 python3.13 python3.12 python3.11 python3.14; do \
		if $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$each; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Whence needs Python 3.11 or newer, and none of python3, python3.11 to python3.14 is one."; \
		echo "Install it (Debian, Ubuntu: apt-get install python3 python3-venv; Fedora: dnf install python3;"; \
		echo "macOS: brew install python), then run make again."; exit 1; \
	fi >&2; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
		version=$$($$found -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		echo "$$found is without venv or ensurepip. Install them (Debian, Ubuntu: apt-get install python$$version-venv;"; \
		echo "Alpine: apk add py3-pip), then run make again."; exit 1; \
	fi >&2; \
	echo "Making .venv with $$($$found --version)"; \
	$$found -m venv .venv
	@touch $@
