#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "summarize/text.h"
#include "unit.h"

/* One turn of text, with anchors or without. */
static void make(const char *lang, const char *text, const struct smz_anchor *anchors,
                 int n_anchors, struct smz_arena *run, struct smz_text *out)
{
    struct smz_turn *turn = SMZ_NEW(run, struct smz_turn, 1);
    struct smz_transcript *transcript = SMZ_NEW(run, struct smz_transcript, 1);

    *turn = (struct smz_turn){.speaker = SMZ_NOBODY,
                              .text = smz_str_of(text),
                              .anchors = anchors,
                              .n_anchors = n_anchors};
    *transcript = (struct smz_transcript){.turns = turn,
                                          .n_turns = turn->text.len ? 1 : 0,
                                          .words = smz_count_words(turn->text)};
    smz_text_make(transcript, lang, run, out);
}

static const struct smz_term *term(const struct smz_text *text, const char *stem)
{
    for (size_t i = 0; i < text->n_terms; i++)
        if (smz_str_eq(text->terms[i].stem, smz_str_of(stem)))
            return &text->terms[i];
    return NULL;
}

/* Every byte but white space is in one sentence, every token in its sentence. */
static void assert_whole(const struct smz_text *text)
{
    size_t token = 0, at = 0;

    for (int i = 0; i < text->n_sentences; i++) {
        const struct smz_sentence *s = &text->sentences[i];
        smz_str turn = text->transcript->turns[s->turn].text;

        assert_true(s->len > 0 && s->at >= at);
        assert_int_equal(smz_str_trim(smz_str_sub(turn, at, s->at)).len, 0);
        at = s->at + s->len;
        assert_int_equal(s->first_token, token);
        for (int k = 0; k < s->n_tokens; k++, token++) {
            const struct smz_token *t = &text->tokens[token];

            assert_true(t->at >= s->at && t->at + t->len <= s->at + s->len);
        }
    }
    assert_int_equal(token, text->n_tokens);
}

static void forms_of_a_word_are_one_term(void **state)
{
    struct smz_arena run;
    struct smz_text text;

    (void)state;
    smz_arena_init(&run);
    make("en",
         "Rivers flood. The river FLOODED, and it floods 40 times. Um, river's end.",
         NULL, 0, &run, &text);
    assert_whole(&text);
    assert_int_equal(text.n_sentences, 3);
    assert_int_equal(term(&text, "river")->count, 3);
    assert_int_equal(term(&text, "flood")->count, 3);
    assert_true(smz_str_eq(term(&text, "river")->surface, SMZ_S("Rivers")));
    assert_false(term(&text, "river")->stop);
    assert_true(term(&text, "the")->stop);
    assert_true(term(&text, "um")->stop);
    assert_true(term(&text, "40")->stop);
    assert_true(text.tokens[0].capital);
    assert_false(text.tokens[1].capital);
    assert_true(text.tokens[5].breaks);
    smz_arena_release(&run);
}

static void scripts_without_spaces_give_bigrams(void **state)
{
    struct smz_arena run;
    struct smz_text text;

    (void)state;
    smz_arena_init(&run);
    make("zh", "河流泛滥。AI改变河流，我们的河流！", NULL, 0, &run, &text);
    assert_whole(&text);
    assert_int_equal(text.n_sentences, 2);
    assert_int_equal(term(&text, "河流")->count, 3);
    assert_false(term(&text, "河流")->stop);
    assert_true(term(&text, "我们")->stop);
    assert_true(term(&text, "的河")->stop);
    assert_non_null(term(&text, "ai"));
    smz_arena_release(&run);
}

static void elided_articles_are_cut_off(void **state)
{
    struct smz_arena run;
    struct smz_text text;

    (void)state;
    smz_arena_init(&run);
    make("fr", "L'eau monte. Il parle de l’eau.", NULL, 0, &run, &text);
    assert_whole(&text);
    assert_int_equal(term(&text, "eau")->count, 2);
    smz_arena_release(&run);
}

/* Captions: no punctuation, one line of some seven words every three seconds. */
static void talk_without_punctuation_is_cut_into_sentences(void **state)
{
    static const char *lines[] = {
        "we went down to the harbour and",       "looked at the boats for a while",
        "so the first thing that you notice",    "is how small all of them are",
        "but they carry a surprising amount of", "fish and nobody there ever seems to",
        "be in any kind of hurry okay",          "now the second thing was the noise",
    };
    enum { N = 200 };
    static char talk[N * 60];
    static struct smz_anchor anchors[N];
    struct smz_arena run;
    struct smz_text text;
    size_t n = 0;

    (void)state;
    for (int i = 0; i < N; i++) {
        anchors[i] = (struct smz_anchor){(uint32_t)n, i * 3000};
        n += (size_t)snprintf(talk + n, sizeof(talk) - n, "%s%s", lines[i % 8],
                              i + 1 < N ? " " : "");
    }
    smz_arena_init(&run);
    make("en", talk, anchors, N, &run, &text);
    assert_whole(&text);
    for (int i = 0; i < text.n_sentences; i++)
        if (text.sentences[i].words > 32 ||
            (text.sentences[i].words < 8 && i + 1 < text.n_sentences))
            fail_msg("sentence of %d words", text.sentences[i].words);
    smz_arena_release(&run);
}

