/* Headings of a digest: no two alike, none that could stand over anything. */
#include <string.h>

#include "base/utf8.h"
#include "render/inside.h"

void render_headings_init(struct render_headings *h, const struct smz_outline *outline,
                          const struct smz_lang *lang, struct smz_arena *run)
{
    *h = (struct render_headings){
        .run = run, .outline = outline, .lang = lang, .mask = 63};
    h->at = SMZ_NEW(run, smz_str, h->mask + 1);
    h->count = SMZ_NEW(run, uint32_t, outline->text->n_terms + 1);
}

/* What makes two headings one: their letters and digits. */
static smz_str key_of(struct render_headings *h, smz_str heading)
{
    return smz_utf8_letters(smz_utf8_fold_plain(heading, h->run), h->run);
}

static smz_str *slot(const struct render_headings *h, smz_str key)
{
    size_t i = smz_str_hash(key) & h->mask;

    while (h->at[i].ptr && !smz_str_eq(h->at[i], key))
        i = (i + 1) & h->mask;
    return &h->at[i];
}

static void grow(struct render_headings *h)
{
    struct render_headings old = *h;

    h->mask = old.mask * 2 + 1;
    h->at = SMZ_NEW(h->run, smz_str, h->mask + 1);
    for (size_t i = 0; i <= old.mask; i++)
        if (old.at[i].ptr)
            *slot(h, old.at[i]) = old.at[i];
}

bool render_headings_take(struct render_headings *h, smz_str heading)
{
    smz_str key = key_of(h, heading), *at = slot(h, key);

    if (!key.len || at->ptr)
        return false;
    *at = key;
    if (++h->n * 2 > h->mask)
        grow(h);
    return true;
}

smz_str render_headings_unique(struct render_headings *h, smz_str heading)
{
    smz_str name = heading;

    for (int i = 2; !render_headings_take(h, name) && i < 100000; i++) {
        smz_str part = smz_arena_printf(h->run, smz_lang_phrase(h->lang, "part"), i);

        name = smz_arena_printf(h->run, "%.*s – %.*s", SMZ_ARG(heading), SMZ_ARG(part));
    }
    return name;
}

/* One word that could stand over anything. */
static bool is_generic(const struct render_headings *h, smz_str heading)
{
    struct smz_phrases generic = smz_lang_phrases(h->lang, "generic");
    smz_str folded = smz_utf8_fold(heading, h->run), word, rest = folded;

    if (!smz_str_word(&rest, &word) || smz_str_trim(rest).len)
        return !folded.len;
    for (int i = 0; i < generic.n; i++)
        if (smz_str_eq(generic.at[i], folded))
            return true;
    return false;
}

smz_str render_headings_theme(struct render_headings *h, smz_str heading,
                              const struct smz_theme *theme)
{
    smz_str about;

    if (is_generic(h, heading) && theme->n_points &&
        !is_generic(h, theme->points[0].lead))
        heading = theme->points[0].lead;
    about = smz_arena_printf(h->run, smz_lang_phrase(h->lang, "about"),
                             smz_arena_keep(h->run, heading).ptr);
    if (render_headings_take(h, heading))
        return heading;
    return render_headings_unique(h, about);
}

static bool try_heading(struct render_headings *h, struct smz_told *topic, smz_str text)
{
    if (!text.len || is_generic(h, text) || !render_headings_take(h, text))
        return false;
    topic->heading = text;
    return true;
}

/* The segmenter's topic that a told topic begins in. */
static const struct smz_topic *topic_at(const struct smz_outline *o, int sentence)
{
    int lo = 0, hi = o->n_topics;

    while (hi - lo > 1) {
        int mid = (lo + hi) / 2;

        if (o->topics[mid].first_sentence <= sentence)
            lo = mid;
        else
            hi = mid;
    }
    return o->n_topics ? &o->topics[lo] : NULL;
}

/* The three terms that a stretch has more of than the rest of the talk. */
struct best {
    uint32_t term;
    double score;
};

static void consider(struct best best[3], uint32_t term, double score)
{
    for (int i = 0; i < 3; i++) {
        if (best[i].score >= score)
            continue;
        memmove(&best[i + 1], &best[i], sizeof(*best) * (size_t)(2 - i));
        best[i] = (struct best){term, score};
        return;
    }
}

static smz_str own_words(struct render_headings *h, const struct smz_told *topic)
{
    const struct smz_text *text = h->outline->text;
    SMZ_VEC(uint32_t) seen = {0};
    struct best best[3] = {{0}};
    smz_str third = {NULL, 0};
    int end =
        topic->end_sentence < text->n_sentences ? topic->end_sentence : text->n_sentences;

    for (int i = topic->first_sentence < 0 ? 0 : topic->first_sentence; i < end; i++) {
        const struct smz_sentence *s = &text->sentences[i];

        for (uint32_t k = s->first_token; k < s->first_token + s->n_tokens; k++) {
            uint32_t term = text->tokens[k].term;

            if (!text->terms[term].stop && h->count[term]++ == 0)
                SMZ_PUSH(h->run, seen, term);
        }
    }
    for (size_t i = 0; i < seen.len; i++) {
        double n = h->count[seen.at[i]];

        h->count[seen.at[i]] = 0;
        consider(best, seen.at[i], n * n / (1.0 + text->terms[seen.at[i]].count));
    }
    if (best[1].score <= 0)
        return (smz_str){NULL, 0};
    if (best[2].score > 0)
        third = text->terms[best[2].term].surface;
    return render_clean_label(smz_arena_printf(h->run, "%.*s, %.*s%s%.*s",
                                               SMZ_ARG(text->terms[best[0].term].surface),
                                               SMZ_ARG(text->terms[best[1].term].surface),
                                               third.len ? ", " : "", SMZ_ARG(third)),
                              h->run);
}

void render_headings_name(struct render_headings *h, struct smz_told *topic)
{
    smz_str given = render_clean_label(topic->heading, h->run);
    const struct smz_topic *found = topic_at(h->outline, topic->first_sentence);

    if (try_heading(h, topic, given))
        return;
    if (found && found->first_sentence >= topic->first_sentence - 3 &&
        try_heading(h, topic, render_clean_label(found->heading, h->run)))
        return;
    for (int i = 0; i < topic->n_points && i < 3; i++)
        if (try_heading(h, topic, render_clean_label(topic->points[i].lead, h->run)))
            return;
    if (try_heading(h, topic, own_words(h, topic)))
        return;
    if (!given.len || is_generic(h, given))
        given = smz_str_of(smz_lang_phrase(h->lang, "discussion"));
    topic->heading = render_headings_unique(h, given);
}
