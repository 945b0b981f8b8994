/*
 * Language files: sections in brackets; [language] and [own] hold "key = value"
 * lines, the sections of list_of() words parted by white space, every other section a
 * list of phrases, one a line. # opens a comment.
 */
#include "lang/lang.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "base/utf8.h"
#include "lang/table.h"

enum { MAX_LANGS = 64 };

static struct smz_lang *loaded[MAX_LANGS];
static size_t n_loaded;

/* ---- the set of words */

static struct smz_word *slot_of(const struct smz_wordset *set, smz_str word)
{
    size_t i = smz_str_hash(word) & set->mask;

    while (set->at[i].lists && !smz_str_eq(set->at[i].word, word))
        i = (i + 1) & set->mask;
    return &set->at[i];
}

static void set_grow(struct smz_wordset *set, struct smz_arena *arena)
{
    struct smz_wordset old = *set;

    set->mask = old.at ? old.mask * 2 + 1 : 1023;
    set->at = SMZ_NEW(arena, struct smz_word, set->mask + 1);
    for (size_t i = 0; old.at && i <= old.mask; i++)
        if (old.at[i].lists)
            *slot_of(set, old.at[i].word) = old.at[i];
}

static void set_add(struct smz_lang *lang, smz_str word, unsigned list)
{
    struct smz_word *slot;

    if (lang->words.n * 2 >= lang->words.mask)
        set_grow(&lang->words, &lang->arena);
    slot = slot_of(&lang->words, word);
    if (!slot->lists) {
        slot->word = word;
        lang->words.n++;
    }
    slot->lists |= list;
}

unsigned smz_lang_lists(const struct smz_lang *lang, smz_str word)
{
    return lang->words.at ? slot_of(&lang->words, word)->lists : 0;
}

bool smz_lang_is_stop(const struct smz_lang *lang, smz_str word)
{
    return smz_lang_lists(lang, word) & SMZ_LIST_STOP;
}

bool smz_lang_is_light(const struct smz_lang *lang, smz_str word)
{
    return smz_lang_lists(lang, word) & SMZ_LIST_LIGHT;
}

bool smz_lang_is_negation(const struct smz_lang *lang, smz_str word)
{
    return smz_lang_lists(lang, word) & SMZ_LIST_NEGATION;
}

bool smz_lang_is_filler(const struct smz_lang *lang, smz_str word)
{
    return smz_lang_lists(lang, word) & SMZ_LIST_FILLER;
}

/* ---- reading a file */

/* The next line that says something, trimmed. */
static bool next_line(smz_str *rest, smz_str *line)
{
    while (smz_str_line(rest, line)) {
        *line = smz_str_trim(*line);
        if (line->len && line->ptr[0] != '#')
            return true;
    }
    return false;
}

/* "[name]" */
static bool is_section(smz_str line, smz_str *name)
{
    if (line.ptr[0] != '[' || line.ptr[line.len - 1] != ']')
        return false;
    *name = smz_str_sub(line, 1, line.len - 1);
    return true;
}

static unsigned list_of(smz_str section)
{
    static const struct {
        const char *name;
        unsigned list;
    } rows[] = {
        {"stop", SMZ_LIST_STOP},         {"filler", SMZ_LIST_FILLER},
        {"abbreviation", SMZ_LIST_ABBR}, {"abbreviation.number", SMZ_LIST_NUMBER},
        {"light", SMZ_LIST_LIGHT},       {"negation", SMZ_LIST_NEGATION},
    };

    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (smz_str_eq(section, smz_str_of(rows[i].name)))
            return rows[i].list;
    return 0;
}

static void take_words(struct smz_lang *lang, smz_str line, unsigned list)
{
    smz_str word;

    while (smz_str_word(&line, &word))
        set_add(lang, word, list);
}

smz_str smz_lang_fact(smz_str file, smz_str key)
{
    smz_str line, section = {NULL, 0};

    while (next_line(&file, &line)) {
        struct smz_cut c = smz_str_cut(line, SMZ_S("="));

        if (is_section(line, &section) && !smz_str_eq(section, SMZ_S("language")))
            break;
        if (c.found && smz_str_eq(smz_str_trim(c.head), key))
            return smz_str_trim(c.tail);
    }
    return (smz_str){NULL, 0};
}

static int by_key(const void *a, const void *b)
{
    return smz_str_cmp(((const struct smz_own_phrase *)a)->key,
                       ((const struct smz_own_phrase *)b)->key);
}

typedef SMZ_VEC(smz_str) strings;
typedef SMZ_VEC(struct smz_own_phrase) own_phrases;
typedef SMZ_VEC(struct smz_list) phrase_lists;

