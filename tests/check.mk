# The checks. `make check` is all that needs no network and no data from elsewhere.
TEST_SRC := $(sort $(wildcard tests/unit/test_*.c))
TEST_BIN := $(TEST_SRC:tests/unit/%.c=$(BUILD)/tests/unit/%)
CMOCKA_LIBS = $(eval CMOCKA_LIBS := $$(shell $(PKG_CONFIG) --libs cmocka))$(CMOCKA_LIBS)
MOCK_SRC := $(sort $(wildcard tests/mock/*.c))
MOCK := $(BUILD)/tests/mock/mock
HEADERS := $(sort $(wildcard include/summarize/*.h src/*/*.h src/*/*/*.h))

.PHONY: check check-all check-unit check-spec check-golden check-same check-cli \
	check-headers check-man check-faults check-lies check-kills build-tests \
	golden-update bench bench-live

# What goes on at the same time does not speak at the same time, where make can see to that.
SYNC := $(if $(filter output-sync,$(.FEATURES)),-O)

# Installs what the tests need, builds, and runs all that needs no network.
check:
	@sh .ci/deps.sh test
	@$(MAKE) --no-print-directory $(JOBS) all build-tests
	@$(MAKE) --no-print-directory -k $(JOBS) $(SYNC) check-all

# The tests' own programs; check-spec's is one of check-unit's.
build-tests: $(TEST_BIN) $(MOCK)

# The longest first.
CHECKS := check-cli check-headers check-unit check-fuzz check-golden check-man
check-all: $(CHECKS)
	@echo 'All checks passed: $(CHECKS)'

# Units, a program a module; a failing one does not hide the next.
check-unit: $(TEST_BIN)
	@fail=0; for t in $(TEST_BIN); do $$t || fail=1; done; exit $$fail

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(CMOCKA_LIBS) $(TEST_LIBS) -lm

# Each header includes what it needs.
check-headers:
	@fail=0; for h in $(HEADERS); do \
		$(CC) $(ALL_CFLAGS) -fsyntax-only -include $$h -x c /dev/null || fail=1; \
	done; exit $$fail

# The examples of tests/spec/*.md, each a file as people have it and what it says.
check-spec: $(BUILD)/tests/unit/test_spec
	@$<

# Whole runs against digests that were read and found good, byte for byte.
check-golden: $(BIN) $(MOCK)
	@sh tests/golden/run $(BIN) $(MOCK)

# Takes what they are now for good: read the difference.
golden-update: $(BIN) $(MOCK)
	@sh tests/golden/run --update $(BIN) $(MOCK)

# The same digests from a program whose arithmetic is done in other ways (unoptimised,
# vectorised, in 80 bits), in a language whose i has no dot.
check-same:
	@for opt in -O0 '-O3 -march=native' '-O2 -mfpmath=387'; do \
		$(CC) $$opt -E -x c /dev/null >/dev/null 2>&1 || continue; \
		LC_ALL=tr_TR.UTF-8 $(MAKE) --no-print-directory check-golden \
			BUILD=build/same OPT="$$opt" || exit 1; \
	done

# PROGRAM may be a script that runs it under something else.
PROGRAM ?= $(abspath $(BIN))
CLI := $(patsubst tests/cli/%.bats,check-cli-%,$(sort $(wildcard tests/cli/*.bats)))
.PHONY: $(CLI)

# Streams, statuses, bad input, a server of our own: the program as a shell sees it.
check-cli: $(CLI)

$(CLI): check-cli-%: $(BIN) $(MOCK)
	@SUMMARIZE=$(PROGRAM) MOCK=$(abspath $(MOCK)) bats tests/cli/$*.bats

# The manual page is that of the table of options.
check-man: $(BIN)
	@$(BIN) --man | cmp - data/summarize.1 || \
		{ echo 'data/summarize.1 is not that of the options: make man' >&2; exit 1; }

# A model server of our own, on this machine.
$(MOCK): $(MOCK_SRC:%.c=$(BUILD)/%.o) $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(shell $(PKG_CONFIG) --libs libmicrohttpd) \
		$(TEST_LIBS) -lm -lpthread

# Every fault on every protocol: what was asked again, how it ended, what was lost.
check-faults: $(BIN) $(MOCK)
	@sh tests/mock/faults $(BIN) $(MOCK)

# What a model makes up, and what of it reached the digest.
check-lies: $(BIN) $(MOCK)
	@sh tests/mock/lies $(BIN) $(MOCK)

N ?= 200
# A run killed at N moments, and the run after it.
check-kills: $(BIN) $(MOCK)
	@sh tests/mock/kills $(BIN) $(MOCK) $(N)

# A long episode through a server with a model's latency.
bench-live: $(BIN) $(MOCK)
	@sh tests/mock/bench $(BIN) $(MOCK)

BENCH := $(BUILD)/tests/bench
# Times and memory; the talks they are taken with are written by tests/bench/talk.awk.
bench: $(BIN) $(BENCH)/measure $(BENCH)/read $(BENCH)/quotes
	@sh tests/bench/run $(BIN) $(BENCH)

$(BENCH)/%: $(BUILD)/tests/bench/%.o $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(TEST_LIBS) -lm
