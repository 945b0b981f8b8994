/*
 * Whether a sentence, once cleaned, can stand alone on a page: it has a main clause, its
 * opening is no piece of another, it points at nothing outside itself, and it talks of
 * the subject and not of the talk.
 */
#include "base/utf8.h"
#include "engine/builtin/builtin.h"
#include "engine/builtin/gaps.h"

enum {
    ADVERBS = 2,   /* between what announces and what is announced */
    POINTING = 8,  /* words of an opening in which "it" has nothing to stand for */
    VERB_LEAST = 2 /* times more that a verb is said where verbs are */
};

/*
 * What a transcript itself tells of its words: those said behind "to" and "we" more often
 * than behind "the" are verbs.
 */
void builtin_verbs(struct builtin *b)
{
    const struct smz_text *text = b->text;
    unsigned char *leads = SMZ_NEW(b->scratch, unsigned char, text->n_terms + 1);

    for (size_t i = 0; i < text->n_terms; i++) {
        uint32_t hash = lexicon_hash(text->terms[i].surface);

        leads[i] = lexicon_match(b->lex, &hash, 1, LEX_VERB)     ? 2
                   : lexicon_match(b->lex, &hash, 1, LEX_BEFORE) ? 1
                                                                 : 0;
    }
    for (size_t i = 1; i < text->n_tokens; i++) {
        unsigned char lead = leads[text->tokens[i - 1].term];

        if (lead && !text->tokens[i].breaks)
            b->verb[text->tokens[i].term] += lead == 2 ? 1 : -1;
    }
}

static bool is(const struct builtin *b, int i, unsigned lists)
{
    const struct cleaner *c = &b->cleaner;

    return lexicon_match(b->lex, &c->hash[i], c->n - i, lists) > 0;
}

static bool is_one(const struct builtin *b, int i, unsigned lists)
{
    return lexicon_match(b->lex, &b->cleaner.hash[i], 1, lists) > 0;
}

/* A sentence's words and its tokens, side by side. */
struct walk {
    const struct builtin *b;
    const struct smz_sentence *sentence;
    uint32_t token;
};

static bool is_verb(struct walk *w, int i)
{
    const struct smz_text *text = w->b->text;
    uint32_t at = w->sentence->at + w->b->cleaner.words[i].at;
    uint32_t end = w->sentence->first_token + w->sentence->n_tokens;

    while (w->token < end && text->tokens[w->token].at < at)
        w->token++;
    return w->token < end && w->b->verb[text->tokens[w->token].term] >= VERB_LEAST &&
           !text->terms[text->tokens[w->token].term].stop;
}

/* "We just never built it": the word before the adverbs. */
static bool has_subject(const struct builtin *b, int i)
{
    int k = i - 1;

    while (k > 0 && is_one(b, k, LEX_VERB) &&
           !is_one(b, k, LEX_SUBJECT | LEX_FINITE | LEX_STAMMER))
        k--;
    return k >= 0 && is_one(b, k, LEX_SUBJECT);
}

/* "To have", "can have", "has held": one verb with the word before; but "what you hold
 * is" has two. */
static bool goes_on(const struct builtin *b, int i)
{
    bool light = clean_is_stop(&b->cleaner, i);

    return is_one(b, i - 1, LEX_STAMMER) ||
           (is_one(b, i - 1, LEX_FINITE) && (!light || is_one(b, i - 1, LEX_VERB)));
}

/* "The pay", "a build": a noun here. */
static bool is_named(const struct builtin *b, int i)
{
    return is_one(b, i - 1, LEX_BEFORE) && !is_one(b, i - 1, LEX_DANGLE | LEX_SUBJECT) &&
           !clean_is_stop(&b->cleaner, i);
}

/* "Affaiblissent": the endings of such verbs, where no noun is asked for. */
static bool ends_finite(const struct builtin *b, int i)
{
    return i && !clean_is_stop(&b->cleaner, i) && !is_one(b, i - 1, LEX_BEFORE) &&
           smz_lang_ends_in(b->endings.finite, clean_word_str(&b->cleaner, i));
}

/* `sure`: what the transcript alone takes for a verb is not enough. */
static bool is_finite(struct walk *w, int i, bool sure)
{
    const struct builtin *b = w->b;
    smz_str word = clean_word_str(&b->cleaner, i);

    if (is_one(b, i, LEX_FINITE))
        return !i || !(goes_on(b, i) || is_named(b, i));
    if (has_subject(b, i))
        return !clean_is_stop(&b->cleaner, i) && !is_one(b, i, LEX_SUBJECT);
    if (ends_finite(b, i))
        return true;
    if (i && is_one(b, i - 1, LEX_VERB | LEX_BEFORE | LEX_FINITE))
        return false;
    return !sure && !smz_str_ends(word, SMZ_S("ing")) && is_verb(w, i);
}

