# rappro. `make` says what there is. A machine with Go, git and make is enough.

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
GO      ?= go
SHARED  ?=
WORLD   ?=
FRESH   ?=
PROFILE ?=
SOURCES ?= camt,fr

.DEFAULT_GOAL := help
.PHONY: help build demo test check bench match memory fuzz score samples unseen same splits lumps certain properties sim sabotage powercut crash scale verify tamper workers job clean dashboards prometheus scrape companies anomalies indicators

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | \
		awk -F '\t' '{ printf "  make %-9s %s\n", $$1, $$2 }'

build: ## one static program: bin/rappro
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/rappro ./cmd/rappro

demo: build ## an accountant's month, from the bank's files to Prometheus (DEMO_LANG=fr)
	@CGO_ENABLED=0 $(GO) build -o bin/demo ./cmd/internal/demo
	@bin/demo -rappro bin/rappro -month fixtures/month -dir tmp/demo -lang $(or $(DEMO_LANG),en)

test: check ## everything, PostgreSQL included (started by the tests themselves)
	$(GO) test -timeout 9m ./...

check: ## gofmt and go vet
	@bad=$$(gofmt -l cmd fixtures importers matcher reconcile store); \
		if [ -n "$$bad" ]; then echo "gofmt would change:"; echo "$$bad"; exit 1; fi
	$(GO) vet ./...

bench: build ## how fast: a table of rappro beside others, then a small company's month, matcher and store
	$(GO) run ./fixtures/bench/cmd/bench
	@$(MAKE) --no-print-directory match CREDITS=1000000 COUNT="10000 100000 1000000 3000000"
	$(GO) test -run '^$$' -bench . -benchtime 1x ./cmd/rappro ./matcher/... ./store/...
	@$(MAKE) --no-print-directory scale COUNT="10000 100000 1000000 3000000"

match: ## how fast and how right the matcher alone is: COUNT="10000 1000000" open invoices, CREDITS=1000, LONG=1 texts
	@$(GO) build -o bin/match ./fixtures/bench/cmd/match
	@bin/match -credits $(or $(CREDITS),0) $(if $(LONG),-long) $(COUNT)

memory: build ## how much memory and time a camt.053 of 1 GB takes into SQLite; a terminal shows its progress
	@$(GO) run ./fixtures/bench/cmd/memory -rappro bin/rappro -megabytes $(or $(MEGABYTES),1000)

fuzz: ## every fuzz target for FUZZTIME (default 20s) each, JOBS at once, TARGET=regexp of them
	$(GO) run ./fixtures/fuzzing/cmd/fuzz -time $(or $(FUZZTIME),20s) -jobs $(or $(JOBS),1) -run '$(TARGET)'

score: build ## how right, how honest: WORLD=SEED or FRESH=10 (seeds from the last commit) PROFILE=hard,plain, SHARED=DIR reads sets with a known truth, alone or pooled with FRESH
	@if [ -n "$(FRESH)" ]; then \
		$(GO) run ./fixtures/score/cmd/score -rappro bin/rappro $(if $(SHARED),-shared "$(SHARED)") \
			-profile "$(or $(PROFILE),unseen)" -worlds "$(FRESH)" -commit "$$(git rev-parse HEAD)" \
			-sources "$(SOURCES)"; \
	elif [ -n "$(SHARED)" ]; then \
		$(GO) run ./fixtures/score/cmd/score -rappro bin/rappro -shared "$(SHARED)"; \
	else \
		$(GO) run ./fixtures/score/cmd/score -rappro bin/rappro -profile "$(or $(PROFILE),plain)" \
			-world "$(or $(WORLD),1)"; \
	fi

samples: ## how much of real statements is read: SHARED=DIR
	@if [ -z "$(SHARED)" ]; then echo "say where: make samples SHARED=DIR"; exit 2; fi
	$(GO) run ./fixtures/samples/cmd/samples -shared "$(SHARED)"

unseen: ## how much is read of statements that no importer was written for
	@$(GO) run ./fixtures/unseen/cmd/unseen

same: ## that importing twice changes nothing and both stores agree: SHARED=DIR
	@if [ -z "$(SHARED)" ]; then echo "say where: make same SHARED=DIR"; exit 2; fi
	RAPPRO_SETS="$(abspath $(SHARED))" $(GO) test -count 1 -v -timeout 30m -run '^TestTwiceAndOnBothStores$$' ./cmd/rappro

splits: ## that a year gives the same in whatever files it comes: COUNT=10000 for the whole bar
	$(call campaign,splits,Splits)

lumps: ## sums whose details come late, from every source: COUNT=200 worlds for the whole bar
	$(call campaign,lumps,Lumps)

