/* Quotes: found, and put into the transcript's own words. */
#include "base/buf.h"
#include "base/utf8.h"
#include "verify/check.h"

enum {
    LOOK_BACK = 12,   /* words before a quote in which a negation would belong to it */
    LOOK_AHEAD = 12,  /* the same behind it */
    LOOK_FOR_IF = 28, /* words before a quote in which a condition would belong to it */
    OPENING = 3,      /* words before the condition that opens a sentence: "And so if" */
    LETTERS = 4       /* for a word, in scripts without spaces */
};

/* ---- what is printed of a match */

static bool is_closing(uint32_t cp)
{
    return cp == '"' || cp == ')' || cp == ']' || cp == 0x201d || cp == 0x2019 ||
           cp == 0xbb || cp == 0x300d || cp == 0x300f || cp == 0xff09 || cp == '\'';
}

static bool is_ending(uint32_t cp)
{
    return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || cp == 0x3002 ||
           cp == 0xff01 || cp == 0xff1f || cp == 0x061f || cp == 0x0964 || cp == 0x06d4;
}

/* Whether what a closing mark closes was opened in [from, to). */
static bool is_opened(smz_str text, size_t from, size_t to, uint32_t close)
{
    static const uint32_t pairs[][2] = {
        {'(', ')'},       {'[', ']'},      {'"', '"'},       {0x201c, 0x201d},
        {0x2018, 0x2019}, {0xab, 0xbb},    {0x300c, 0x300d}, {0x300e, 0x300f},
        {0xff08, 0xff09}, {0x201e, 0x201d}};

    for (size_t i = from; i < to;) {
        uint32_t cp = smz_utf8_next(text, &i);

        for (size_t k = 0; k < SMZ_COUNT(pairs); k++)
            if (pairs[k][1] == close && pairs[k][0] == cp)
                return true;
    }
    return false;
}

/* Where the closing punctuation behind a word ends, which ends at byte `at`. */
static size_t take_ending(smz_str text, size_t from, size_t at)
{
    size_t end = at;

    for (size_t i = at; i < text.len;) {
        uint32_t cp = smz_utf8_next(text, &i);

        if (is_ending(cp) || (is_closing(cp) && is_opened(text, from, at, cp)))
            end = i;
        else if (!is_closing(cp) && cp != ',')
            break;
    }
    return end;
}

/* The words of places [from, to) of one turn, as they stand there. */
static smz_str slice(const struct smz_index *ix, uint32_t from, uint32_t to)
{
    const struct smz_place *a = &ix->places.at[from], *z = &ix->places.at[to - 1];
    smz_str text = ix->text->transcript->turns[smz_place_turn(ix, from)].text;

    return smz_str_sub(text, a->at, take_ending(text, a->at, z->at + z->len));
}

/*
 * "some of this — and", broken off there, ends before the dash: words that lead on say
 * nothing. Where a sentence ends nothing is loose.
 */
static void drop_loose_end(const struct smz_index *ix, struct smz_span *last)
{
    enum { LOOSE = 3 };
    const struct smz_place *z = &ix->places.at[last->to - 1];
    smz_str text = ix->text->transcript->turns[smz_place_turn(ix, last->to - 1)].text;

    if (take_ending(text, z->at, z->at + z->len) > z->at + z->len)
        return;
    for (uint32_t to = last->to; to-- > last->from + 1 && last->to - to <= LOOSE;) {
        const struct smz_place *p = &ix->places.at[to];

        if (!(smz_index_word(ix, p)->flags & SMZ_WORD_STOP))
            return;
        if (p->breaks) {
            last->to = to;
            return;
        }
    }
}

/* A slice of the transcript where it can be one; else joined of such. */
static smz_str printed(const struct smz_index *ix, const struct smz_match *match,
                       struct smz_arena *run)
{
    smz_str all = {NULL, 0};

