/*
 * A sentence or two about a topic in the program's own frame: the question it opens with,
 * or who talks about what. It says only what was asked or counted; where neither a good
 * question nor good phrases are found, it says nothing.
 */
#include "base/utf8.h"
#include "engine/builtin/phrases.h"

enum {
    TOPIC_PHRASES = 3,
    MIN_SENTENCES = 5, /* of a topic; a shorter one is told by its points */
    TALKERS = 2,
    ASK_LEAST = 5, /* words of a question */
    ASK_MOST = 20,
    ASK_TERMS = 2,   /* with weight, that it must have */
    ASK_AGAIN = 3,   /* times that a topic says one of them */
    ANSWER_SPAN = 6, /* sentences behind a question in which it is answered */
    ANSWER_WORDS = 25
};

static const smz_str none = {"", 0};

/* ---- questions */

/* Times that a topic says a term. */
static int count_in(const struct builtin *b, int first, int end, uint32_t term)
{
    const struct smz_sentence *last = &b->text->sentences[end - 1];
    int n = 0;

    for (uint32_t t = b->text->sentences[first].first_token;
         t < last->first_token + last->n_tokens; t++)
        n += b->text->tokens[t].term == term;
    return n;
}

/* Whether a question has words of weight, and one of them the topic goes on about. */
static bool is_about(const struct builtin *b, int sentence, int first, int end)
{
    const struct smz_sentence *s = &b->text->sentences[sentence];
    int terms = 0, most = 0;

    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++) {
        uint32_t term = b->text->tokens[t].term;

        if (b->weight[term] > 0 && !b->name[term] && !b->text->terms[term].stop) {
            int n = count_in(b, first, end, term);

            terms++;
            most = n > most ? n : most;
        }
    }
    return terms >= ASK_TERMS && most >= ASK_AGAIN;
}

/* Whether somebody else goes on from sentence i with more than a word. */
static bool is_answered(const struct builtin *b, int i, int end)
{
    int asker = builtin_person(b, i), words = 0;

    for (int k = i + 1; k < end && k <= i + ANSWER_SPAN; k++) {
        int person = builtin_person(b, k);

        if (person == asker && words == 0)
            return false;
        if (person != asker)
            words += b->text->sentences[k].words;
    }
    return words >= ANSWER_WORDS;
}

static bool is_good_question(struct builtin *b, int i, int first, int end)
{
    struct cleaner *c = &b->cleaner;

    if (!b->facts[i].question || b->used[i] || b->facts[i].words < ASK_LEAST ||
        b->facts[i].words > ASK_MOST || builtin_person(b, i) == SMZ_NOBODY ||
        !is_answered(b, i, end) || !clean_scan(c, smz_sentence_str(b->text, i)))
        return false;
    return builtin_standing(b, i) >= 0.5 && builtin_is_clear(b) &&
           (!lexicon_has(b->lex, LEX_ASK) ||
            lexicon_match(b->lex, c->hash, c->n, LEX_ASK)) &&
           !lexicon_match(b->lex, c->hash, c->n, LEX_SELF) && is_about(b, i, first, end);
}

/* The first good question of a topic's first half, or -1. */
static int find_question(struct builtin *b, int first, int end)
{
    for (int i = first; i < first + (end - first + 1) / 2; i++)
        if (is_good_question(b, i, first, end))
            return i;
    return -1;
}

/* The variants of a frame take turns. */
static smz_str frame(struct builtin *b, const char *const keys[2], smz_str first,
                     smz_str second)
{
    return builtin_say(b, keys[b->frames++ & 1], first, second, none);
}

static smz_str say_question(struct builtin *b, int sentence)
{
    static const char *const asks[] = {"prose_asks", "prose_asks_2"};

    b->used[sentence] = true;
    return frame(b, asks, builtin_name(b, builtin_person(b, sentence)),
                 builtin_clean(b, sentence));
}

/* ---- who talks */

/* Who says how much of a topic. */
struct talk {
    int person[TALKERS]; /* those who say most; SMZ_NOBODY */
    size_t words[TALKERS];
    size_t all;
};

