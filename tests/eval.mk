# Figures against ground truth.
EVAL := $(SHARED)/eval

.PHONY: eval eval-hard eval-digests eval-mock
# Topics, guests, false alarms and roles, each beside the recipe to beat.
eval: $(BIN)
	@sh tests/eval/run.sh $(abspath $(BIN)) $(SHARED)

# The same topics without labels, and without labels, capitals and punctuation.
eval-hard: $(BIN)
	@sh tests/eval/run.sh --hard $(abspath $(BIN)) $(SHARED)

# Digests of all that is there, at all lengths and in all ways: quotes, length, structure.
eval-digests: $(BIN)
	@[ -d $(EVAL) ] || { echo 'eval-digests: skipped: no $(EVAL)'; exit 0; }; \
	python3 tests/eval/digests.py $(abspath $(BIN)) $(SHARED)

# The same of some of them, told by the test server for models as each provider.
eval-mock: $(BIN) $(MOCK)
	@[ -d $(EVAL) ] || { echo 'eval-mock: skipped: no $(EVAL)'; exit 0; }; \
	python3 tests/eval/digests.py --mock $(abspath $(MOCK)) $(abspath $(BIN)) $(SHARED)
