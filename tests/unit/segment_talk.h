/* Conversations in memory for the tests of the segmenter. */
#ifndef TESTS_UNIT_SEGMENT_TALK_H
#define TESTS_UNIT_SEGMENT_TALK_H

#include <string.h>

#include "summarize/segment.h"
#include "unit.h"

struct talk {
    struct smz_arena run;
    struct smz_notes notes;
    SMZ_VEC(struct smz_turn) turns;
    SMZ_VEC(struct smz_speaker) speakers;
    SMZ_VEC(struct smz_chapter) chapters;
    struct smz_transcript transcript;
    struct smz_text text;
    struct smz_outline outline;
    struct smz_segment_options options;
    struct smz_err err;
    const char *lang; /* NULL: English */
};

static inline void talk_begin(struct talk *t)
{
    memset(t, 0, sizeof(*t));
    smz_arena_init(&t->run);
    smz_notes_init(&t->notes, &t->run);
    t->transcript.end = SMZ_MS_NONE;
}

static inline int talk_speaker(struct talk *t, const char *label)
{
    struct smz_speaker s = {.label = smz_str_of(label)};

    for (size_t i = 0; i < t->speakers.len; i++)
        if (smz_str_eq(t->speakers.at[i].label, s.label))
            return (int)i;
    s.made_up = smz_str_starts(s.label, SMZ_S("SPEAKER_")) ||
                smz_str_starts(s.label, SMZ_S("Speaker "));
    SMZ_PUSH(&t->run, t->speakers, s);
    return (int)t->speakers.len - 1;
}

/* One turn; label NULL is nobody. */
static inline void talk_say(struct talk *t, const char *label, const char *text)
{
    struct smz_turn turn = {.start = SMZ_MS_NONE, .end = SMZ_MS_NONE};

    turn.speaker = label ? talk_speaker(t, label) : SMZ_NOBODY;
    turn.text = smz_str_of(text);
    t->transcript.words += smz_count_words(turn.text);
    SMZ_PUSH(&t->run, t->turns, turn);
}

/* n exchanges of a question by `host` and an answer by `guest` about `thing`. */
static inline void talk_interview(struct talk *t, const char *host, const char *guest,
                                  const char *thing, int n)
{
    for (int i = 0; i < n; i++) {
        smz_str q =
            smz_arena_printf(&t->run, "What is it about the %s that you like?", thing);
        smz_str a = smz_arena_printf(
            &t->run,
            "The %s is what we built first, and then another %s came. People use the %s "
            "every day, which surprised us a great deal back then.",
            thing, thing, thing);

        talk_say(t, host, q.ptr);
        talk_say(t, guest, a.ptr);
    }
}

static inline enum smz_code talk_segment(struct talk *t)
{
    t->transcript.turns = t->turns.at;
    t->transcript.n_turns = (int)t->turns.len;
    t->transcript.speakers = t->speakers.at;
    t->transcript.n_speakers = (int)t->speakers.len;
    t->transcript.chapters = t->chapters.at;
    t->transcript.n_chapters = (int)t->chapters.len;
    smz_text_make(&t->transcript, t->lang ? t->lang : "en", &t->run, &t->text);
    return smz_segment(&t->text, &t->options, &t->run, &t->notes, &t->outline, &t->err);
}

static inline void talk_end(struct talk *t)
{
    smz_arena_release(&t->run);
}

/* The person of a name, or NULL. */
static inline const struct smz_person *talk_person(const struct talk *t, const char *name)
{
    for (int i = 0; i < t->outline.n_people; i++)
        if (smz_str_eq(t->outline.people[i].name, smz_str_of(name)))
            return &t->outline.people[i];
    return NULL;
}

static inline void talk_expect(const struct talk *t, const char *name, enum smz_role role)
{
    const struct smz_person *p = talk_person(t, name);

    if (!p)
        fail_msg("nobody is '%s'", name);
    else if (p->role != role)
        fail_msg("%s is %s, not %s", name, smz_role_name(p->role), smz_role_name(role));
}

#endif
