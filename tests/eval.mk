# Figures against ground truth that stands beside the project and is not part of it.
SHARED ?= ../shared
EVAL := $(SHARED)/eval
TOPIC_SETS := optech-dev chapters-dev qmsum-val
GUEST_SETS := guests-natural-dev guests-joined-dev

.PHONY: eval eval-hard
# Topics, guests, false alarms and roles, each beside the recipe to beat.
eval: $(BIN)
	@sh tests/eval/run.sh $(abspath $(BIN)) $(SHARED)

# The same topics without labels, and without labels, capitals and punctuation.
eval-hard: $(BIN)
	@sh tests/eval/run.sh --hard $(abspath $(BIN)) $(SHARED)
