# The checks. `make check` is all that needs no network and no data from elsewhere.
TEST_SRC := $(sort $(wildcard tests/unit/test_*.c))
TEST_BIN := $(TEST_SRC:tests/unit/%.c=$(BUILD)/tests/unit/%)
CMOCKA_LIBS = $(shell $(PKG_CONFIG) --libs cmocka)

.PHONY: check check-unit
check: check-unit

# One program a module. A failing one does not hide the next.
check-unit: $(TEST_BIN)
	@fail=0; for t in $(TEST_BIN); do $$t || fail=1; done; exit $$fail

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/libsummarize.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(CMOCKA_LIBS) $(PKG_LIBS) -lm
.PRECIOUS: $(BUILD)/tests/unit/%.o
