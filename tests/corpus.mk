# What is read from real files that stand beside the project and are not part of it.
SHARED ?= ../shared
CORPUS := $(SHARED)/corpus

.PHONY: check-corpus
check-corpus: $(BUILD)/tests/corpus/facts
	@sh tests/corpus/check.sh $< $(CORPUS) tests/corpus/check.tsv

$(BUILD)/tests/corpus/facts: $(BUILD)/tests/corpus/facts.o $(BUILD)/libsummarize.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) -lm

-include $(BUILD)/tests/corpus/facts.d
