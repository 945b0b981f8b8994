# summarize: see README.md. `make demo` and `make check` install what they need.
.DEFAULT_GOAL := all
SHELL := /bin/sh
CC ?= cc
PREFIX ?= /usr/local
BUILD ?= build
SAN ?=
WERROR ?= -Werror
PKG_CONFIG ?= pkg-config

LIBS := libcurl libcjson libutf8proc sqlite3 inih uchardet libxml-2.0 libarchive md4c-html
STD := -std=c17 -D_POSIX_C_SOURCE=200809L
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(WERROR)
OPT ?= -O2 -g
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all)
# Asked for when used, so that `make deps` works before the libraries are there.
PKG_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(LIBS))
PKG_LIBS = $(shell $(PKG_CONFIG) --libs $(LIBS)) -lstemmer
ALL_CFLAGS = $(STD) $(WARN) $(OPT) $(SANFLAGS) -Iinclude -Isrc $(PKG_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(SANFLAGS) $(LDFLAGS)

SRC := $(sort $(wildcard src/*/*.c src/*/*/*.c))
OBJ := $(SRC:%.c=$(BUILD)/%.o) $(BUILD)/data.o
BIN := $(BUILD)/summarize

include tests/check.mk
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: all clean deps demo install uninstall
all: $(BIN)

$(BIN): $(BUILD)/src/main.o $(BUILD)/libsummarize.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) -lm

$(BUILD)/libsummarize.a: $(OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# What stands in data/ is compiled in, so that the program is one file.
DATA := $(sort $(wildcard data/lang/*.ini data/prompts/*.md data/schemas/*.json data/*.tsv data/*.ini))
$(BUILD)/data.c: data/embed.sh $(DATA) Makefile
	@mkdir -p $(@D)
	sh data/embed.sh $(DATA) >$@.tmp && mv $@.tmp $@

$(BUILD)/data.o: $(BUILD)/data.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

clean:
	rm -rf $(BUILD)
