#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "summarize/verify.h"

enum { ANN, BEN, EVA, N_PEOPLE };
enum { MAX_TURNS = 64 };

/* A talk of three, built in memory; each turn lasts a minute. */
static const struct {
    int who;
    const char *text;
} talk[] = {
    {ANN, "Welcome back. Today I have Ben Okoro with me. Ben, how did the river project "
          "begin?"},
    {BEN,
     "Well, we started in 1994 with, you know, twelve volunteers and a borrowed boat. "
     "I don't think anybody expected the salmon to return. The water was brown, it "
     "smelled of diesel, and we have we have photographs of that."},
    {ANN, "And what does it cost to run something like this?"},
    {BEN, "About three billion litres pass the gauge every year. It is not true that the "
          "mill paid for the cleaning. The town paid, and it paid twenty-five thousand "
          "pounds a year, which was a lot."},
    {BEN,
     "The second thing is that fishing never stopped completely. People came at night. "
     "They fished with lamps, and nobody ever wrote it down."},
    {EVA,
     "I work on maps. The Okoro survey, as we call it, measured the river bed at forty "
     "places, and it works in Wales as well. Maps lie when they are old."},
    {ANN, "I think the mill paid for the maps. Thank you both for coming."},
};

struct world {
    struct smz_arena arena;
    struct smz_turn turns[MAX_TURNS];
    struct smz_anchor anchors[MAX_TURNS];
    int person_of[MAX_TURNS];
    struct smz_speaker speakers[N_PEOPLE];
    struct smz_person people[N_PEOPLE];
    struct smz_transcript transcript;
    struct smz_text text;
    struct smz_outline outline;
    struct smz_wish wish;
    struct smz_request request;
    struct smz_chunk chunk;
    struct smz_plan plan;
    struct smz_told told;
    struct smz_answer answer;
    struct smz_answers answers;
    struct smz_checks checks;
};

static void add_turn(struct world *w, int who, const char *text)
{
    int t = w->transcript.n_turns++;

    w->anchors[t] = (struct smz_anchor){0, t * 60000};
    w->turns[t] = (struct smz_turn){.speaker = who,
                                    .line = t + 1,
                                    .start = t * 60000,
                                    .end = t * 60000 + 59000,
                                    .text = smz_str_of(text),
                                    .anchors = &w->anchors[t],
                                    .n_anchors = 1};
    w->person_of[t] = who;
    w->transcript.words += smz_count_words(w->turns[t].text);
}

static void world_finish(struct world *w, const char *lang)
{
    static const char *names[] = {"Ann Lee", "Ben Okoro", "Eva Smit"};

    w->transcript.turns = w->turns;
    w->transcript.speakers = w->speakers;
    w->transcript.n_speakers = N_PEOPLE;
    for (int i = 0; i < N_PEOPLE; i++)
        w->people[i] = (struct smz_person){.label = smz_str_of(names[i]),
                                           .name = smz_str_of(names[i]),
                                           .role = i ? SMZ_ROLE_GUEST : SMZ_ROLE_HOST};
    smz_text_make(&w->transcript, lang, &w->arena, &w->text);
    w->outline = (struct smz_outline){.text = &w->text,
                                      .person_of = w->person_of,
                                      .people = w->people,
                                      .n_people = N_PEOPLE};
    w->chunk = (struct smz_chunk){.end_sentence = w->text.n_sentences,
                                  .last_turn = w->transcript.n_turns - 1};
    w->request = (struct smz_request){.kind = SMZ_REQUEST_SINGLE};
    w->plan = (struct smz_plan){.outline = &w->outline,
                                .wish = &w->wish,
                                .chunks = &w->chunk,
                                .n_chunks = 1,
                                .requests = &w->request,
                                .n_requests = 1};
    w->told.first_sentence = -1;
    w->told.time = SMZ_MS_NONE;
    w->answer = (struct smz_answer){.given = true, .topics = &w->told, .n_topics = 1};
    w->answers = (struct smz_answers){.at = &w->answer, .n = 1};
}

