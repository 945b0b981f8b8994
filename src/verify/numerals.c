/* What one word says of a number: digits of any script, and the names of numbers. */
#include "verify/numerals.h"

#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"

/* ---- digits */

static double scale_of(smz_str suffix)
{
    static const struct {
        const char *suffix;
        double scale;
    } rows[] = {{"k", 1e3}, {"m", 1e6},  {"mm", 1e6},
                {"b", 1e9}, {"bn", 1e9}, {"tn", 1e12}};

    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (smz_str_eq(suffix, smz_str_of(rows[i].suffix)))
            return rows[i].scale;
    return 1;
}

/* The value of a digit of any script that counts by tens; -1: it is none. */
static int digit_of(uint32_t cp)
{
    static const uint32_t zeros[] = {'0',   0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6,
                                     0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xff10};

    for (size_t i = 0; i < SMZ_COUNT(zeros); i++)
        if (cp >= zeros[i] && cp < zeros[i] + 10)
            return (int)(cp - zeros[i]);
    return -1;
}

/* Whether a mark stands between digits, as in thousands or before decimals. */
static bool parts_digits(uint32_t cp)
{
    return cp == '.' || cp == ',' || cp == 0x66b || cp == 0x66c;
}

/* Digits and marks, as they are met. */
struct digits {
    double whole, fraction, unit; /* all digits; those behind the first mark */
    double before;                /* those before it */
    int all, since, groups;
    bool grouped; /* as thousands: threes behind the marks, or "1,00,000" */
    size_t end;
};

static void take_digit(struct digits *d, int digit)
{
    d->whole = d->whole * 10 + digit;
    if (d->groups) {
        d->unit /= 10;
        d->fraction = d->fraction * 10 + digit;
    } else {
        d->before = d->whole;
    }
    d->since++;
    d->all++;
}

/* The first run of digits in s, from byte `at` on. */
static struct digits take_digits(smz_str s, size_t at)
{
    struct digits d = {.unit = 1, .grouped = true};

    while (at < s.len) {
        size_t next = at, behind;
        uint32_t cp = smz_utf8_next(s, &next);
        int digit = digit_of(cp);

        behind = next;
        if (digit >= 0) {
            take_digit(&d, digit);
            d.end = next;
        } else if (d.all && parts_digits(cp) && d.end == at && next < s.len &&
                   digit_of(smz_utf8_next(s, &behind)) >= 0) {
            d.grouped = d.grouped &&
                        (d.groups == 0 ? d.since <= 3 : d.since == 2 || d.since == 3);
            d.groups++;
            d.since = 0;
            d.end = next;
        } else if (d.all) {
            break;
        }
        at = next;
    }
    d.grouped = d.grouped && d.groups && d.since == 3;
    return d;
}

/* The longest name of a number, shorter than `limit` bytes, that a word begins with;
 * NULL: none. */
static const struct smz_number_name *name_at(const struct smz_index *ix, smz_str word,
                                             size_t limit)
{
    const struct smz_number_name *best = NULL;
    unsigned char first = word.len ? (unsigned char)word.ptr[0] : 0;

    for (size_t i = ix->names_from[first]; i < ix->names_from[first + 1]; i++) {
        const struct smz_number_name *n = &ix->names.at[i];

        if (n->value > 0 && n->name.len < limit && smz_str_starts(word, n->name) &&
            (!best || n->name.len > best->name.len))
            best = n;
    }
    return best;
}

/* What digits are multiplied by in one word with them: "3백만". */
static double take_scales(const struct smz_index *ix, smz_str *rest)
{
    const struct smz_number_name *n;
    double scale = 1;

    while ((n = name_at(ix, *rest, SIZE_MAX)) && n->value >= 10 && !n->open) {
        scale *= n->value;
        *rest = smz_str_skip(*rest, n->name.len);
    }
    return scale;
}

/* Digits with points or commas: as thousands where three digits follow each. */
static struct smz_numeral read_digits(const struct smz_index *ix, smz_str s)
{
    struct digits d = take_digits(s, 0);
    struct smz_numeral p = {.kind = SMZ_NUMBER_WHOLE, .alone = NAN, .digits = true};
    smz_str rest = smz_str_skip(s, d.end);
    double scale = scale_of(rest);

