# `make` prints this menu. Everything lands in .venv, .tools and .goodword; nothing is installed anywhere else.

# What samconfig.toml kept of the last deploy; else the stack goodword, for arm64, in the region that the environment names.
STACK ?= $(call SAVED,stack)
ARCH ?= $(call SAVED,architecture)
PLATFORM ?= facebook
EVENT ?= events/$(PLATFORM).json
TEXT ?=
FILE ?= goodword.yaml
SOURCE ?=
NAME ?=
QUEUE ?=
DATA ?=
ENCODER ?=
CORRECTIONS ?=
USD ?=
EMAIL ?=
FLAGS ?=
SHARD ?=
BUCKET ?=

PY := .venv/bin/python
SAM := .tools/sam/bin/sam
INSTALL = $(PY) -m pip --python $(1) install --quiet --quiet --disable-pip-version-check --no-input --no-compile
RESOLVE = .tools/uv/bin/uv pip compile --quiet --universal --python-version 3.13 --generate-hashes \
  --custom-compile-command "make lock" $(FLAGS)
BUILDER := PATH="$(CURDIR)/.venv/bin:$$PATH" SAM_CLI_TELEMETRY=0 $(SAM)

SAVED = $(shell $(PY) -m goodword.command._samconfig $(1))
GIVEN = $(if $(filter command line environment,$(origin STACK)),--stack "$(STACK)")
REGION = $(call SAVED,region)
PROFILE = $(call SAVED,profile)
IN_REGION = $(if $(REGION),--region "$(REGION)") $(if $(PROFILE),--profile "$(PROFILE)")

TOGETHER := $(if $(filter output-sync,$(.FEATURES)),--output-sync)

# Compiled once, beside the packages: a Python that has to compile boto3 and moto again starts four seconds later.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup tools run send test check lint types template unit arm64 rehearsal fuzz bench train lock coverage package publish deploy configure secret budget redrive destroy clean

help: ## this menu
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: tools ## the whole of it on this machine: build, deploy into an embedded AWS, play a sample day, stay up
	@$(PY) -m tests.embedded.run

send: tools ## post one event to what runs: EVENT=events/facebook.json [TEXT="..."] [PLATFORM=x]
	@$(PY) -m tests.embedded.send "$(EVENT)" $(if $(filter command line environment,$(origin PLATFORM)),--platform "$(PLATFORM)") --text "$$TEXT"
send: export TEXT := $(value TEXT)

# What waits more than it works shares the cores; the unit tests use them all.
test: setup ## the gate: style, types, template, unit and flow tests, an arm64 build, the rehearsal
	@$(MAKE) --no-print-directory lint unit
	@$(MAKE) --no-print-directory -j 2 $(TOGETHER) rehearsal types template arm64
	@echo "all of it passed"

check: setup ## for daily work: style, types, and the tests of what was changed since main, within 90 seconds
	@$(MAKE) --no-print-directory lint types
	@echo "== tests of what was changed"; $(PY) -m tests.changed

lint: setup ## ruff, and codespell
	@echo "== style"; .venv/bin/ruff check . && .venv/bin/ruff format --check --quiet . && .venv/bin/codespell
	@$(MAKE) --no-print-directory prose

types: setup ## mypy, strict
	@echo "== types"; .venv/bin/mypy

template: setup ## cfn-lint and sam validate --lint
	@echo "== template"; .venv/bin/cfn-lint template.yaml docs/budget.yaml && AWS_DEFAULT_REGION=us-east-1 $(BUILDER) validate --lint

unit: setup ## everything that needs no emulator [SHARD=2/4 for the second of four parts]
	@echo "== unit, contract and flow tests"; $(PY) -m pytest -q -n auto --dist worksteal -m "not rehearsal" $(if $(SHARD),--shard $(SHARD))

coverage: setup ## the unit tests, and which statements they run; fails below the floor in pyproject.toml
	@echo "== coverage"; rm -f .coverage .coverage.* \
	&& .venv/bin/coverage run -m pytest -q -n auto --dist worksteal -m "not rehearsal" \
	&& .venv/bin/coverage combine --quiet && .venv/bin/coverage report

