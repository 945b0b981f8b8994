/*
 * The summary: who talks with whom, who speaks of what, and the best claims, each with
 * whose it is, so that it reads as one paragraph.
 */
#include "base/utf8.h"
#include "engine/builtin/claims.h"
#include "engine/builtin/gaps.h"
#include "summarize/prompt.h"

enum {
    NAMED = 5,             /* people named in a list; of two or more others the number */
    LISTED = 4,            /* key phrases in a list */
    ROOM_FOR_CLAIMS = 500, /* words of a digest whose summary has any */
    ROOM_FOR_MORE = 1000,
    CLAIM_WORDS = 16, /* of a claim and whose it is, on the low side */
    PERSON_PHRASES = 3
};

static const smz_str none = {"", 0};

/* ---- who talks of what */

static smz_str say_people(const struct builtin *b, const int *people, int n)
{
    smz_str names[NAMED + 1];
    int shown = n > NAMED + 1 ? NAMED : n;

    for (int i = 0; i < shown; i++)
        names[i] = builtin_name(b, people[i]);
    if (n > shown)
        names[shown++] = builtin_say(
            b, "others", smz_arena_printf(b->run, "%d", n - NAMED), none, none);
    return phrases_join(b, names, shown);
}

static smz_str join_sentences(const struct builtin *b, smz_str a, smz_str c)
{
    if (!a.len || !c.len)
        return a.len ? a : c;
    return smz_lang_unspaced(b->lang)
               ? smz_arena_printf(b->run, "%.*s%.*s", SMZ_ARG(a), SMZ_ARG(c))
               : smz_arena_printf(b->run, "%.*s %.*s", SMZ_ARG(a), SMZ_ARG(c));
}

static smz_str say_who(const struct builtin *b)
{
    int people[NAMED + 1], n = claims_speakers(b, people, NAMED + 1, true);
    bool panel = false;

    for (int i = 0; i < b->outline->n_segments; i++)
        panel = panel || b->outline->segments[i].kind == SMZ_SEGMENT_PANEL;
    /* One alone stands under the title. */
    return n < 2 ? none
                 : builtin_say(b, panel ? "panel" : "conversation",
                               say_people(b, people, n), none, none);
}

/* "Ann speaks on bees and hives; Bob on ferries and tides.": empty if for fewer than two.
 */
static smz_str say_topics_of(struct builtin *b)
{
    int people[NAMED], n = claims_speakers(b, people, NAMED, false), said = 0;
    smz_str s = none;

    n = n > NAMED ? NAMED : n;
    for (int i = 0; i < n; i++) {
        struct phrase phrases[PERSON_PHRASES];
        int k = phrases_of_person(b, people[i], phrases, PERSON_PHRASES);
        smz_str clause;

        if (k < 2)
            continue;
        clause = builtin_say(b, said ? "on" : "on_first", builtin_name(b, people[i]),
                             phrases_list(b, phrases, k), none);
        s = said++ ? builtin_say(b, "clauses", s, clause, none) : clause;
    }
    return said > 1 ? builtin_say(b, "clauses_end", s, none, none) : none;
}

static smz_str say_topics(struct builtin *b, const struct phrase *phrases, int n)
{
    n = n > LISTED ? LISTED : n;
    return n < 2 ? none
                 : builtin_say(b, "covers", phrases_list(b, phrases, n), none, none);
}

/* ---- claims */

/* "Q" and "A" mark who asks, and name nobody. */
static bool is_mark(smz_str name)
{
    size_t at = 0;

    smz_utf8_next(name, &at);
    return at >= name.len;
}

/* Whether the first word of the sentence that was scanned last is large only as the
 * first. */
