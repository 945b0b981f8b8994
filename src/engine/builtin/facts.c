/*
 * What a sentence is worth before its words are weighed: where it stands, how it is
 * said, what it is not.
 */
#include <math.h>

#include "base/utf8.h"
#include "engine/builtin/builtin.h"
#include "engine/builtin/gaps.h"

enum {
    MIN_WORDS = 7,
    LEANS_WORDS = 12, /* a shorter sentence leans on what was said before it */
    MIN_QUOTE = 8,
    MAX_WORDS = 60,
    NAMES_LEAST = 3,   /* words of a quote that name something */
    COUNTED_WORDS = 6, /* terms are counted in sentences of so many words */
    SMALL_TOPIC = 4,   /* sentences; in fewer, place says nothing */
    OPENING_WORDS = 8, /* of what is left out or said first, that are looked at */
    MOST_VALUES = 2,   /* words of a stance that count */
    LABEL_LETTERS = 4, /* large ones of a name in front of words */
    LONG_TURN = 60     /* words */
};

/* exp(x) for x >= 0, from the first terms of its series: the same on every machine. */
static double growth(double x)
{
    return 1 + x * (1 + x * (1.0 / 2 + x * (1.0 / 6 + x * (1.0 / 24 + x / 120))));
}

/* exp(-x) for x >= 0. */
static double decay(double x)
{
    return 1 / growth(x);
}

/*
 * The opening of a topic says what it is about, that of a meeting what it is for. A
 * short talk has one opening, whatever its topics.
 */
static double place(const struct builtin *b, int sentence)
{
    const struct smz_topic *t = &b->outline->topics[b->facts[sentence].topic];
    const struct smz_segment *s = &b->outline->segments[t->segment];
    int n = t->end_sentence - t->first_sentence,
        all = s->end_sentence - s->first_sentence;
    double p = n >= SMALL_TOPIC ? (double)(sentence - t->first_sentence) / (n - 1) : 0.5;
    double q = all > 1 ? (double)(sentence - s->first_sentence) / (all - 1) : 0.5;

    if (b->text->transcript->words < ONE_SUBJECT)
        return 1 + 2 * decay((double)sentence / b->text->n_sentences / 0.15);
    if (s->kind == SMZ_SEGMENT_PANEL)
        return 1 + decay(q / 0.08) + 0.7 * decay(p / 0.1);
    return 1 + 2 * decay(p / 0.15);
}

static bool is_roomy(const struct builtin *b)
{
    return b->plan->words >= ROOMY_WORDS;
}

static int count(const struct builtin *b, unsigned lists)
{
    const struct cleaner *c = &b->cleaner;
    int n = 0;

    for (int i = 0; i < c->n; i++)
        n += lexicon_match(b->lex, &c->hash[i], c->n - i, lists) > 0;
    return n;
}

/* Words of phrases of `lists`, the longest at each place. */
static int covered(const struct builtin *b, unsigned lists)
{
    const struct cleaner *c = &b->cleaner;
    int words = 0;

    for (int i = 0; i < c->n;) {
        int n = lexicon_match(b->lex, &c->hash[i], c->n - i, lists);

        words += n;
        i += n ? n : 1;
    }
    return words;
}

/* "MARK MANDEL: So you never": another's words in a turn. */
static bool is_labelled(smz_str s)
{
    ptrdiff_t end = smz_str_find_char(s, ':');
    int letters = 0;

    for (size_t at = 0; end > 0 && at < (size_t)end;) {
        uint32_t cp = smz_utf8_next(s, &at);

        if (smz_cp_is_lower(cp))
            return false;
        letters += smz_cp_is_upper(cp);
    }
    return letters >= LABEL_LETTERS;
}

/* One word of an advertisement is chance; three are none. */
static bool is_noise(const struct builtin *b, int words)
{
    if (covered(b, LEX_AD) >= 3 || count(b, LEX_HOUSE) > 0)
        return true;
    return words < 25 && count(b, LEX_GREETING | (is_roomy(b) ? LEX_WELCOME : 0)) > 0;
}

/* A large letter first, where the script has them. */
static bool begins_whole(smz_str s)
{
    size_t at = 0;

    return !smz_cp_is_lower(smz_utf8_next(s, &at)) && s.ptr[0] != '[' && s.ptr[0] != '-';
}

