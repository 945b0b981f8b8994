#include "render/timeline.h"

#include <stdlib.h>

enum {
    WIDTH = 1000, /* units of the picture */
    LANES = 8,
    TICKS = 4
};

struct picture {
    const struct smz_digest *d;
    struct smz_buf *out;
    struct smz_arena arena;
    const double *at; /* of each sentence and behind the last: 0..WIDTH */
    bool timed;
};

static void put(struct picture *p, const char *z)
{
    smz_buf_add(p->out, smz_str_of(z));
}

/* Where each sentence begins, by time or else by the words before it. */
static void place_sentences(struct picture *p)
{
    const struct smz_text *text = p->d->outline->text;
    smz_ms end = text->transcript->end;
    double *at = SMZ_NEW(&p->arena, double, text->n_sentences + 1), words = 0, last = 0;

    p->timed = end > 0;
    for (int i = 0; i < text->n_sentences; i++) {
        smz_ms ms = p->timed ? smz_sentence_time(text, i) : 0;
        double here = p->timed ? WIDTH * (double)ms / (double)end : words;

        words += text->sentences[i].words;
        last = at[i] = ms < 0 || here < last ? last : here;
    }
    at[text->n_sentences] = p->timed ? WIDTH : words;
    for (int i = 0; i <= text->n_sentences; i++) {
        at[i] = p->timed ? at[i] : WIDTH * at[i] / (words > 0 ? words : 1);
        if (at[i] > WIDTH)
            at[i] = WIDTH;
    }
    p->at = at;
}

static double place(const struct picture *p, int sentence)
{
    int n = p->d->outline->text->n_sentences;

    return p->at[sentence < 0 ? 0 : sentence > n ? n : sentence];
}

/* The people of the picture, hosts first; each has the colour of its lane. */
static int lanes_of(const struct smz_outline *o, int people[LANES])
{
    int n = 0;

    for (int round = 0; round < 2; round++)
        for (int i = 0; i < o->n_people && n < LANES; i++)
            if (o->people[i].role != SMZ_ROLE_OTHER &&
                (o->people[i].role == SMZ_ROLE_HOST) == (round == 0))
                people[n++] = i;
    return n;
}

/* Of a section: its person's, else one after the other. */
static int colour_of(const struct smz_digest *d, const struct smz_section *s, int i)
{
    int people[LANES], n = lanes_of(d->outline, people), person = s->person;

    if (person < 0 && s->segment >= 0 && d->outline->segments[s->segment].n_people)
        person = d->outline->segments[s->segment].people[0];
    for (int k = 0; k < n && !s->flat; k++)
        if (people[k] == person)
            return k;
    return i % LANES;
}

/* ---- topics */

struct block {
    double from, to;
    smz_str heading;
    int h2, h3; /* of its heading; h3 0: the H2 itself */
    int colour;
};

static int by_from(const void *a, const void *b)
{
    const struct block *x = a, *y = b;

    return x->from < y->from ? -1 : x->from > y->from;
}

/* H2s that stand before those of the sections. */
static int headings_before(const struct smz_digest *d)
{
    int n = 0;

    for (int i = 0; i < d->n_parts && d->parts[i] != SMZ_PART_SPEAKERS; i++)
        n += (d->parts[i] == SMZ_PART_SUMMARY && i > 0 && d->summary.len) ||
             (d->parts[i] == SMZ_PART_THEMES && d->n_themes) ||
             (d->parts[i] == SMZ_PART_IMPLICATIONS && d->n_implications) ||
             (d->parts[i] == SMZ_PART_CONCLUSION && (d->n_stances || d->conclusion.len));
    return n;
}

static struct block *blocks_of(struct picture *p, size_t *n)
{
    const struct smz_digest *d = p->d;
    int h2 = headings_before(d);
    SMZ_VEC(struct block) blocks = {0};

    for (int i = 0; i < d->n_sections; i++) {
        const struct smz_section *s = &d->sections[i];
        int h3 = 0, colour = colour_of(d, s, i);

        h2++;
        for (int k = 0; k < s->n_topics; k++) {
            const struct smz_told *t = &s->topics[k];
            bool titled = t->heading.len && !s->flat;

            h3 += titled;
            SMZ_PUSH(&p->arena, blocks,
                     (struct block){.from = place(p, t->first_sentence),
                                    .to = place(p, t->end_sentence),
                                    .heading = titled ? t->heading : s->heading,
                                    .h2 = h2,
                                    .h3 = titled ? h3 : 0,
                                    .colour = colour});
        }
    }
    *n = blocks.len;
    if (blocks.len)
        qsort(blocks.at, blocks.len, sizeof(*blocks.at), by_from);
    return blocks.at;
}

