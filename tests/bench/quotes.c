/*
 * quotes [-v] FILE...: how VERIFY finds quotes. For each transcript every sentence of
 * eight words or more is a quote, as it was said and then altered in ways that make it
 * another: a line a way, with the quotes, those accepted, and milliseconds for all of
 * them, the index of the transcript included. -v prints what was accepted of the altered.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "lang/lang.h"
#include "summarize/read.h"
#include "summarize/verify.h"

enum { LEAST = 8, MOST = 60, LONGEST = 4000 };

/* A sentence as words, and another to take from. */
struct said {
    smz_str word[MOST], other[MOST];
    int n, n_other;
    const struct smz_lang *lang;
    unsigned seed;
};

static unsigned dice(struct said *s, int sides)
{
    s->seed = s->seed * 1103515245u + 12345u;
    return (s->seed >> 16) % (unsigned)sides;
}

static bool is_word(const struct said *s, smz_str w)
{
    return w.len > 4 && !smz_lang_is_stop(s->lang, w) && !smz_lang_is_filler(s->lang, w);
}

/* ---- ways to alter; false: this sentence cannot be altered so */

static bool as_said(struct said *s)
{
    return s->n > 0;
}

/* A word of content from elsewhere for one of its own. */
static bool swap_word(struct said *s)
{
    int from = 1 + (int)dice(s, s->n - 2);
    smz_str new = s->other[dice(s, s->n_other)];

    for (int i = from; i < s->n - 1; i++) {
        if (!is_word(s, s->word[i]) || !is_word(s, new) ||
            smz_str_starts_nocase(new, smz_str_sub(s->word[i], 0, 3)))
            continue;
        s->word[i] = new;
        return true;
    }
    return false;
}

static bool is_negation(const struct said *s, smz_str word)
{
    char small[64];

    if (word.len >= sizeof(small))
        return false;
    for (size_t i = 0; i < word.len; i++)
        small[i] = smz_lower(word.ptr[i]);
    return smz_lang_is_negation(s->lang, (smz_str){small, word.len});
}

static bool drop_negation(struct said *s)
{
    for (int i = 1; i < s->n - 1; i++)
        if (is_negation(s, s->word[i])) {
            memmove(&s->word[i], &s->word[i + 1], sizeof(smz_str) * (size_t)(--s->n - i));
            return true;
        }
    return false;
}

static void insert(struct said *s, smz_str word)
{
    int at = 1 + (int)dice(s, s->n - 2);

    memmove(&s->word[at + 1], &s->word[at], sizeof(smz_str) * (size_t)(s->n++ - at));
    s->word[at] = word;
}

static bool add_negation(struct said *s)
{
    static const char *const rows[][2] = {
        {"en", "not"}, {"de", "nicht"}, {"fr", "jamais"}, {"es", "no"}, {"ru", "не"}};

    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (!strcmp(smz_lang_code(s->lang), rows[i][0])) {
            insert(s, smz_str_of(rows[i][1]));
            return true;
        }
    return false;
}

static bool add_number(struct said *s)
{
    insert(s, SMZ_S("4711"));
    return true;
}

static bool change_number(struct said *s)
{
    static char digits[32];

    for (int i = 0; i < s->n; i++)
        if (smz_is_digit(s->word[i].ptr[0]) && s->word[i].len < 20) {
            snprintf(digits, sizeof(digits), "7%.*s", SMZ_ARG(s->word[i]));
            s->word[i] = smz_str_of(digits);
            return true;
        }
    return false;
}

static bool turn_around(struct said *s)
{
    for (int i = 0; i < s->n / 2; i++) {
        smz_str half = s->word[i];

        s->word[i] = s->word[i + (s->n + 1) / 2];
        s->word[i + (s->n + 1) / 2] = half;
    }
    return true;
}

/* Half of it and half of what was said elsewhere. */
static bool splice(struct said *s)
{
    int half = s->n / 2;

    for (int i = half; i < s->n; i++)
        s->word[i] = s->other[(i - half) % s->n_other];
    return s->n_other >= s->n - half;
}

/* One of a pair for the other: what is surer, more, or of another kind. */
static bool swap_pair(struct said *s)
{
    static const char *const rows[][2] = {
        {"might", "will"},    {"may", "will"},     {"could", "will"},
        {"maybe", "surely"},  {"more", "less"},    {"better", "worse"},
        {"before", "after"},  {"always", "often"}, {"million", "billion"},
        {"dollars", "euros"}, {"years", "months"}, {"all", "some"},
    };

    for (int i = 1; i < s->n - 1; i++)
        for (size_t k = 0; k < 2 * SMZ_COUNT(rows); k++)
            if (smz_str_eq(s->word[i], smz_str_of(rows[k / 2][k % 2]))) {
                s->word[i] = smz_str_of(rows[k / 2][1 - k % 2]);
                return true;
            }
    return false;
}

/* What stands behind "if": shown with it, or not at all. */
static bool drop_condition(struct said *s)
{
    static const char *const rows[][2] = {
        {"en", "if"}, {"de", "wenn"}, {"fr", "si"}, {"es", "si"}, {"ru", "если"}};
    int from = 0;

    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        for (int k = 0; k < 2 && !strcmp(smz_lang_code(s->lang), rows[i][0]); k++)
            if (smz_str_eq_nocase(s->word[k], smz_str_of(rows[i][1])))
                from = k + 1;
    if (!from || s->n - from < LEAST)
        return false;
    s->n -= from;
    memmove(s->word, s->word + from, sizeof(smz_str) * (size_t)s->n);
    return true;
}

