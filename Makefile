# `make` prints this menu. Everything is installed into .venv, .tools and .goodword, and nowhere else.

# Defaults: the last deploy in samconfig.toml; otherwise the stack goodword, for arm64, in the environment's region.
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

# Compile once, next to the packages: Python starts four seconds later when it must compile boto3 and moto again.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup tools run send test check lint types template unit arm64 rehearsal fuzz bench train lock coverage package publish deploy configure secret budget redrive destroy clean

help: ## this menu
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: tools ## run everything on this machine: build, deploy into an embedded AWS, play a sample day, stay up
	@$(PY) -m tests.embedded.run

send: tools ## post one event to the running stack: EVENT=events/facebook.json [TEXT="..."] [PLATFORM=x]
	@$(PY) -m tests.embedded.send "$(EVENT)" $(if $(filter command line environment,$(origin PLATFORM)),--platform "$(PLATFORM)") --text "$$TEXT"
send: export TEXT := $(value TEXT)

# Steps that mostly wait share the cores; the unit tests use all cores.
test: setup ## run every check: style, types, template, unit and flow tests, an arm64 build, the rehearsal
	@$(MAKE) --no-print-directory lint unit
	@$(MAKE) --no-print-directory -j 2 $(TOGETHER) rehearsal types template arm64
	@echo "all checks passed"

check: setup ## for daily work: style, types, and the tests of files changed since main, within 90 seconds
	@$(MAKE) --no-print-directory lint types
	@echo "== tests of changed files"; $(PY) -m tests.changed

lint: setup ## run ruff and codespell
	@echo "== style"; .venv/bin/ruff check . && .venv/bin/ruff format --check --quiet . && .venv/bin/codespell
	@$(MAKE) --no-print-directory prose

types: setup ## run mypy, strict
	@echo "== types"; .venv/bin/mypy

template: setup ## run cfn-lint and sam validate --lint
	@echo "== template"; .venv/bin/cfn-lint template.yaml docs/budget.yaml && AWS_DEFAULT_REGION=us-east-1 $(BUILDER) validate --lint

unit: setup ## run all tests that need no emulator [SHARD=2/4 for the second of four parts]
	@echo "== unit, contract and flow tests"; $(PY) -m pytest -q -n auto --dist worksteal -m "not rehearsal" $(if $(SHARD),--shard $(SHARD))

coverage: setup ## run the unit tests and report coverage; fails below the minimum in pyproject.toml
	@echo "== coverage"; rm -f .coverage .coverage.* \
	&& .venv/bin/coverage run -m pytest -q -n auto --dist worksteal -m "not rehearsal" \
	&& .venv/bin/coverage combine --quiet && .venv/bin/coverage report

arm64: tools ## build for production's processor, and check every shared object
	@echo "== arm64 build"; $(PY) -m tests.embedded.arm64

rehearsal: setup ## build, deploy into the embedded AWS, and test the whole flow over HTTP
	@echo "== rehearsal"; $(PY) -m pytest -q -m rehearsal tests/embedded

fuzz: setup ## send 100,000s of corrupted deliveries through every platform's adapter [FLAGS="--times 1000000 x"]
	@$(PY) -m tests.platforms.fuzz $(FLAGS)

bench: setup ## measure each function's time and a mention's cost; written to docs/benchmarks.md
	@$(PY) -m tests.bench

train: .tools/train/.ready ## train the model's weights again from DATA=folder ENCODER=folder [CORRECTIONS=file]; see layers/model/README.md
	@PYTHONPATH=layers/goodword:layers/model .tools/train/bin/python -m training --data "$(DATA)" --encoder "$(ENCODER)" \
	  $(if $(CORRECTIONS),--corrections "$(CORRECTIONS)") $(FLAGS)

.PHONY: prose
prose: setup ## run proselint over README.md, CONTRIBUTING.md and docs/; a part of lint
	@echo "== prose"; $(PY) -m tests.prose

.PHONY: preflight
preflight: tools ## check the limits of your AWS account; changes nothing [FLAGS="--concurrency 100"]
	@.venv/bin/goodword preflight $(GIVEN) $(FLAGS)

# The build needs the processor first; `pin` then makes the deploy refuse a different answer to its question.
deploy: tools ## deploy to your AWS account: check, build, ask, deploy, then upload goodword.yaml [ARCH=x86_64]
	@.venv/bin/goodword check goodword.yaml
	@.venv/bin/goodword preflight $(GIVEN)
	@$(BUILDER) build --parameter-overrides "Architecture=$(ARCH)"
	@$(PY) -m goodword.command._samconfig pin
	@$(BUILDER) deploy --guided --stack-name "$(STACK)" $(IN_REGION) \
	  --parameter-overrides "$$($(PY) -m goodword.command._samconfig overrides $(ARCH))"
	@.venv/bin/goodword configure goodword.yaml $(GIVEN)

