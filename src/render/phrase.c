/* The program's own words in a digest: parts, numbers, who speaks. */
#include <string.h>

#include "render/inside.h"

bool render_has_part(const struct smz_digest *digest, enum smz_part part)
{
    for (int i = 0; i < digest->n_parts; i++)
        if (digest->parts[i] == part)
            return true;
    return false;
}

bool render_is_told(const struct smz_digest *d, enum smz_part part)
{
    switch (part) {
    case SMZ_PART_SUMMARY:
        return d->summary.len > 0;
    case SMZ_PART_SPEAKERS:
        return d->n_sections > 0;
    case SMZ_PART_THEMES:
        return d->n_themes > 0;
    case SMZ_PART_IMPLICATIONS:
        return d->n_implications > 0;
    case SMZ_PART_CONCLUSION:
        return d->n_stances > 0 || d->conclusion.len > 0;
    }
    return false;
}

smz_str render_part_heading(const struct smz_digest *digest, enum smz_part part)
{
    static const char *const keys[] = {
        [SMZ_PART_SUMMARY] = "summary",       [SMZ_PART_SPEAKERS] = "speakers",
        [SMZ_PART_THEMES] = "themes",         [SMZ_PART_IMPLICATIONS] = "implications",
        [SMZ_PART_CONCLUSION] = "conclusion",
    };

    return smz_str_of(smz_lang_phrase(digest->lang, keys[part]));
}

/* ---- people */

static bool speaks(const struct smz_person *p)
{
    return p->role != SMZ_ROLE_OTHER;
}

/* With one voice there is no need to say whose it is. */
static bool several(const struct smz_outline *o)
{
    int n = 0;

    for (int i = 0; i < o->n_people && n < 2; i++)
        n += o->people[i].words > 0;
    return n > 1;
}

int render_speaker(const struct smz_digest *digest, const struct smz_section *section,
                   int speaker)
{
    const struct smz_outline *o = digest->outline;

    if (speaker < 0 || speaker >= o->n_people || !several(o))
        return -1;
    if (section && section->person == speaker)
        return -1;
    return speaker;
}

int render_point_speaker(const struct smz_digest *digest,
                         const struct smz_section *section, const struct smz_point *point)
{
    return point->lead.len ? -1 : render_speaker(digest, section, point->speaker);
}

/*
 * A scorer and a reader both take what follows a dash under a quote for a name as
 * long as it is short: five words, no dash, no full stop.
 */
smz_str render_name(const struct smz_outline *outline, int person)
{
    enum { WORDS = 5, BYTES = 45 };
    smz_str name = outline->people[person].name, rest = name, word;
    size_t words = 0, end = 0;

    while (smz_str_word(&rest, &word)) {
        size_t upto = (size_t)(word.ptr + word.len - name.ptr);

        if (++words > WORDS || (end && upto > BYTES) || smz_str_eq(word, SMZ_S("—")) ||
            smz_str_eq(word, SMZ_S("–")))
            break;
        end = upto;
    }
    return smz_str_sub(name, 0, end);
}

/* ---- numbers */

/* 55310 as "55,310", as the language groups digits. */
static void add_number(const struct smz_lang *lang, int64_t n, struct smz_buf *out)
{
    static const struct {
        const char *code, *mark;
    } rows[] = {{"de", "."},      {"es", "."},      {"it", "."},      {"nl", "."},
                {"pt", "."},      {"tr", "."},      {"fr", "\u00a0"}, {"ru", "\u00a0"},
                {"pl", "\u00a0"}, {"uk", "\u00a0"}, {"sv", "\u00a0"}};
    const char *mark = ",";
    char digits[24];
    int len;

    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (strcmp(smz_lang_code(lang), rows[i].code) == 0)
            mark = rows[i].mark;
    struct smz_buf plain;

    smz_buf_init(&plain, sizeof(digits));
    smz_buf_printf(&plain, "%lld", (long long)n);
    len = (int)plain.len;
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            smz_buf_add(out, smz_str_of(mark));
        smz_buf_char(out, plain.ptr[i]);
    }
    smz_buf_release(&plain);
}

/*
 * The form of a noun behind a number, after the Unicode CLDR's plural rules: most
 * languages have one for all from 2 on, some another for a few.
 */
enum form { MANY, ONE, FEW };

