/* The parts of one episode -> one transcript. */
#include "base/table.h"
#include "summarize/read.h"

struct joiner {
    struct smz_arena *run;
    struct smz_transcript *out;
    SMZ_VEC(struct smz_turn) turns;
    SMZ_VEC(struct smz_speaker) speakers;
    struct smz_table by_label; /* into speakers */
    SMZ_VEC(struct smz_chapter) chapters;
    SMZ_VEC(smz_str) named;
    bool timed;   /* all parts so far have times */
    smz_ms shift; /* added to those of the part that is joined */
};

static smz_ms shifted(const struct joiner *j, smz_ms t)
{
    return t == SMZ_MS_NONE || !j->timed ? SMZ_MS_NONE : t + j->shift;
}

static int speaker_of(struct joiner *j, const struct smz_speaker *s)
{
    struct smz_entry *e = smz_table_put(&j->by_label, s->label);

    if (e->value == SMZ_ENTRY_NEW) {
        e->value = (uint32_t)j->speakers.len;
        SMZ_PUSH(j->run, j->speakers, *s);
    }
    return (int)e->value;
}

static void join_turns(struct joiner *j, const struct smz_transcript *part)
{
    int *to = SMZ_NEW(j->run, int, part->n_speakers);

    for (int i = 0; i < part->n_speakers; i++)
        to[i] = speaker_of(j, &part->speakers[i]);
    for (int i = 0; i < part->n_turns; i++) {
        struct smz_turn t = part->turns[i];
        struct smz_anchor *anchors = SMZ_NEW(j->run, struct smz_anchor, t.n_anchors);

        for (int k = 0; k < t.n_anchors; k++)
            anchors[k] =
                (struct smz_anchor){t.anchors[k].at, shifted(j, t.anchors[k].time)};
        t.speaker = t.speaker == SMZ_NOBODY ? SMZ_NOBODY : to[t.speaker];
        t.start = shifted(j, t.start);
        t.end = shifted(j, t.end);
        t.anchors = anchors;
        t.n_anchors = j->timed ? t.n_anchors : 0;
        SMZ_PUSH(j->run, j->turns, t);
    }
}

static void join_chapters(struct joiner *j, const struct smz_transcript *part, int turns)
{
    for (int i = 0; i < part->n_chapters; i++) {
        struct smz_chapter c = part->chapters[i];

        c.start = shifted(j, c.start);
        c.first_turn = c.first_turn < 0 ? c.first_turn : c.first_turn + turns;
        if (c.first_turn >= 0 || c.start != SMZ_MS_NONE)
            SMZ_PUSH(j->run, j->chapters, c);
    }
}

/* Where the times of a part go on from: some tools number the parts through. */
static smz_ms shift_of(const struct smz_transcript *part, smz_ms end)
{
    for (int i = 0; i < part->n_turns; i++)
        if (part->turns[i].start != SMZ_MS_NONE)
            return part->turns[i].start >= end ? 0 : end;
    return end;
}

static void join_part(struct joiner *j, const struct smz_transcript *part)
{
    struct smz_transcript *out = j->out;
    int turns = (int)j->turns.len;

    j->timed = j->timed && part->end != SMZ_MS_NONE;
    j->shift = j->timed && turns ? shift_of(part, out->end) : 0;
    join_turns(j, part);
    join_chapters(j, part, turns);
    for (int i = 0; i < part->n_named; i++)
        SMZ_PUSH(j->run, j->named, part->named[i]);
    if (!out->title.len)
        out->title = part->title;
    if (!out->date.len)
        out->date = part->date;
    if (!out->language.len)
        out->language = part->language;
    out->words += part->words;
    out->skipped += part->skipped;
    out->end = shifted(j, part->end);
}

void smz_join(const struct smz_transcript *parts, int n, struct smz_arena *run,
              struct smz_transcript *out)
{
    struct smz_transcript t = parts[0];
    struct joiner j = {.run = run, .out = &t, .timed = true};

    smz_table_init(&j.by_label, run);
    t.words = t.skipped = 0;
    if (n > 1)
        t.link = SMZ_S(""); /* it is that of one part */
    for (int i = 0; i < n; i++)
        join_part(&j, &parts[i]);
    t.turns = j.turns.at;
    t.n_turns = (int)j.turns.len;
    t.speakers = j.speakers.at;
    t.n_speakers = (int)j.speakers.len;
    t.chapters = j.chapters.at;
    t.n_chapters = (int)j.chapters.len;
    t.named = j.named.at;
    t.n_named = (int)j.named.len;
    *out = t;
}