static void world_init(struct world *w)
{
    memset(w, 0, sizeof(*w));
    smz_arena_init(&w->arena);
    for (size_t i = 0; i < SMZ_COUNT(talk); i++)
        add_turn(w, talk[i].who, talk[i].text);
    world_finish(w, "en");
}

/* Verifies one quote; its text, or the empty slice if it was dropped. */
static struct smz_quote verify_quote(struct world *w, const char *text, int turn)
{
    static struct smz_quote quote;

    quote = (struct smz_quote){.text = smz_str_of(text), .turn = turn, .sentence = -1};
    w->answer.topics = &w->told;
    w->answer.n_topics = 1;
    w->told = (struct smz_told){.heading = SMZ_S("Heading"),
                                .first_sentence = -1,
                                .quotes = &quote,
                                .n_quotes = 1,
                                .time = SMZ_MS_NONE};
    smz_verify(&w->plan, &w->answers, &w->arena, &w->checks);
    if (w->told.n_quotes == 0 || w->answer.n_topics == 0)
        quote.text = (smz_str){NULL, 0};
    if (w->checks.quotes_dropped)
        quote.text = (smz_str){NULL, 0};
    return quote;
}

/* want: NULL where the quote must be dropped. */
static const struct quote_row {
    const char *quote;
    int turn;
    const char *want;
    int who, in_turn;
} quotes[] = {
    /* word for word; case, punctuation and typography aside */
    {"The water was brown", 1, "The water was brown", BEN, 1},
    {"the WATER was brown \xe2\x80\x94 it smelled of diesel", 1,
     "The water was brown, it smelled of diesel", BEN, 1},
    {"I don\xe2\x80\x99t think anybody expected the salmon to return", 1,
     "I don't think anybody expected the salmon to return.", BEN, 1},
    {"\xef\xbc\xb4he water was \xef\xbd\x82rown, it smelled of diesel", 1,
     "The water was brown, it smelled of diesel", BEN, 1},
    {"They fished with lamps, and nobody ever wrote it down.", 4,
     "They fished with lamps, and nobody ever wrote it down.", BEN, 4},
    /* another turn, another speaker than cited */
    {"Maps lie when they are old.", 1, "Maps lie when they are old.", EVA, 5},
    {"Maps lie when they are old.", -1, "Maps lie when they are old.", EVA, 5},
    {"Maps lie when they are old.", 9999, "Maps lie when they are old.", EVA, 5},
    {"I think the mill paid for the maps.", 3, "I think the mill paid for the maps.", ANN,
     6},
    /* fillers and repetitions left out, light words and inflections mended */
    {"We started in 1994 with twelve volunteers and a borrowed boat.", 1,
     "we started in 1994 with, you know, twelve volunteers and a borrowed boat.", BEN, 1},
    {"it smelled of diesel, and we have photographs of that", 1,
     "it smelled of diesel, and we have we have photographs of that.", BEN, 1},
    {"The town paid, and paid twenty-five thousand pounds a year", 3, NULL, 0,
     0}, /* a pronoun is no filler */
    {"About 3 billion litres passed the gauge every year", 3,
     "About three billion litres pass the gauge every year.", BEN, 3},
    {"About three billion litres passed a gauge every year", 3,
     "About three billion litres pass the gauge every year.", BEN, 3},
    /* one person's turns in a row */
    {"which was a lot. The second thing is that fishing never stopped", 3,
     "which was a lot. The second thing is that fishing never stopped", BEN, 3},
    /* elisions */
    {"The water was brown \xe2\x80\xa6 we have photographs of that", 1,
     "The water was brown \xe2\x80\xa6 we have photographs of that.", BEN, 1},
    {"twelve volunteers and a borrowed boat ... The water was brown", 1,
     "twelve volunteers and a borrowed boat. \xe2\x80\xa6 The water was brown", BEN, 1},
    {"we have photographs of that \xe2\x80\xa6 The water was brown", 1, NULL, 0, 0},
    {"People came at night \xe2\x80\xa6 I work on maps", 4, NULL, 0, 0},
    {"I \xe2\x80\xa6 think anybody expected the salmon to return", 1, NULL, 0, 0},
    /* content altered */
    {"The water was clear, it smelled of diesel", 1, NULL, 0, 0},
    {"The water was brown, it smelled of flowers", 1, NULL, 0, 0},
    {"We started in 1995 with twelve volunteers and a borrowed boat", 1, NULL, 0, 0},
    {"we started in 1994 with fifteen volunteers and a borrowed boat", 1, NULL, 0, 0},
    {"People came at dawn and fished with lamps", 4, NULL, 0, 0},
    {"the mill paid for the cleaning of the whole river", 3, NULL, 0, 0},
    /* negations removed, added, cut off */
    {"I think anybody expected the salmon to return", 1, NULL, 0, 0},
    {"I do think anybody expected the salmon to return", 1, NULL, 0, 0},
    {"It is true that the mill paid for the cleaning", 3, NULL, 0, 0},
    {"The water was not brown, it smelled of diesel", 1, NULL, 0, 0},
    {"fishing stopped completely and people came at night", 4, NULL, 0, 0},
    {"They fished with lamps, and never wrote it down", 4, NULL, 0, 0},
    {"the mill paid for the cleaning", 3,
     "It is not true that the mill paid for the cleaning.", BEN, 3},
    /* nothing of the kind */
    {"Rivers are the memory of a country", 1, NULL, 0, 0},
    {"it was", 6, NULL, 0, 0},
    {"", 1, NULL, 0, 0},
    {"\xe2\x80\xa6", 1, NULL, 0, 0},
};

