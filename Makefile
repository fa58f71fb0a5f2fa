# Liên Tỉnh: one command each. Needs python3 (3.11 to 3.13), make and a C library; all else goes into .venv.

PYTHON ?= python3
VENV ?= .venv
UV_VERSION := 0.13.9
LIENTINH_HOME ?= $(CURDIR)/data
PYTEST_ARGS ?=

# Without bytecode on disk every start of Airflow compiles its thousands of modules again (three times slower).
unexport PYTHONDONTWRITEBYTECODE
export UV_COMPILE_BYTECODE := 1
# Behind an inspecting proxy only the machine's own certificates are right; pip trusts them too.
export UV_SYSTEM_CERTS := 1
# One writer of .venv: a virtual environment that happens to be active is not it.
unexport VIRTUAL_ENV
unexport PYTHONHOME
export LIENTINH_HOME
export PYTHONPATH := $(CURDIR)/include
export PYTHONUTF8 := 1

PY := $(VENV)/bin/python
UV := $(PY) -m uv
# The stamps carry the content of what they stand for: a changed requirement is a new stamp, a new date is not.
KEY := $(shell $(PYTHON) -c 'import hashlib,sys; print(hashlib.sha256(b"".join(open(name,"rb").read() for name in sys.argv[1:])).hexdigest()[:12])' requirements.txt requirements-dev.txt pyproject.toml Makefile)
RUN_STAMP := $(VENV)/.installed-run-$(KEY)
TEST_STAMP := $(VENV)/.installed-test-$(KEY)

.PHONY: help run up test coverage check test-slow bench quality lock clean
.DEFAULT_GOAL := help

help: ## this list
	@echo "Liên Tỉnh"; sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

run: $(RUN_STAMP) ## the main job on the sample submissions, through Airflow
	@$(PY) -m lientinh_airflow.demo

up: $(RUN_STAMP) ## Airflow with its pages, on this machine only
	@$(PY) -m lientinh_airflow.local_stack

test: $(TEST_STAMP) ## the tests
	@$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow and not bench" $(PYTEST_ARGS)

coverage: $(TEST_STAMP) ## the tests in one process, with branches; fails below 90 %
	@$(PY) -m pytest -m "not slow and not bench" --cov --cov-branch --cov-report=term --cov-fail-under=90 $(PYTEST_ARGS)

test-slow: $(TEST_STAMP) ## fault injection, fuzzing, drift
	@$(PY) -m pytest -m slow $(PYTEST_ARGS)

bench: $(TEST_STAMP) ## how fast the parts are on this machine
	@$(PY) -m pytest -m bench -s $(PYTEST_ARGS)

quality: $(TEST_STAMP) ## errors put into good reports: how many the gates find, how often they alarm at nothing
	@PYTHONPATH=$(CURDIR)/include:$(CURDIR)/tests $(PY) -m quality.measure $(QUALITY_ARGS)

check: $(TEST_STAMP) ## lint, format and types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
lock: $(TEST_STAMP) ## requirements*.in to requirements*.txt (LOCK_ARGS=--upgrade for newer versions)
	@$(COMPILE) $(LOCK_ARGS) requirements.in -o requirements.txt
	@$(COMPILE) $(LOCK_ARGS) requirements-dev.in -o requirements-dev.txt

clean: ## removes .venv and caches; data/ stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage include/*.egg-info

# What `run` needs, and what `test` adds. uv takes seconds where pip takes minutes; pip stands in where uv cannot run.
define install
	@echo "== Installing the pinned packages (about 750 MB; seconds with a cache, minutes without) =="
	@if $(UV) --version >/dev/null 2>&1 && $(UV) pip install --python $(PY) --require-hashes $(1); then :; else \
		echo "== uv could not do it; pip does it instead =="; \
		$(PY) -m pip install --disable-pip-version-check --no-deps --require-hashes $(1); fi
	@echo "== Installing lientinh itself =="
	@$(PY) -m pip install --disable-pip-version-check --quiet --no-deps --editable .
endef

$(RUN_STAMP): | $(VENV)/.made
	$(call install,-r requirements.txt)
	@touch $@

$(TEST_STAMP): | $(VENV)/.made
	$(call install,-r requirements.txt -r requirements-dev.txt)
	@touch $(RUN_STAMP) $@

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { \
		echo "Needs Python 3.11, 3.12 or 3.13; $(PYTHON) is another. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) lacks ensurepip, without which it makes no virtual environment. On Debian: apt-get install python3-venv" >&2; exit 2; }
	@echo "== Making $(VENV) =="
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(PY) -m pip install --disable-pip-version-check uv==$(UV_VERSION) || echo "== No uv for this machine; pip will do =="
	@touch $@
