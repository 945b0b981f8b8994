/* Quotes: in the transcript's own words, or gone. */
#include <stdio.h>

#include "verify_world.h"

/* Verifies one quote; its text, or the empty slice if it was dropped. */
static struct smz_quote verify_quote(struct world *w, const char *text, int turn)
{
    static struct smz_quote quote;

    quote = (struct smz_quote){.text = smz_str_of(text), .turn = turn, .sentence = -1};
    world_verify_quote(w, &quote);
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
    {"That is the mill paid for the cleaning", 3, NULL, 0, 0},
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
    world_end(&w);
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
    world_end(&w);
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
    world_end(&w);
}

static void an_empty_transcript_bears_out_nothing(void **state)
{
    struct world w;

    (void)state;
    memset(&w, 0, sizeof(w));
    smz_arena_init(&w.arena);
    world_finish(&w, "en");
    assert_true(verify_quote(&w, "Anything at all that was said", 0).text.len == 0);
    world_end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quote_is_the_transcripts_own_or_gone),
        cmocka_unit_test(a_contraction_is_its_long_form_and_never_its_opposite),
        cmocka_unit_test(no_altered_word_gets_through),
        cmocka_unit_test(an_empty_transcript_bears_out_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