static void a_quote_is_the_transcripts_own_or_gone(void **state)
{
    struct world w;

    (void)state;
    world_init(&w);
    for (size_t i = 0; i < SMZ_COUNT(quotes); i++) {
        const struct quote_row *r = &quotes[i];
        struct smz_quote q = verify_quote(&w, r->quote, r->turn);

        if (!smz_str_eq(q.text, smz_str_of(r->want)))
            fail_msg("'%s' gave '%.*s'", r->quote, SMZ_ARG(q.text));
        if (!r->want)
            continue;
        if (q.speaker != r->who || q.turn != r->in_turn || q.time != r->in_turn * 60000)
            fail_msg("'%s': speaker %d, turn %d", r->quote, q.speaker, q.turn);
    }
    smz_arena_release(&w.arena);
}

/* What two said, one in long forms and one in short ones. */
static const char *const long_forms =
    "A tree on a dam is a crack that has not happened yet. They will come back, and it "
    "is "
    "going to be dry. I have got to see the weir, and we do not know where it leaks. You "
    "cannot dig there. The sluice has opened by itself. We want to ask the council.";
static const char *const short_forms =
    "A bridge isn't a wall. I'm sure they'll mend it, it's old but it hasn't fallen. "
    "They gonna pay for the paint. The pier hasn't moved since spring. I didn't say not "
    "to walk on the deck.";

