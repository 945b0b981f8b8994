/*
 * Between the files of the segmenter: what each step finds and the next uses.
 * All memory comes from `run`.
 */
#ifndef SMZ_SEGMENT_OUTLINER_H
#define SMZ_SEGMENT_OUTLINER_H

#include "segment/cues.h"
#include "summarize/segment.h"

struct outliner {
    const struct smz_text *text;
    const struct smz_transcript *t;
    const struct smz_segment_options *options;
    struct smz_arena *run;
    struct smz_arena scratch; /* of what nobody asks for once there are topics */
    struct smz_notes *notes;
    const struct cues *cues;

    struct smz_person *people;
    int n_people;
    int *person_of;            /* of each turn */
    int *person_of_speaker;    /* of each label; SMZ_NOBODY where it never talks */
    int *words;                /* of each turn */
    SMZ_VEC(smz_str) expected; /* names that --speakers gives and no label has */
    char *stated; /* of each person: 'h', 'g' or 'o' where the file or an option says the
                     role */
    double *steers; /* of each person: 0..1, how much they lead the talk */
    double *asks;   /* of each person: questions and transitions to a turn */

    /* Of each sentence, the chapter that it begins, or NULL. */
    const struct smz_chapter **chapter_of;

    SMZ_VEC(struct smz_segment) segments;
    SMZ_VEC(struct smz_topic) topics;
};

/* The first token of a sentence; behind the last sentence, the number of tokens. */
uint32_t outline_first_token(const struct smz_text *text, int sentence);

/* people.c: who is who. SMZ_EUSAGE where an option names nobody. */
enum smz_code outline_people(struct outliner *o, struct smz_err *err);

/* naming.c: names for those whom the file does not name, from what is said. */
void outline_naming(struct outliner *o);

/* chapters.c: the sentences with which the file's own chapters begin. */
void outline_chapters(struct outliner *o);

/* roles.c: hosts, guests, participants, others. */
void outline_roles(struct outliner *o);
/* Is this person one of the hosts? SMZ_NOBODY is not. */
bool outline_is_host(const struct outliner *o, int person);

/* guests.c: whose conversation is where; needs roles, may change them. */
void outline_segments(struct outliner *o);

/* topics.c: what each segment is about. */
void outline_topics(struct outliner *o);

#endif
