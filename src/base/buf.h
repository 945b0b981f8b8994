/*
 * Bytes that grow up to a stated limit: for output and for what comes from
 * outside. Past the limit, or out of memory, `full` is set and nothing more is
 * added; the caller looks at `full` once, at the end.
 */
#ifndef SMZ_BASE_BUF_H
#define SMZ_BASE_BUF_H

#include "base/str.h"

struct smz_buf {
    char *ptr; /* owned; a NUL stands behind the last byte once anything was added */
    size_t len, cap;
    size_t limit; /* bytes; 0: none */
    bool full;
};

void smz_buf_init(struct smz_buf *buf, size_t limit);
void smz_buf_release(struct smz_buf *buf);
/* Empty again, memory kept. */
void smz_buf_clear(struct smz_buf *buf);

void smz_buf_add(struct smz_buf *buf, smz_str s);
void smz_buf_char(struct smz_buf *buf, char c);
void smz_buf_printf(struct smz_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What it holds; valid until the next change. */
smz_str smz_buf_str(const struct smz_buf *buf);

#endif
