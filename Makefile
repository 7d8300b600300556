# Everything here sets up what it needs the first time and is quick after that.
PYTHON ?= python3
SHOW ?= scripts/open-cooperation-forum
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: help setup rehearse test check newer proof soak mutants lint pictures lock clean

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 16

setup: $(READY)  ## the virtual environment alone

rehearse: $(READY)  ## the forum in the simulator, or another show: make rehearse SHOW=my-show
	@$(BIN)/moderator rehearse $(SHOW)

check: lint  ## quick: style, types, layers, dead code, the tests that are not slow
	$(BIN)/pytest -n auto --dist worksteal -m "not slow and not proof"

test: lint  ## all that CI runs, on one Python
	$(BIN)/pytest -n auto --dist worksteal -m "not proof"

newer: $(READY)  ## the engine and some nights on another: make newer PYTHON=python3.13 VENV=.venv/newer
	$(BIN)/pytest -n auto --dist worksteal -m "not slow and not proof" tests/engine tests/proving

proof: $(READY)  ## an hour: the Tai Chi in physics, a hundred nights, two hundred freezes, 1,000 kills
	$(BIN)/pytest -n auto -m proof
	$(BIN)/moderator motions check tai_chi_24 --show scripts/open-cooperation-forum \
	  --robot simulator-physics --trials 100

SHOWS ?= 100000

soak: $(READY)  ## a quarter of an hour: 100,000 drawn shows with faults, or make soak SHOWS=1000; a day
	$(BIN)/python -m tests.proving.soak --shows $(SHOWS)
	$(BIN)/python -m tests.proving.long_night --hours 24

DRAWN ?= 200
SEED ?= 1

mutants: $(READY)  ## an hour: do tests find 200 drawn mutants of each of robot, journal, engine?
	$(BIN)/python -m tests.mutants.drawn --drawn $(DRAWN) --seed $(SEED)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/vulture

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "moderator needs Python 3.11 or newer; try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	  { echo "this Python cannot make a virtual environment (Debian and Ubuntu: apt install python3-venv)"; exit 2; }
	@echo "Setting up $(VENV) (once) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src simulator
	@touch $(READY)

pictures: $(READY)  ## the README's pictures again; needs chromium
	$(BIN)/python docs/pictures/make.py

# Locks versions and hashes for every Python from 3.11 up; needs uv on the path.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --extra espeak --extra feeds --extra film --extra hearing --extra lights --extra llm --extra neural --extra physics --extra unitree --extra zh --group dev --python-version 3.11 pyproject.toml --output-file requirements.lock
	# Which macOS a part of pyobjc is for: pip 24.1 to 25.3 fails of comparing a Linux kernel's name.
	sed -i "s/platform_release [<>=]* '[0-9.]*' and //g" requirements.lock

clean:
	rm -rf .venv mutants rehearsals