    if (!d.all)
        return (struct smz_numeral){.kind = SMZ_NUMBER_NONE};
    p.value = d.before;
    if (rest.len && (unsigned char)rest.ptr[0] >= 0x80)
        scale = take_scales(ix, &rest);
    if (d.grouped) {
        p.alone = d.groups == 1 ? (d.before + d.fraction * d.unit) * scale : NAN;
        p.value = d.whole;
    } else if (d.groups == 1) {
        p.value += d.fraction * d.unit;
    }
    p.value *= scale;
    p.three = d.all == 3 && !d.groups && d.end == s.len;
    if (smz_str_eq(rest, SMZ_S("s")) && p.value >= 1000 && p.value < 2100)
        p.alone = fmod(p.value, 100); /* "the 1990s", "the nineties" */
    if (scale > 1 && rest.len && (unsigned char)rest.ptr[0] < 0x80) {
        struct smz_numeral more = read_digits(ix, rest); /* "3만5천" */

        p.value += more.kind && more.value < scale ? more.value : 0;
    }
    return p;
}

/* ---- names */

static const struct {
    const char *line;
    unsigned flag;
} counting[] = {
    {"scores", SMZ_COUNTS_SCORES},
    {"pairs", SMZ_COUNTS_PAIRS},
    {"units first", SMZ_COUNTS_UNITS_FIRST},
    {"tens multiply", SMZ_COUNTS_TENS},
    {"units behind ten", SMZ_COUNTS_BEHIND_TEN},
    {"digits", SMZ_COUNTS_DIGIT_BY_DIGIT},
};

/* "12", "3/2", "+1/2"; the decimal point has no value. */
static double value_of(smz_str s)
{
    struct smz_cut c = smz_str_cut(s, SMZ_S("/"));
    smz_str over = smz_str_starts(c.head, SMZ_S("+")) ? smz_str_skip(c.head, 1) : c.head;
    int64_t a = 0, b = 1;

    if (!smz_str_to_int(over, &a) || (c.found && !smz_str_to_int(c.tail, &b)))
        return NAN;
    return (double)a / (double)b;
}

static enum smz_number_kind kind_of(smz_str value, bool within)
{
    return smz_str_eq(value, SMZ_S(".")) ? SMZ_NUMBER_POINT
           : smz_str_starts(value, SMZ_S("+")) || smz_str_starts(value, SMZ_S("-"))
               ? SMZ_NUMBER_LEAD
           : within ? SMZ_NUMBER_WITHIN
                    : SMZ_NUMBER_WHOLE;
}

/* Adds a name: of one word to the words, of several to the phrases. */
static void add_name(struct smz_index *ix, smz_str name, struct smz_named named)
{
    bool open = smz_str_ends(name, SMZ_S("*"));

    smz_index_cut(ix, name, &named.words);
    if (named.words.len == 0)
        return;
    if (named.words.len == 1) {
        struct smz_index_word *w = &ix->words.at[named.words.at[0].word];
        struct smz_number_name n = {w->folded, named.value, named.kind, open};

        if (named.unit) {
            w->unit = named.unit;
            return;
        }
        if (!isnan(named.value))
            SMZ_PUSH(ix->arena, ix->names, n);
        if (open)
            return;
        w->value = named.value;
        w->number = named.kind;
        w->names = 1;
        if (named.kind != SMZ_NUMBER_WITHIN)
            w->flags |= SMZ_WORD_NUMBER;
        return;
    }
    ix->words.at[named.words.at[0].word].flags |= SMZ_WORD_OPENS;
    SMZ_PUSH(ix->arena, ix->phrases, named);
}

/* The rows "name / name = value" of a list. */
static void add_names(struct smz_index *ix, const char *list, bool within)
{
    struct smz_phrases rows = smz_lang_phrases(ix->text->lang, list);

    for (int i = 0; i < rows.n; i++) {
        struct smz_cut c = smz_str_cut(rows.at[i], SMZ_S("="));
        smz_str value = smz_str_trim(c.tail);
        struct smz_named named = {.value = value_of(value),
                                  .kind = kind_of(value, within)};

        while (c.head.len) {
            struct smz_cut one = smz_str_cut(c.head, SMZ_S(" / "));

            add_name(ix, smz_str_trim(one.head), named);
            c.head = one.tail;
        }
    }
}

