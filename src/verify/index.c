#include "verify/index.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "verify/numerals.h"

static bool has_digit(smz_str s)
{
    for (size_t i = 0; i < s.len;)
        if (smz_cp_is_digit(smz_utf8_next(s, &i)))
            return true;
    return false;
}

static unsigned flags_of(const struct smz_lang *lang, smz_str word, smz_str stem)
{
    unsigned flags = 0;

    if (smz_lang_is_stop(lang, word) || smz_lang_is_stop(lang, stem))
        flags |= SMZ_WORD_STOP;
    if (smz_lang_is_filler(lang, word))
        flags |= SMZ_WORD_FILLER | SMZ_WORD_STOP;
    if (smz_lang_is_light(lang, word))
        flags |= SMZ_WORD_LIGHT;
    if (smz_lang_is_negation(lang, word))
        flags |= SMZ_WORD_NEGATION;
    if (has_digit(word))
        flags |= SMZ_WORD_NUMBER;
    return flags;
}

static uint32_t stem_of(struct smz_index *ix, smz_str written, smz_str word,
                        smz_str *stem)
{
    char buf[256];
    struct smz_entry *e;
    uint32_t nowhere = SMZ_NOWHERE;

    *stem = word;
    if (word.len <= sizeof(buf))
        *stem = smz_text_stem(ix->text, written, word, buf, sizeof(buf));
    e = smz_table_put(&ix->stems, *stem);
    if (e->value == SMZ_ENTRY_NEW) {
        e->key = smz_arena_keep(ix->arena, *stem).ptr;
        e->value = (uint32_t)ix->stem_words.len;
        SMZ_PUSH(ix->arena, ix->stem_words, nowhere);
    }
    *stem = (smz_str){e->key, e->len};
    return e->value;
}

/* Russian may be written without the points on "ё"; folding leaves a point on "İ". */
static smz_str one_spelling(smz_str folded, struct smz_arena *arena)
{
    static const struct {
        const char *from, *to;
    } rows[] = {{"ё", "е"}, {"i\xcc\x87", "i"}};

    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        smz_str from = smz_str_of(rows[i].from);
        ptrdiff_t at = smz_str_find(folded, from);

        if (at >= 0)
            folded = smz_arena_printf(
                arena, "%.*s%s%.*s", SMZ_ARG(smz_str_sub(folded, 0, (size_t)at)),
                rows[i].to, SMZ_ARG(smz_str_skip(folded, (size_t)at + from.len)));
    }
    return folded;
}

static uint32_t word_of(struct smz_index *ix, smz_str written)
{
    struct smz_entry *spelled = smz_table_put(&ix->spelled, written), *e;
    struct smz_index_word w = {.flags = 0};
    smz_str stem;

    if (spelled->value != SMZ_ENTRY_NEW)
        return spelled->value;
    w.folded = one_spelling(smz_utf8_fold(written, ix->arena), ix->arena);
    e = smz_table_put(&ix->folded, w.folded);
    if (e->value == SMZ_ENTRY_NEW) {
        e->value = (uint32_t)ix->words.len;
        w.stem = stem_of(ix, written, w.folded, &stem);
        w.flags = flags_of(ix->text->lang, w.folded, stem);
        smz_numerals_set(ix, &w);
        w.next = ix->stem_words.at[w.stem];
        ix->stem_words.at[w.stem] = e->value;
        SMZ_PUSH(ix->arena, ix->words, w);
    }
    return spelled->value = e->value;
}

/* The language's list [contraction], "short = long form". */
static void name_contractions(struct smz_index *ix)
{
    struct smz_phrases rows = smz_lang_phrases(ix->text->lang, "contraction");

    for (int i = 0; i < rows.n; i++) {
        struct smz_cut c = smz_str_cut(rows.at[i], SMZ_S("="));
        struct smz_long_form form = {.n = 0};
        uint32_t id = word_of(ix, smz_str_trim(c.head));
        smz_str word;

        while (form.n < (int)SMZ_COUNT(form.word) && smz_str_word(&c.tail, &word))
            form.word[form.n++] = word_of(ix, word);
        if (form.n == 0)
            continue;
        SMZ_PUSH(ix->arena, ix->long_forms, form);
        ix->words.at[id].long_form = (uint16_t)ix->long_forms.len;
    }
}