static void put_block(struct picture *p, const struct block *b, double to)
{
    char id[40];
    struct smz_buf z;

    smz_buf_init(&z, sizeof(id));
    smz_buf_printf(&z, b->h3 ? "s%d-%d" : "s%d", b->h2, b->h3);
    smz_buf_printf(p->out,
                   "<li class=\"k%d\" style=\"inset-inline-start:%.1f%%;width:%.1f%%\">"
                   "<a href=\"#%s\" title=\"",
                   b->colour, b->from / 10, (to - b->from) / 10, z.ptr);
    smz_buf_release(&z);
    render_escape_html(b->heading, p->out);
    put(p, "\">");
    render_escape_html(b->heading, p->out);
    put(p, "</a></li>\n");
}

/* Blocks do not lie on one another: each ends where the next begins. */
static void put_blocks(struct picture *p)
{
    enum { LEAST = 5 };
    size_t n;
    struct block *blocks = blocks_of(p, &n);

    put(p, "<div class=\"lane\"><span>");
    put(p, smz_lang_phrase(p->d->lang, "topics"));
    put(p, "</span><ol>\n");
    for (size_t i = 0; i < n; i++) {
        double to = blocks[i].to;

        if (i + 1 < n && to > blocks[i + 1].from)
            to = blocks[i + 1].from;
        if (to < blocks[i].from + LEAST)
            to = blocks[i].from + LEAST;
        if (to > WIDTH) {
            blocks[i].from -= to - WIDTH;
            to = WIDTH;
        }
        put_block(p, &blocks[i], to);
    }
    put(p, "</ol></div>\n");
}

static void put_axis(struct picture *p)
{
    smz_ms end = p->d->outline->text->transcript->end;

    if (!p->timed)
        return;
    put(p, "<div class=\"lane\" aria-hidden=\"true\"><span></span><div class=\"axis\">");
    for (int i = 0; i <= TICKS; i++) {
        put(p, "<span>");
        smz_render_time(end * i / TICKS, p->out);
        put(p, "</span>");
    }
    put(p, "</div></div>\n");
}

/* ---- speakers */

/* A person's stretches, those nearer than a unit as one. */
static void put_talk(struct picture *p, int person)
{
    const struct smz_outline *o = p->d->outline;
    const struct smz_text *text = o->text;
    double from = -1, to = -1;

    put(p, "<path d=\"");
    for (int i = 0; i <= text->transcript->n_turns; i++) {
        bool end = i == text->transcript->n_turns;

        if (!end && o->person_of[i] != person)
            continue;
        if (end || from < 0 || p->at[text->first_sentence[i]] > to + 1) {
            if (from >= 0)
                smz_buf_printf(p->out, "M%.0f 0h%.0fv10h-%.0fz", from,
                               to - from < 1 ? 1 : to - from,
                               to - from < 1 ? 1 : to - from);
            from = end ? -1 : p->at[text->first_sentence[i]];
        }
        if (!end)
            to = p->at[text->first_sentence[i + 1]];
    }
    put(p, "\"/>");
}

static void put_lanes(struct picture *p)
{
    const struct smz_outline *o = p->d->outline;
    int people[LANES], n = lanes_of(o, people);

    for (int i = 0; i < n; i++) {
        smz_str name = o->people[people[i]].name;

        smz_buf_printf(p->out, "<div class=\"lane k%d\"><span>", i);
        render_escape_html(name, p->out);
        put(p, "</span><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
               "role=\"img\" aria-label=\"");
        render_escape_html(name, p->out);
        smz_buf_printf(p->out, ": %.0f %%\">", render_person_share(o, people[i]) * 100);
        put_talk(p, people[i]);
        put(p, "</svg></div>\n");
    }
}

void render_timeline(const struct smz_digest *digest, struct smz_buf *out)
{
    struct picture p = {.d = digest, .out = out};

    if (digest->outline->text->n_sentences == 0 || digest->n_sections == 0)
        return;
    smz_arena_init(&p.arena);
    place_sentences(&p);
    put(&p, "<nav aria-label=\"");
    put(&p, smz_lang_phrase(digest->lang, "timeline"));
    put(&p, "\">\n");
    put_blocks(&p);
    put_axis(&p);
    put_lanes(&p);
    put(&p, "</nav>\n");
    smz_arena_release(&p.arena);
}
