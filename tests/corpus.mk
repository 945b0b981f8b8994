FACTS := $(BUILD)/tests/corpus/facts

.PHONY: check-corpus
# What is read from real files, against what is known of them.
check-corpus: $(FACTS)
	@sh tests/corpus/check.sh $< $(SHARED)/corpus tests/corpus/check.tsv

$(FACTS): $(FACTS).o $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(TEST_LIBS) -lm