static void mark_clauses(struct smz_index *ix)
{
    struct smz_phrases rows = smz_lang_phrases(ix->text->lang, "clause");

    for (int i = 0; i < rows.n; i++)
        ix->words.at[word_of(ix, rows.at[i])].flags |= SMZ_WORD_CLAUSE;
}

static void cut_openers(struct smz_index *ix, const char *list, struct smz_openers *out)
{
    struct smz_phrases rows = smz_lang_phrases(ix->text->lang, list);

    for (int i = 0; i < rows.n; i++) {
        smz_places words = {0};

        smz_index_cut(ix, rows.at[i], &words);
        if (words.len)
            SMZ_PUSH(ix->arena, out->list, words);
    }
}

static void cut_fillers(struct smz_index *ix, const char *list)
{
    struct smz_phrases rows = smz_lang_phrases(ix->text->lang, list);

    for (int i = 0; i < rows.n; i++) {
        smz_places words = {0};

        smz_index_cut(ix, rows.at[i], &words);
        SMZ_PUSH(ix->arena, ix->fillers, words);
    }
}

/* Takes what stands before the first hyphen off `rest`, or an elided article. */
static smz_str take_part(const struct smz_lang *lang, smz_str *rest)
{
    smz_str all = *rest;
    size_t elided = smz_lang_elided(lang, all);

    if (elided) {
        *rest = smz_str_skip(all, elided);
        return smz_str_sub(all, 0, elided);
    }

    for (size_t i = 0; i < all.len;) {
        size_t from = i;
        uint32_t cp = smz_utf8_next(all, &i);

        if (from > 0 && (cp == '-' || cp == 0x2010 || cp == 0x2011)) {
            *rest = smz_str_skip(all, i);
            return smz_str_sub(all, 0, from);
        }
    }
    *rest = smz_str_skip(all, all.len);
    return all;
}

uint8_t smz_unit_of(smz_str kind)
{
    return (uint8_t)(smz_str_hash(kind) % UINT8_MAX + 1);
}

/* What a sign beside bytes [from, to) says that is counted there: "$5", "5 %". */
static uint8_t sign_beside(smz_str text, size_t from, size_t to)
{
    static const struct {
        const char *sign, *kind;
    } rows[] = {{"$", "dollar"}, {"€", "euro"},    {"£", "pound"},   {"¥", "yen"},
                {"₹", "rupee"},  {"%", "percent"}, {"٪", "percent"}, {"％", "percent"}};
    smz_str before = smz_str_trim(smz_str_sub(text, from > 4 ? from - 4 : 0, from));
    smz_str behind = smz_str_trim(smz_str_sub(text, to, to + 6));

    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (smz_str_ends(before, smz_str_of(rows[i].sign)) ||
            smz_str_starts(behind, smz_str_of(rows[i].sign)))
            return smz_unit_of(smz_str_of(rows[i].kind));
    return 0;
}

/* Adds a word's place; a contraction's long form word for word. */
static void add_place(struct smz_index *ix, struct smz_place p, smz_places *out)
{
    uint16_t long_form = smz_index_word(ix, &p)->long_form;
    struct smz_long_form form = {.word = {p.word}, .n = 1};

    if (long_form)
        form = ix->long_forms.at[long_form - 1];
    for (int i = 0; i < form.n; i++) {
        p.word = form.word[i];
        SMZ_PUSH(ix->arena, *out, p);
        p.breaks = p.capital = false;
    }
}

/* Hyphens part words: "long-term" is "long term". */
static void cut(struct smz_index *ix, smz_str text, size_t from, size_t to,
                uint32_t sentence, smz_places *out)
{
    smz_str all = smz_str_sub(text, 0, to), word;
    bool breaks;

    while (smz_next_word(all, &from, &word, &breaks)) {
        while (word.len) {
            smz_str part = take_part(ix->text->lang, &word);
            struct smz_place p = {.sentence = sentence, .breaks = breaks};
            size_t at = 0;

            p.at = (uint32_t)(part.ptr - text.ptr);
            p.len = (uint16_t)(part.len < UINT16_MAX ? part.len : UINT16_MAX);
            p.word = word_of(ix, part);
            p.capital = smz_cp_is_upper(smz_utf8_next(part, &at));
            if (ix->words.at[p.word].flags & SMZ_WORD_NUMBER)
                p.unit = sign_beside(text, p.at, p.at + part.len);
            add_place(ix, p, out);
            breaks = false;
        }
    }
}

