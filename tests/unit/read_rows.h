/*
 * Rows of "this input gives these turns", for the tests of formats. A turn is a line
 * LABEL|SECONDS|TEXT ("-" for nobody or no time); a refused input has no turns.
 */
#ifndef SMZ_TEST_READ_ROWS_H
#define SMZ_TEST_READ_ROWS_H

#include <string.h>

#include "base/buf.h"
#include "summarize/read.h"
#include "unit.h"

struct read_row {
    const char *name;
    const char *input;
    const char *format; /* the row that must be chosen */
    const char *turns;  /* NULL: refused with SMZ_EDATA */
};

static inline void write_turns(const struct smz_transcript *t, struct smz_buf *out)
{
    for (int i = 0; i < t->n_turns; i++) {
        const struct smz_turn *turn = &t->turns[i];

        smz_buf_add(out,
                    turn->speaker < 0 ? SMZ_S("-") : t->speakers[turn->speaker].label);
        if (turn->start == SMZ_MS_NONE)
            smz_buf_add(out, SMZ_S("|-|"));
        else
            smz_buf_printf(out, "|%lld.%03lld|", (long long)turn->start / 1000,
                           (long long)turn->start % 1000);
        smz_buf_add(out, turn->text);
        smz_buf_char(out, '\n');
    }
}

static inline void check_read_row(const struct read_row *row)
{
    struct smz_arena arena;
    struct smz_notes notes;
    struct smz_transcript t;
    struct smz_err err = {0};
    struct smz_buf got;
    enum smz_code code;

    smz_arena_init(&arena);
    smz_notes_init(&notes, &arena);
    smz_buf_init(&got, 0);
    code =
        smz_read(smz_str_of(row->input), SMZ_S("input"), NULL, &arena, &notes, &t, &err);
    if (!row->turns) {
        if (code != SMZ_EDATA)
            fail_msg("%s: not refused (%d)", row->name, (int)code);
    } else if (code) {
        fail_msg("%s: %s", row->name, err.text);
    } else {
        write_turns(&t, &got);
        if (!smz_str_eq(smz_buf_str(&got), smz_str_of(row->turns)))
            fail_msg("%s: got\n%s", row->name, got.ptr ? got.ptr : "");
        if (!smz_str_eq(t.format, smz_str_of(row->format)))
            fail_msg("%s: read as %.*s", row->name, SMZ_ARG(t.format));
    }
    smz_buf_release(&got);
    smz_arena_release(&arena);
}

#define CHECK_READ_ROWS(rows)                                                            \
    for (size_t row_ = 0; row_ < SMZ_COUNT(rows); row_++)                                \
    check_read_row(&(rows)[row_])

#endif