static bool is_adverb(const struct cleaner *c, int i)
{
    return smz_str_ends(clean_word_str(c, i), SMZ_S("ly"));
}

/* "Pushing out posts": such an opening is seldom a subject. */
static bool opens_in_ing(const struct builtin *b)
{
    const struct cleaner *c = &b->cleaner;
    int i = 0;

    while (i + 1 < c->n && (clean_is_stop(c, i) || is_adverb(c, i)))
        i++;
    return clean_word_str(c, i).len > 5 &&
           smz_str_ends(clean_word_str(c, i), SMZ_S("ing"));
}

/* "The project you could join": a clause that leans on a noun with no word to say so. */
static bool leans_on_noun(const struct builtin *b, int i)
{
    return i > 1 && is_one(b, 0, LEX_BEFORE) && is_one(b, i, LEX_SUBJECT) &&
           !clean_is_stop(&b->cleaner, i - 1) &&
           !clean_is_comma(clean_gap(&b->cleaner, i)) &&
           !is_one(b, i - 1, LEX_VAGUE | LEX_FINITE);
}

/* "And", "but", "or". */
static bool is_conjunction(const struct builtin *b, int i)
{
    return is_one(b, i, LEX_OPENER) && is_one(b, i, LEX_FRAGMENT);
}

/* "If we lend them money": what it leads to stands behind a comma, or nowhere. */
static bool opens_dependent(const struct builtin *b)
{
    return !b->unpointed && is(b, 0, LEX_SUBORDINATE) && !is(b, 0, LEX_ASK | LEX_DANGLE);
}

/*
 * Each word that opens a dependent clause takes the next verb for itself, and so does an
 * "and" behind such a clause; what follows a comma and an "and" before there is a main
 * clause holds none. A verb that is left makes the main clause. A comma closes a clause
 * that came without a verb.
 */
static bool has_main_clause(const struct builtin *b, int sentence)
{
    const struct cleaner *c = &b->cleaner;
    const struct smz_sentence *s = &b->text->sentences[sentence];
    struct walk w = {b, s, s->first_token};
    bool sure = opens_in_ing(b), leans = false, leads = !opens_dependent(b);
    int open = 0;

    if (!lexicon_has(b->lex, LEX_FINITE))
        return true;
    for (int i = 0; i < c->n; i++) {
        if (i && clean_is_comma(clean_gap(c, i))) {
            leads = leads || !is(b, i, LEX_SUBORDINATE);
            open = is_conjunction(b, i) ? c->n : 0;
            leans = false;
        }
        if (is(b, i, LEX_SUBORDINATE) || leans_on_noun(b, i) ||
            (leans && is_conjunction(b, i))) {
            open++;
            leans = false;
        } else if (is_finite(&w, i, sure)) {
            if (open == 0 && leads)
                return true;
            open -= open > 0;
            leans = true;
        }
    }
    return false;
}

/* "Is that part of it?", "a lot of that", but "the point is that it works". */
static bool is_pronoun(const struct builtin *b, int i)
{
    const struct cleaner *c = &b->cleaner;

    return (c->question && i > 0 && is_one(b, i - 1, LEX_FINITE)) || i + 1 == c->n ||
           clean_is_comma(clean_gap(c, i + 1)) || is_one(b, i + 1, LEX_STAMMER);
}

/* Names nothing that a later word could stand for: "when", "usually", "to check". */
static bool names_nothing(const struct builtin *b, int i)
{
    return clean_is_stop(&b->cleaner, i) || is_adverb(&b->cleaner, i) ||
           (i > 0 && is_one(b, i - 1, LEX_VERB) && !is_one(b, i - 1, LEX_BEFORE));
}

/* "When it runs on Azure", "you often see it": nobody knows what is meant. */
static bool points_out(const struct builtin *b)
{
    const struct cleaner *c = &b->cleaner;

    for (int i = 1; i < POINTING && i < c->n && names_nothing(b, i - 1); i++)
        if (is_one(b, i, LEX_DANGLE) &&
            (!is_one(b, i, LEX_SUBORDINATE | LEX_BEFORE) || is_pronoun(b, i)))
            return true;
    return false;
}

