/* The digest as CommonMark. What it says in words, render_fit counts. */
#include "render/inside.h"

struct writer {
    const struct smz_digest *d;
    struct smz_buf *out;
};

static void text(struct writer *w, smz_str s)
{
    render_escape(s, false, w->out);
}

static void put(struct writer *w, const char *z)
{
    smz_buf_add(w->out, smz_str_of(z));
}

/* A time, as a link to it where there is something to link to. */
static void put_time(struct writer *w, smz_ms time)
{
    bool link = w->d->link.len > 0;

    put(w, link ? "[" : "");
    smz_render_time(time, w->out);
    if (link) {
        put(w, "](");
        render_link(w->d->link, time, w->out);
        put(w, ")");
    }
}

static void put_time_behind(struct writer *w, smz_ms time)
{
    if (time < 0)
        return;
    put(w, " (");
    put_time(w, time);
    put(w, ")");
}

static void heading(struct writer *w, int level, smz_str s, smz_ms start, smz_ms end)
{
    put(w, w->out->len ? "\n" : "");
    for (int i = 0; i < level; i++)
        put(w, "#");
    put(w, " ");
    text(w, s);
    if (start >= 0) {
        put(w, " (");
        put_time(w, start);
        if (end >= 0) {
            put(w, "–");
            put_time(w, end);
        }
        put(w, ")");
    }
    put(w, "\n");
}

static void paragraph(struct writer *w, smz_str s)
{
    if (!s.len)
        return;
    put(w, "\n");
    render_escape(s, true, w->out);
    put(w, "\n");
}

static void point(struct writer *w, const struct smz_section *section,
                  const struct smz_point *p)
{
    int speaker = render_point_speaker(w->d, section, p);
    bool bold = speaker >= 0 || p->lead.len;

    put(w, bold ? "- **" : "- ");
    if (speaker >= 0) {
        text(w, render_name(w->d->outline, speaker));
        put(w, p->lead.len ? ": " : ":");
    }
    if (p->lead.len) {
        text(w, p->lead);
        put(w, smz_str_ends(p->lead, SMZ_S("?")) || smz_str_ends(p->lead, SMZ_S("!"))
                   ? ""
                   : ".");
    }
    put(w, bold ? "** " : "");
    render_escape(p->text, !bold, w->out);
    put_time_behind(w, p->time);
    put(w, "\n");
}

static void points(struct writer *w, const struct smz_section *section,
                   const struct smz_point *list, int n)
{
    put(w, n ? "\n" : "");
    for (int i = 0; i < n; i++)
        point(w, section, &list[i]);
}

static void quote(struct writer *w, const struct smz_quote *q)
{
    bool named = render_speaker(w->d, NULL, q->speaker) >= 0;

    put(w, "\n> ");
    render_escape(q->text, true, w->out);
    put(w, "\n");
    if (!named && q->time < 0)
        return;
    put(w, ">\n> — ");
    if (named)
        text(w, render_name(w->d->outline, q->speaker));
    put(w, named && q->time >= 0 ? ", " : "");
    if (q->time >= 0)
        put_time(w, q->time);
    put(w, "\n");
}

static void topic(struct writer *w, const struct smz_section *section,
                  const struct smz_told *t)
{
    if (t->heading.len && !section->flat)
        heading(w, 3, t->heading, t->time, SMZ_MS_NONE);
    paragraph(w, t->prose);
    points(w, section, t->points, t->n_points);
    for (int i = 0; i < t->n_quotes; i++)
        quote(w, &t->quotes[i]);
}

static void sections(struct writer *w)
{
    for (int i = 0; i < w->d->n_sections; i++) {
        const struct smz_section *s = &w->d->sections[i];

        heading(w, 2, s->heading, s->start, s->end);
        for (int k = 0; k < s->n_topics; k++)
            topic(w, s, &s->topics[k]);
    }
}

static void part_heading(struct writer *w, enum smz_part part)
{
    heading(w, 2, render_part_heading(w->d, part), SMZ_MS_NONE, SMZ_MS_NONE);
}

static void themes(struct writer *w)
{
    if (w->d->n_themes)
        part_heading(w, SMZ_PART_THEMES);
    for (int i = 0; i < w->d->n_themes; i++) {
        const struct smz_theme *t = &w->d->themes[i];

        heading(w, 3, t->heading, SMZ_MS_NONE, SMZ_MS_NONE);
        paragraph(w, t->prose);
        points(w, NULL, t->points, t->n_points);
    }
}

static void implications(struct writer *w)
{
    if (w->d->n_implications)
        part_heading(w, SMZ_PART_IMPLICATIONS);
    points(w, NULL, w->d->implications, w->d->n_implications);
}

static void conclusion(struct writer *w)
{
    const struct smz_digest *d = w->d;

    if (d->n_stances || d->conclusion.len)
        part_heading(w, SMZ_PART_CONCLUSION);
    for (int i = 0; i < d->n_stances; i++) {
        put(w, "\n**");
        text(w, d->outline->people[d->stances[i].person].name);
        put(w, ":** ");
        text(w, d->stances[i].text);
        put(w, "\n");
    }
    paragraph(w, d->conclusion);
}

/* Under the title it needs none. */
static void summary(struct writer *w)
{
    if (w->d->parts[0] != SMZ_PART_SUMMARY && w->d->summary.len)
        part_heading(w, SMZ_PART_SUMMARY);
    paragraph(w, w->d->summary);
}

static void top(struct writer *w)
{
    heading(w, 1, w->d->title, SMZ_MS_NONE, SMZ_MS_NONE);
    put(w, "\n*");
    render_meta(w->d, true, w->out);
    put(w, "*\n");
}

void render_markdown(const struct smz_digest *digest, struct smz_buf *out)
{
    static void (*const parts[])(struct writer *) = {
        [SMZ_PART_SUMMARY] = summary,       [SMZ_PART_SPEAKERS] = sections,
        [SMZ_PART_THEMES] = themes,         [SMZ_PART_IMPLICATIONS] = implications,
        [SMZ_PART_CONCLUSION] = conclusion,
    };
    struct smz_buf whole;
    struct writer w = {digest, &whole};

    smz_buf_init(&whole, 0);
    top(&w);
    for (int i = 0; i < digest->n_parts; i++)
        parts[digest->parts[i]](&w);
    smz_buf_add(out, smz_buf_str(&whole));
    out->full = out->full || whole.full;
    smz_buf_release(&whole);
}