/* Of words of others, of an editor, of a sentence begun again. */
static bool has_marks(smz_str s)
{
    static const char *const marks[] = {"\"",     "[",  "(",     "\u201c",
                                        "\u201d", "--", "\u2026"};

    for (size_t i = 0; i < SMZ_COUNT(marks); i++)
        if (smz_str_find(s, smz_str_of(marks[i])) >= 0)
            return true;
    return false;
}

/* What a sentence would lose by being cleaned it shows when it is quoted. */
static double blemish(int lost)
{
    return lost > 1 ? 0.8 / lost : lost == 1 ? 0.6 : 1;
}

/* "However," and "For instance," lead on from what is not quoted. */
static bool leads_on(const struct cleaner *c)
{
    return c->words[0].at > 0 || clean_is_comma(clean_gap(c, 1)) ||
           (c->n > 2 && clean_is_comma(clean_gap(c, 2)));
}

static bool is_hosts(const struct builtin *b, int i)
{
    int person = builtin_person(b, i);

    return person != SMZ_NOBODY && b->outline->people[person].role == SMZ_ROLE_HOST;
}

/* What somebody holds is worth their words more than what they tell: 0..MOST_VALUES. */
static int count_stance(const struct builtin *b)
{
    const struct cleaner *c = &b->cleaner;
    int n = 0;

    for (int i = 0; i < c->n && n < MOST_VALUES; i++)
        n += lexicon_match(b->second, &c->hash[i], c->n - i, LEX_STANCE) > 0;
    return n;
}

/* Different words that name something. */
static int count_names(const struct builtin *b)
{
    const struct cleaner *c = &b->cleaner;
    int n = 0;

    for (int i = 0; i < c->n; i++) {
        bool again = false;

        for (int k = 0; k < i && !again; k++)
            again = c->hash[k] == c->hash[i];
        n += !again && !clean_is_stop(c, i) &&
             !lexicon_match(b->lex, &c->hash[i], 1, LEX_VAGUE);
    }
    return n;
}

/* Best said: whole, clean, sure, of a person's own. */
static double judge_quote(const struct builtin *b, int i, int weak)
{
    const struct cleaner *c = &b->cleaner;
    const struct fact *f = &b->facts[i];
    smz_str s = smz_sentence_str(b->text, i);
    int words = b->text->sentences[i].words, lost = words - c->spoken;
    double m = 1 - 1.5 * weak / c->n;

    if (words < MIN_QUOTE || words > MAX_WORDS || f->question || has_marks(s) ||
        f->standing < 0.5 || lost * 6 > words || clean_has_any(clean_gap(c, 1), ":") ||
        (!b->unpointed && (c->unfinished || !begins_whole(s))) ||
        (!smz_lang_unspaced(b->text->lang) && count_names(b) < NAMES_LEAST))
        return 0;
    m = m < 0.1 ? 0.1 : m;
    m *= blemish(lost);
    m *= leads_on(c) ? 0.3 : 1;
    m *= f->self ? 1.6 : count(b, LEX_PLURAL) ? 1.3 : 1;
    m *= f->clear ? 1.5 : 0.6;
    m *= 1 + 0.5 * count_stance(b);
    m *= count(b, LEX_UNSURE) ? 0.2 : 1;
    m *= words < 10 ? 0.2 : words < 12 ? 0.4 : words < 15 || words > 40 ? 0.75 : 1;
    m *= growth(2.0 * count(b, LEX_WRITTEN) / c->n);
    m *= is_hosts(b, i) ? 0.6 : 1;
    return m * f->standing * (1 + place(b, i) / 3);
}

/* "You need to", not what is only said to be so: "things you need to", "if you need to".
 * The subject is word i or, of a list's word without one, the word before. */
static bool is_said_to_all(const struct builtin *b, int i)
{
    const struct cleaner *c = &b->cleaner;
    int k = lexicon_match(b->lex, &c->hash[i], 1, LEX_SUBJECT) ? i - 1 : i - 2;

    if (k < 0 || clean_is_comma(clean_gap(c, k + 1)))
        return true;
    if (!lexicon_match(b->lex, &c->hash[k + 1], 1, LEX_SUBJECT))
        return true;
    if (lexicon_match(b->lex, &c->hash[k], 1, LEX_SUBORDINATE))
        return k > 0 && lexicon_match(b->lex, &c->hash[k], 1, LEX_BEFORE) &&
               lexicon_match(b->lex, &c->hash[k - 1], 1, LEX_FINITE);
    return clean_is_stop(c, k) && !lexicon_match(b->lex, &c->hash[k], 1, LEX_VAGUE);
}

