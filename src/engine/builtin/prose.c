/*
 * A sentence about a topic in the program's own frame: who talks with whom about what.
 * It says only what was counted: who spoke, who asked, and which phrases recur.
 */
#include "engine/builtin/phrases.h"

enum {
    TOPIC_PHRASES = 3,
    MIN_SENTENCES = 5, /* of a topic; a shorter one is told by its points */
    TALKERS = 2
};

/* Who says how much of a topic. */
struct talk {
    int person[TALKERS]; /* those who say most; SMZ_NOBODY */
    size_t words[TALKERS];
    size_t all;
    bool host_asks;
};

static struct talk who_talks(struct builtin *b, int first, int end)
{
    struct talk t = {.person = {SMZ_NOBODY, SMZ_NOBODY}};
    size_t *words = SMZ_NEW(b->run, size_t, b->outline->n_people + 1);

    for (int i = first; i < end; i++) {
        int p = builtin_person(b, i);

        t.all += b->text->sentences[i].words;
        if (p == SMZ_NOBODY)
            continue;
        words[p] += b->text->sentences[i].words;
        if (b->outline->people[p].role == SMZ_ROLE_HOST && b->facts[i].question)
            t.host_asks = true;
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

static bool is_host(const struct builtin *b, int person)
{
    return b->outline->people[person].role == SMZ_ROLE_HOST;
}

/* The first variant of a frame for even topics, the second for odd ones. */
static smz_str frame(const struct builtin *b, const char *const keys[2], int topic,
                     smz_str first, smz_str second, smz_str third)
{
    return builtin_say(b, keys[topic & 1], first, second, third);
}

static smz_str say(struct builtin *b, int topic, const struct talk *t, smz_str about)
{
    static const char *const asks[] = {"prose_asks", "prose_answers"};
    static const char *const talks[] = {"prose_talk", "prose_discuss"};
    static const char *const speaks[] = {"prose_speaks", "prose_speaks_2"};
    static const char *const part[] = {"prose_part", "prose_part_2"};
    const smz_str none = {"", 0};
    bool pair = t->person[1] != SMZ_NOBODY && t->words[1] * 6 >= t->all;
    smz_str names[TALKERS];

    if (t->person[0] == SMZ_NOBODY)
        return frame(b, part, topic, about, none, none);
    for (int i = 0; i < TALKERS && t->person[i] != SMZ_NOBODY; i++)
        names[i] = builtin_name(b, t->person[i]);
    if (t->person[1] != SMZ_NOBODY && t->host_asks &&
        is_host(b, t->person[0]) != is_host(b, t->person[1])) {
        bool swap = is_host(b, t->person[1]);

        return frame(b, asks, topic, names[swap], names[!swap], about);
    }
    if (pair)
        return frame(b, talks, topic, phrases_join(b, names, TALKERS), about, none);
    if (t->words[0] * 2 >= t->all)
        return frame(b, speaks, topic, names[0], about, none);
    return frame(b, part, topic, about, none, none);
}

void builtin_prose(struct builtin *b, int topic, struct smz_told *told)
{
    int first = told->first_sentence, end = told->end_sentence, n;
    struct phrase phrases[TOPIC_PHRASES];
    smz_str items[TOPIC_PHRASES];
    struct talk talk;

    if (end - first < MIN_SENTENCES)
        return;
    n = phrases_find(b, first, end, SMZ_NOBODY, phrases, TOPIC_PHRASES);
    if (n < 2)
        return;
    for (int i = 0; i < n; i++)
        items[i] = phrases[i].text;
    talk = who_talks(b, first, end);
    told->prose = say(b, topic, &talk, phrases_join(b, items, n));
    for (int i = 0; i < told->n_points; i++)
        if (told->points[i].weight > told->prose_weight)
            told->prose_weight = told->points[i].weight;
}