static enum form form_of(const struct smz_lang *lang, int64_t n)
{
    static const struct {
        const char *code;
        int one_of, few_of; /* 1 and a few count by the rest of n by this */
        int few_from, few_to;
        bool teens; /* 11 to 14 are many */
    } rows[] = {{"ru", 10, 10, 2, 4, true},
                {"uk", 10, 10, 2, 4, true},
                {"pl", 0, 10, 2, 4, true},
                {"ar", 0, 100, 3, 10, false}};

    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        int64_t teens = n % 100;

        if (strcmp(smz_lang_code(lang), rows[i].code) ||
            (rows[i].teens && teens > 10 && teens < 15))
            continue;
        if (rows[i].one_of && n % rows[i].one_of == 1)
            return ONE;
        if (n % rows[i].few_of >= rows[i].few_from &&
            n % rows[i].few_of <= rows[i].few_to)
            return FEW;
    }
    return n == 1 ? ONE : MANY;
}

static void add_phrase(const struct smz_digest *d, const char *key, struct smz_buf *out)
{
    smz_buf_add(out, smz_str_of(smz_lang_phrase(d->lang, key)));
}

/* ---- the line under the title */

/*
 * Between two facts. Where one reads from the right, a mark that nobody sees keeps the
 * number behind a Latin name from being read as part of it.
 */
static void add_dot(const struct smz_digest *d, struct smz_buf *out)
{
    smz_buf_add(out, smz_lang_rtl(d->lang) ? SMZ_S("\u200f · ") : SMZ_S(" · "));
}

/* As the language parts a list: what stands between its two items. */
static void add_comma(const struct smz_digest *d, struct smz_buf *out)
{
    smz_str list = smz_str_of(smz_lang_phrase(d->lang, "list"));
    struct smz_cut items = smz_str_cut(list, SMZ_S("%s"));

    smz_buf_add(out, smz_lang_rtl(d->lang) ? SMZ_S("\u200f") : SMZ_S(""));
    smz_buf_add(out, smz_str_cut(items.tail, SMZ_S("%s")).head);
}

static void add_person(const struct smz_digest *d, const struct smz_person *p,
                       bool markdown, struct smz_buf *out)
{
    bool host = p->role == SMZ_ROLE_HOST;
    bool marked = markdown && d->bold_names;

    smz_buf_add(out, marked ? SMZ_S("**") : SMZ_S(""));
    if (markdown)
        render_escape(p->name, false, out);
    else
        smz_buf_add(out, p->name);
    smz_buf_add(out, marked ? SMZ_S("**") : SMZ_S(""));
    if (!host && !p->inferred)
        return;
    smz_buf_add(out, SMZ_S(" ("));
    if (host)
        add_phrase(d, "host", out);
    if (host && p->inferred)
        add_comma(d, out);
    if (p->inferred)
        add_phrase(d, "inferred", out);
    smz_buf_char(out, ')');
}

/*
 * Hosts first, then the others by their first word; many are counted, not named: above a
 * digest of a hundred words names must not be most of it.
 */
static void add_people(const struct smz_digest *d, bool markdown, struct smz_buf *out)
{
    enum { NAMED = 8, WORDS_EACH = 20 };
    const struct smz_outline *o = d->outline;
    int most = d->target < NAMED * WORDS_EACH ? d->target / WORDS_EACH : NAMED;
    int n = 0, left = 0;

    for (int round = 0; round < 2; round++)
        for (int i = 0; i < o->n_people; i++) {
            const struct smz_person *p = &o->people[i];

            if (!speaks(p) || (p->role == SMZ_ROLE_HOST) != (round == 0))
                continue;
            if (n++ >= (most > 2 ? most : 2)) {
                left++;
                continue;
            }
            if (n > 1)
                add_comma(d, out);
            add_person(d, p, markdown, out);
        }
    if (left) {
        add_comma(d, out);
        smz_buf_printf(out, "+%d", left);
    }
}

static void add_duration(const struct smz_digest *d, smz_ms ms, struct smz_buf *out)
{
    int64_t minutes = (ms + 30000) / 60000;

    if (minutes < 1) {
        smz_buf_printf(out, "%d ", (int)(ms / 1000));
        add_phrase(d, "s", out);
        return;
    }
    if (minutes >= 60) {
        smz_buf_printf(out, "%d ", (int)(minutes / 60));
        add_phrase(d, "h", out);
        smz_buf_char(out, ' ');
    }
    smz_buf_printf(out, "%d ", (int)(minutes % 60));
    add_phrase(d, "min", out);
}

