#include "engine/builtin/lexicon.h"

#include <stdlib.h>

#include "base/utf8.h"

struct lexicon_entry {
    uint32_t hash[LEX_WORDS];
    int n;
    unsigned lists;
};

struct section {
    const char *name;
    unsigned list;
};

static const struct section sections[] = {
    {"lead", LEX_LEAD},
    {"opener", LEX_LEAD | LEX_OPENER},
    {"keep", LEX_KEEP},
    {"phrase.filler", LEX_FILLER},
    {"phrase.aside", LEX_ASIDE},
    {"tag", LEX_TAG},
    {"tail", LEX_TAIL},
    {"twice", LEX_TWICE},
    {"weak", LEX_WEAK},
    {"self", LEX_SELF},
    {"dangle", LEX_DANGLE},
    {"unsure", LEX_UNSURE},
    {"advice", LEX_ADVICE},
    {"advice.strong", LEX_STRONG},
    {"ad", LEX_AD},
    {"bye", LEX_GREETING},
    {"greeting", LEX_GREETING},
    {"welcome", LEX_WELCOME},
    {"house", LEX_HOUSE},
    {"before.noun", LEX_BEFORE},
    {"before.verb", LEX_VERB},
    {"self.plural", LEX_PLURAL},
    {"finite", LEX_FINITE},
    {"subject", LEX_SUBJECT},
    {"subordinate", LEX_SUBORDINATE},
    {"fragment", LEX_FRAGMENT},
    {"command", LEX_COMMAND},
    {"talk", LEX_TALK},
    {"ask", LEX_ASK},
    {"address", LEX_ADDRESS},
    {"vague", LEX_VAGUE},
    {"before.filler", LEX_STAMMER},
    {"number", LEX_VAGUE},
    {"written", LEX_WRITTEN},
};

static const struct section second[] = {
    {"stance", LEX_STANCE},
    {"announce", LEX_ANNOUNCE},
    {"discourse", LEX_DISCOURSE},
};

uint32_t lexicon_hash(smz_str word)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < word.len;) {
        uint32_t cp = (unsigned char)word.ptr[i];

        if (cp < 0x80) {
            cp = (uint32_t)smz_lower(word.ptr[i++]);
        } else {
            cp = smz_cp_lower(smz_utf8_next(word, &i));
            if (cp == 0x2019)
                cp = '\'';
        }
        h = (h ^ cp) * 16777619u;
    }
    return h ? h : 1;
}

/* "% off" is no phrase of words: it would be found as "off". */
static bool is_plain(smz_str phrase)
{
    for (size_t i = 0; i < phrase.len; i++) {
        char c = phrase.ptr[i];

        if ((unsigned char)c < 0x80 && !smz_is_alpha(c) && !smz_is_digit(c) && c != ' ' &&
            c != '\'' && c != '-' && c != ',')
            return false;
    }
    return true;
}

static void add(struct lexicon *lex, smz_str phrase, unsigned lists,
                struct smz_arena *run)
{
    struct lexicon_entry e = {.lists = lists};
    size_t at = 0;
    smz_str word;
    bool breaks;

    if (!is_plain(phrase) || lex->entries.len == UINT16_MAX)
        return;
    while (smz_next_word(phrase, &at, &word, &breaks)) {
        if (e.n == LEX_WORDS)
            return;
        e.hash[e.n++] = lexicon_hash(word);
    }
    if (!e.n)
        return;
    SMZ_PUSH(run, lex->entries, e);
    lex->lists |= lists;
}

static int by_hash(const void *a, const void *b)
{
    const struct lexicon_entry *x = a, *y = b;

    if (x->hash[0] != y->hash[0])
        return x->hash[0] < y->hash[0] ? -1 : 1;
    if (x->n != y->n)
        return y->n - x->n;
    for (int i = 1; i < x->n; i++)
        if (x->hash[i] != y->hash[i])
            return x->hash[i] < y->hash[i] ? -1 : 1;
    return x->lists < y->lists ? -1 : x->lists > y->lists;
}

static void add_list(struct lexicon *lex, const struct smz_lang *lang, const char *name,
                     unsigned lists, struct smz_arena *run)
{
    struct smz_phrases list = smz_lang_phrases(lang, name);

    /* A number's value stands behind it and its other names: "nine / ninth = 9". */
    for (int k = 0; k < list.n; k++) {
        smz_str names = smz_str_cut(list.at[k], SMZ_S(" = ")).head;

        while (names.len) {
            struct smz_cut c = smz_str_cut(names, SMZ_S(" / "));

            add(lex, c.head, lists, run);
            names = c.tail;
        }
    }
}

static void sort(struct lexicon *lex)
{
    if (lex->entries.len)
        qsort(lex->entries.at, lex->entries.len, sizeof(*lex->entries.at), by_hash);
    for (size_t i = lex->entries.len; i-- > 0;) {
        const struct lexicon_entry *e = &lex->entries.at[i];

        lex->first[lexicon_bucket(e->hash[0])] = (uint16_t)i;
        if (e->n == 1)
            lex->one[lexicon_bucket(e->hash[0])] |= e->lists;
        else
            lex->more[lexicon_pair(e->hash[0], e->hash[1])] |= e->lists;
    }
}

static const struct lexicon *make(const struct smz_lang *lang, const struct section *at,
                                  size_t n, struct smz_arena *run)
{
    struct lexicon *lex = SMZ_NEW(run, struct lexicon, 1);

    for (size_t i = 0; i < n; i++)
        add_list(lex, lang, at[i].name, at[i].list, run);
    sort(lex);
    return lex;
}

const struct lexicon *lexicon_make(const struct smz_lang *lang, struct smz_arena *run)
{
    return make(lang, sections, SMZ_COUNT(sections), run);
}

const struct lexicon *lexicon_second(const struct smz_lang *lang, struct smz_arena *run)
{
    return make(lang, second, SMZ_COUNT(second), run);
}

bool lexicon_has(const struct lexicon *lex, unsigned list)
{
    return lex->lists & list;
}

int lexicon_find(const struct lexicon *lex, const uint32_t *hash, int n, unsigned lists)
{
    for (size_t i = lex->first[lexicon_bucket(hash[0])];
         i < lex->entries.len && lex->entries.at[i].hash[0] <= hash[0]; i++) {
        const struct lexicon_entry *e = &lex->entries.at[i];
        int k = 0;

        if (!(e->lists & lists) || e->n > n)
            continue;
        while (k < e->n && e->hash[k] == hash[k])
            k++;
        if (k == e->n)
            return k;
    }
    return 0;
}
