# Everything starts here. `make run` serves a demonstration county, `make test` runs every
# test; both set up what they need. `make check` reads the code, .ci/run does all of it.

PORT ?= 8700
LISTEN ?= 127.0.0.1:$(PORT)
DATABASE ?= demo/county.sqlite
JOURNEYS ?= 2000
SECONDS ?= 60

export CARGO_TERM_COLOR ?= auto
export CARGO_TERM_PROGRESS_WHEN ?= auto

NPM_CI := npm ci --no-audit --no-fund --loglevel=error
SOURCES := $(shell find assets/src -type f) assets/build.mjs

.PHONY: run test check bench bench-pages bench-import bench-directory bench-measure bench-stories bench-exports bench-plan fuzz assets help
.DEFAULT_GOAL := help

help:
	@echo "make run     serve a demonstration county on http://$(LISTEN) (PORT=… or LISTEN=host:port to move it)"
	@echo "make test    run every test: SQLite, PostgreSQL and a browser"
	@echo "make check   formatting, lints, documentation, licences"
	@echo "make bench   measure it all (or one: bench-pages, bench-import, bench-directory, bench-measure, bench-stories, bench-exports, bench-plan)"
	@echo "make fuzz    throw random bytes at what reads from outside, SECONDS=$(SECONDS) for each"

# ---- run

run: assets
	@echo "Building Quilt (a few minutes the first time, a second afterwards) …"
	@cargo build --quiet --profile swift -p quilt
	@mkdir -p $(dir $(DATABASE))
	@target/swift/quilt --database $(DATABASE) demo --journeys $(JOURNEYS)
	@exec target/swift/quilt --database $(DATABASE) --listen $(LISTEN) serve

# ---- the style sheet and the script, which the program carries inside it

assets: assets/dist/quilt.css

assets/dist/quilt.css: $(SOURCES) assets/node_modules/.package-lock.json
	@echo "Building the style sheet and the script …"
	@cd assets && npm run --silent build
	@touch $@

assets/node_modules/.package-lock.json: assets/package.json assets/package-lock.json
	@scripts/get-tools npm
	@cd assets && $(NPM_CI)
	@touch $@

# ---- test

test: assets
	@scripts/test-all

# ---- check

check: assets
	cargo fmt --all --check
	cargo clippy --quiet --workspace --all-targets -- -D warnings
	@# A context's front page names its private parts: whoever reads it has them at hand.
	RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --quiet --no-deps --workspace
	@scripts/get-tools cargo-deny
	cargo deny --log-level error check licenses bans sources
	@cd assets && npm run --silent --if-present check

# ---- measure and torment

bench: bench-pages bench-import bench-directory bench-measure bench-stories bench-exports bench-plan

bench-pages: assets
	@scripts/get-tools wrk || true
	cargo bench --quiet --profile swift -p quilt --bench pages

bench-import: assets
	cargo bench --quiet --profile swift -p quilt --bench import -- $(MORE)

# Keeps what it made up: see quilt/benches/stories/main.rs for ENGINE=…, JOURNEYS=…, QUILT_PYTHON=….
bench-stories:
	QUILT_KEEP_PG=$${QUILT_KEEP_PG:-$(CURDIR)/target/postgres} QUILT_PG_WITH="-c shared_buffers=512MB -c max_wal_size=4GB" \
	  scripts/with-postgres cargo bench --quiet --profile swift -p quilt --bench stories

bench-directory:
	MALLOC_MMAP_THRESHOLD_=262144 MALLOC_TRIM_THRESHOLD_=1048576 scripts/with-postgres cargo bench --quiet --profile swift -p find --bench directory

bench-exports: assets
	cargo bench --quiet --profile swift -p quilt --bench exports

bench-measure:
	cargo bench --quiet --profile swift -p measure --bench group

bench-plan:
	cargo bench --quiet --profile swift -p simulate --bench events

fuzz:
	@scripts/fuzz $(SECONDS)
