#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void smz_buf_init(struct smz_buf *buf, size_t limit)
{
    *buf = (struct smz_buf){.limit = limit};
}

void smz_buf_release(struct smz_buf *buf)
{
    free(buf->ptr);
    smz_buf_init(buf, buf->limit);
}

void smz_buf_clear(struct smz_buf *buf)
{
    buf->len = 0;
    buf->full = false;
}

/* Room for n more bytes and a NUL. */
static bool reserve(struct smz_buf *buf, size_t n)
{
    size_t cap = buf->cap ? buf->cap : 256;
    char *p;

    if (buf->full || n > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4 ||
        (buf->limit && buf->len + n > buf->limit)) {
        buf->full = true;
        return false;
    }
    if (buf->len + n + 1 <= buf->cap)
        return true;
    while (cap < buf->len + n + 1)
        cap *= 2;
    p = realloc(buf->ptr, cap);
    if (!p) {
        buf->full = true;
        return false;
    }
    buf->ptr = p;
    buf->cap = cap;
    return true;
}

void smz_buf_add(struct smz_buf *buf, smz_str s)
{
    if (!reserve(buf, s.len))
        return;
    if (s.len)
        memcpy(buf->ptr + buf->len, s.ptr, s.len);
    buf->len += s.len;
    buf->ptr[buf->len] = '\0';
}

void smz_buf_char(struct smz_buf *buf, char c)
{
    smz_buf_add(buf, (smz_str){&c, 1});
}

void smz_buf_printf(struct smz_buf *buf, const char *format, ...)
{
    va_list args, again;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n >= 0 && reserve(buf, (size_t)n)) {
        vsnprintf(buf->ptr + buf->len, (size_t)n + 1, format, again);
        buf->len += (size_t)n;
    }
    va_end(again);
}

smz_str smz_buf_str(const struct smz_buf *buf)
{
    return (smz_str){buf->ptr, buf->len};
}