configure: tools ## show what FILE=goodword.yaml changes in your stack, and upload it [FLAGS=--dry-run, --back, --confirm]
	@.venv/bin/goodword configure $(if $(findstring --back,$(FLAGS))$(findstring --confirm,$(FLAGS)),,"$(FILE)") \
	  --stack "$(STACK)" $(FLAGS)

secret: tools ## store SOURCE=acme-facebook NAME=app_secret, typed without echo [FLAGS=--retire]; without both, list ages
	@.venv/bin/goodword secret $(if $(SOURCE),"$(SOURCE)" "$(NAME)",--list) --stack "$(STACK)" $(FLAGS)

budget: ## get a mail before the account costs more per month than you want: USD=50 EMAIL=you@example.com (a stack of its own)
	@aws cloudformation deploy --region us-east-1 --stack-name "$(STACK)-budget" --template-file docs/budget.yaml \
	  --parameter-overrides "MonthlyBudget=$(USD)" "OperatorEmail=$(EMAIL)"

redrive: tools ## retry dead letters: QUEUE=deliveries, pages, scored, urgent, jobs, visits, alerts, sweep, stream or quarantine
	@.venv/bin/goodword redrive "$(QUEUE)" --stack "$(STACK)" $(FLAGS)

package: tools ## build and upload for the Serverless Application Repository: BUCKET=your-bucket
	@$(BUILDER) build --parameter-overrides "Architecture=arm64"
	@$(BUILDER) package --s3-bucket "$(BUCKET)" --output-template-file .aws-sam/packaged.yaml $(IN_REGION)

publish: package ## publish the package, with the version in version.py, to the Serverless Application Repository
	@$(BUILDER) publish --template .aws-sam/packaged.yaml --semantic-version "$$($(PY) .ci/release.py version)" \
	  --fail-on-same-version $(IN_REGION)

destroy: tools ## delete the stack from your AWS account; asks first, then says what stays
	@printf 'This deletes the stack "%s" (%s): webhooks are no longer received. Type its name to continue: ' \
	  "$(STACK)" '$(strip $(IN_REGION))'; \
	read -r typed && [ "$$typed" = "$(STACK)" ] || { echo "nothing was deleted"; exit 1; }
	@$(BUILDER) delete --stack-name "$(STACK)" $(IN_REGION) --no-prompts
	@echo "Deleted: functions, queues, topics, alarms, the webhook address."
	@echo "What stays, and costs money until you delete it: the table (with every mention; it is protected against"
	@echo "deletion), the bucket (configuration, quarantine), and the secrets in SSM under /$(STACK)/sources."

clean: ## delete the data and builds of `make run`
	@if [ -d .goodword ] && [ -x $(PY) ]; then $(PY) -m tests.embedded.emulator; fi
	@rm -rf .goodword .aws-sam
	@echo "deleted: .goodword and .aws-sam (.venv and .tools stay: they contain only packages)"

# The lock: every package at one version, with its hashes. Only this target needs uv.
lock: .tools/uv/.ready ## resolve every requirements.txt again from pyproject.toml and the .in files [FLAGS=--upgrade]
	@$(RESOLVE) layers/dependencies/requirements.in --output-file layers/dependencies/requirements.txt
	@$(RESOLVE) layers/model/layer/requirements.in --output-file layers/model/layer/requirements.txt
	@$(RESOLVE) pyproject.toml --extra dev --output-file requirements/dev.txt \
	  --constraint layers/dependencies/requirements.txt --constraint layers/model/layer/requirements.txt
	@$(RESOLVE) pyproject.toml --extra run --output-file requirements/run.txt --constraint requirements/dev.txt
	@for one in sam ministack uv; do $(RESOLVE) requirements/$$one.in --output-file requirements/$$one.txt || exit 1; done

# Three environments, each made once, in parallel: ours, the builder's, the emulator's. Tests add packages to ours.
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

# None of these has a pip of its own: they use the one in .venv.
.tools/%/.ready: requirements/%.txt .venv/.made
	@echo "preparing .tools/$*, once" && .venv/bin/python -m venv --clear --without-pip .tools/$* \
	&& $(call INSTALL,.tools/$*) --require-hashes --requirement $< && touch $@

# Finds Python 3.13 through pyenv's .python-version, by its own name, or among pyenv's versions.
.venv/.made: .python-version
	@for one in python3.13 python3 python "$$HOME"/.pyenv/versions/3.13*/bin/python3; do \
	  if "$$one" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null; then found=$$one; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Goodword needs Python 3.13, which is not on the PATH. Install it (https://www.python.org/downloads/, or" >&2; \
	  echo "'pyenv install 3.13', 'apt install python3.13 python3.13-venv', 'brew install python@3.13'), then try again." >&2; \
	  exit 1; \
	fi; \
	"$$found" -m venv --clear .venv && touch $@
