.PHONY: eval-rouge eval-cover peers
# The built-in engine's sentences against what people wrote, at equal lengths.
eval-rouge: $(BIN)
	@sh tests/eval/rouge.sh $(abspath $(BIN)) $(SHARED)

# Whether long digests tell of every part of the talk and of everybody in it.
eval-cover: $(BIN)
	@python3 tests/eval/cover.py $(abspath $(BIN)) $(SHARED)/corpus/* $(EVAL)/*/*.txt

# The same beside programs of others, which are fetched first: by hand only.
peers: $(BIN) $(BENCH)/measure
	@sh tests/eval/peers.sh $(abspath $(BIN)) $(SHARED) $(abspath $(BENCH)/measure)
