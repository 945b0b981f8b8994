#include "cli/values.h"

#include <stdlib.h>
#include <string.h>

static void *field(const struct cli_option *row, struct cli_opts *out)
{
    return (char *)out + row->at;
}

CLI_TAKE(cli_take_flag)
{
    (void)run;
    (void)err;
    /* Only a configuration file gives a flag a value. */
    *(bool *)field(row, out) = !value || strcmp(value, "no") != 0;
    return SMZ_OK;
}

CLI_TAKE(cli_take_action)
{
    (void)value;
    (void)run;
    (void)err;
    *(enum cli_action *)field(row, out) = (enum cli_action)row->min;
    return SMZ_OK;
}

CLI_TAKE(cli_take_text)
{
    (void)run;
    if (!*value)
        return smz_fail(err, SMZ_EUSAGE, "--%s: empty; it wants %s", row->name,
                        row->value);
    *(const char **)field(row, out) = value;
    return SMZ_OK;
}

CLI_TAKE(cli_take_format)
{
    const struct smz_format_info *f;

    for (size_t i = 0; (f = smz_format_at(i)); i++)
        if (smz_str_eq_nocase(smz_str_of(value), smz_str_of(f->name)))
            return cli_take_text(row, value, run, out, err);
    return smz_fail(err, SMZ_EUSAGE, "--%s %s: no such format; --list-formats shows them",
                    row->name, value);
}

CLI_TAKE(cli_take_link)
{
    smz_str s = smz_str_of(value);

    if (!smz_str_starts_nocase(s, SMZ_S("https://")) &&
        !smz_str_starts_nocase(s, SMZ_S("http://")))
        return smz_fail(err, SMZ_EUSAGE, "--%s %s: it wants a URL, https://...",
                        row->name, value);
    return cli_take_text(row, value, run, out, err);
}

/* A language tag, or a locale as the environment has it: two or three letters first. */
CLI_TAKE(cli_take_lang)
{
    size_t n = 0;

    while (smz_is_alpha(value[n]))
        n++;
    if (n < 2 || n > 3 || (value[n] && !strchr("-_.", value[n])))
        return smz_fail(err, SMZ_EUSAGE, "--%s %s: it wants a code, as in de or pt-BR",
                        row->name, value);
    return cli_take_text(row, value, run, out, err);
}

CLI_TAKE(cli_take_number)
{
    int64_t n;

    (void)run;
    if (!smz_str_to_int(smz_str_of(value), &n) || n < row->min || n > row->max)
        return smz_fail(err, SMZ_EUSAGE,
                        "--%s %s: it wants a whole number from %ld to %ld", row->name,
                        value, row->min, row->max);
    *(int *)field(row, out) = (int)n;
    return SMZ_OK;
}

/* Digits with a point or none: no sign, exponent or name, which strtod would take. */
CLI_TAKE(cli_take_decimal)
{
    double *v = SMZ_NEW(run, double, 1);
    char *end;

    *v = strtod(value, &end);
    if (!smz_is_digit(*value) || *end || value[strspn(value, "0123456789.")] ||
        *v < (double)row->min || *v > (double)row->max)
        return smz_fail(err, SMZ_EUSAGE,
                        "--%s %s: it wants a number from %ld to %ld, such as 0.2",
                        row->name, value, row->min, row->max);
    *(const double **)field(row, out) = v;
    return SMZ_OK;
}

CLI_TAKE(cli_take_retries)
{
    enum smz_code code = cli_take_number(row, value, run, out, err);

    if (!code && out->live.retries == 0)
        out->live.retries = -1;
    return code;
}

CLI_TAKE(cli_take_duration)
{
    static const struct {
        char unit;
        int ms;
    } units[] = {{'s', 1000}, {'m', 60 * 1000}, {'h', 60 * 60 * 1000}};
    smz_str s = smz_str_of(value);
    int64_t n, ms = 1000;

    (void)run;
    for (size_t i = 0; s.len && i < SMZ_COUNT(units); i++) {
        if (s.ptr[s.len - 1] == units[i].unit) {
            ms = units[i].ms;
            s.len--;
            break;
        }
    }
    if (!smz_str_to_int(s, &n) || n < 1 || n > row->max / ms)
        return smz_fail(err, SMZ_EUSAGE,
                        "--%s %s: it wants a time such as 90s, 2m or 1h, at most %ldh",
                        row->name, value, row->max / (60 * 60 * 1000));
    *(int *)field(row, out) = (int)(n * ms);
    return SMZ_OK;
}

/* The place of `value` among `words`, or -1. */
static int place_of(const char *words, smz_str value)
{
    smz_str rest = smz_str_of(words), word;

    for (int i = 0; smz_str_word(&rest, &word); i++)
        if (smz_str_eq_nocase(word, value))
            return i;
    return -1;
}

static enum smz_code fail_choice(const struct cli_option *row, smz_str value,
                                 struct smz_err *err)
{
    return smz_fail(err, SMZ_EUSAGE, "--%s %.*s: it wants one of: %s", row->name,
                    SMZ_ARG(value), row->words);
}

CLI_TAKE(cli_take_choice)
{
    int i = place_of(row->words, smz_str_of(value));

    (void)run;
    if (i < 0)
        return fail_choice(row, smz_str_of(value), err);
    *(int *)field(row, out) = i;
    return SMZ_OK;
}

CLI_TAKE(cli_take_length)
{
    static const int words[] = {300, 800, 2000, 4000, 8000}; /* as row->words */
    int i = place_of(row->words, smz_str_of(value));

    (void)run;
    if (i < 0)
        return fail_choice(row, smz_str_of(value), err);
    out->wish.words = words[i];
    return SMZ_OK;
}

CLI_TAKE(cli_take_sections)
{
    struct smz_cut cut = {.tail = smz_str_of(value), .found = true};
    struct smz_wish *wish = &out->wish;

    (void)run;
    wish->n_parts = 0;
    while (cut.found) {
        smz_str name;
        int i;

        cut = smz_str_cut(cut.tail, SMZ_S(","));
        name = smz_str_trim(cut.head);
        i = place_of(row->words, name);
        if (i < 0)
            return fail_choice(row, name, err);
        for (int k = 0; k < wish->n_parts; k++)
            if (wish->parts[k] == (enum smz_part)(i + 1))
                return smz_fail(err, SMZ_EUSAGE, "--%s: %.*s stands there twice",
                                row->name, SMZ_ARG(name));
        wish->parts[wish->n_parts++] = (enum smz_part)(i + 1);
    }
    return SMZ_OK;
}

CLI_TAKE(cli_take_rename)
{
    struct smz_segment_options *s = &out->segment;
    struct smz_cut cut = smz_str_cut(smz_str_of(value), SMZ_S("="));
    const char **list;

    if (!cut.found || !smz_str_trim(cut.head).len || !smz_str_trim(cut.tail).len)
        return smz_fail(err, SMZ_EUSAGE,
                        "--%s %s: it wants FROM=TO, as in SPEAKER_00=\"Ada Byron\"",
                        row->name, value);
    list = SMZ_NEW(run, const char *, s->n_rename + 1);
    if (s->n_rename)
        memcpy(list, s->rename, (size_t)s->n_rename * sizeof(*list));
    list[s->n_rename++] = value;
    s->rename = list;
    return SMZ_OK;
}
