# summarize: see README.md. `make demo` and `make check` install what they need.
.DEFAULT_GOAL := all
SHELL := /bin/sh
CC ?= cc
PREFIX ?= /usr/local
DESTDIR ?=
SAN ?=
# An instrumented build stands beside the plain one.
BUILD ?= $(if $(SAN),build/san,build)
WERROR ?= -Werror
PKG_CONFIG ?= pkg-config
# Transcripts and ground truth that stand beside the project and are not part of it.
SHARED ?= ../shared

LIBS := libcjson libutf8proc inih md4c-html
# Loaded when one is needed (src/base/late.h), where their files can be told; else linked.
RARE := libcurl libxml-2.0 libarchive uchardet sqlite3 libcrypto
LATE := $(if $(shell command -v readelf),$(RARE))
# Products are rounded before they are added to: the same digest on every machine.
STD := -std=c17 -D_POSIX_C_SOURCE=200809L -ffp-contract=off
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(WERROR)
OPT ?= -O2 -g
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all)
# Asked for once, and only when used: `make deps` works before the libraries are there.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell $(PKG_CONFIG) --cflags $(LIBS) $(RARE)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell $(PKG_CONFIG) --libs $(LIBS)) -lstemmer -ldl)$(PKG_LIBS)
RARE_LIBS = $(eval RARE_LIBS := $$(shell $(PKG_CONFIG) --libs $(RARE)))$(RARE_LIBS)
# Linked, they are found by name at run time: a linker that drops what nothing refers to must not.
comma := ,
KEEP := $(if $(filter Linux,$(shell uname -s)),-Wl$(comma)--no-as-needed)
TEST_LIBS = $(PKG_LIBS) $(RARE_LIBS)
ALL_CFLAGS = $(STD) $(WARN) $(OPT) $(SANFLAGS) -Iinclude -Isrc $(PKG_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(SANFLAGS) $(LDFLAGS)

SRC := $(sort $(wildcard src/*/*.c src/*/*/*.c))
OBJ := $(SRC:%.c=$(BUILD)/%.o) $(BUILD)/data.o $(BUILD)/late.o
LIB := $(BUILD)/libsummarize.a
BIN := $(BUILD)/summarize

# One line for each file that is built; V=1 shows the commands.
V ?=
Q := $(if $(V),,@)
say = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),@:,@echo '  $(1)' $@)
# All processors, unless make was told how many.
JOBS = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))

.SECONDARY:
.PHONY: all clean deps demo help install man uninstall FORCE
# The program, build/summarize: what `make` alone makes.
all: $(BIN)

$(BIN): $(BUILD)/src/main.o $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) $(if $(LATE),,$(KEEP) $(RARE_LIBS)) -lm

$(LIB): $(OBJ)
	$(call say,AR)
	@rm -f $@
	$(Q)$(AR) qcs $@ $^

$(BUILD)/%.o: %.c $(BUILD)/flags
	$(call say,CC)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Other flags or another compiler: everything is built anew.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS)' | cmp -s - $@ || \
		echo '$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS)' >$@

# What stands in data/ is compiled in, so that the program is one file.
DATA := $(sort $(wildcard data/lang/*.ini data/prompts/*.md data/schemas/*.json data/html/* \
	data/*.tsv))
$(BUILD)/data.c: data/embed.sh $(DATA) Makefile
	$(call say,DATA)
	@mkdir -p $(@D)
	@sh data/embed.sh $(DATA) >$@.tmp && mv $@.tmp $@

$(BUILD)/late.c: src/base/late.sh $(BUILD)/flags
	$(call say,DATA)
	@sh src/base/late.sh '$(CC)' '$(PKG_CONFIG)' $(LATE) >$@.tmp && mv $@.tmp $@

$(BUILD)/data.o $(BUILD)/late.o: $(BUILD)/%.o: $(BUILD)/%.c $(BUILD)/flags
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# What was built before says which headers it depends on.
-include $(wildcard $(addprefix $(BUILD)/,*/*.d */*/*.d */*/*/*.d))
include $(sort $(wildcard tests/*.mk))

DEMO := data/samples/workshop-hour.txt
# Installs what the build needs, builds, and prints the digest of a sample.
demo:
	@sh .ci/deps.sh build
	@$(MAKE) --no-print-directory $(JOBS) all >/dev/null
	@$(BIN) --words 900 $(DEMO)

# Installs what the build and all checks need.
deps:
	@sh .ci/deps.sh all

# Lists the targets: each is told by the comment above it.
help:
	@awk '/^# / { about = about substr($$0, 2); next } \
		/^[a-z][a-z-]*:/ && about { printf "%-14s%s\n", substr($$1, 1, length($$1) - 1), about } \
		{ about = "" }' Makefile tests/*.mk

# The manual page: made from the table of options, and kept so that it can be read.
man: $(BIN)
	$(BIN) --man >data/summarize.1.tmp && mv data/summarize.1.tmp data/summarize.1

# Puts program and manual page under PREFIX (/usr/local), within DESTDIR.
install: $(BIN)
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/man/man1'
	install -m 755 $(BIN) '$(DESTDIR)$(PREFIX)/bin/summarize'
	install -m 644 data/summarize.1 '$(DESTDIR)$(PREFIX)/share/man/man1/summarize.1'

# Takes them away.
uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/summarize' \
		'$(DESTDIR)$(PREFIX)/share/man/man1/summarize.1'

# Removes what was built.
clean:
	rm -rf build $(BUILD)