/* "Should", but not "should have". */
static bool advises(const struct builtin *b, unsigned list)
{
    const struct cleaner *c = &b->cleaner;

    for (int i = 0; i < c->n; i++) {
        int n = lexicon_match(b->lex, &c->hash[i], c->n - i, list);

        if (n && lexicon_match(b->lex, &c->hash[i], c->n - i, LEX_UNSURE) <= n &&
            is_said_to_all(b, i))
            return true;
    }
    return false;
}

/* "I think", which was left out; but not "I mean". */
static bool opens_with_self(const struct builtin *b)
{
    const struct cleaner *c = &b->cleaner;
    smz_str opening = smz_str_sub(c->sentence, 0, c->words[0].at), word;
    uint32_t hash[OPENING_WORDS];
    size_t at = 0;
    int n = 0;
    bool breaks;

    while (n < OPENING_WORDS && smz_next_word(opening, &at, &word, &breaks))
        hash[n++] = lexicon_hash(word);
    for (int i = 0; i < n;) {
        int aside = lexicon_match(b->lex, &hash[i], n - i, LEX_ASIDE);

        if (!aside && lexicon_match(b->lex, &hash[i], 1, LEX_SELF))
            return true;
        i += aside ? aside : 1;
    }
    return false;
}

/* Whose section it is in, somebody else asks and hands over. */
static bool hands_over(const struct builtin *b, int i)
{
    const struct smz_outline *o = b->outline;

    return is_hosts(b, i) &&
           o->segments[o->topics[b->facts[i].topic].segment].kind == SMZ_SEGMENT_GUEST;
}

/* How well a sentence does as a point of a page that is read from top to bottom. */
static double manner(const struct builtin *b, int i)
{
    const struct fact *f = &b->facts[i];
    int leans = smz_lang_unspaced(b->text->lang) ? 2 * LEANS_WORDS : LEANS_WORDS;
    double m = f->standing;

    m *= f->question ? 0.1 : 1;
    m *= hands_over(b, i) ? 0.5 : 1;
    m *= f->clear ? 1 : 0.7;
    m *= f->words * 3 < leans * 2 ? 0.4 : f->words < leans ? 0.7 : 1;
    m *= f->self ? 0.8 : 1;
    return m / (1 + 0.15 * count(b, LEX_VAGUE));
}

/*
 * The same where points are all there is: no frame says what is talked of, but who leads
 * or brings it up does, and an account more than what is remarked in passing.
 */
static double manner_alone(const struct builtin *b, int i, int turn_words)
{
    double m = 1 + (turn_words < LONG_TURN ? (double)turn_words / LONG_TURN : 1);

    m *= is_hosts(b, i) ? 1.2 : 1;
    /* Of one subject, what is so rather than what somebody thinks of it. */
    m *= b->opener != SMZ_NOBODY && b->facts[i].opinion ? 0.8 : 1;
    return m * (b->opener != SMZ_NOBODY && builtin_person(b, i) == b->opener ? 1.4 : 1);
}

/* How it is said, wherever it is told. */
static double delivery(const struct builtin *b, const struct fact *f, int weak)
{
    const struct cleaner *c = &b->cleaner;
    double m = 1 - 2.0 * weak / c->n;

    m = m < 0.05 ? 0.05 : m;
    /* Who names things speaks as one writes (Biber 1988 on speech and writing). */
    m *= growth(2.5 * count(b, LEX_WRITTEN) / c->n);
    m *= f->question ? is_roomy(b) ? 0.4 : 0.8 : 1;
    m *= f->self ? 0.8 : 1;
    m *= f->plural ? 0.86 : 1;
    m *= f->addresses ? 0.87 : 1;
    m *= f->dangles ? is_roomy(b) ? 0.5 : 0.9 : 1;
    m *= c->unfinished && !b->unpointed ? 0.85 : 1;
    return m * (count(b, LEX_UNSURE) ? 0.6 : 1);
}

