/*
 * Sentences, words and stems. A word is folded and stemmed once, when its spelling is
 * first seen; after that a token costs one look into a table.
 */
#include "summarize/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/utf8.h"

struct maker {
    const struct smz_lang *lang;
    struct smz_arena *run;
    struct smz_arena scratch;
    struct smz_table *written; /* spelling as in the text -> term */
    struct smz_table stems;
    struct smz_table borders; /* small word -> how a sentence begins and ends with it */
    int long_words;           /* a sentence of more is cut */
    bool unspaced;
    SMZ_VEC(struct smz_sentence) sentences;
    SMZ_VEC(struct smz_token) tokens;
    SMZ_VEC(struct smz_term) terms;
};

enum {
    UNSPACED_SCALE = 2, /* characters that weigh as much as a word */
    LONG_WORDS = 60,
    LONG_UNPOINTED = 32, /* the same in a text without punctuation */
    PIECE_MIN = 8,
    PIECE_BEST = 18,
    PIECE_MAX = 30,
};

/* ---- terms */

static bool is_number(smz_str word)
{
    bool digit = false;

    for (size_t i = 0; i < word.len;) {
        uint32_t cp = smz_utf8_next(word, &i);

        if (smz_cp_is_letter(cp))
            return false;
        digit |= smz_cp_is_digit(cp);
    }
    return digit;
}

static size_t n_points(smz_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; n++)
        smz_utf8_next(s, &i);
    return n;
}

/* A bigram weighs nothing if it is listed, one of its letters is, or has Hiragana. */
static bool is_empty_bigram(const struct smz_lang *lang, smz_str word)
{
    for (size_t i = 0; i < word.len;) {
        size_t from = i;
        uint32_t cp = smz_utf8_next(word, &i);

        if ((cp >= 0x3040 && cp <= 0x309f) ||
            smz_lang_is_stop(lang, smz_str_sub(word, from, i)))
            return true;
    }
    return false;
}

static bool is_weightless(const struct smz_lang *lang, smz_str word, smz_str stem,
                          bool bigram)
{
    if (smz_lang_is_stop(lang, word) || smz_lang_is_stop(lang, stem) ||
        smz_lang_is_filler(lang, word) || is_number(word))
        return true;
    return bigram ? is_empty_bigram(lang, word) : n_points(word) < 2;
}

static uint32_t new_term(struct maker *m, smz_str surface, bool bigram)
{
    char buf[256];
    smz_str word = smz_utf8_fold(surface, &m->scratch), stem = word;
    struct smz_entry *e;
    struct smz_term t = {.surface = surface};

    if (!bigram && word.len <= sizeof(buf))
        stem = (smz_str){buf, smz_lang_stem(m->lang, word, buf, sizeof(buf))};
    e = smz_table_put(&m->stems, stem);
    if (e->value == SMZ_ENTRY_NEW) {
        t.stem = smz_str_eq(stem, surface) ? surface : smz_arena_keep(m->run, stem);
        t.stop = is_weightless(m->lang, word, stem, bigram);
        e->key = t.stem.ptr;
        e->value = (uint32_t)m->terms.len;
        SMZ_PUSH(m->run, m->terms, t);
    }
    return e->value;
}

static uint32_t term_of(struct maker *m, smz_str word, bool bigram)
{
    struct smz_entry *e = smz_table_put(m->written, word);

    if (e->value == SMZ_ENTRY_NEW)
        e->value = new_term(m, word, bigram);
    m->terms.at[e->value].count++;
    return e->value;
}

/* ---- tokens */

static bool is_lone(smz_str word)
{
    size_t at = 0;

    return (unsigned char)word.ptr[0] >= 0xe0 &&
           smz_cp_is_unspaced(smz_utf8_next(word, &at));
}

static bool is_capital(smz_str word)
{
    size_t at = 0;

    if ((unsigned char)word.ptr[0] < 0x80)
        return word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
    return smz_cp_is_upper(smz_utf8_next(word, &at));
}

static void add_token(struct maker *m, smz_str text, smz_str word, bool breaks,
                      bool bigram)
{
    struct smz_token t = {.at = (uint32_t)(word.ptr - text.ptr), .breaks = breaks};

    if (word.len > UINT16_MAX)
        word.len = UINT16_MAX;
    t.len = (uint16_t)word.len;
    t.capital = is_capital(word);
    t.term = term_of(m, word, bigram);
    SMZ_PUSH(m->run, m->tokens, t);
}

