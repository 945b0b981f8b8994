# The built-in engine's sentences against what people wrote, at equal lengths.
.PHONY: eval-rouge peers
eval-rouge: $(BIN)
	@sh tests/eval/rouge.sh $(abspath $(BIN)) $(SHARED)

# The same beside programs of others, which are fetched first: by hand only.
peers: $(BIN)
	@sh tests/eval/peers.sh $(abspath $(BIN)) $(SHARED)