static const struct contraction_row {
    const char *quote, *want; /* NULL: must be dropped */
} contractions[] = {
    {"A tree on a dam is a crack that hasn't happened yet.",
     "A tree on a dam is a crack that has not happened yet."},
    {"a crack that hasn\xe2\x80\x99t happened yet", "a crack that has not happened yet."},
    {"They'll come back, and it's going to be dry.",
     "They will come back, and it is going to be dry."},
    {"They'll come back, and it's gonna be dry.",
     "They will come back, and it is going to be dry."},
    {"I've gotta see the weir", "I have got to see the weir"},
    {"and we dunno where it leaks", "and we do not know where it leaks."},
    {"and we don't know where it leaks", "and we do not know where it leaks."},
    {"You can't dig there", "You cannot dig there."},
    {"where it leaks. You can't dig there",
     "and we do not know where it leaks. You cannot dig there."},
    {"where it leaks. You can not dig there",
     "and we do not know where it leaks. You cannot dig there."},
    {"We wanna ask the council", "We want to ask the council."},
    {"A bridge is not a wall", "A bridge isn't a wall."},
    {"I am sure they will mend it", "I'm sure they'll mend it"},
    {"it is old but it has not fallen", "it's old but it hasn't fallen."},
    {"They are going to pay for the paint", "They gonna pay for the paint."},
    {"The pier has not moved since spring", "The pier hasn't moved since spring."},
    /* the opposite */
    {"A tree on a dam is a crack that has happened yet.", NULL},
    {"A tree on a dam isn't a crack that has not happened yet.", NULL},
    {"They won't come back, and it is going to be dry.", NULL},
    {"They will come back, and it isn't going to be dry.", NULL},
    {"and we do know where it leaks", NULL},
    {"where it leaks. You can dig there", NULL},
    {"The sluice hasn't opened by itself", NULL},
    {"The sluice has not opened by itself", NULL},
    {"We do not want to ask the council", NULL},
    {"A bridge is a wall. I'm sure they'll mend it", NULL},
    {"it's old but it has fallen", NULL},
    {"it's old but it's fallen", NULL},
    {"The pier has moved since spring", NULL},
    {"I am not sure they will mend it", NULL},
    {"I did say not to walk on the deck", NULL},
    {"I didn't say to walk on the deck", NULL},
    /* broken off before what turns it around */
    {"A tree on a dam is a crack that has", NULL},
    {"I'm sure they'll mend it, it's old but it has", NULL},
};

static void a_contraction_is_its_long_form_and_never_its_opposite(void **state)
{
    struct world w;

    (void)state;
    memset(&w, 0, sizeof(w));
    smz_arena_init(&w.arena);
    add_turn(&w, BEN, long_forms);
    add_turn(&w, EVA, short_forms);
    world_finish(&w, "en");
    for (size_t i = 0; i < SMZ_COUNT(contractions); i++)
        for (int turn = -1; turn < 2; turn++) {
            struct smz_quote q = verify_quote(&w, contractions[i].quote, turn);

            if (!smz_str_eq(q.text, smz_str_of(contractions[i].want)))
                fail_msg("'%s' gave '%.*s'", contractions[i].quote, SMZ_ARG(q.text));
        }
    smz_arena_release(&w.arena);
}

/* Letters and digits of ASCII, small: what must be in the transcript. */
static size_t squeeze(smz_str s, char *out)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        if (smz_is_alpha(s.ptr[i]) || smz_is_digit(s.ptr[i]))
            out[n++] = smz_lower(s.ptr[i]);
    return n;
}

/* "It is don't true" has a light word more than "It is not true", and its sense. */
static bool is_same_negation(smz_str a, smz_str b)
{
    return smz_str_eq_nocase(a, b) ||
           (smz_str_eq(a, SMZ_S("don't")) && smz_str_eq(b, SMZ_S("not"))) ||
           (smz_str_eq(a, SMZ_S("not")) && smz_str_eq(b, SMZ_S("don't")));
}

/* One word of each sentence replaced, by each of these: never accepted as it is. */
static void no_altered_word_gets_through(void **state)
{
    static const char *other[] = {"tractor", "never", "not",   "1788",
                                  "seven",   "Wales", "don't", "purple"};
    struct world w;

    (void)state;
    world_init(&w);
    for (int s = 0; s < w.text.n_sentences; s++) {
        smz_str sentence = smz_sentence_str(&w.text, s), word;
        size_t at = 0;
        bool breaks;

        if (w.text.sentences[s].words < 5)
            continue;
        while (smz_next_word(sentence, &at, &word, &breaks))
            for (size_t k = 0; k < SMZ_COUNT(other); k++) {
                char quote[600], a[600], b[600];
                struct smz_quote q;
                size_t n;

                snprintf(quote, sizeof(quote), "%.*s%s%.*s",
                         (int)(word.ptr - sentence.ptr), sentence.ptr, other[k],
                         (int)(sentence.len - at), sentence.ptr + at);
                if (is_same_negation(word, smz_str_of(other[k])))
                    continue;
                q = verify_quote(&w, quote, w.text.sentences[s].turn);
                n = squeeze(q.text, a);
                if (n && (squeeze(sentence, b) < n ||
                          smz_str_find((smz_str){b, squeeze(sentence, b)},
                                       (smz_str){a, n}) < 0))
                    fail_msg("'%s' became '%.*s'", quote, SMZ_ARG(q.text));
                if (n)
                    fail_msg("accepted: '%s'", quote);
            }
    }
    smz_arena_release(&w.arena);
}