certain: ## that what looks certain is: full numbers and exact amounts, and what comes near: COUNT=100000 credits
	$(call campaign,certain,Certain)

properties: ## what holds whatever comes, on random companies: no cent lost, any order, undone whole: COUNT=100000
	$(call campaign,properties,Properties)

sim: ## imports, jobs, people with stale screens, clocks that jump, programs that die: COUNT=20000 seeds, SEED=N the first
	$(call campaign,sim,Sim)

sabotage: ## whether the tests find faults: plants COUNT=40 of them in a copy, one after the other, from SEED=1 on
	@$(GO) run ./fixtures/sabotage/cmd/sabotage -count $(or $(COUNT),40) -first $(or $(SEED),1)

powercut: ## that no power cut takes what was acknowledged, on SQLite: COUNT=5000 cuts for the whole bar
	$(call campaign,powercut,Powercut)

faults: ## that no fault gives a wrong answer: the N-th call to the disk, the N-th message of PostgreSQL: COUNT=40 operations
	$(call campaign,faults,Faults)

returns: ## payments that the bank takes back, of all kinds: reopened exactly, or asked: COUNT=1000 for the whole bar, SHARED=DIR sets besides
	$(call campaign,returns,Returns)

crash: ## that no kill at any moment, PostgreSQL's included, loses, halves or doubles anything: COUNT=10000 on each store
	$(call campaign,crash,Crash)

undo: ## every decision taken back in random order: the books as they were: COUNT=1000 companies, SHARED=DIR sets besides
	$(call campaign,undo,Undo)

tamper: ## that verify names whatever is altered behind the program's back: COUNT=10000 on each store
	$(call campaign,tamper,Tamper)

anomalies: ## a year of COUNT=50 companies, day by day: how many lines a person is shown
	$(call campaign,anomalies,Anomalies)

job: ## the morning's job killed COUNT=1000 times over months of mornings, on each store: books, folders and letters as if not
	$(call campaign,job,Job)

backup: ## that backups under write load are restored whole, and any flipped byte is reported: COUNT=200 on each store
	$(call campaign,backup,Backup)

indicators: ## every indicator against a second implementation in plain SQL, on both stores: COUNT=1000 random ledgers
	$(call campaign,indicators,Indicators)

hot: ## that 64 workers on 100 invoices lose no update and meet no deadlock: COUNT=10000 decisions of each worker
	$(call campaign,hot,(Hot|Desks))

workers: ## that 1, 2 and 4 workers leave the same books of COUNT=200 companies, also killed and beside one that fails
	$(call campaign,workers,Workers)

# The last line of a campaign is its figure; its progress is shown on a terminal.
define campaign
	@$(GO) test -c -o bin/$(1).test ./fixtures/$(1)
	@cd fixtures/$(1) && { COUNT=$(or $(COUNT),20) $(if $(SHARED),SHARED="$(abspath $(SHARED))") ../../bin/$(1).test -test.timeout 24h \
		-test.run '^Test($(2))$$'; echo $$? >../../bin/$(1).code; } | sed '/^PASS$$/d'; \
		exit $$(cat ../../bin/$(1).code)
endef

scale: build ## the whole job at scale beside plain SQL, on both stores: COUNT="10000 1000000"
	@$(GO) build -o bin/scale ./fixtures/scale/cmd/scale
	@bin/scale -rappro bin/rappro $(or $(COUNT),10000 100000)

verify: build ## how long verify takes over a store of COUNT=1000000 entries, on both stores
	@$(GO) build -o bin/verify ./fixtures/scale/cmd/verify
	@bin/verify -rappro bin/rappro $(or $(COUNT),100000)

prometheus: ## every panel and alert against the real Prometheus over a simulated year: COUNT=366 days
	$(GO) test -count 1 -run 'Rules|Alerts' ./cmd/internal/dashboards
	COUNT=$(or $(COUNT),366) $(GO) test -count 1 -v -timeout 120m -run '^TestPrometheus$$' ./cmd/rappro

dashboards: ## write deploy/grafana and docs/metrics.md from the code
	$(GO) run ./cmd/internal/dashboards/generate

scrape: build ## how long a scrape takes over COUNT=1000000 invoices with CREDITS payments, on both stores
	@$(GO) build -o bin/scrape ./fixtures/scale/cmd/scrape
	@bin/scrape -rappro bin/rappro $(if $(CREDITS),-credits $(CREDITS)) $(or $(COUNT),100000)

companies: build ## how long the accountant's first look takes: report companies over COUNT=50 companies with a year each
	@$(GO) build -o bin/companies ./fixtures/scale/cmd/companies
	@bin/companies -rappro bin/rappro $(or $(COUNT),50)

clean: ## remove what make built
	rm -rf bin tmp