static bool is_said_before(const struct cleaner *c, int i)
{
    for (int k = 0; k < i; k++)
        if (c->hash[k] == c->hash[i])
            return true;
    return false;
}

/* "These limits", "of that graph", but not "this year" nor "the point is that ferries".
 */
static bool points_at_known(const struct builtin *b)
{
    const struct cleaner *c = &b->cleaner;

    for (int i = 0; i + 1 < c->n; i++)
        if (is_one(b, i, LEX_DANGLE) && is_one(b, i, LEX_BEFORE) &&
            (!is_one(b, i, LEX_SUBORDINATE) || (i > 0 && is_one(b, i - 1, LEX_BEFORE))) &&
            !clean_is_stop(c, i + 1) && !is_one(b, i + 1, LEX_VAGUE) &&
            !clean_is_comma(clean_gap(c, i + 1)) && !is_said_before(c, i + 1))
            return true;
    return false;
}

/* "How do they write docs": asked, and no mark says so. */
static bool asks(const struct builtin *b)
{
    const struct cleaner *c = &b->cleaner;
    int n = lexicon_match(b->lex, c->hash, c->n, LEX_ASK);

    if (!n || n + 1 >= c->n)
        return false;
    return is_one(b, n, LEX_FINITE) &&
           is_one(b, n + 1, LEX_SUBJECT | LEX_DANGLE | LEX_BEFORE);
}

static bool is_large(const struct cleaner *c, int i)
{
    return smz_cp_is_upper(smz_utf8_next(clean_word_str(c, i), &(size_t){0}));
}

/* "Func-That's": a large word of a sentence's opening behind a hyphen. */
static bool is_joined(const struct builtin *b, int i)
{
    smz_str word = clean_word_str(&b->cleaner, i);
    ptrdiff_t at = smz_str_find_char(word, '-');
    smz_str tail = smz_str_skip(word, at < 0 ? word.len : (size_t)at + 1);
    uint32_t hash;

    if (at <= 1 || tail.len < 2 || tail.ptr[0] < 'A' || tail.ptr[0] > 'Z')
        return false;
    hash = lexicon_hash(tail);
    return lexicon_match(b->lex, &hash, 1,
                         LEX_SUBJECT | LEX_OPENER | LEX_DANGLE | LEX_FINITE) > 0;
}

/* A word that opens sentences, large and not at an opening: "go out And then". */
static bool opens_inside(const struct builtin *b, int i, smz_str gap)
{
    const struct cleaner *c = &b->cleaner;
    smz_str word = clean_word_str(c, i);
    bool comma = clean_is_comma(gap);

    if (word.len < 2 || word.ptr[1] < 'a' || !is_large(c, i))
        return false;
    if (is_conjunction(b, i))
        return true;
    if (comma && is_one(b, i, LEX_DANGLE))
        return i + 1 < c->n && is_one(b, i + 1, LEX_FINITE);
    return comma && is_one(b, i, LEX_SUBJECT | LEX_OPENER | LEX_FINITE);
}

/* Two sentences run into one: ". it's beating", "on Lightning, You don't". */
static bool is_glued(const struct builtin *b)
{
    const struct cleaner *c = &b->cleaner;

    for (int i = 1; i < c->n; i++) {
        smz_str gap = clean_gap(c, i);

        if (clean_has_any(gap, "?!") || smz_str_starts(gap, SMZ_S(". ")) ||
            opens_inside(b, i, gap) || is_joined(b, i))
            return true;
    }
    return false;
}

/* "Propose which of them": a verb and what it governs, and nobody who does it. */
static bool is_command(const struct builtin *b, int sentence)
{
    const struct smz_sentence *s = &b->text->sentences[sentence];
    struct walk w = {b, s, s->first_token};
    int i = 0;

    while (i + 2 < b->cleaner.n && is_one(b, i, LEX_VERB) &&
           !is_one(b, i, LEX_SUBJECT | LEX_FINITE))
        i++;
    if (is(b, i, LEX_COMMAND))
        return true;
    if (i + 1 < b->cleaner.n && is_one(b, i, LEX_FINITE) &&
        !smz_str_ends(clean_word_str(&b->cleaner, i), SMZ_S("s")) &&
        is_one(b, i + 1, LEX_VERB | LEX_BEFORE) &&
        !is_one(b, i + 1, LEX_SUBJECT | LEX_FINITE))
        return true;
    return i + 1 < b->cleaner.n && is_verb(&w, i) && !is_one(b, i, LEX_SUBJECT) &&
           !smz_str_ends(clean_word_str(&b->cleaner, i), SMZ_S("s")) &&
           is_one(b, i + 1,
                  LEX_BEFORE | LEX_SUBORDINATE | LEX_ADDRESS | LEX_DANGLE | LEX_VERB);
}