    for (int k = 0; k < match->n; k++) {
        uint32_t from = match->spans[k].from, to = match->spans[k].to;

        for (bool first = true; from < to; first = false) {
            uint32_t end = smz_turn_to(ix, smz_place_turn(ix, from));
            smz_str part = slice(ix, from, end < to ? end : to);

            if (all.len)
                all = smz_arena_printf(run, "%.*s%s%.*s", SMZ_ARG(all),
                                       first ? " … " : " ", SMZ_ARG(part));
            else
                all = part;
            from = end < to ? end : to;
        }
    }
    return smz_clean(all, run);
}

/* ---- reading a quote */

/* Whether an ellipsis stands in s: "…" or two points. */
static bool has_dots(smz_str s)
{
    return smz_str_find(s, SMZ_S("…")) >= 0 || smz_str_find(s, SMZ_S("..")) >= 0;
}

static bool *gaps_of(smz_str text, const smz_places *words, struct smz_arena *job)
{
    bool *gap = SMZ_NEW(job, bool, words->len + 1);

    for (size_t i = 1; i < words->len; i++) {
        const struct smz_place *p = &words->at[i - 1];

        gap[i] = words->at[i].breaks &&
                 has_dots(smz_str_sub(text, p->at + p->len, words->at[i].at));
    }
    return gap;
}

/*
 * "it works", cut out of "I don't think it works", says the opposite: the clause is
 * taken from its beginning. False where that is too far, or where the words differ: "It
 * has worked" was not cut out of anything.
 */
static bool take_negation(const struct smz_index *ix, struct smz_match *match)
{
    uint32_t from = match->spans[0].from, begin = from, p = from;
    uint32_t first = ix->sentence_place[ix->places.at[from].sentence];
    bool negated = false;

    while (p > first && !ix->places.at[p].breaks && from - p <= LOOK_BACK) {
        p--;
        negated |= (smz_index_word(ix, &ix->places.at[p])->flags & SMZ_WORD_NEGATION) > 0;
        begin = p;
    }
    if (!negated)
        return true;
    if (!match->exact || (p > first && !ix->places.at[p].breaks))
        return false;
    match->spans[0].from = begin;
    return true;
}

static bool is_negation(const struct smz_index *ix, uint32_t place)
{
    return smz_index_word(ix, &ix->places.at[place])->flags & SMZ_WORD_NEGATION;
}

/* Whether a clause may begin at a place: behind a mark, or with a word that opens one. */
static bool may_begin(const struct smz_index *ix, uint32_t place)
{
    const struct smz_place *p = &ix->places.at[place];

    return place == 0 || place >= ix->places.len || p[0].sentence != p[-1].sentence ||
           p->breaks || smz_index_word(ix, p)->flags & SMZ_WORD_CLAUSE;
}

/*
 * "Das klappt in der Praxis nicht", cut off before its end, says the opposite, too: the
 * clause is taken up to its end, or where none is near up to the negation.
 */
static void take_negation_behind(const struct smz_index *ix, struct smz_span *last)
{
    uint32_t p = last->to, end = last->to + LOOK_AHEAD;

    while (p < end && !may_begin(ix, p) && !is_negation(ix, p))
        p++;
    if (p == end || may_begin(ix, p))
        return;
    last->to = ++p;
    while (p < end && !may_begin(ix, p))
        p++;
    if (may_begin(ix, p))
        last->to = p;
}

/* The same where a word's ending negates it: a mark parts clauses, or a space in scripts
 * that have none between words. */
static bool parts_clauses(const struct smz_index *ix, uint32_t place)
{
    const struct smz_place *p = &ix->places.at[place];

    return place == 0 || place >= ix->places.len || p[0].sentence != p[-1].sentence ||
           p->breaks ||
           (smz_lang_unspaced(ix->text->lang) && p[-1].at + p[-1].len < p->at);
}

