/* What the built-in engine chooses, and what it must not. */
#include "segment_talk.h"
#include "summarize/engine.h"

struct told {
    struct talk talk;
    struct smz_wish wish;
    struct smz_limits limits;
    struct smz_plan plan;
    struct smz_answers answers;
};

static void tell(struct told *t, int words)
{
    t->wish = (struct smz_wish){.words = words, .points_only = t->wish.points_only};
    t->limits = (struct smz_limits){0};
    assert_int_equal(talk_segment(&t->talk), SMZ_OK);
    smz_plan_make(&t->talk.outline, &t->wish, &t->limits, &t->talk.run, &t->plan);
    smz_builtin_answer(&t->plan, &t->talk.run, &t->answers);
}

static const char *const things[] = {"harbour", "lighthouse", "ferry",  "orchard",
                                     "quarry",  "glacier",    "market", "observatory"};
static const char *const deeds[] = {
    "lost half of its trade when the railway reached the valley",
    "was paid for by the fishermen of the northern villages",
    "needs a new roof before the storms of the coming winter",
    "taught three generations of apprentices how to work with stone",
    "draws more visitors each summer than the castle on the hill",
    "burned down twice and was rebuilt by the same family"};

/* An hour: Ann asks Bob, then Cleo, about one thing after the other. */
static void record(struct talk *talk, struct smz_arena *run)
{
    const char *guests[] = {"Bob Marsh", "Cleo Quinn"};

    talk_say(talk, "Ann Lee",
             "Hello everyone and welcome to the show. This episode is brought to you by "
             "Acme, so use the promo code ANN for a free trial at checkout today.");
    for (int i = 0; i < 96; i++) {
        const char *thing = things[i / 12], *guest = guests[i / 48];

        talk_say(talk, "Ann Lee",
                 smz_arena_printf(run, "What happened to the %s in the year %d?", thing,
                                  1800 + i)
                     .ptr);
        talk_say(talk, guest, "Yeah. Right.");
        talk_say(talk, guest,
                 smz_arena_printf(
                     run,
                     "Well, um, the %s %s. And that was hard for all of us in those "
                     "days. I remember the %s very well because my father worked "
                     "there for %d years. You should visit the %s in spring before the "
                     "crowds come.",
                     thing, deeds[(i * 7 + i / 12) % 6], thing, 3 + i, thing)
                     .ptr);
    }
    talk_say(talk, "Ann Lee", "Thank you so much for coming. We'll be right back.");
}

static void begin(struct told *t, int words)
{
    memset(t, 0, sizeof(*t));
    talk_begin(&t->talk);
    record(&t->talk, &t->talk.run);
    tell(t, words);
}

/* Calls f for each point of the talk's topics. */
static void each_point(struct told *t, void (*f)(struct told *, const struct smz_point *))
{
    for (int i = 0; i < t->answers.n; i++)
        for (int k = 0; k < t->answers.at[i].n_topics; k++)
            for (int p = 0; p < t->answers.at[i].topics[k].n_points; p++)
                f(t, &t->answers.at[i].topics[k].points[p]);
}

static void check_point(struct told *t, const struct smz_point *p)
{
    static const char *const never[] = {"promo",      "Hello", "Thank you",
                                        "right back", "um",    "Yeah"};

    (void)t;
    for (size_t i = 0; i < SMZ_COUNT(never); i++)
        if (smz_str_find(p->text, smz_str_of(never[i])) >= 0 &&
            strcmp(never[i], "um") != 0)
            fail_msg("'%.*s'", SMZ_ARG(p->text));
    assert_false(smz_str_starts(p->text, SMZ_S("And ")));
    assert_false(smz_str_starts(p->text, SMZ_S("Well")));
    assert_true(smz_str_ends(p->text, SMZ_S(".")) || smz_str_ends(p->text, SMZ_S("?")));
    assert_in_range(smz_count_words(p->text), 8, 60);
    assert_int_equal(p->n_turns, 1);
    assert_true(p->weight > 0);
}