arm64: tools ## build for production's processor, and look at every shared object
	@echo "== arm64 build"; $(PY) -m tests.embedded.arm64

rehearsal: setup ## build, deploy into the embedded AWS, one run of the whole flow over HTTP
	@echo "== rehearsal"; $(PY) -m pytest -q -m rehearsal tests/embedded

fuzz: setup ## spoilt deliveries by the hundred thousand, through every platform's adapter [FLAGS="--times 1000000 x"]
	@$(PY) -m tests.platforms.fuzz $(FLAGS)

bench: setup ## what each room takes beside its floor, and what a mention costs; kept in docs/benchmarks.md
	@$(PY) -m tests.bench

train: .tools/train/.ready ## make the model's weights again from DATA=folder ENCODER=folder [CORRECTIONS=file]; see layers/model/README.md
	@PYTHONPATH=layers/goodword:layers/model .tools/train/bin/python -m training --data "$(DATA)" --encoder "$(ENCODER)" \
	  $(if $(CORRECTIONS),--corrections "$(CORRECTIONS)") $(FLAGS)

.PHONY: prose
prose: setup ## run proselint over README.md, CONTRIBUTING.md and docs/; a part of lint
	@echo "== prose"; $(PY) -m tests.prose

.PHONY: preflight
preflight: tools ## what your AWS account has room for; changes nothing [FLAGS="--concurrency 100"]
	@.venv/bin/goodword preflight $(GIVEN) $(FLAGS)

# The processor is settled before anything is built; `pin` then has the deploy refuse another answer to its question.
deploy: tools ## into your AWS account: looks, builds, asks, deploys, then hands over goodword.yaml [ARCH=x86_64]
	@.venv/bin/goodword check goodword.yaml
	@.venv/bin/goodword preflight $(GIVEN)
	@$(BUILDER) build --parameter-overrides "Architecture=$(ARCH)"
	@$(PY) -m goodword.command._samconfig pin
	@$(BUILDER) deploy --guided --stack-name "$(STACK)" $(IN_REGION) \
	  --parameter-overrides "$$($(PY) -m goodword.command._samconfig overrides $(ARCH))"
	@.venv/bin/goodword configure goodword.yaml $(GIVEN)

configure: tools ## show what FILE=goodword.yaml changes in your stack, and do it [FLAGS=--dry-run, --back, --confirm]
	@.venv/bin/goodword configure $(if $(findstring --back,$(FLAGS))$(findstring --confirm,$(FLAGS)),,"$(FILE)") \
	  --stack "$(STACK)" $(FLAGS)

secret: tools ## store SOURCE=acme-facebook NAME=app_secret, asked for without echo [FLAGS=--retire]; without them, list ages
	@.venv/bin/goodword secret $(if $(SOURCE),"$(SOURCE)" "$(NAME)",--list) --stack "$(STACK)" $(FLAGS)

budget: ## a mail before the account costs more a month than you want: USD=50 EMAIL=you@example.com (a stack of its own)
	@aws cloudformation deploy --region us-east-1 --stack-name "$(STACK)-budget" --template-file docs/budget.yaml \
	  --parameter-overrides "MonthlyBudget=$(USD)" "OperatorEmail=$(EMAIL)"

redrive: tools ## try again what was given up on: QUEUE=deliveries, pages, scored, urgent, jobs, visits, alerts, sweep, stream or quarantine
	@.venv/bin/goodword redrive "$(QUEUE)" --stack "$(STACK)" $(FLAGS)

package: tools ## build, and upload for the Serverless Application Repository: BUCKET=your-bucket
	@$(BUILDER) build --parameter-overrides "Architecture=arm64"
	@$(BUILDER) package --s3-bucket "$(BUCKET)" --output-template-file .aws-sam/packaged.yaml $(IN_REGION)

publish: package ## publish what was packaged, under the version in version.py, to the Serverless Application Repository
	@$(BUILDER) publish --template .aws-sam/packaged.yaml --semantic-version "$$($(PY) .ci/release.py version)" \
	  --fail-on-same-version $(IN_REGION)