static void a_long_sentence_is_cut_where_a_clause_begins(void **state)
{
    char talk[2000] = "It began.";
    struct smz_arena run;
    struct smz_text text;

    (void)state;
    for (int i = 0; i < 12; i++)
        strcat(talk, " We sailed along the whole of that coast, and it rained,");
    strcat(talk, " and that was it.");
    smz_arena_init(&run);
    make("en", talk, NULL, 0, &run, &text);
    assert_whole(&text);
    assert_true(text.n_sentences > 3);
    for (int i = 0; i < text.n_sentences; i++)
        assert_true(text.sentences[i].words <= 60);
    smz_arena_release(&run);
}

/* "The harbour. That's a granite wall": not before "granite", however long the rest. */
static void no_sentence_begins_with_a_word_of_weight(void **state)
{
    static char talk[200 * 100];
    struct smz_arena run;
    struct smz_text text;
    int begun = 0;

    (void)state;
    for (int i = 0; i < 100; i++)
        strcat(talk, "that's a lighthouse near the harbour with old granite walls around "
                     "an orchard ");
    smz_arena_init(&run);
    make("en", talk, NULL, 0, &run, &text);
    for (int i = 0; i < text.n_sentences; i++)
        begun += smz_str_starts(smz_sentence_str(&text, i), SMZ_S("that's "));
    assert_true(begun * 10 >= text.n_sentences * 9);
    smz_arena_release(&run);
}

/* "and then", "because we": the border is before both words, not between them. */
static void no_sentence_ends_in_a_word_that_leads_on(void **state)
{
    static const char *const leads[] = {"and", "because", "the", "of"};
    struct smz_arena run;
    struct smz_buf talk;
    struct smz_text text;

    (void)state;
    smz_arena_init(&run);
    smz_buf_init(&talk, 1 << 20);
    for (int i = 0; i < 60; i++) {
        for (int k = 0; k < i % 8; k++)
            smz_buf_printf(&talk, "red ");
        smz_buf_printf(&talk,
                       "apples from harbour %d feed sailors because we asked "
                       "for wood and then the ferry came ",
                       i);
    }
    make("en", smz_arena_keep(&run, smz_buf_str(&talk)).ptr, NULL, 0, &run, &text);
    assert_true(text.n_sentences > 30);
    for (int i = 0; i + 1 < text.n_sentences; i++)
        for (size_t k = 0; k < SMZ_COUNT(leads); k++)
            if (smz_str_ends(smz_sentence_str(&text, i), smz_str_of(leads[k])))
                fail_msg("'%.*s'", SMZ_ARG(smz_sentence_str(&text, i)));
    smz_buf_release(&talk);
    smz_arena_release(&run);
}

static void odd_texts_are_read_whole(void **state)
{
    static const char *texts[] = {
        "",
        ".",
        "...",
        "\xff\xfe.",
        "a",
        "! ? !",
        "\xe2\x80\xa6",
        "x\ny\n\nz",
        "漢",
        "、、",
        "'",
        "-a-",
        "1.2.3.",
        "A.B.C. D.",
        "\xe2\x80\x9c\xe2\x80\x9d.",
    };
    struct smz_arena run;
    struct smz_text text;

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(texts); i++) {
        smz_arena_init(&run);
        make(i % 2 ? "en" : NULL, texts[i], NULL, 0, &run, &text);
        assert_whole(&text);
        smz_arena_release(&run);
    }
}

static void words_without_end_are_cut_too(void **state)
{
    enum { N = 100000 };
    struct smz_arena run;
    struct smz_text text;
    char *talk;

    (void)state;
    smz_arena_init(&run);
    talk = smz_arena_alloc(&run, N + 1);
    memset(talk, 'a', N);
    make("en", talk, NULL, 0, &run, &text);
    assert_int_equal(text.n_sentences, 1);
    for (int i = 1; i < N; i += 2)
        talk[i] = ' ';
    make("en", talk, NULL, 0, &run, &text);
    assert_whole(&text);
    for (int i = 0; i < text.n_sentences; i++)
        assert_true(text.sentences[i].words <= 60);
    smz_arena_release(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_a_word_are_one_term),
        cmocka_unit_test(scripts_without_spaces_give_bigrams),
        cmocka_unit_test(elided_articles_are_cut_off),
        cmocka_unit_test(talk_without_punctuation_is_cut_into_sentences),
        cmocka_unit_test(a_long_sentence_is_cut_where_a_clause_begins),
        cmocka_unit_test(no_sentence_begins_with_a_word_of_weight),
        cmocka_unit_test(no_sentence_ends_in_a_word_that_leads_on),
        cmocka_unit_test(odd_texts_are_read_whole),
        cmocka_unit_test(words_without_end_are_cut_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