/* "l'homme" is two. */
static void add_word(struct maker *m, smz_str text, smz_str word, bool breaks)
{
    size_t elided = smz_lang_elided(m->lang, word);

    if (elided)
        add_token(m, text, smz_str_sub(word, 0, elided), breaks, false);
    add_token(m, text, smz_str_skip(word, elided), breaks && !elided, false);
}

/*
 * The words of text[from, to). A letter of a script without spaces gives a bigram with
 * the one behind it; the last of a run gives none, unless it stands alone.
 */
static void add_tokens(struct maker *m, smz_str text, size_t from, size_t to)
{
    smz_str part = smz_str_sub(text, 0, to), word, last = {NULL, 0};
    bool breaks, last_breaks = false, paired = false;

    while (smz_next_word(part, &from, &word, &breaks)) {
        bool lone = is_lone(word);
        bool touch = lone && last.len && !breaks && last.ptr + last.len == word.ptr;

        if (last.len && (touch || !paired))
            add_token(m, text, touch ? (smz_str){last.ptr, last.len + word.len} : last,
                      last_breaks, true);
        paired = touch;
        last_breaks = breaks;
        last = lone ? word : (smz_str){NULL, 0};
        if (!lone)
            add_word(m, text, word, breaks);
    }
    if (last.len && !paired)
        add_token(m, text, last, last_breaks, true);
}

/* ---- sentences */

static void add_sentence(struct maker *m, int turn, smz_str text, size_t from, size_t to)
{
    smz_str s = smz_str_trim(smz_str_sub(text, from, to));
    size_t first = m->tokens.len, words, n;

    if (!s.len)
        return;
    from = (size_t)(s.ptr - text.ptr);
    words = smz_count_words(s);
    add_tokens(m, text, from, from + s.len);
    n = m->tokens.len - first;
    SMZ_PUSH(m->run, m->sentences,
             (struct smz_sentence){
                 .turn = turn,
                 .at = (uint32_t)from,
                 .len = (uint32_t)s.len,
                 .first_token = (uint32_t)first,
                 .n_tokens = (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX),
                 .words = (uint16_t)(words < UINT16_MAX ? words : UINT16_MAX),
             });
}

/*
 * How well a sentence begins and ends with the words of a list; what a later list says
 * counts. Roughly the logarithm of how often that is so in talk with its punctuation.
 */
static const struct {
    const char *list;
    int begins, ends;
} borders[] = {
    {"finite", -2, -4}, {"before.verb", 0, -4}, {"before.noun", -1, -4}, {"dangle", 2, 0},
    {"subject", 3, -4}, {"lead", 5, 1},         {"clause", 4, 0},        {"tail", 0, -6},
};

enum {
    BORDER_BITS = 4,
    BORDER_NONE = 1 << (BORDER_BITS - 1), /* stands for 0 */
    CONTENT_BEGINS = -3,                  /* with a word that is in no list at all */
    CONTENT_ENDS = 1
};

static void make_borders(struct maker *m)
{
    smz_table_init(&m->borders, &m->scratch);
    for (size_t i = 0; i < SMZ_COUNT(borders); i++) {
        struct smz_phrases list = smz_lang_phrases(m->lang, borders[i].list);

        for (int k = 0; k < list.n; k++) {
            struct smz_entry *e = smz_table_put(&m->borders, list.at[k]);
            uint32_t mask = (1 << BORDER_BITS) - 1;
            uint32_t begins = BORDER_NONE, ends = BORDER_NONE;

            if (e->value != SMZ_ENTRY_NEW) {
                begins = e->value >> BORDER_BITS;
                ends = e->value & mask;
            }
            begins =
                borders[i].begins ? (uint32_t)(BORDER_NONE + borders[i].begins) : begins;
            ends = borders[i].ends ? (uint32_t)(BORDER_NONE + borders[i].ends) : ends;
            e->value = begins << BORDER_BITS | ends;
        }
    }
}

struct border {
    int begins, ends;
};

static struct border border_of(const struct maker *m, smz_str word)
{
    char low[64];
    smz_str small = {low, smz_word_lower(word, low, sizeof(low))};
    uint32_t value = smz_table_get(&m->borders, small);

    if (value != SMZ_ENTRY_NEW)
        return (struct border){
            (int)(value >> BORDER_BITS) - BORDER_NONE,
            (int)(value & ((1 << BORDER_BITS) - 1)) - BORDER_NONE,
        };
    if (m->unspaced || smz_lang_is_stop(m->lang, small))
        return (struct border){0, 0};
    return (struct border){CONTENT_BEGINS, CONTENT_ENDS};
}

/* How well a sentence can begin at `word`, which stands at byte `at` of the turn behind
 * the word `before`. */