/* Where endings negate, a clause is whole or says nothing. False: its end is too far. */
static bool take_clauses(const struct smz_index *ix, struct smz_match *match)
{
    bool unspaced = smz_lang_unspaced(ix->text->lang);
    uint32_t reach = unspaced ? LOOK_AHEAD * LETTERS : LOOK_AHEAD;
    struct smz_span *first = match->spans, *last = &match->spans[match->n - 1];
    uint32_t from = first->from, to = last->to;

    while (!parts_clauses(ix, to))
        if (to++ - last->to >= reach)
            return false;
    while (unspaced && !parts_clauses(ix, from))
        if (first->from - from-- >= reach)
            return false;
    last->to = to;
    first->from = from;
    return true;
}

/* ---- what was said on a condition */

/* Words of what opens at a place: "if", "perhaps"; 0: nothing of the list does. */
static uint32_t opener_at(const struct smz_index *ix, const struct smz_openers *openers,
                          uint32_t place)
{
    uint32_t longest = 0;

    for (size_t i = 0; i < openers->list.len; i++) {
        const smz_places *words = &openers->list.at[i];
        uint32_t k = 0;

        while (k < words->len && place + k < ix->places.len &&
               ix->places.at[place + k].word == words->at[k].word)
            k++;
        if (k == words->len && k > longest)
            longest = k;
    }
    return longest;
}

static uint32_t condition_at(const struct smz_index *ix, uint32_t place)
{
    return opener_at(ix, &ix->conditions, place);
}

/*
 * "we are safe", cut out of "If the dam holds, we are safe", or "the dam holds", says
 * more than was said: it is taken from the condition on, which opens the sentence or the
 * clause. "Perhaps" holds for its own clause only.
 */
static void take_condition(const struct smz_index *ix, struct smz_span *span)
{
    uint32_t first = ix->sentence_place[ix->places.at[span->from].sentence];
    uint32_t from = span->from;
    bool same_clause = true;

    for (uint32_t p = from; p > first && from - p < LOOK_FOR_IF;) {
        bool apart = ix->places.at[p].breaks;

        p--;
        same_clause = same_clause && !apart;
        if ((condition_at(ix, p) && (same_clause || p - first <= OPENING)) ||
            (same_clause && opener_at(ix, &ix->hedges, p))) {
            span->from = p;
            return;
        }
        if (p > 0 && may_begin(ix, p) && !condition_at(ix, p - 1))
            same_clause = false;
    }
}

/* The same of "we are safe if the dam holds", if its end is near. */
static void take_condition_behind(const struct smz_index *ix, struct smz_span *last)
{
    uint32_t p = last->to, end = last->to + LOOK_AHEAD, opener;

    if (p >= ix->places.len || ix->places.at[p].sentence != ix->places.at[p - 1].sentence)
        return;
    opener = condition_at(ix, p);
    opener = opener ? opener : opener_at(ix, &ix->hedges, p);
    if (!opener)
        return;
    for (p += opener + 1; p < end; p++)
        if (p >= ix->places.len || ix->places.at[p].breaks ||
            ix->places.at[p].sentence != ix->places.at[p - 1].sentence) {
            last->to = p;
            return;
        }
}

/* Takes with a quote what it was cut from, if that turns it around. */
static bool take_context(const struct smz_index *ix, struct smz_match *match)
{
    take_condition(ix, &match->spans[0]);
    if (!take_negation(ix, match))
        return false;
    if (smz_lang_negates_by_suffix(ix->text->lang))
        return take_clauses(ix, match);
    take_negation_behind(ix, &match->spans[match->n - 1]);
    take_condition_behind(ix, &match->spans[match->n - 1]);
    return true;
}