static bool is_small(const struct builtin *b, int sentence)
{
    const struct cleaner *c = &b->cleaner;
    const struct smz_sentence *s = &b->text->sentences[sentence];
    smz_str word = clean_word_str(c, 0);
    size_t at = 0;

    if (lexicon_match(b->lex, c->hash, c->n, LEX_SELF))
        return false;
    if (smz_cp_is_lower(smz_utf8_next(word, &at)) || clean_is_stop(c, 0))
        return true;
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++)
        if (b->text->tokens[t].at == s->at + c->words[0].at)
            return b->small[b->text->tokens[t].term] && !b->name[b->text->tokens[t].term];
    return false;
}

static smz_str small(const struct builtin *b, smz_str s)
{
    char letter[4];
    size_t at = 0, n;
    uint32_t cp = smz_utf8_next(s, &at);

    n = smz_utf8_put(smz_cp_lower(cp), letter);
    return smz_arena_printf(b->run, "%.*s%.*s", (int)n, letter,
                            SMZ_ARG(smz_str_skip(s, at)));
}

/* "Ann says that tides turn"; of "we", and where languages turn their words in such a
 * clause, "Ann says: Tides turn". The k-th of its kind. */
static smz_str say_claim(struct builtin *b, int i, int k)
{
    static const char *const claims[] = {"claim", "claim_2"};
    const char *format = smz_lang_phrase(b->lang, claims[k % 2]);
    int person = builtin_person(b, i);
    smz_str text = builtin_clean(b, i), name;
    bool turns = smz_str_find_char(smz_str_of(format), ':') >= 0 ||
                 smz_str_find(smz_str_of(format), SMZ_S("\uff1a")) >= 0;

    if (person == SMZ_NOBODY || is_mark(builtin_name(b, person)))
        return text;
    name = builtin_name(b, person);
    if (!turns && !b->facts[i].plural && b->lang == b->text->lang)
        return builtin_say(b, claims[k % 2], name, is_small(b, i) ? small(b, text) : text,
                           none);
    return join_sentences(b, builtin_say(b, "says", name, none, none), text);
}

/* How many claims a summary may have; where it is all there is, as many as fit it. */
static int most_claims(const struct builtin *b)
{
    int words = b->plan->words, most;

    if (!smz_plan_frame_only(b->plan))
        return words < ROOM_FOR_CLAIMS ? 0
               : words < ROOM_FOR_MORE ? SUMMARY_CLAIMS - 1
                                       : SUMMARY_CLAIMS;
    most = smz_prompt_words(b->plan, 1u << SMZ_PART_SUMMARY) / CLAIM_WORDS;
    return most < MOST_CLAIMS ? most : MOST_CLAIMS;
}

void builtin_reserve_claims(struct builtin *b)
{
    struct claimant who = {SMZ_NOBODY, SMZ_NOBODY, true, false};
    int64_t all = b->text->n_sentences;
    int most = most_claims(b);
    bool whole = smz_plan_frame_only(b->plan);

    for (int i = 0; i < most; i++) {
        int first = (int)(all * i / most), end = (int)(all * (i + 1) / most);
        int found = claims_best(b, first, end, who, b->whole, claims_phrases(b));

        if (found < 0 && whole) {
            struct claimant any = {SMZ_NOBODY, SMZ_NOBODY, false, false};

            found = claims_best(b, first, end, any, b->whole, claims_phrases(b));
        }
        if (found < 0)
            continue;
        who.but = builtin_person(b, found);
        b->claims[b->n_claims++] = found;
    }
}

smz_str builtin_summary(struct builtin *b)
{
    struct claimant who = {SMZ_NOBODY, SMZ_NOBODY, true, false};
    smz_str s = say_who(b), topics = say_topics_of(b);

    s = join_sentences(b, s, topics.len ? topics : say_topics(b, b->whole, b->n_whole));
    for (int i = 0; i < b->n_claims; i++)
        s = join_sentences(b, s, say_claim(b, b->claims[i], i));
    if (!s.len) {
        int found =
            claims_best(b, 0, b->text->n_sentences, who, b->whole, claims_phrases(b));

        s = found < 0 ? none : say_claim(b, found, 0);
    }
    return s;
}