static struct talk who_talks(struct builtin *b, int first, int end)
{
    struct talk t = {.person = {SMZ_NOBODY, SMZ_NOBODY}};
    size_t *words = SMZ_NEW(b->run, size_t, b->outline->n_people + 1);

    for (int i = first; i < end; i++) {
        int p = builtin_person(b, i);

        t.all += b->text->sentences[i].words;
        if (p != SMZ_NOBODY)
            words[p] += b->text->sentences[i].words;
    }
    for (int p = 0; p < b->outline->n_people; p++)
        for (int k = 0; k < TALKERS; k++)
            if (words[p] > t.words[k]) {
                for (int j = TALKERS - 1; j > k; j--) {
                    t.words[j] = t.words[j - 1];
                    t.person[j] = t.person[j - 1];
                }
                t.words[k] = words[p];
                t.person[k] = p;
                break;
            }
    return t;
}

static smz_str say_talk(struct builtin *b, const struct talk *t, smz_str about)
{
    static const char *const talks[] = {"prose_talk", "prose_discuss"};
    static const char *const speaks[] = {"prose_speaks", "prose_speaks_2"};
    static const char *const part[] = {"prose_part", "prose_part_2"};
    bool pair = t->person[1] != SMZ_NOBODY && t->words[1] * 6 >= t->all;
    smz_str names[TALKERS];

    if (t->person[0] == SMZ_NOBODY)
        return frame(b, part, about, none);
    for (int i = 0; i < TALKERS && t->person[i] != SMZ_NOBODY; i++)
        names[i] = builtin_name(b, t->person[i]);
    if (pair)
        return frame(b, talks, phrases_join(b, names, TALKERS), about);
    if (t->words[0] * 2 >= t->all)
        return frame(b, speaks, names[0], about);
    return frame(b, part, about, none);
}

/* The same people as in the topic before, which said who they are. */
static bool goes_on(struct builtin *b, const struct talk *t)
{
    int first = t->person[0], second = t->person[1];
    bool same = b->told_of && ((first == b->talkers[0] && second == b->talkers[1]) ||
                               (first == b->talkers[1] && second == b->talkers[0]));

    b->told_of = true;
    b->talkers[0] = first;
    b->talkers[1] = second;
    return same;
}

/* Leaves those phrases that a heading does not say; how many. */
static int unsaid(const struct builtin *b, smz_str heading, struct phrase *phrases, int n)
{
    smz_str folded = smz_utf8_fold(heading, b->run);
    int left = 0;

    for (int i = 0; i < n; i++)
        if (smz_str_find(folded, smz_utf8_fold(phrases[i].text, b->run)) < 0)
            phrases[left++] = phrases[i];
    return left;
}

/* Who talks about what; of the same people, what else they talk about, but not after each
 * heading. */
static smz_str say_phrases(struct builtin *b, const struct smz_told *told)
{
    static const char *const also[] = {"prose_also", "prose_also_2"};
    struct talk talk = who_talks(b, told->first_sentence, told->end_sentence);
    struct phrase phrases[TOPIC_PHRASES + 1];
    int n = phrases_find(b, told->first_sentence, told->end_sentence, SMZ_NOBODY, phrases,
                         TOPIC_PHRASES + 1);

    if (n < 2)
        return none;
    if (!goes_on(b, &talk)) {
        n = n > TOPIC_PHRASES ? TOPIC_PHRASES : n;
        return say_talk(b, &talk, phrases_list(b, phrases, n));
    }
    n = unsaid(b, told->heading, phrases, n);
    b->rests = !b->rests && n > 1;
    return b->rests ? frame(b, also, phrases_list(b, phrases, n), none) : none;
}

void builtin_prose(struct builtin *b, struct smz_told *told)
{
    int first = told->first_sentence, end = told->end_sentence, question;

    if (end - first < MIN_SENTENCES)
        return;
    question = find_question(b, first, end);
    told->prose = question >= 0 ? say_question(b, question) : say_phrases(b, told);
}