/* Verifies one point; false if it was dropped. */
static bool verify_point(struct world *w, struct smz_point *point)
{
    w->answer.topics = &w->told;
    w->answer.n_topics = 1;
    w->told = (struct smz_told){.heading = SMZ_S("Heading"),
                                .prose = SMZ_S("A sentence."),
                                .first_sentence = -1,
                                .points = point,
                                .n_points = 1,
                                .time = SMZ_MS_NONE};
    smz_verify(&w->plan, &w->answers, &w->arena, &w->checks);
    return w->told.n_points == 1;
}

static const struct point_row {
    const char *text;
    int turn;
    bool kept;
    int in_turn, unsupported;
} points[] = {
    {"The water was brown and smelled of diesel.", 1, true, 1, 0},
    {"Ben says the water smelled of diesel.", 1, true, 1, 0},
    {"Ben says the water smelled of diesel.", 5, true, 1, 0}, /* Eva's turn */
    {"Okoro says the water smelled of diesel.", 99, true, 1, 0},
    {"Okoro leads a river project.", 0, true, 0, 0}, /* as his host says */
    {"Eva holds that the salmon will be back by spring.", 1, false, 0, 0},
    {"Penguins dance at the opera on Sundays.", 99, false, 0, 0},
    {"It cost 25,000 pounds a year.", 3, true, 3, 0},
    {"It cost 35,000 pounds a year.", 3, true, 3, 1},
    {"Some 3,000,000,000 litres pass the gauge.", 3, true, 3, 0},
    {"Some 3bn litres pass the gauge.", 3, true, 3, 0},
    {"Some four billion litres pass the gauge.", 3, true, 3, 1},
    {"The river survey works in Wales too.", 5, true, 5, 0},
    {"The river survey works in Norway too.", 5, true, 5, 1},
    {"The water was brown and", 1, false, 0, 0}, /* cut off */
    {"", 1, false, 0, 0},
};

static void a_point_cites_who_says_so(void **state)
{
    struct world w;

    (void)state;
    world_init(&w);
    for (size_t i = 0; i < SMZ_COUNT(points); i++) {
        const struct point_row *r = &points[i];
        struct smz_point p = {
            .text = smz_str_of(r->text), .turns = &r->turn, .n_turns = 1, .sentence = -1};

        if (verify_point(&w, &p) != r->kept)
            fail_msg("'%s' %s", r->text, r->kept ? "dropped" : "kept");
        if (!r->kept)
            continue;
        if (p.turns[0] != r->in_turn || p.speaker != talk[r->in_turn].who ||
            p.time != r->in_turn * 60000)
            fail_msg("'%s': turn %d, speaker %d", r->text, p.turns[0], p.speaker);
        if (w.checks.claims_unsupported != r->unsupported)
            fail_msg("'%s': %d unsupported", r->text, w.checks.claims_unsupported);
    }
    smz_arena_release(&w.arena);
}