static void points_stand_alone(void **state)
{
    struct told t;

    (void)state;
    begin(&t, 800);
    each_point(&t, check_point);
    talk_end(&t.talk);
}

static double heaviest, heaviest_back;

static void weigh(struct told *t, const struct smz_point *p)
{
    double *most =
        smz_str_starts(p->text, SMZ_S("That was hard")) ? &heaviest_back : &heaviest;

    (void)t;
    *most = p->weight > *most ? p->weight : *most;
}

static void a_sentence_that_points_back_weighs_little(void **state)
{
    struct told t;

    (void)state;
    begin(&t, 800);
    heaviest = heaviest_back = 0;
    each_point(&t, weigh);
    assert_true(heaviest_back < heaviest / 3);
    talk_end(&t.talk);
}

static double tannery;

static void weigh_tannery(struct told *t, const struct smz_point *p)
{
    (void)t;
    if (smz_str_starts(p->text, SMZ_S("The tannery")))
        tannery = p->weight;
}

/* The same sentence in a turn of its own, or before more of the same turn. */
static double weight_in_turn(bool alone)
{
    struct told t;
    const char *what = "The tannery lost half of its vats in the flood before Easter.";
    const char *more = "We carried the hides out by hand and laid them over the walls of "
                       "the churchyard. They dried there until June, and in the end "
                       "nearly all of them could be sold. The owner never forgot who had "
                       "come and who had stayed at home, and he said so at every wedding "
                       "that he was asked to for the next ten years.";

    memset(&t, 0, sizeof(t));
    t.wish.points_only = true;
    talk_begin(&t.talk);
    record(&t.talk, &t.talk.run);
    if (alone)
        talk_say(&t.talk, "Cleo Quinn", what);
    talk_say(&t.talk, alone ? "Ann Lee" : "Cleo Quinn",
             alone ? more : smz_arena_printf(&t.talk.run, "%s %s", what, more).ptr);
    tell(&t, 6000);
    tannery = 0;
    each_point(&t, weigh_tannery);
    talk_end(&t.talk);
    return tannery;
}

static void of_points_alone_an_account_weighs_more_than_a_remark(void **state)
{
    (void)state;
    assert_true(weight_in_turn(true) > 0);
    assert_true(weight_in_turn(false) > weight_in_turn(true));
}

static void quotes_are_verbatim_and_no_points(void **state)
{
    struct told t;
    int quotes = 0;

    (void)state;
    begin(&t, 800);
    for (int i = 0; i < t.answers.n; i++)
        for (int k = 0; k < t.answers.at[i].n_topics; k++) {
            const struct smz_told *topic = &t.answers.at[i].topics[k];

            for (int q = 0; q < topic->n_quotes; q++) {
                const struct smz_quote *quote = &topic->quotes[q];
                smz_str turn = t.talk.turns.at[quote->turn].text;

                quotes++;
                assert_true(smz_str_find(turn, quote->text) >= 0);
                assert_in_range(smz_count_words(quote->text), 8, 60);
                for (int p = 0; p < topic->n_points; p++)
                    assert_int_not_equal(topic->points[p].sentence, quote->sentence);
            }
        }
    assert_true(quotes >= 3);
    talk_end(&t.talk);
}

static bool seen_tenth[10], seen_guest[2];

static void mark(struct told *t, const struct smz_point *p)
{
    int turn = p->turns[0];
    smz_str who = t->talk.speakers.at[t->talk.turns.at[turn].speaker].label;

    seen_tenth[(size_t)p->sentence * 10 / (size_t)t->talk.text.n_sentences] = true;
    seen_guest[0] |= smz_str_starts(who, SMZ_S("Bob"));
    seen_guest[1] |= smz_str_starts(who, SMZ_S("Cleo"));
}

static void every_part_is_heard(void **state)
{
    struct told t;

    (void)state;
    begin(&t, 800);
    memset(seen_tenth, 0, sizeof(seen_tenth));
    memset(seen_guest, 0, sizeof(seen_guest));
    each_point(&t, mark);
    for (int i = 0; i < 10; i++)
        assert_true(seen_tenth[i]);
    assert_true(seen_guest[0] && seen_guest[1]);
    talk_end(&t.talk);
}

