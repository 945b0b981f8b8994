#include "segment/options.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"

static bool same(struct smz_arena *run, smz_str a, smz_str b)
{
    return smz_str_eq(smz_utf8_fold_plain(smz_str_trim(a), run),
                      smz_utf8_fold_plain(smz_str_trim(b), run));
}

static enum smz_code no_such(const struct smz_transcript *t, const char *option,
                             smz_str name, struct smz_err *err)
{
    enum { SHOWN = 12 };
    struct smz_buf list;
    enum smz_code code;

    smz_buf_init(&list, 400);
    for (int i = 0; i < t->n_speakers && i < SHOWN; i++)
        smz_buf_printf(&list, "%s%.*s", i ? ", " : "", SMZ_ARG(t->speakers[i].label));
    if (t->n_speakers > SHOWN)
        smz_buf_printf(&list, " and %d more", t->n_speakers - SHOWN);
    code = smz_fail(err, SMZ_EUSAGE, "%s: no speaker '%.*s'; the transcript has %s",
                    option, SMZ_ARG(name), list.len ? list.ptr : "none with a name");
    smz_buf_release(&list);
    return code;
}

enum smz_code options_rename(struct outliner *o, smz_str *labels, struct smz_err *err)
{
    for (int i = 0; i < o->options->n_rename; i++) {
        struct smz_cut c = smz_str_cut(smz_str_of(o->options->rename[i]), SMZ_S("="));
        smz_str to = smz_str_trim(c.tail);
        int found = 0;

        if (!c.found || !to.len || !smz_str_trim(c.head).len)
            return smz_fail(err, SMZ_EUSAGE, "--rename: '%s' is not FROM=TO",
                            o->options->rename[i]);
        for (int k = 0; k < o->t->n_speakers; k++)
            if (same(o->run, o->t->speakers[k].label, c.head) ||
                (o->t->speakers[k].name.len &&
                 same(o->run, o->t->speakers[k].name, c.head))) {
                labels[k] = to;
                found++;
            }
        if (!found)
            return no_such(o->t, "--rename", smz_str_trim(c.head), err);
    }
    return SMZ_OK;
}

/* Takes the next of "A (host), B, C" off *rest; commas in parentheses part nothing. */
static bool next_name(smz_str *rest, smz_str *name)
{
    int depth = 0;
    size_t i;

    for (i = 0; i < rest->len && (depth > 0 || rest->ptr[i] != ','); i++)
        depth += (rest->ptr[i] == '(') - (rest->ptr[i] == ')');
    if (!rest->len)
        return false;
    *name = smz_str_trim(smz_str_sub(*rest, 0, i));
    *rest = smz_str_skip(*rest, i + 1);
    return true;
}

/* The one person of this name; -1 where none or several fit. */
static int find_person(struct outliner *o, smz_str name)
{
    struct label want, have;
    int best = -1, fits = 0;

    label_read(name, o->run, &want);
    for (int i = 0; i < o->n_people; i++) {
        const smz_str forms[] = {o->people[i].label, o->people[i].name};

        for (size_t k = 0; k < SMZ_COUNT(forms); k++) {
            if (same(o->run, forms[k], name))
                return i;
            label_read(forms[k], o->run, &have);
            if (label_match(&want, &have) != LABEL_DIFFERENT ||
                label_match(&have, &want) != LABEL_DIFFERENT) {
                fits += best != i;
                best = i;
            }
        }
    }
    return fits == 1 ? best : -1;
}

static void take_speaker(struct outliner *o, smz_str entry)
{
    struct label l;
    int who;

    label_read(entry, o->run, &l);
    who = find_person(o, l.shown);
    if (who < 0) {
        SMZ_PUSH(o->run, o->expected, l.shown);
        return;
    }
    o->people[who].name = l.shown;
    o->people[who].found = "option";
    o->people[who].confidence = 1;
    o->people[who].made_up = false;
    if (label_role(l.remark))
        o->stated[who] = label_role(l.remark);
}

enum smz_code options_apply(struct outliner *o, struct smz_err *err)
{
    smz_str rest = smz_str_of(o->options->speakers), name;

    while (next_name(&rest, &name))
        if (name.len)
            take_speaker(o, name);
    rest = smz_str_of(o->options->host);
    while (next_name(&rest, &name)) {
        int who = name.len ? find_person(o, name) : 0;

        if (who < 0)
            return no_such(o->t, "--host", name, err);
        if (name.len)
            o->stated[who] = 'h';
    }
    return SMZ_OK;
}

void options_report(struct outliner *o)
{
    smz_str missed = {NULL, 0};

    for (size_t i = 0; i < o->expected.len; i++)
        if (find_person(o, o->expected.at[i]) < 0)
            missed = smz_arena_printf(o->run, "%.*s%s%.*s", SMZ_ARG(missed),
                                      missed.len ? ", " : "", SMZ_ARG(o->expected.at[i]));
    if (missed.len)
        smz_note(o->notes, SMZ_WARN, "--speakers: no voice was found for %.*s",
                 SMZ_ARG(missed));
}