/* The rows "kind = name / name" of [unit]; a kind's number is known by its name. */
static void add_units(struct smz_index *ix)
{
    struct smz_phrases rows = smz_lang_phrases(ix->text->lang, "unit");

    for (int i = 0; i < rows.n; i++) {
        struct smz_cut c = smz_str_cut(rows.at[i], SMZ_S("="));
        struct smz_named named = {.value = NAN,
                                  .unit = smz_unit_of(smz_str_trim(c.head))};

        while (c.tail.len) {
            struct smz_cut one = smz_str_cut(c.tail, SMZ_S(" / "));

            add_name(ix, smz_str_trim(one.head), named);
            c.tail = one.tail;
        }
    }
}

/* What may stand within a number: the list, else the language's "and". */
static void add_joints(struct smz_index *ix)
{
    struct smz_phrases rows = smz_lang_phrases(ix->text->lang, "number.and");
    smz_str plain = smz_str_of(smz_lang_phrase(ix->text->lang, "and"));

    if (rows.n == 0)
        rows = (struct smz_phrases){&plain, 1};
    for (int i = 0; i < rows.n; i++) {
        smz_places words = {0};

        smz_index_cut(ix, rows.at[i], &words);
        if (words.len)
            SMZ_PUSH(ix->arena, ix->joints, words);
    }
}

static int by_first_byte(const void *a, const void *b)
{
    const struct smz_number_name *x = a, *y = b;

    return (unsigned char)x->name.ptr[0] - (unsigned char)y->name.ptr[0];
}

static void sort_names(struct smz_index *ix)
{
    size_t i = 0;

    if (ix->names.len)
        qsort(ix->names.at, ix->names.len, sizeof(*ix->names.at), by_first_byte);
    for (size_t byte = 0; byte <= 256; byte++) {
        while (i < ix->names.len && (unsigned char)ix->names.at[i].name.ptr[0] < byte)
            i++;
        ix->names_from[byte] = (uint16_t)i;
    }
}

void smz_numerals_name(struct smz_index *ix)
{
    struct smz_phrases rows = smz_lang_phrases(ix->text->lang, "number.counts");

    for (int i = 0; i < rows.n; i++)
        for (size_t k = 0; k < SMZ_COUNT(counting); k++)
            if (smz_str_eq(rows.at[i], smz_str_of(counting[k].line)))
                ix->counts |= counting[k].flag;
    add_names(ix, "number", false);
    add_names(ix, "number.part", true);
    sort_names(ix);
    add_units(ix);
    add_joints(ix);
}

/* ---- words of several names: "fünfundzwanzigtausend" */

/* Bytes of the joint that a word begins with; 0: none. */
static size_t joint_at(const struct smz_index *ix, smz_str word)
{
    for (size_t i = 0; i < ix->joints.len; i++) {
        smz_str joint = smz_index_word(ix, &ix->joints.at[i].at[0])->folded;

        if (ix->joints.at[i].len == 1 && smz_str_starts(word, joint))
            return joint.len;
    }
    return 0;
}

static bool begins_with_one_of(const struct smz_index *ix, const char *list, smz_str word)
{
    struct smz_phrases rows = smz_lang_phrases(ix->text->lang, list);

    for (int i = 0; i < rows.n; i++)
        if (smz_str_starts(word, rows.at[i]))
            return true;
    return false;
}

/* An open name may have an ending. */
static bool is_ending(smz_str rest)
{
    enum { LONGEST = 8 };

    return rest.len <= LONGEST;
}

/* The longest name with which the word can go on: not "cento" of "centottanta". */
static const struct smz_number_name *name_with_rest(const struct smz_index *ix,
                                                    smz_str word)
{
    const struct smz_number_name *longest = name_at(ix, word, SIZE_MAX), *n = longest;

    while (n) {
        smz_str rest = smz_str_skip(word, n->name.len);

        if (rest.len == 0 || n->open || joint_at(ix, rest) || name_at(ix, rest, SIZE_MAX))
            return n;
        n = name_at(ix, word, n->name.len);
    }
    return longest;
}

