/* A fuzz target: whatever the bytes, what must hold holds. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "summarize/read.h"

/* Called by libFuzzer, or by once.c; always gives 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program with what did not hold. */
#define MUST(what)                                                                       \
    do {                                                                                 \
        if (!(what)) {                                                                   \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #what);    \
            abort();                                                                     \
        }                                                                                \
    } while (0)

/*
 * Reads `input` as `format` (NULL: as what it is) and has the transcript checked; what
 * is refused has a reason.
 */
static inline void fuzz_read(smz_str input, const char *format,
                             void (*check)(smz_str input, const struct smz_transcript *t,
                                           struct smz_notes *notes,
                                           struct smz_arena *run))
{
    struct smz_read_options options = {.format = format};
    struct smz_transcript t;
    struct smz_notes notes;
    struct smz_arena run;
    struct smz_err err = {0};

    smz_arena_init(&run);
    smz_notes_init(&notes, &run);
    if (smz_read(input, SMZ_S("input"), &options, &run, &notes, &t, &err))
        MUST(err.text[0]);
    else
        check(input, &t, &notes, &run);
    smz_arena_release(&run);
}

#endif