destroy: tools ## take the stack out of your AWS account; asks first, then says what stays
	@printf 'This takes the stack "%s" down (%s): webhooks stop being heard. Type its name to go on: ' \
	  "$(STACK)" '$(strip $(IN_REGION))'; \
	read -r typed && [ "$$typed" = "$(STACK)" ] || { echo "nothing was changed"; exit 1; }
	@$(BUILDER) delete --stack-name "$(STACK)" $(IN_REGION) --no-prompts
	@echo "Gone: functions, queues, topics, alarms, the webhook address."
	@echo "What stays, and costs until you delete it yourself: the table (with every mention; it is protected against"
	@echo "deletion), the bucket (configuration, quarantine), and the secrets in SSM under /$(STACK)/sources."

clean: ## forget what ran on this machine: its data, its builds
	@if [ -d .goodword ] && [ -x $(PY) ]; then $(PY) -m tests.embedded.emulator; fi
	@rm -rf .goodword .aws-sam
	@echo "forgotten: .goodword and .aws-sam (.venv and .tools stay: they hold packages only)"

# The lock: every package at one version, with its hashes. Nothing but this target needs uv.
lock: .tools/uv/.ready ## resolve every requirements.txt again from what pyproject.toml and the .in files name [FLAGS=--upgrade]
	@$(RESOLVE) layers/dependencies/requirements.in --output-file layers/dependencies/requirements.txt
	@$(RESOLVE) layers/model/layer/requirements.in --output-file layers/model/layer/requirements.txt
	@$(RESOLVE) pyproject.toml --extra dev --output-file requirements/dev.txt \
	  --constraint layers/dependencies/requirements.txt --constraint layers/model/layer/requirements.txt
	@$(RESOLVE) pyproject.toml --extra run --output-file requirements/run.txt --constraint requirements/dev.txt
	@for one in sam ministack uv; do $(RESOLVE) requirements/$$one.in --output-file requirements/$$one.txt || exit 1; done

# Three environments, made side by side and once: ours, the builder's, the emulator's; for tests ours gets more.
tools:
	@MAKEFLAGS= $(MAKE) --no-print-directory --silent -j 3 .tools/sam/.ready .tools/ministack/.ready .venv/.run

setup: tools
	@$(MAKE) --no-print-directory --silent .venv/.dev

.venv/.run: pyproject.toml requirements/run.txt .venv/.made
	@echo "preparing .venv, once" && $(call INSTALL,.venv) --require-hashes --requirement requirements/run.txt \
	&& $(call INSTALL,.venv) --no-deps --editable . && touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@echo "preparing .venv for tests, once" && $(call INSTALL,.venv) --require-hashes --requirement $< && touch $@

.tools/train/.ready: layers/model/training/requirements.txt .venv/.made
	@echo "preparing .tools/train, once: torch is large" && .venv/bin/python -m venv --clear --without-pip .tools/train \
	&& $(call INSTALL,.tools/train) --requirement $< && touch $@

# None of these has a pip of its own: the one in .venv serves them all.
.tools/%/.ready: requirements/%.txt .venv/.made
	@echo "preparing .tools/$*, once" && .venv/bin/python -m venv --clear --without-pip .tools/$* \
	&& $(call INSTALL,.tools/$*) --require-hashes --requirement $< && touch $@

# Python 3.13 as pyenv finds it by .python-version, or by its own name, or among pyenv's versions.
.venv/.made: .python-version
	@for one in python3.13 python3 python "$$HOME"/.pyenv/versions/3.13*/bin/python3; do \
	  if "$$one" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null; then found=$$one; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Goodword needs Python 3.13, and none is on the PATH. Install it (https://www.python.org/downloads/, or" >&2; \
	  echo "'pyenv install 3.13', 'apt install python3.13 python3.13-venv', 'brew install python@3.13'), then again." >&2; \
	  exit 1; \
	fi; \
	"$$found" -m venv --clear .venv && touch $@