static void close_list(struct smz_lang *lang, smz_str section, strings *lines,
                       phrase_lists *lists)
{
    struct smz_list list = {section, {lines->at, (int)lines->len}};

    if (lines->len)
        SMZ_PUSH(&lang->arena, *lists, list);
    *lines = (strings){0};
}

static void take_own(struct smz_lang *lang, smz_str line, own_phrases *own)
{
    struct smz_cut c = smz_str_cut(line, SMZ_S("="));
    struct smz_own_phrase p = {smz_str_trim(c.head), NULL};

    p.text = smz_arena_keep(&lang->arena, smz_str_trim(c.tail)).ptr;
    if (c.found)
        SMZ_PUSH(&lang->arena, *own, p);
}

static void read_file(struct smz_lang *lang, smz_str file)
{
    smz_str line, section = {NULL, 0}, name;
    strings lines = {0};
    own_phrases own = {0};
    phrase_lists lists = {0};

    while (next_line(&file, &line)) {
        unsigned list = list_of(section);

        if (is_section(line, &name)) {
            close_list(lang, section, &lines, &lists);
            section = name;
        } else if (list) {
            take_words(lang, line, list);
        } else if (smz_str_eq(section, SMZ_S("own"))) {
            take_own(lang, line, &own);
        } else if (!smz_str_eq(section, SMZ_S("language"))) {
            SMZ_PUSH(&lang->arena, lines, line);
        }
    }
    close_list(lang, section, &lines, &lists);
    lang->lists = lists.at;
    lang->n_lists = lists.len;
    lang->own = own.at;
    lang->n_own = own.len;
    if (own.len)
        qsort(own.at, own.len, sizeof(*own.at), by_key);
}

/* ---- finding a language */

static struct smz_lang *new_lang(const char *code)
{
    struct smz_lang *lang = calloc(1, sizeof(*lang));

    if (!lang)
        abort();
    smz_arena_init(&lang->arena);
    for (size_t i = 0; i < sizeof(lang->code) - 1 && code[i]; i++)
        lang->code[i] = code[i];
    if (n_loaded < MAX_LANGS)
        loaded[n_loaded++] = lang;
    return lang;
}

struct smz_lang *smz_lang_load(const char *code)
{
    char path[32] = "lang/";
    struct smz_lang *lang;
    smz_str file, yes = SMZ_S("yes"), fact;

    for (size_t i = 0; i < n_loaded; i++)
        if (strcmp(loaded[i]->code, code) == 0)
            return loaded[i];
    if (strlen(code) > 7)
        return NULL;
    strcat(strcat(path, code), ".ini");
    file = smz_data_get(path);
    if (!file.ptr)
        return NULL;
    lang = new_lang(code);
    lang->unspaced = smz_str_eq(smz_lang_fact(file, SMZ_S("unspaced")), yes);
    lang->rtl = smz_str_eq(smz_lang_fact(file, SMZ_S("rtl")), yes);
    lang->nouns_large = smz_str_eq(smz_lang_fact(file, SMZ_S("nouns")), SMZ_S("large"));
    lang->ordinals = smz_str_eq(smz_lang_fact(file, SMZ_S("ordinals")), yes);
    lang->negates_by_suffix =
        smz_str_eq(smz_lang_fact(file, SMZ_S("negates")), SMZ_S("suffix"));
    lang->elision = smz_str_eq(smz_lang_fact(file, SMZ_S("elision")), yes);
    fact = smz_lang_fact(file, SMZ_S("stemmer"));
    if (fact.len)
        lang->stemmer = sb_stemmer_new(smz_arena_keep(&lang->arena, fact).ptr, "UTF_8");
    read_file(lang, file);
    return lang;
}

const struct smz_lang *smz_lang_ready(struct smz_lang *lang)
{
    struct smz_wordset set = lang->words;

    if (lang->ready)
        return lang;
    lang->ready = true;
    for (size_t i = 0; lang->stemmer && i <= set.mask; i++) {
        char stem[64];
        size_t n;

        if (!set.at || !(set.at[i].lists & SMZ_LIST_STOP))
            continue;
        n = smz_lang_stem(lang, set.at[i].word, stem, sizeof(stem));
        if (!smz_lang_is_stop(lang, (smz_str){stem, n}))
            set_add(lang, smz_arena_keep(&lang->arena, (smz_str){stem, n}),
                    SMZ_LIST_STOP);
    }
    return lang;
}