/* "Put-- use your own": begun again in the middle. */
static bool breaks_off(smz_str s)
{
    return smz_str_find(s, SMZ_S("--")) >= 0 || smz_str_find(s, SMZ_S("\u2014")) >= 0 ||
           smz_str_find(s, SMZ_S("\u2026")) >= 0 || smz_str_find(s, SMZ_S("...")) >= 0;
}

static int count_commas(const struct cleaner *c)
{
    int n = 0;

    for (int i = 1; i < c->n; i++)
        n += clean_is_comma(clean_gap(c, i));
    return n;
}

static bool says_any(const struct builtin *b, unsigned lists)
{
    for (int i = 0; i < b->cleaner.n; i++)
        if (is(b, i, lists))
            return true;
    return false;
}

/* "I'd like to quickly go through", "let's move on to": what comes, not what is so. */
static bool announces(const struct builtin *b)
{
    const struct cleaner *c = &b->cleaner;

    for (int i = 0; i < c->n; i++) {
        int k = i, n = lexicon_match(b->second, &c->hash[i], c->n - i, LEX_ANNOUNCE);

        for (k += n; n && k < c->n && k <= i + n + ADVERBS; k++) {
            if (lexicon_match(b->second, &c->hash[k], c->n - k, LEX_DISCOURSE))
                return true;
            if (!clean_is_stop(c, k) && !is_adverb(c, k))
                break;
        }
    }
    return false;
}

/* "Feed them to it", "discards it and stays open": begun behind its subject. */
static bool lacks_subject(const struct builtin *b)
{
    const struct cleaner *c = &b->cleaner;

    return c->n > 1 && is_one(b, 1, LEX_DANGLE) && !clean_is_comma(clean_gap(c, 1)) &&
           !is_one(b, 1, LEX_BEFORE | LEX_SUBORDINATE) && !clean_is_stop(c, 0) &&
           !is_adverb(c, 0) && !clean_is_unspaced(c, 0);
}

/* "Presumably does": a verb behind nothing but adverbs. */
static bool lacks_all_but_adverbs(const struct builtin *b)
{
    int i = 0;

    while (i < b->cleaner.n && is_adverb(&b->cleaner, i))
        i++;
    return i > 0 && is(b, i, LEX_FRAGMENT) && is_one(b, i, LEX_FINITE);
}

static bool is_host(const struct builtin *b, int sentence)
{
    int person = builtin_person(b, sentence);

    return person != SMZ_NOBODY && b->outline->people[person].role == SMZ_ROLE_HOST;
}

bool builtin_dangles(const struct builtin *b)
{
    return is(b, 0, LEX_DANGLE) && !is(b, 0, LEX_KEEP);
}

double builtin_standing(const struct builtin *b, int sentence)
{
    const struct cleaner *c = &b->cleaner;
    double m = 1;

    /* What is asked has its verb where it likes. */
    if (!c->question && (is(b, 0, LEX_FRAGMENT) || lacks_all_but_adverbs(b)))
        m *= 0.1;
    else if (!c->question && (!has_main_clause(b, sentence) || asks(b)))
        m *= 0.15;
    if (c->n > 1 && is_one(b, c->n - 1, LEX_TAIL))
        m *= 0.3;
    if (!c->question && (is_command(b, sentence) || lacks_subject(b)))
        m *= 0.25;
    if (says_any(b, LEX_TALK) || announces(b))
        m *= 0.2;
    if (is_host(b, sentence) && says_any(b, LEX_ADDRESS))
        m *= 0.5;
    if (builtin_dangles(b))
        m *= 0.25;
    else if (points_out(b))
        m *= 0.5;
    else if (points_at_known(b))
        m *= 0.6;
    if (is_glued(b) || count_commas(c) * 4 > c->n)
        m *= 0.4;
    if (breaks_off(smz_str_sub(c->sentence, 0, c->sentence.len - 1)))
        m *= 0.3;
    return m;
}

bool builtin_is_clear(const struct builtin *b)
{
    for (int i = 0; i < b->cleaner.n; i++)
        if (is_one(b, i, LEX_DANGLE) &&
            (!is_one(b, i, LEX_SUBORDINATE) || is_pronoun(b, i)))
            return false;
    return !b->cleaner.unfinished;
}