/* Prose has no citations: what was said anywhere in its part bears it out. */
static void prose_may_draw_on_all_of_its_part(void **state)
{
    static const struct {
        const char *prose;
        int unsupported;
    } rows[] = {
        {"The town paid for it, from 1994 on.", 0},
        {"The survey measured Wales with twenty-five thousand pounds.", 0},
        {"The town paid for it, from 1996 on.", 1},
        {"The survey measured Norway and had 41 places.", 2},
        {"It began with the words of Thomas.", 1},
    };
    int turn = 3;
    struct world w;

    (void)state;
    world_init(&w);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_point p = {.text = SMZ_S("The mill did not pay for the cleaning."),
                              .turns = &turn,
                              .n_turns = 1,
                              .sentence = -1};

        w.answer.topics = &w.told;
        w.answer.n_topics = 1;
        w.told = (struct smz_told){.prose = smz_str_of(rows[i].prose),
                                   .first_sentence = -1,
                                   .points = &p,
                                   .n_points = 1,
                                   .time = SMZ_MS_NONE};
        smz_verify(&w.plan, &w.answers, &w.arena, &w.checks);
        if (w.checks.claims_unsupported != rows[i].unsupported)
            fail_msg("'%s': %d unsupported", rows[i].prose, w.checks.claims_unsupported);
    }
    /* What only another part has is not said there. */
    w.chunk.first_turn = 2;
    w.chunk.first_sentence = w.text.first_sentence[3] + 3;
    w.told.prose = smz_str_of(rows[0].prose);
    w.told.n_points = 0;
    w.told.first_sentence = -1;
    smz_verify(&w.plan, &w.answers, &w.arena, &w.checks);
    assert_int_equal(w.checks.claims_unsupported, 1);
    smz_arena_release(&w.arena);
}

/* A sentence that the engine gives with a point is where to look, and no proof. */
static void a_points_sentence_is_checked_too(void **state)
{
    static const struct {
        const char *text;
        int turn;
        bool kept;
        int in_turn;
    } rows[] = {
        {"Ben says that fishing with lamps never stopped.", 4, true, 4},
        {"Eva says that fishing with lamps never stopped.", 5, false, 0},
        {"Ben says that fishing with lamps never stopped.", 5, true, 4},
        {"Penguins dance at the opera on Sundays.", 5, false, 0},
    };
    struct world w;

    (void)state;
    world_init(&w);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_point p = {.text = smz_str_of(rows[i].text),
                              .turns = &rows[i].turn,
                              .n_turns = 1,
                              .sentence = w.text.first_sentence[rows[i].turn]};

        if (verify_point(&w, &p) != rows[i].kept)
            fail_msg("'%s' %s", rows[i].text, rows[i].kept ? "dropped" : "kept");
        if (rows[i].kept && (p.turns[0] != rows[i].in_turn || p.speaker != BEN))
            fail_msg("'%s': turn %d, speaker %d", rows[i].text, p.turns[0], p.speaker);
    }
    smz_arena_release(&w.arena);
}

static void strict_drops_sentences_of_prose(void **state)
{
    struct world w;

    (void)state;
    world_init(&w);
    w.wish.strict = true;
    w.told.prose = SMZ_S("It began in 1994. It cost 35,000 pounds. It was brown.");
    w.answer.summary = SMZ_S("A river is told of, as in Norway.");
    smz_verify(&w.plan, &w.answers, &w.arena, &w.checks);
    assert_true(smz_str_eq(w.told.prose, SMZ_S("It began in 1994. It was brown.")));
    assert_int_equal(w.answer.summary.len, 0);
    smz_arena_release(&w.arena);
}

static void strict_drops_what_is_not_borne_out(void **state)
{
    int turn = 3;
    struct smz_point p = {.text = SMZ_S("It cost 35,000 pounds."),
                          .turns = &turn,
                          .n_turns = 1,
                          .sentence = -1};
    struct world w;

    (void)state;
    world_init(&w);
    w.wish.strict = true;
    assert_false(verify_point(&w, &p));
    assert_int_equal(w.checks.points_dropped, 1);
    smz_arena_release(&w.arena);
}