static int border_score(const struct maker *m, const struct smz_turn *turn, int *anchor,
                        size_t at, smz_str before, smz_str word, bool breaks)
{
    int score = breaks ? 6 : 0;

    while (*anchor + 1 < turn->n_anchors && turn->anchors[*anchor + 1].at <= at)
        ++*anchor;
    if (*anchor > 0 && turn->anchors[*anchor].at == at) {
        smz_ms pause = turn->anchors[*anchor].time - turn->anchors[*anchor - 1].time;
        uint32_t said = at > turn->anchors[*anchor - 1].at
                            ? (uint32_t)at - turn->anchors[*anchor - 1].at
                            : 0;

        /* Speech runs at some 15 letters a second; what is over is silence. */
        score += pause > (smz_ms)said * 66 + 900 ? 5 : 1;
    }
    score += border_of(m, word).begins;
    return score + (breaks || !before.len ? 0 : border_of(m, before).ends);
}

/* The place for a border before `word`: behind the last space, so that quotation marks
 * and the like stay with it. */
static size_t border_before(smz_str text, size_t word)
{
    size_t at = word;

    while (at > 0 && !smz_is_space(text.ptr[at - 1]) && word - at < 4)
        at--;
    return at > 0 && smz_is_space(text.ptr[at - 1]) ? at : word;
}

/*
 * Where the piece that begins at `from` should end: at the best border between
 * PIECE_MIN and PIECE_MAX words; `to` if what is left is short enough.
 */
static size_t piece_end(const struct maker *m, const struct smz_turn *turn, int *anchor,
                        size_t from, size_t to)
{
    smz_str part = smz_str_sub(turn->text, 0, to), word, before = {"", 0};
    int units = 0, best = -1000, here = *anchor;
    size_t at = from, end = to;
    bool breaks;

    while (smz_next_word(part, &at, &word, &breaks)) {
        size_t start = (size_t)(word.ptr - part.ptr);
        int scale = is_lone(word) ? UNSPACED_SCALE : 1, words, score;

        words = units / UNSPACED_SCALE;
        units += UNSPACED_SCALE / scale;
        score = border_score(m, turn, &here, start, before, word, breaks);
        before = word;
        if (scale > 1 && start > 0 && smz_is_space(part.ptr[start - 1]))
            score += 3;
        if (words > PIECE_MAX)
            break;
        if (words < PIECE_MIN)
            continue;
        score = 4 * score - abs(words - PIECE_BEST);
        if (score > best) {
            best = score;
            end = border_before(part, start);
            *anchor = here;
        }
    }
    return at >= to && units / UNSPACED_SCALE <= PIECE_MAX ? to : end;
}

/* Adds text[from, to) of a turn, cut into pieces where it is too long for a sentence. */
static void add_span(struct maker *m, int t, const struct smz_turn *turn, int *anchor,
                     size_t from, size_t to)
{
    size_t bytes = to - from;

    /* No word takes less than two bytes with its space, no ideograph less than three. */
    if (bytes / 2 > (size_t)m->long_words) {
        size_t words = smz_count_words(smz_str_sub(turn->text, from, to));
        size_t most = (size_t)m->long_words * (m->unspaced ? UNSPACED_SCALE : 1);

        while (words > most && from < to) {
            size_t end = piece_end(m, turn, anchor, from, to);

            add_sentence(m, t, turn->text, from, end > from ? end : to);
            from = end > from ? end : to;
        }
    }
    add_sentence(m, t, turn->text, from, to);
}

static void add_turn(struct maker *m, int t, const struct smz_turn *turn)
{
    size_t at = 0;
    int anchor = 0;

    while (at < turn->text.len) {
        size_t n = smz_next_sentence(m->lang, smz_str_skip(turn->text, at));

        add_span(m, t, turn, &anchor, at, at + n);
        at += n;
    }
}

/* ---- the whole */

/* Whether a transcript has next to no end marks, as automatic captions. */
static bool is_unpointed(const struct smz_transcript *transcript)
{
    size_t bytes = 0, marks = 0;

    for (int t = 0; t < transcript->n_turns && bytes < 200000; t++) {
        smz_str s = transcript->turns[t].text;

        for (size_t i = 0; i < s.len; i++) {
            unsigned char c = (unsigned char)s.ptr[i];

            marks += c == '.' || c == '?' || c == '!' || c == 0xd8 ||
                     (c == 0x80 && i > 0 && (unsigned char)s.ptr[i - 1] == 0xe3) ||
                     (c == 0xa5 && i > 0 && (unsigned char)s.ptr[i - 1] == 0xe0);
        }
        bytes += s.len;
    }
    return marks * 300 < bytes;
}

