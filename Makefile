# Everything an operator or a developer types. `make run` is the first one.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help run backup restore test test-next coverage check lint lock bench bench-desk bench-finder bench-growth bench-lists bench-load bench-memory bench-peer bench-search bench-staleness secret clean

help:
	@echo "make run      serve the site with demonstration content on http://127.0.0.1:$(PORT)/"
	@echo "make backup   put database, pictures and originals into one checked file; FILE=… names it"
	@echo "make restore FILE=…   replace this site with that backup; stop the site first; YES=1 skips the question"
	@echo "make test     run the tests on SQLite and, if a server answers, on PostgreSQL"
	@echo "make check    run everything that is checked before a commit"
	@echo "make coverage run the tests on SQLite and say which lines no test reaches"
	@echo "make test-next   run the tests on the newest Django and Python that are here; warnings are allowed"
	@echo "make lock     choose the packages anew and write them, with their hashes, into requirements*.lock"
	@echo "make bench    measure the public pages: made anew, from the page cache, and as 304"
	@echo "make bench-peer     the same beside Wagtail with the same words, without and with a page cache"
	@echo "make bench-load     drive a server with wrk: a constant body, a static file and our pages in one run"
	@echo "make bench-desk     the same for what staff wait for with a text of 150 KB"
	@echo "make bench-finder   the same for the finder with 100,000 groups; DATABASE_URL=postgres://… for PostgreSQL"
	@echo "make bench-growth   the same for public pages and files with 1,000, 10,000 and 100,000 records, side by side"
	@echo "make bench-memory   whether the memory of a worker stays flat over 100,000 requests"
	@echo "make bench-lists    the same for every list of the admin with 10,000 records"
	@echo "make bench-search   search 10,000 articles and 10,000 groups; DATABASE_URL=postgres://… for PostgreSQL"
	@echo "make bench-staleness  how old a page may be while somebody publishes; DATABASE_URL=postgres://… names an empty database"
	@echo "make secret   print a new SECRET_KEY"

# A stamp says which packages are installed, so a second run starts at once.
$(VENV)/run.stamp: requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  echo "The virtual environment could not be made. On Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@echo "Installing what the site needs …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  echo "The virtual environment could not be made. On Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/run.stamp

run: $(VENV)/run.stamp
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_demo --if-empty --logins
	@echo
	@echo "  The site:   http://127.0.0.1:$(PORT)/"
	@echo "  The admin:  http://127.0.0.1:$(PORT)/admin/"
	@echo
	@$(BIN)/python manage.py runserver --noreload 127.0.0.1:$(PORT)

backup: $(VENV)/run.stamp
	@$(BIN)/python manage.py backup $(if $(FILE),"$(FILE)")

# `make restore backup.tar` works, too: the second word is the file, not a target.
ifeq (restore,$(firstword $(MAKECMDGOALS)))
  FILE ?= $(word 2,$(MAKECMDGOALS))
  ifneq (,$(word 2,$(MAKECMDGOALS)))
.PHONY: $(word 2,$(MAKECMDGOALS))
$(word 2,$(MAKECMDGOALS)): restore
	@:
  endif
endif

restore: $(VENV)/run.stamp
	@test -n "$(FILE)" || { echo "Name the backup: make restore FILE=var/backups/….tar"; exit 1; }
	@$(BIN)/python manage.py restore "$(FILE)" $(if $(filter 1,$(YES)),--yes)

test: $(VENV)/dev.stamp
	@$(BIN)/python tests/run.py

check: $(VENV)/dev.stamp lint test

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/djlint --check --quiet templates
	$(BIN)/lint-imports --no-cache
	$(BIN)/python manage.py makemigrations --check --dry-run
	DEBUG=0 SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=www.example.org \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

coverage: $(VENV)/dev.stamp
	DEBUG=1 SECRET_KEY=only-for-tests DATABASE_URL=sqlite:///:memory: $(BIN)/python -m pytest -q -n auto \
	  --cov --cov-report=term-missing:skip-covered

# The pins stay as they are, except Django's: a look at what the next upgrade brings, not a gate.
NEXT := .venv-next
NEWEST = $(lastword $(foreach minor,11 12 13 14 15 16,$(shell command -v python3.$(minor))))
test-next:
	@test -x $(NEXT)/bin/python || $(or $(NEWEST),$(PYTHON)) -m venv $(NEXT)
	@$(NEXT)/bin/pip install --quiet -r requirements-dev.txt
	@$(NEXT)/bin/pip install --quiet --upgrade Django
	@$(NEXT)/bin/python -c "import django, sys; print('Django', django.__version__, 'on Python', sys.version.split()[0])"
	DEBUG=1 SECRET_KEY=only-for-tests DATABASE_URL=sqlite:///:memory: $(NEXT)/bin/python -m pytest -q -n auto \
	  -m "not browser" -W default -o filterwarnings=default

# Versions come from requirements*.txt; the lock adds what those packages need, and a hash of every file.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
  --custom-compile-command "make lock"
lock: $(VENV)/dev.stamp
	$(LOCK) requirements.txt --output-file requirements.lock
	$(LOCK) requirements-s3.txt --constraint requirements.lock --output-file requirements-s3.lock
	$(LOCK) requirements-dev.txt --constraint requirements.lock --constraint requirements-s3.lock --output-file requirements-dev.lock

bench: $(VENV)/dev.stamp
	@$(BIN)/python bench/pages.py

bench-desk: $(VENV)/dev.stamp
	@$(BIN)/python bench/desk.py

bench-finder: $(VENV)/dev.stamp
	@$(BIN)/python bench/finder.py

bench-growth: $(VENV)/dev.stamp
	@$(BIN)/python bench/growth.py

bench-load: $(VENV)/dev.stamp
	@$(BIN)/python bench/load.py

bench-memory: $(VENV)/dev.stamp
	@$(BIN)/python bench/memory.py

bench-peer: $(VENV)/dev.stamp
	@PYTHON=$(BIN)/python sh bench/peer_wagtail.sh

bench-lists: $(VENV)/dev.stamp
	@$(BIN)/python bench/lists.py

bench-search: $(VENV)/dev.stamp
	@$(BIN)/python bench/search.py

bench-staleness: $(VENV)/dev.stamp
	@$(BIN)/python bench/staleness.py

secret:
	@$(PYTHON) -c "import secrets; print(secrets.token_urlsafe(60))"

clean:
	rm -rf $(VENV) $(NEXT) staticfiles .pytest_cache .ruff_cache