/* The two-letter code of a tag: "de-AT" and "ger" are "de". Others as they are. */
static void short_code(smz_str tag, char out[8])
{
    static const char three[][2][4] = {
        {"ara", "ar"}, {"cat", "ca"}, {"chi", "zh"}, {"cmn", "zh"}, {"deu", "de"},
        {"dut", "nl"}, {"eng", "en"}, {"fra", "fr"}, {"fre", "fr"}, {"ger", "de"},
        {"hin", "hi"}, {"ita", "it"}, {"jpn", "ja"}, {"kor", "ko"}, {"nld", "nl"},
        {"pol", "pl"}, {"por", "pt"}, {"rus", "ru"}, {"spa", "es"}, {"swe", "sv"},
        {"tha", "th"}, {"tur", "tr"}, {"ukr", "uk"}, {"yue", "zh"}, {"zho", "zh"},
    };
    size_t n = 0;

    while (n < tag.len && n < 7 && smz_is_alpha(tag.ptr[n])) {
        out[n] = smz_lower(tag.ptr[n]);
        n++;
    }
    out[n] = '\0';
    for (size_t i = 0; i < SMZ_COUNT(three); i++)
        if (strcmp(out, three[i][0]) == 0)
            memcpy(out, three[i][1], 3);
}

const struct smz_lang *smz_lang_get(smz_str code)
{
    char two[8];
    struct smz_lang *lang;

    short_code(code, two);
    lang = two[0] ? smz_lang_load(two) : smz_lang_load("und");
    return smz_lang_ready(lang ? lang : new_lang(two[0] ? two : "und"));
}

const char *smz_lang_code_at(size_t i)
{
    static char codes[MAX_LANGS][8];
    size_t n = 0;

    for (size_t k = 0; k < smz_data_count && n < MAX_LANGS; k++) {
        smz_str path = smz_str_of(smz_data_files[k].path);

        if (!smz_str_starts(path, SMZ_S("lang/")) || path.len > 5 + 7 + 4)
            continue;
        if (n++ == i) {
            memcpy(codes[i], path.ptr + 5, path.len - 9);
            return codes[i];
        }
    }
    return NULL;
}

/* ---- asking one */

const char *smz_lang_code(const struct smz_lang *lang)
{
    return lang->code;
}

bool smz_lang_unspaced(const struct smz_lang *lang)
{
    return lang->unspaced;
}

bool smz_lang_rtl(const struct smz_lang *lang)
{
    return lang->rtl;
}

size_t smz_lang_elided(const struct smz_lang *lang, smz_str word)
{
    size_t letters = 0, longest = 6; /* "quell'" */

    if (!lang->elision)
        return 0;
    for (size_t i = 0; i < word.len && letters <= longest; letters++) {
        uint32_t cp = smz_utf8_next(word, &i);
        char low[32];

        if (cp != '\'' && cp != 0x2019)
            continue;
        letters = smz_word_lower(smz_str_sub(word, 0, i), low, sizeof(low));
        return i < word.len && smz_lang_is_stop(lang, (smz_str){low, letters}) ? i : 0;
    }
    return 0;
}

bool smz_lang_nouns_large(const struct smz_lang *lang)
{
    return lang->nouns_large;
}

bool smz_lang_ends_in(struct smz_phrases endings, smz_str word)
{
    for (int i = 0; i < endings.n; i++)
        if (smz_str_ends(word, endings.at[i]))
            return true;
    return false;
}

bool smz_lang_negates_by_suffix(const struct smz_lang *lang)
{
    return lang->negates_by_suffix;
}

static const char *own(const struct smz_lang *lang, const char *key)
{
    struct smz_own_phrase want = {smz_str_of(key), NULL}, *p;

    if (!lang || !lang->n_own)
        return NULL;
    p = bsearch(&want, lang->own, lang->n_own, sizeof(*lang->own), by_key);
    return p ? p->text : NULL;
}

const char *smz_lang_phrase(const struct smz_lang *lang, const char *key)
{
    const char *text = own(lang, key);

    if (!text)
        text = own(smz_lang_load("en"), key);
    return text ? text : "";
}

struct smz_phrases smz_lang_phrases(const struct smz_lang *lang, const char *list)
{
    smz_str name = smz_str_of(list);

    for (size_t i = 0; i < lang->n_lists; i++)
        if (smz_str_eq(lang->lists[i].name, name))
            return lang->lists[i].phrases;
    return (struct smz_phrases){NULL, 0};
}

size_t smz_lang_stem(const struct smz_lang *lang, smz_str word, char *out, size_t cap)
{
    smz_str stem = word;

    if (lang->stemmer && word.len < 64) {
        const sb_symbol *s =
            sb_stemmer_stem(lang->stemmer, (const sb_symbol *)word.ptr, (int)word.len);

        if (s)
            stem = (smz_str){(const char *)s, (size_t)sb_stemmer_length(lang->stemmer)};
    }
    if (stem.len > cap)
        stem.len = cap;
    if (stem.len)
        memcpy(out, stem.ptr, stem.len);
    return stem.len;
}
