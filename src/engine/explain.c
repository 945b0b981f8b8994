/* What went wrong, for people, with what to do about it. */
#include <stdarg.h>
#include <stdio.h>

#include "engine/live.h"

enum { SECRET = 8 }; /* a shorter key is a placeholder, and may be any word */

smz_str live_tame(const struct smz_live *live, smz_str reason, struct smz_arena *run)
{
    smz_str key = live->endpoint.key;
    struct smz_cut cut = smz_str_cut(reason, key);

    while (key.len >= SECRET && cut.found) {
        reason = smz_arena_printf(run, "%.*s…%.*s", SMZ_ARG(cut.head), SMZ_ARG(cut.tail));
        cut = smz_str_cut(reason, key);
    }
    reason = smz_str_sub(smz_str_trim(reason), 0, 300);
    while (reason.len && (reason.ptr[reason.len - 1] == '.'))
        reason.len--;
    return reason;
}

static enum smz_code explain_model(struct smz_live *live, smz_str said,
                                   struct smz_arena *arena, struct smz_err *err)
{
    smz_str names = live_models(live, arena);

    return smz_fail(
        err, SMZ_ECONFIG, "%s: no model '%.*s': %.*s; %s%.*s",
        live->choice.provider->name, SMZ_ARG(live->endpoint.model), SMZ_ARG(said),
        names.len ? "choose with -m one of: " : "choose another with -m", SMZ_ARG(names));
}

static enum smz_code explain(struct smz_live *live, enum smz_fault fault, smz_str said,
                             struct smz_arena *arena, struct smz_err *err)
{
    const char *name = live->choice.provider->name;
    const char *from = live->choice.key_from;

    switch (fault) {
    case SMZ_FAULT_KEY:
        return from ? smz_fail(err, SMZ_EKEY, "%s: the key in %s was refused: %.*s", name,
                               from, SMZ_ARG(said))
                    : smz_fail(err, SMZ_EKEY, "%s: a key is wanted: %.*s; set %s", name,
                               SMZ_ARG(said), live->choice.provider->key_env[0]);
    case SMZ_FAULT_QUOTA:
        return smz_fail(err, SMZ_ETEMPFAIL,
                        "%s: the quota is spent: %.*s; add credit or choose another "
                        "provider; what is answered is kept",
                        name, SMZ_ARG(said));
    case SMZ_FAULT_RATE:
        return smz_fail(err, SMZ_ETEMPFAIL,
                        "%s: rate limit: %.*s; later, the same command goes on from here",
                        name, SMZ_ARG(said));
    case SMZ_FAULT_MODEL:
        return explain_model(live, said, arena, err);
    case SMZ_FAULT_AWAY:
    case SMZ_FAULT_NETWORK:
        return smz_fail(
            err, SMZ_EUNAVAILABLE, "%s: cannot get an answer from %.*s: %.*s%s%s", name,
            SMZ_ARG(live->endpoint.base_url), SMZ_ARG(said),
            fault == SMZ_FAULT_AWAY && live->choice.loopback ? "; is the server running?"
                                                             : "",
            live->kept ? "; later, the same command goes on from here" : "");
    case SMZ_FAULT_BUSY:
        return smz_fail(err, SMZ_EUNAVAILABLE,
                        "%s: the server keeps failing: %.*s; later, the same command "
                        "goes on from here",
                        name, SMZ_ARG(said));
    case SMZ_FAULT_OVERFLOW:
        return smz_fail(err, SMZ_ECONFIG,
                        "%s: the context window of %.*s is too small: %.*s; give it a "
                        "larger one, or say what it has with --context",
                        name, SMZ_ARG(live->endpoint.model), SMZ_ARG(said));
    case SMZ_FAULT_CUT:
    case SMZ_FAULT_REFUSED:
    case SMZ_FAULT_EMPTY:
    case SMZ_FAULT_WRONG:
        return smz_fail(err, SMZ_EUNAVAILABLE,
                        "%s: no answer that can be used: %s: %.*s; with --partial the "
                        "built-in engine tells that part",
                        name, smz_fault_name(fault), SMZ_ARG(said));
    case SMZ_FAULT_NONE:
    case SMZ_FAULT_MANNER:
    case SMZ_FAULT_FATAL:
        break;
    }
    return smz_fail(err, SMZ_EUNAVAILABLE, "%s: %.*s", name, SMZ_ARG(said));
}

enum smz_code live_explain(struct smz_live *live, enum smz_fault fault, smz_str reason,
                           struct smz_err *err)
{
    struct smz_arena arena;
    enum smz_code code;

    smz_arena_init(&arena);
    code = explain(live, fault, live_tame(live, reason, &arena), &arena, err);
    smz_arena_release(&arena);
    return code;
}

void live_log(const struct smz_live *live, const char *format, ...)
{
    char text[600];
    va_list args;

    if (!live->options.log)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    for (char *z = text; *z; z++)
        if ((unsigned char)*z < ' ' || *z == 0x7f)
            *z = ' ';
    live->options.log(live->options.ctx, text);
}