static void put(struct smz_arena *run, smz_str *all, smz_str more)
{
    *all = smz_arena_printf(run, "%.*s|%.*s", SMZ_ARG(*all), SMZ_ARG(more));
}

static smz_str say_all(struct told *t, struct smz_arena *run)
{
    smz_str all = {"", 0};

    for (int i = 0; i < t->answers.n; i++) {
        const struct smz_answer *a = &t->answers.at[i];

        put(run, &all, a->summary);
        put(run, &all, a->conclusion);
        for (int k = 0; k < a->n_topics; k++) {
            put(run, &all, a->topics[k].prose);
            for (int p = 0; p < a->topics[k].n_points; p++)
                all = smz_arena_printf(run, "%.*s|%.*s %a", SMZ_ARG(all),
                                       SMZ_ARG(a->topics[k].points[p].text),
                                       a->topics[k].points[p].weight);
        }
        for (int k = 0; k < a->n_themes; k++)
            put(run, &all, a->themes[k].prose);
        for (int k = 0; k < a->n_implications; k++)
            put(run, &all, a->implications[k].text);
        for (int k = 0; k < a->n_stances; k++)
            put(run, &all, a->stances[k].text);
    }
    return all;
}

static void the_same_twice(void **state)
{
    struct told a, b;

    (void)state;
    begin(&a, 500);
    begin(&b, 500);
    assert_true(smz_str_eq(say_all(&a, &a.talk.run), say_all(&b, &b.talk.run)));
    talk_end(&a.talk);
    talk_end(&b.talk);
}

static const struct smz_answer *whole(const struct told *t)
{
    for (int i = 0; i < t->answers.n; i++)
        if (t->plan.requests[i].kind == SMZ_REQUEST_RELATE)
            return &t->answers.at[i];
    fail_msg("nothing relates");
    return NULL;
}

static void the_whole_names_people_and_things(void **state)
{
    struct told t;
    const struct smz_answer *a;

    (void)state;
    begin(&t, 1000);
    a = whole(&t);
    assert_true(smz_str_find(a->summary, SMZ_S("Bob Marsh")) >= 0);
    assert_true(smz_str_find(a->summary, SMZ_S("Cleo Quinn")) >= 0);
    assert_true(a->n_stances >= 2);
    assert_true(a->n_implications >= 1);
    assert_true(smz_str_find(a->implications[0].text, SMZ_S("should")) >= 0);
    talk_end(&t.talk);
}

/* Whatever comes, an answer for each request comes out. */
static void little_or_nothing_is_answered_too(void **state)
{
    static const char *const turns[][3] = {
        {"Yeah.", "Right.", "Bye."},
        {"The harbour was built by the fishermen of the northern villages.", NULL, NULL},
        {"?", "...", "[Music]"},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(turns); i++)
        for (int named = 0; named < 2; named++) {
            struct told t;

            memset(&t, 0, sizeof(t));
            talk_begin(&t.talk);
            for (int k = 0; k < 3 && turns[i][k]; k++)
                talk_say(&t.talk, named ? "Ann" : NULL, turns[i][k]);
            tell(&t, 100);
            assert_int_equal(t.answers.n, t.plan.n_requests);
            for (int k = 0; k < t.answers.n; k++)
                assert_true(t.answers.at[k].given);
            talk_end(&t.talk);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_stand_alone),
        cmocka_unit_test(a_sentence_that_points_back_weighs_little),
        cmocka_unit_test(of_points_alone_an_account_weighs_more_than_a_remark),
        cmocka_unit_test(quotes_are_verbatim_and_no_points),
        cmocka_unit_test(every_part_is_heard),
        cmocka_unit_test(the_same_twice),
        cmocka_unit_test(the_whole_names_people_and_things),
        cmocka_unit_test(little_or_nothing_is_answered_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