static const struct smz_lang *language_of(const struct smz_transcript *transcript,
                                          const char *lang, struct smz_arena *scratch)
{
    enum { SAMPLE = 24000 };
    size_t len = 0, step;
    char *sample;

    if (lang && *lang)
        return smz_lang_get(smz_str_of(lang));
    if (transcript->language.len)
        return smz_lang_get(transcript->language);
    /* The beginning may be a greeting in another tongue: turns from all over it. */
    sample = smz_arena_alloc(scratch, SAMPLE);
    step = (size_t)transcript->n_turns / 200 + 1;
    for (int t = 0; t < transcript->n_turns; t += (int)step) {
        smz_str s = smz_str_sub(transcript->turns[t].text, 0, 4000);

        if (len + s.len + 1 > SAMPLE)
            break;
        memcpy(sample + len, s.ptr, s.len);
        len += s.len;
        sample[len++] = '\n';
    }
    return smz_lang_detect((smz_str){sample, len});
}

/* So that arrays grow rarely: a token more or less for each run of non-space. */
static void reserve(struct maker *m, const struct smz_transcript *transcript)
{
    m->tokens.cap = transcript->words + transcript->words / 16 + 16;
    m->tokens.at = SMZ_NEW(m->run, struct smz_token, m->tokens.cap);
    m->sentences.cap = transcript->words / 10 + (size_t)transcript->n_turns + 16;
    m->sentences.at = SMZ_NEW(m->run, struct smz_sentence, m->sentences.cap);
}

void smz_text_make(const struct smz_transcript *transcript, const char *lang,
                   struct smz_arena *run, struct smz_text *out)
{
    struct maker m = {.run = run,
                      .long_words = LONG_WORDS,
                      .written = SMZ_NEW(run, struct smz_table, 1)};
    int *first = SMZ_NEW(run, int, transcript->n_turns + 1);

    smz_arena_init(&m.scratch);
    smz_table_init(m.written, run);
    smz_table_init(&m.stems, &m.scratch);
    m.lang = language_of(transcript, lang, &m.scratch);
    m.unspaced = smz_lang_unspaced(m.lang);
    make_borders(&m);
    if (is_unpointed(transcript))
        m.long_words = LONG_UNPOINTED;
    reserve(&m, transcript);
    for (int t = 0; t < transcript->n_turns; t++) {
        first[t] = (int)m.sentences.len;
        add_turn(&m, t, &transcript->turns[t]);
    }
    first[transcript->n_turns] = (int)m.sentences.len;
    *out = (struct smz_text){
        .transcript = transcript,
        .lang = m.lang,
        .sentences = m.sentences.at,
        .n_sentences = (int)m.sentences.len,
        .first_sentence = first,
        .tokens = m.tokens.at,
        .n_tokens = m.tokens.len,
        .terms = m.terms.at,
        .n_terms = m.terms.len,
        .written = m.written,
    };
    smz_arena_release(&m.scratch);
}

bool *smz_text_names(const struct smz_text *text, const smz_str *names, int n,
                     struct smz_arena *run)
{
    bool *named = SMZ_NEW(run, bool, text->n_terms);
    struct smz_table stems;
    char stem[128];

    smz_table_init(&stems, run);
    for (int i = 0; i < n; i++) {
        smz_str rest = smz_utf8_fold(names[i], run), word;

        while (smz_str_word(&rest, &word)) {
            size_t len = smz_lang_stem(text->lang, word, stem, sizeof(stem));

            smz_table_put(&stems, smz_arena_keep(run, (smz_str){stem, len}))->value = 0;
        }
    }
    for (size_t i = 0; i < text->n_terms; i++)
        named[i] = smz_table_get(&stems, text->terms[i].stem) != SMZ_ENTRY_NEW;
    return named;
}

smz_str smz_text_stem(const struct smz_text *text, smz_str word, smz_str folded,
                      char *buf, size_t cap)
{
    uint32_t term = smz_table_get(text->written, word);

    if (term != SMZ_ENTRY_NEW)
        return text->terms[term].stem;
    return (smz_str){buf, smz_lang_stem(text->lang, folded, buf, cap)};
}

smz_str smz_sentence_str(const struct smz_text *text, int i)
{
    const struct smz_sentence *s = &text->sentences[i];

    return smz_str_sub(text->transcript->turns[s->turn].text, s->at, s->at + s->len);
}

smz_ms smz_sentence_time(const struct smz_text *text, int i)
{
    const struct smz_sentence *s = &text->sentences[i];

    return smz_turn_time(&text->transcript->turns[s->turn], s->at);
}
