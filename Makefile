# The verbs of the project. `make run` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
PYTEST := $(BIN)/pytest -n auto --dist loadfile  # a file stays in one process: its tests share what they set up

# what reads or writes the database of the tests: the rest (core, reading, fuzz, plans on files) would only run twice
WITH_DATABASE := tests/apps tests/walks tests/house/test_offices_apart.py tests/house/test_permissions.py

.PHONY: run test check style test-all test-more format bench chaos chaos-kills docs messages reading-scores fuzz search lock clean

run: .venv/.run          ## web and engine on one address; data stays in var/
	@$(BIN)/phrom up --host $(HOST) --port $(PORT)

test: .venv/.dev         ## everything that can run without a browser or a database server
	@$(PYTEST) -m "not browser"

check: style             ## style, types, floors, migrations, and the rules on the house itself (translations, docs, sizes)
	@$(BIN)/pytest tests/house

style: .venv/.dev        # what of `check` is no test
	@$(BIN)/ruff check src tests benchmarks tools
	@$(BIN)/ruff format --check src tests benchmarks tools
	@$(BIN)/python -m tools.templates --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m django makemigrations --check --dry-run --settings phrom.settings

test-all: test test-more ## everything: also style, types, floors, a real browser, PostgreSQL

test-more: style         ## what `test-all` adds to `test` (which has the rules on the house)
	@$(BIN)/pytest -n auto --dist worksteal tests/browser
	@test -n "$$PHROM_TEST_POSTGRESQL" || { echo "PHROM_TEST_POSTGRESQL is not set: the PostgreSQL run needs a server"; exit 1; }
	@DATABASE_URL=$$PHROM_TEST_POSTGRESQL $(PYTEST) -m "not own_database" $(WITH_DATABASE)

format: .venv/.dev       ## lay out code and templates
	@$(BIN)/ruff format -q src tests benchmarks tools
	@$(BIN)/python -m tools.templates

bench: .venv/.dev        ## figures, as ratios to a bare limit
	@for each in benchmarks/*.py; do $(BIN)/python $$each || exit 1; done

chaos: .venv/.dev        ## the call tree killed, frozen and cut off for CHAOS_MINUTES; writes docs/operate/reliability.md
	@nice $(BIN)/python -m tests.chaos.long $${CHAOS_MINUTES:-30}

chaos-kills: .venv/.dev  ## engine and web killed KILLS times (1,000), as densely as it goes; its part of the same page
	@nice $(BIN)/python -m tests.chaos.kills $${KILLS:-1000}

docs: .venv/.dev         ## write the generated parts of docs/
	@$(BIN)/python -m phrom.core.linting.reference > docs/reference/rules.md

messages: .venv/.dev     ## collect new texts into the English catalogue and compile it
	@$(BIN)/python -m tools.messages

reading-scores: .venv/.dev ## read every plan in every format and under every damage; write docs/develop/reading-scores.md
	@$(BIN)/python -m tools.reading_scores --all --write

fuzz: .venv/.dev         ## 5,000 spoilt files of each format: read or refused, in bounded time and memory
	@$(BIN)/python -m tests.fuzz.long --each 5000 --keep var/fuzz

search: .venv/.dev       ## properties with thousands of new examples (`make test` repeats the same ones)
	@PHROM_TEST_EXAMPLES=search $(PYTEST) -m "not browser" -k "$${SEARCH_IN:-}" $$(grep -rlE '^ *@given' tests)

lock:                    ## pin every dependency with its hash
	@$(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --all-build-deps --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements.txt pyproject.toml
	@$(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --all-build-deps --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev -o requirements-dev.txt pyproject.toml

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv

.venv/.run: requirements.txt pyproject.toml | .venv/bin/python
	@echo "ติดตั้งครั้งแรก / installing (once) …"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.txt pyproject.toml | .venv/bin/python
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/.run

clean:                   ## remove the environment (data in var/ stays)
	rm -rf .venv