static const struct way {
    const char *name;
    bool (*alter)(struct said *s);
    bool bad;
} ways[] = {
    {"as said", as_said, false},
    {"word swapped", swap_word, true},
    {"negation dropped", drop_negation, true},
    {"negation added", add_negation, true},
    {"number added", add_number, true},
    {"number changed", change_number, true},
    {"halves exchanged", turn_around, true},
    {"spliced", splice, true},
    {"pair exchanged", swap_pair, true},
    {"condition dropped", drop_condition, true},
};

/* ---- a run */

static int cut(smz_str text, smz_str *out)
{
    smz_str word;
    int n = 0;

    while (n < MOST - 1 && smz_str_word(&text, &word))
        out[n++] = word;
    return n;
}

static smz_str join(const struct said *s, struct smz_arena *run)
{
    char text[LONGEST];
    size_t len = 0;

    for (int i = 0; i < s->n && len + s->word[i].len + 2 < sizeof(text); i++) {
        if (i)
            text[len++] = ' ';
        memcpy(text + len, s->word[i].ptr, s->word[i].len);
        len += s->word[i].len;
    }
    return smz_arena_keep(run, (smz_str){text, len});
}

static struct smz_quote *quotes_of(const struct smz_text *text, const struct way *way,
                                   struct smz_arena *run, int *n)
{
    struct smz_quote *quotes = SMZ_NEW(run, struct smz_quote, text->n_sentences);
    struct said s = {.lang = text->lang, .seed = 1};

    *n = 0;
    for (int i = 0; i < text->n_sentences; i++) {
        int other = (i + text->n_sentences / 2 + 7) % text->n_sentences;

        s.n = cut(smz_sentence_str(text, i), s.word);
        s.n_other = cut(smz_sentence_str(text, other), s.other);
        if (s.n < LEAST || s.n >= MOST - 1 || s.n_other < LEAST / 2 || !way->alter(&s))
            continue;
        quotes[*n] = (struct smz_quote){.text = join(&s, run),
                                        .turn = text->sentences[i].turn,
                                        .sentence = -1,
                                        .weight = *n};
        ++*n;
    }
    return quotes;
}

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void measure(const struct smz_outline *outline, const struct way *way,
                    struct smz_arena *run, bool verbose)
{
    struct smz_wish wish = {0};
    struct smz_request request = {.kind = SMZ_REQUEST_SINGLE, .chunk = -1};
    struct smz_plan plan = {
        .outline = outline, .wish = &wish, .requests = &request, .n_requests = 1};
    struct smz_told told = {.first_sentence = -1, .time = SMZ_MS_NONE};
    struct smz_answer answer = {.given = true, .topics = &told, .n_topics = 1};
    struct smz_answers answers = {.at = &answer, .n = 1};
    struct smz_quote *quotes, *sent;
    struct smz_checks checks;
    double begin;

    quotes = quotes_of(outline->text, way, run, &told.n_quotes);
    sent = SMZ_NEW(run, struct smz_quote, told.n_quotes + 1);
    memcpy(sent, quotes, sizeof(*sent) * (size_t)told.n_quotes);
    told.quotes = quotes;
    begin = now_ms();
    smz_verify(&plan, NULL, &answers, run, &checks);
    begin = now_ms() - begin;
    printf("%-18s %6d %6d %8.1f\n", way->name, checks.quotes,
           checks.quotes - checks.quotes_dropped, begin);
    if (verbose && !way->bad)
        for (size_t i = 0; i < checks.remarks.len; i++)
            printf("  %.*s\n", SMZ_ARG(checks.remarks.at[i]));
    for (int i = 0; verbose && way->bad && answer.n_topics && i < told.n_quotes; i++)
        printf("  sent  %.*s\n  shown %.*s\n", SMZ_ARG(sent[(int)quotes[i].weight].text),
               SMZ_ARG(quotes[i].text));
}

static bool run_file(const char *path, bool verbose)
{
    struct smz_read_options options = {0};
    struct smz_segment_options who = {0};
    struct smz_outline outline;
    struct smz_transcript t;
    struct smz_bytes bytes;
    struct smz_notes notes;
    struct smz_arena run;
    struct smz_text text;
    struct smz_err err;
    bool ok;

    smz_arena_init(&run);
    smz_notes_init(&notes, &run);
    ok = !smz_file_read(path, 0, &bytes, &err) &&
         !smz_read(bytes.str, smz_str_of(path), &options, &run, &notes, &t, &err);
    if (ok) {
        smz_text_make(&t, NULL, &run, &text);
        ok = !smz_segment(&text, &who, &run, &notes, &outline, &err);
    }
    for (size_t i = 0; ok && i < SMZ_COUNT(ways); i++)
        measure(&outline, &ways[i], &run, verbose);
    if (!ok)
        fprintf(stderr, "quotes: %s\n", err.text);
    smz_arena_release(&run);
    return ok;
}

int main(int argc, char **argv)
{
    bool verbose = argc > 1 && !strcmp(argv[1], "-v"), ok = true;

    for (int i = 1 + verbose; i < argc; i++)
        ok &= run_file(argv[i], verbose);
    return !ok;
}