static void judge(struct builtin *b, int i, int turn_words)
{
    struct fact *f = &b->facts[i];
    const struct cleaner *c = &b->cleaner;
    int weak;

    f->words = (uint16_t)c->spoken;
    f->question = c->question;
    f->noise = is_labelled(c->sentence);
    if (c->spoken < MIN_WORDS || c->spoken > MAX_WORDS || !b->open[i])
        return;
    f->noise = f->noise || is_noise(b, c->spoken);
    f->self = count(b, LEX_SELF) > 0;
    f->dangles = b->plan->wish->points_only
                     ? lexicon_match(b->lex, c->hash, c->n, LEX_DANGLE) > 0
                     : builtin_dangles(b);
    f->strong = advises(b, LEX_STRONG);
    f->advice = f->strong || advises(b, LEX_ADVICE);
    f->plural = count(b, LEX_PLURAL) > 0;
    f->addresses = count(b, LEX_ADDRESS) > 0;
    f->opinion = opens_with_self(b);
    if (f->noise)
        return;
    weak = count(b, LEX_WEAK);
    f->place = place(b, i);
    f->prior = delivery(b, f, weak) * f->place;
    if (b->plan->wish->points_only) { /* nothing else is asked for */
        f->prior *= manner_alone(b, i, turn_words);
        return;
    }
    f->standing = builtin_standing(b, i);
    f->clear = builtin_is_clear(b);
    f->prior *= manner(b, i);
    f->quote = judge_quote(b, i, weak);
}

/* Captions of a machine have no end marks at all. */
static bool is_unpointed(const struct smz_text *text)
{
    int ended = 0;

    for (int i = 0; i < text->n_sentences; i++) {
        smz_str s = smz_sentence_str(text, i);
        char last = s.ptr[s.len - 1];

        ended += last == '.' || last == '?' || last == '!' || (unsigned char)last >= 0x80;
    }
    return ended * 4 < text->n_sentences;
}

/* Little for what any talk may name. */
static double kind_of_term(const struct builtin *b, size_t t)
{
    uint32_t hash = lexicon_hash(b->text->terms[t].surface);

    if (b->text->terms[t].stop)
        return 0;
    return lexicon_match(b->lex, &hash, 1, LEX_VAGUE) ? 0.7 : 1;
}

/* tf^(3/4), by roots alone, which are the same on every machine. */
static void weigh_terms(struct builtin *b)
{
    const struct smz_text *text = b->text;

    for (int i = 0; i < text->n_sentences; i++) {
        const struct smz_sentence *s = &text->sentences[i];

        if (s->words < COUNTED_WORDS)
            continue;
        for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++)
            b->weight[text->tokens[t].term] += 1;
    }
    for (size_t t = 0; t < text->n_terms; t++) {
        double half = sqrt(b->weight[t]), quarter = sqrt(half);

        b->weight[t] = half * quarter * kind_of_term(b, t);
    }
}

static void mark_places(struct builtin *b)
{
    const struct smz_outline *o = b->outline;

    for (int t = 0; t < o->n_topics; t++)
        for (int i = o->topics[t].first_sentence; i < o->topics[t].end_sentence; i++) {
            b->facts[i].topic = t;
            b->open[i] = b->plan->segment_words[o->topics[t].segment] > 0;
        }
}

static void mark_tenths(struct builtin *b)
{
    size_t words = 0, all = b->text->transcript->words + 1;

    for (int i = 0; i < b->text->n_sentences; i++) {
        b->facts[i].tenth = (uint8_t)(words < all ? words * TENTHS / all : TENTHS - 1);
        words += b->text->sentences[i].words;
    }
}

/* Who says the first sentence of some length in a talk of one subject. */
static int find_opener(const struct builtin *b)
{
    int i = 0;

    while (i < b->text->n_sentences && b->text->sentences[i].words < OPENING_WORDS)
        i++;
    return i < b->text->n_sentences && b->text->transcript->words < ONE_SUBJECT
               ? builtin_person(b, i)
               : SMZ_NOBODY;
}

void builtin_facts(struct builtin *b)
{
    const struct smz_text *text = b->text;

    b->opener = find_opener(b);
    b->unpointed = is_unpointed(text);
    weigh_terms(b);
    mark_places(b);
    mark_tenths(b);
    for (int t = 0; t < text->transcript->n_turns; t++) {
        int words = 0;

        for (int i = text->first_sentence[t]; i < text->first_sentence[t + 1]; i++)
            words += text->sentences[i].words;
        for (int i = text->first_sentence[t]; i < text->first_sentence[t + 1]; i++)
            if (clean_scan(&b->cleaner, smz_sentence_str(text, i)))
                judge(b, i, words);
    }
}
