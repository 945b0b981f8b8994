# Targets that check what must hold whatever the bytes, a family of inputs each.
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZ_NAMES := $(FUZZ_SRC:tests/fuzz/fuzz_%.c=%)
FUZZ_BIN := $(FUZZ_NAMES:%=$(BUILD)/tests/fuzz/%)

.PHONY: check-fuzz fuzz fuzz-run
build-tests: $(FUZZ_BIN)

# Each target over the inputs that are kept, once; with any compiler.
check-fuzz: $(FUZZ_BIN)
	@for f in $(FUZZ_NAMES); do \
		$(BUILD)/tests/fuzz/$$f data/samples/* $$(ls -d tests/fuzz/corpus/$$f/* 2>/dev/null) \
			|| exit 1; \
	done

$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/once.o $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(TEST_LIBS) -lm

T ?= 60
FUZZ ?= $(FUZZ_NAMES)
# T seconds for each target (FUZZ names them), with clang's fuzzer; what it finds stays
# in build/fuzz.
fuzz:
	@$(MAKE) --no-print-directory fuzz-run CC=clang BUILD=build/fuzz \
		SAN=fuzzer-no-link,address,undefined T=$(T) FUZZ='$(FUZZ)'

fuzz-run: $(FUZZ_SRC:%.c=$(BUILD)/%.o) $(LIB)
	@set -e; for f in $(FUZZ); do \
		mkdir -p $(BUILD)/corpus/$$f $(BUILD)/seeds tests/fuzz/corpus/$$f; \
		awk -v DIR=$(BUILD)/seeds -v PREFIX= -f tests/fuzz/seeds.awk tests/spec/*.md; \
		$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $(BUILD)/$$f \
			$(BUILD)/tests/fuzz/fuzz_$$f.o $(LIB) $(TEST_LIBS) -lm; \
		echo "fuzz: $$f, $(T) s"; \
		$(BUILD)/$$f -max_total_time=$(T) -rss_limit_mb=2048 -timeout=10 -max_len=65536 \
			-artifact_prefix=$(BUILD)/$$f- -print_final_stats=0 -verbosity=0 \
			-dict=tests/fuzz/words.dict \
			$(BUILD)/corpus/$$f tests/fuzz/corpus/$$f $(BUILD)/seeds data/samples; \
	done