void smz_index_cut(struct smz_index *ix, smz_str text, smz_places *out)
{
    cut(ix, text, 0, text.len, 0, out);
}

static void cut_transcript(struct smz_index *ix)
{
    const struct smz_text *text = ix->text;

    ix->places.cap = text->n_tokens + text->n_tokens / 16 + 16;
    ix->places.at = SMZ_NEW(ix->arena, struct smz_place, ix->places.cap);
    for (int i = 0; i < text->n_sentences; i++) {
        const struct smz_sentence *s = &text->sentences[i];

        ix->sentence_place[i] = (uint32_t)ix->places.len;
        cut(ix, text->transcript->turns[s->turn].text, s->at, s->at + s->len, (uint32_t)i,
            &ix->places);
    }
    ix->sentence_place[text->n_sentences] = (uint32_t)ix->places.len;
}

/* Groups the places by word: counts, sums, fills. */
static void group(struct smz_index *ix)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < ix->places.len; i++)
        ix->words.at[ix->places.at[i].word].count++;
    for (size_t i = 0; i < ix->words.len; i++) {
        ix->words.at[i].first = sum;
        sum += ix->words.at[i].count;
        ix->words.at[i].count = 0;
    }
    ix->by_word = SMZ_NEW(ix->arena, uint32_t, ix->places.len);
    for (size_t i = 0; i < ix->places.len; i++) {
        struct smz_index_word *w = &ix->words.at[ix->places.at[i].word];

        ix->by_word[w->first + w->count++] = (uint32_t)i;
    }
}

uint32_t smz_turn_from(const struct smz_index *ix, int turn)
{
    return ix->sentence_place[ix->text->first_sentence[turn]];
}

uint32_t smz_turn_to(const struct smz_index *ix, int turn)
{
    return ix->sentence_place[ix->text->first_sentence[turn + 1]];
}

/* Turns of one person in a row are one stretch: a label may open each paragraph. */
static void find_stretches(struct smz_index *ix)
{
    int n = ix->text->transcript->n_turns;
    const int *who = ix->outline->person_of;

    ix->stretch_from = SMZ_NEW(ix->arena, uint32_t, n);
    ix->stretch_to = SMZ_NEW(ix->arena, uint32_t, n);
    for (int t = 0; t < n; t++) {
        bool goes_on = t > 0 && who[t] != SMZ_NOBODY && who[t] == who[t - 1];

        ix->stretch_from[t] = goes_on ? ix->stretch_from[t - 1] : smz_turn_from(ix, t);
    }
    for (int t = n - 1; t >= 0; t--) {
        bool goes_on = t + 1 < n && who[t] != SMZ_NOBODY && who[t] == who[t + 1];

        ix->stretch_to[t] = goes_on ? ix->stretch_to[t + 1] : smz_turn_to(ix, t);
    }
}

void smz_index_make(const struct smz_outline *outline, struct smz_arena *arena,
                    struct smz_index *out)
{
    *out = (struct smz_index){.outline = outline, .text = outline->text, .arena = arena};
    smz_table_init(&out->spelled, arena);
    smz_table_init(&out->folded, arena);
    smz_table_init(&out->stems, arena);
    out->sentence_place = SMZ_NEW(arena, uint32_t, out->text->n_sentences + 1);
    smz_numerals_name(out);
    name_contractions(out);
    mark_clauses(out);
    cut_fillers(out, "phrase.filler");
    cut_fillers(out, "phrase.aside");
    cut_openers(out, "condition", &out->conditions);
    cut_openers(out, "hedge", &out->hedges);
    cut_transcript(out);
    group(out);
    find_stretches(out);
    smz_numbers_find(out, out->places.at, out->places.len, true, arena, &out->numbers);
}

uint32_t smz_index_first(const struct smz_index *ix, uint32_t word, uint32_t from)
{
    uint32_t lo = ix->words.at[word].first, hi = lo + ix->words.at[word].count;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (ix->by_word[mid] < from)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool smz_index_has(const struct smz_index *ix, uint32_t word, uint32_t from, uint32_t to)
{
    const struct smz_index_word *w = &ix->words.at[word];
    uint32_t i = smz_index_first(ix, word, from);

    return i < w->first + w->count && ix->by_word[i] < to;
}