/* Several names in one word; so many names, or 0. */
static int read_compound(const struct smz_index *ix, smz_str word, double *value)
{
    const size_t least = ix->counts & SMZ_COUNTS_TENS ? 6 : 7;
    struct smz_sum sum = {0};
    smz_str rest = word;

    if (word.len < least || !name_at(ix, word, SIZE_MAX) ||
        begins_with_one_of(ix, "number.never", word))
        return 0;
    while (rest.len) {
        size_t joint = sum.parts ? joint_at(ix, rest) : 0;
        const struct smz_number_name *n = name_with_rest(ix, rest);
        const struct smz_number_name *behind =
            name_with_rest(ix, smz_str_skip(rest, joint));
        struct smz_numeral p = {.alone = NAN, .names = 1, .joined = false};

        if (joint && behind && (!n || n->name.len <= joint)) {
            n = behind;
            rest = smz_str_skip(rest, joint);
            p.joined = true;
        }
        if (!n && sum.parts > 1 && begins_with_one_of(ix, "number.behind", rest))
            break;
        if (!n)
            return 0;
        rest = smz_str_skip(rest, n->name.len);
        if (n->open && !is_ending(rest))
            return 0;
        p.kind = SMZ_NUMBER_WHOLE;
        p.value = n->value;
        p.joined |= p.value < 1;
        if (!smz_sum_add(ix, &sum, &p))
            return 0;
        if (n->open)
            break;
    }
    *value = sum.total;
    return sum.parts > 1 ? sum.names : 0;
}

static void set_name(struct smz_index_word *word, const struct smz_number_name *n)
{
    word->value = n->value;
    word->number = n->kind;
    word->names = 1;
}

/* A listed name with an ending: "zwanzigsten". */
static bool read_bent(const struct smz_index *ix, struct smz_index_word *word)
{
    unsigned char first = (unsigned char)word->folded.ptr[0];

    for (size_t i = ix->names_from[first]; i < ix->names_from[first + 1]; i++) {
        const struct smz_number_name *n = &ix->names.at[i];

        if (!n->open || !smz_str_starts(word->folded, n->name) ||
            !is_ending(smz_str_skip(word->folded, n->name.len)))
            continue;
        set_name(word, n);
        return true;
    }
    return false;
}

/* One with a particle before it, which may be "and". */
static bool read_led(const struct smz_index *ix, struct smz_index_word *word)
{
    struct smz_phrases before = smz_lang_phrases(ix->text->lang, "number.before");

    for (int k = 0; k < before.n; k++) {
        smz_str rest = smz_str_skip(word->folded, before.at[k].len);
        const struct smz_number_name *n = name_at(ix, rest, SIZE_MAX);

        if (!n || n->name.len != rest.len || !smz_str_starts(word->folded, before.at[k]))
            continue;
        set_name(word, n);
        word->joined = joint_at(ix, before.at[k]) > 0;
        return true;
    }
    return false;
}

void smz_numerals_set(const struct smz_index *ix, struct smz_index_word *word)
{
    int names;

    word->value = NAN;
    if (word->flags & SMZ_WORD_NUMBER)
        return;
    if (read_bent(ix, word) || read_led(ix, word)) {
        if (word->number != SMZ_NUMBER_WITHIN)
            word->flags |= SMZ_WORD_NUMBER;
        return;
    }
    names = read_compound(ix, word->folded, &word->value);
    if (!names)
        return;
    word->number = SMZ_NUMBER_WHOLE;
    word->names = (uint8_t)names;
    word->flags |= SMZ_WORD_NUMBER;
}

const struct smz_named *smz_phrase_at(const struct smz_index *ix,
                                      const struct smz_place *places, size_t n)
{
    const struct smz_named *best = NULL;

    if (!(smz_index_word(ix, places)->flags & SMZ_WORD_OPENS))
        return NULL;
    for (size_t i = 0; i < ix->phrases.len; i++) {
        const struct smz_named *p = &ix->phrases.at[i];
        size_t k = 0;

        while (k < p->words.len && k < n && places[k].word == p->words.at[k].word)
            k++;
        if (k == p->words.len && (!best || k > best->words.len))
            best = p;
    }
    return best;
}

struct smz_numeral smz_numeral_read(const struct smz_index *ix,
                                    const struct smz_place *places, size_t n)
{
    const struct smz_index_word *w = smz_index_word(ix, places);
    const struct smz_named *phrase = smz_phrase_at(ix, places, n);
    struct smz_numeral p = {.alone = NAN, .value = NAN, .names = 1, .taken = 1};

    if (phrase && !phrase->unit) {
        p.kind = phrase->kind;
        p.value = phrase->value;
        p.taken = phrase->words.len;
        p.joined = true;
    } else if (w->number) {
        p.kind = w->number;
        p.value = w->value;
        p.names = w->names;
        p.joined = w->joined || w->number == SMZ_NUMBER_LEAD;
    } else if (w->flags & SMZ_WORD_NUMBER) {
        p = read_digits(ix, w->folded);
        p.names = 1;
        p.taken = 1;
    }
    return p;
}
