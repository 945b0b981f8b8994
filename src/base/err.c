#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A file name or a server's word must not steer the terminal. */
static void tame(char *z)
{
    for (; *z; z++)
        if ((unsigned char)*z < ' ' || *z == 0x7f)
            *z = ' ';
}

enum smz_code smz_fail(struct smz_err *err, enum smz_code code, const char *format, ...)
{
    va_list args;

    if (!err)
        return code;
    err->code = code;
    va_start(args, format);
    vsnprintf(err->text, sizeof(err->text), format, args);
    va_end(args);
    tame(err->text);
    return code;
}

enum smz_code smz_wrap(struct smz_err *err, enum smz_code code, const char *context, ...)
{
    char reason[sizeof(err->text)];
    va_list args;
    size_t n;

    if (!err)
        return code;
    err->code = code;
    memcpy(reason, err->text, sizeof(reason));
    va_start(args, context);
    vsnprintf(err->text, sizeof(err->text), context, args);
    va_end(args);
    n = strlen(err->text);
    snprintf(err->text + n, sizeof(err->text) - n, ": %s", reason);
    tame(err->text);
    return code;
}

void smz_notes_init(struct smz_notes *notes, struct smz_arena *arena)
{
    *notes = (struct smz_notes){.arena = arena};
}

void smz_note(struct smz_notes *notes, enum smz_level level, const char *format, ...)
{
    char text[1000];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    tame(text);
    SMZ_PUSH(notes->arena, notes->list,
             (struct smz_note){level, smz_arena_keep(notes->arena, smz_str_of(text))});
}
