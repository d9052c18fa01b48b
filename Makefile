# Two commands matter: `make release` builds the dataset of seeds/ into output/, `make test` checks everything.
# Needed beforehand: Python 3.11 or newer, make and git. Everything else is brought by `make setup`.

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
WORKERS ?= 2

# Nothing we start reports home.
export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help setup release test lint format clean

help:  ## Show these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

setup: .venv/.ready  ## Make .venv with everything in it

.venv/.ready: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --all-extras --compile-bytecode --python $(PYTHON)
	@touch $@

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet uv==$(UV_VERSION)

release: setup  ## Build the dataset of seeds/ into output/
	.venv/bin/python -m flows.build seeds --output output --workers $(WORKERS)

test: lint  ## Lint, then run every test
	.venv/bin/python -m pytest -n 2 --dist loadgroup

lint: setup  ## Style, types, and the direction of imports
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: setup  ## Put the code in the house style
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

clean:  ## Remove what setup and the tests made
	rm -rf .venv .uv .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache output/.staging