bool smz_check_quote(struct smz_check *c, struct smz_quote *quote)
{
    const struct smz_index *ix = c->index;
    struct smz_match match;
    smz_places words = {0};
    uint32_t from;
    int turn = quote->turn >= 0 && quote->turn < ix->text->transcript->n_turns
                   ? quote->turn
                   : -1;

    c->out->quotes++;
    smz_index_cut(c->index, quote->text, &words);
    if (!smz_match_find(ix, &words, gaps_of(quote->text, &words, &c->job), turn, &c->job,
                        &match) ||
        !take_context(ix, &match)) {
        c->out->quotes_dropped++;
        smz_remark(c, "quote dropped, not in the transcript: \"%.*s\"",
                   SMZ_ARG(smz_short(quote->text)));
        return false;
    }
    drop_loose_end(ix, &match.spans[match.n - 1]);
    from = match.spans[0].from;
    quote->text = printed(ix, &match, c->run);
    quote->sentence = (int)ix->places.at[from].sentence;
    quote->speaker = c->plan->outline->person_of[smz_place_turn(ix, from)];
    quote->time = smz_turn_time(&ix->text->transcript->turns[smz_place_turn(ix, from)],
                                ix->places.at[from].at);
    if (match.exact && smz_place_turn(ix, from) == turn) {
        c->out->quotes_exact++;
    } else {
        c->out->quotes_corrected++;
        smz_remark(c, "quote corrected, %s: \"%.*s\"",
                   match.exact ? "it stands in another turn" : "its words differed",
                   SMZ_ARG(smz_short(quote->text)));
    }
    quote->turn = smz_place_turn(ix, from);
    return true;
}

/* ---- passages in quotation marks */

/* The closing mark of an opening one; 0: none. */
static uint32_t closing_of(uint32_t open)
{
    switch (open) {
    case '"':
        return '"';
    case 0x201c:
        return 0x201d;
    case 0x201e:
        return 0x201c;
    case 0xab:
        return 0xbb;
    case 0x300c:
        return 0x300d;
    default:
        return 0;
    }
}

static bool was_said(struct smz_check *c, smz_str passage)
{
    enum { MIN_CHECKED = 5 };
    smz_places words = {0};
    struct smz_match match;
    struct smz_span found;

    smz_index_cut(c->index, passage, &words);
    if (words.len < MIN_CHECKED)
        return true;
    if (!smz_match_find(c->index, &words, gaps_of(passage, &words, &c->job), -1, &c->job,
                        &match) ||
        !match.exact)
        return false;
    found = match.spans[0];
    return take_context(c->index, &match) && match.spans[0].from == found.from &&
           match.spans[0].to == found.to;
}

/* Byte offset of the next `cp` from `at` on; text.len if there is none. */
static size_t find_mark(smz_str text, size_t at, uint32_t cp)
{
    while (at < text.len) {
        size_t from = at;

        if (smz_utf8_next(text, &at) == cp)
            return from;
    }
    return text.len;
}

smz_str smz_check_quoted(struct smz_check *c, smz_str text)
{
    struct smz_buf out;
    size_t kept = 0;

    smz_buf_init(&out, 0);
    for (size_t at = 0; at < text.len;) {
        size_t open = at, close, behind;
        uint32_t mark = closing_of(smz_utf8_next(text, &at));

        if (!mark)
            continue;
        close = find_mark(text, at, mark);
        if (close == text.len && mark == 0x201c) /* „…” is common, too */
            close = find_mark(text, at, 0x201d);
        if (close == text.len)
            continue;
        behind = close;
        smz_utf8_next(text, &behind);
        if (!was_said(c, smz_str_sub(text, at, close))) {
            smz_buf_add(&out, smz_str_sub(text, kept, open));
            smz_buf_add(&out, smz_str_sub(text, at, close));
            kept = behind;
            smz_remark(c, "quotation marks removed, nobody said: \"%.*s\"",
                       SMZ_ARG(smz_short(smz_str_sub(text, at, close))));
        }
        at = behind;
    }
    if (kept) {
        smz_buf_add(&out, smz_str_skip(text, kept));
        text = smz_arena_keep(c->run, smz_buf_str(&out));
    }
    smz_buf_release(&out);
    return text;
}