static void what_was_told_is_not_told_again(void **state)
{
    int turn = 1;
    struct smz_point p[] = {
        {.text = SMZ_S("The water was brown and smelled of diesel fuel."),
         .sentence = -1},
        {.text = SMZ_S("The brown water smelled of diesel fuel."), .sentence = -1},
        {.text = SMZ_S("The water was not brown and smelled of diesel fuel."),
         .sentence = -1},
    };
    struct smz_quote q[] = {
        {.text = SMZ_S("The water was brown, it smelled of diesel"), .turn = 1},
        {.text = SMZ_S("the water was brown"), .turn = 1},
        {.text = SMZ_S("Maps lie when they are old."), .turn = 5},
    };
    struct world w;

    (void)state;
    world_init(&w);
    for (size_t i = 0; i < SMZ_COUNT(p); i++) {
        p[i].turns = &turn;
        p[i].n_turns = 1;
    }
    w.told.points = p;
    w.told.n_points = 3;
    w.told.quotes = q;
    w.told.n_quotes = 3;
    smz_verify(&w.plan, &w.answers, &w.arena, &w.checks);
    assert_int_equal(w.told.n_points, 2);
    assert_int_equal(w.told.n_quotes, 2);
    assert_int_equal(w.checks.quotes, 3);
    assert_int_equal(w.checks.quotes_dropped, 1);
    smz_arena_release(&w.arena);
}

static void a_models_text_is_cleaned(void **state)
{
    struct world w;

    (void)state;
    world_init(&w);
    w.told.heading = SMZ_S("Clean\x1b[31m \xe2\x80\xaewater\n");
    w.told.prose =
        SMZ_S("One whole sentence. He said \"rivers never ever run backwards\". "
              "And one that is cut o");
    smz_verify(&w.plan, &w.answers, &w.arena, &w.checks);
    assert_true(smz_str_eq(w.told.heading, SMZ_S("Clean[31m water")));
    assert_true(smz_str_eq(
        w.told.prose,
        SMZ_S("One whole sentence. He said rivers never ever run backwards.")));
    smz_arena_release(&w.arena);
}

static void what_nothing_cites_is_noticed(void **state)
{
    int turn = 1;
    struct smz_point p = {.text = SMZ_S("The water was brown and smelled of diesel."),
                          .turns = &turn,
                          .n_turns = 1,
                          .sentence = -1};
    struct world w;

    (void)state;
    world_init(&w);
    assert_true(verify_point(&w, &p));
    assert_true(w.checks.covered > 0.3 && w.checks.covered < 0.8);
    assert_true(w.checks.covered_tenth[1] > 0.9);
    assert_true(w.checks.covered_tenth[9] < 0.1);
    assert_true(w.checks.gaps.len > 0);
    assert_int_equal(w.checks.gaps.at[w.checks.gaps.len - 1].end_sentence,
                     w.text.n_sentences);
    smz_arena_release(&w.arena);
}

static void an_empty_transcript_bears_out_nothing(void **state)
{
    struct world w;

    (void)state;
    memset(&w, 0, sizeof(w));
    smz_arena_init(&w.arena);
    world_finish(&w, "en");
    assert_true(verify_quote(&w, "Anything at all that was said", 0).text.len == 0);
    smz_arena_release(&w.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quote_is_the_transcripts_own_or_gone),
        cmocka_unit_test(a_contraction_is_its_long_form_and_never_its_opposite),
        cmocka_unit_test(no_altered_word_gets_through),
        cmocka_unit_test(a_point_cites_who_says_so),
        cmocka_unit_test(prose_may_draw_on_all_of_its_part),
        cmocka_unit_test(a_points_sentence_is_checked_too),
        cmocka_unit_test(strict_drops_sentences_of_prose),
        cmocka_unit_test(strict_drops_what_is_not_borne_out),
        cmocka_unit_test(what_was_told_is_not_told_again),
        cmocka_unit_test(a_models_text_is_cleaned),
        cmocka_unit_test(what_nothing_cites_is_noticed),
        cmocka_unit_test(an_empty_transcript_bears_out_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