static void add_count(const struct smz_digest *d, int64_t n, struct smz_buf *out)
{
    /* "1 words" is nowhere: no talk and no digest is so short. */
    bool one = n > 1 && form_of(d->lang, n) == ONE;

    add_number(d->lang, n, out);
    smz_buf_char(out, ' ');
    add_phrase(d,
               one                          ? "words_one"
               : form_of(d->lang, n) == FEW ? "words_few"
                                            : "words",
               out);
}

static void add_words(const struct smz_digest *d, struct smz_buf *out)
{
    add_count(d, (int64_t)d->outline->text->transcript->words, out);
    smz_buf_add(out, SMZ_S(" → "));
    add_count(d, d->words, out);
}

static void add_quotes(const struct smz_digest *d, struct smz_buf *out)
{
    static const char *const nouns[] = {
        [MANY] = "quotes", [ONE] = "quote", [FEW] = "quotes_few"};

    smz_buf_printf(out, "%d ", d->quotes);
    add_phrase(d, nouns[form_of(d->lang, d->quotes)], out);
    add_comma(d, out);
    add_phrase(d, d->quotes == 1 ? "verbatim" : "all_verbatim", out);
}

void render_meta(const struct smz_digest *digest, bool markdown, struct smz_buf *out)
{
    const struct smz_transcript *t = digest->outline->text->transcript;
    size_t from = out->len;

    add_people(digest, markdown, out);
    if (t->end > 0) {
        if (out->len > from)
            add_dot(digest, out);
        add_duration(digest, t->end, out);
    }
    if (out->len > from)
        add_dot(digest, out);
    add_words(digest, out);
    if (digest->quotes) {
        add_dot(digest, out);
        add_quotes(digest, out);
    }
}

/* ---- links */

static void add_url(smz_str url, struct smz_buf *out)
{
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];

        if (c <= ' ' || c >= 0x7f || strchr("()<>\\\"`*_[]{}|^'", c))
            smz_buf_printf(out, "%%%02X", c);
        else
            smz_buf_char(out, (char)c);
    }
}

static bool is_time_field(smz_str field)
{
    return smz_str_starts(field, SMZ_S("t=")) || smz_str_starts(field, SMZ_S("start="));
}

/*
 * Where a recording takes its second behind "#": a media file, after W3C Media Fragments
 * 1.0, and what has a way of its own. What stands behind the number; NULL: elsewhere.
 */
static const char *unit_of(smz_str address)
{
    static const struct {
        const char *part, *unit;
        bool last; /* it ends the address */
    } rows[] = {
        {"://vimeo.com/", "s", false},
        {".mp3", "", true},
        {".m4a", "", true},
        {".mp4", "", true},
        {".ogg", "", true},
        {".opus", "", true},
        {".webm", "", true},
        {".wav", "", true},
        {".flac", "", true},
    };

    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        smz_str part = smz_str_of(rows[i].part);

        if (rows[i].last ? smz_str_ends(address, part) : smz_str_find(address, part) >= 0)
            return rows[i].unit;
    }
    return NULL;
}

void render_link(smz_str link, smz_ms time, struct smz_buf *out)
{
    struct smz_cut fragment = smz_str_cut(link, SMZ_S("#"));
    struct smz_cut query = smz_str_cut(fragment.head, SMZ_S("?"));
    const char *unit = unit_of(query.head);
    char sep = '?';

    add_url(query.head, out);
    while (query.tail.len) {
        struct smz_cut field = smz_str_cut(query.tail, SMZ_S("&"));

        query.tail = field.tail;
        if (!field.head.len || is_time_field(field.head))
            continue;
        smz_buf_char(out, sep);
        add_url(field.head, out);
        sep = '&';
    }
    if (time >= 0 && unit) {
        smz_buf_printf(out, "#t=%lld%s", (long long)(time / 1000), unit);
        return;
    }
    if (time >= 0)
        smz_buf_printf(out, "%ct=%lld", sep, (long long)(time / 1000));
    if (fragment.tail.len) {
        smz_buf_char(out, '#');
        add_url(fragment.tail, out);
    }
}
