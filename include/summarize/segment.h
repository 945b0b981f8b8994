/*
 * SEGMENT: transcript -> outline: who is who, whose conversation is where, and
 * what about. Knows nothing of engines.
 */
#ifndef SUMMARIZE_SEGMENT_H
#define SUMMARIZE_SEGMENT_H

#include "summarize/text.h"

enum smz_role {
    SMZ_ROLE_OTHER, /* audience, voice of an advertisement, one line in passing */
    SMZ_ROLE_HOST,
    SMZ_ROLE_GUEST,
    SMZ_ROLE_PARTICIPANT /* of a panel or meeting */
};

/* A person: one or more labels of the transcript that are the same voice. */
struct smz_person {
    smz_str label; /* the one used most */
    smz_str name;  /* the fullest known; the label where nothing better is */
    enum smz_role role;
    /* "label", "variant", "contents", "introduction", "address" or "option" */
    const char *found;
    double confidence; /* 0..1, of the name */
    bool inferred;     /* the name or the turns are worked out, not given by the file */
    bool made_up;      /* still without a name: SPEAKER_00 */
    size_t words;
    smz_ms talk; /* milliseconds of talk; SMZ_MS_NONE without times */
    int turns, first_turn, last_turn;
};

enum smz_segment_kind {
    SMZ_SEGMENT_GUEST,    /* hosts with one guest, or a group of guests */
    SMZ_SEGMENT_PANEL,    /* several people throughout: a meeting, a debate, a hearing */
    SMZ_SEGMENT_SOLO,     /* one voice */
    SMZ_SEGMENT_TALK,     /* without speakers */
    SMZ_SEGMENT_TEASER,   /* cold open: clips of what comes */
    SMZ_SEGMENT_PREAMBLE, /* the host alone before the first conversation */
    SMZ_SEGMENT_OUTRO,
    SMZ_SEGMENT_AD
};

/* Sentences [first_sentence, end_sentence), whole topics. */
struct smz_segment {
    enum smz_segment_kind kind;
    const int *people; /* whose it is (the guests; all of a panel), main ones first */
    int n_people;
    int first_sentence, end_sentence;
    int first_turn, last_turn; /* both included; a turn may be shared by neighbours */
    int first_topic, n_topics;
    smz_ms start, end; /* SMZ_MS_NONE without times */
    size_t words;
};

enum smz_border {
    SMZ_BORDER_START,
    SMZ_BORDER_CHAPTER,
    SMZ_BORDER_CUE,
    SMZ_BORDER_COHESION
};

struct smz_topic {
    int segment;
    int first_sentence, end_sentence;
    int first_turn, last_turn; /* both included */
    enum smz_border border;    /* how its beginning was found */
    smz_str heading; /* the chapter's title, or one of its own words; sentence case */
    bool chapter;    /* heading is the file's own */
    smz_ms start, end;
    size_t words;
};

struct smz_outline {
    const struct smz_text *text; /* and through it the transcript */
    const int *person_of;        /* of each turn; SMZ_NOBODY */
    const struct smz_person *people;
    int n_people;
    const struct smz_segment *segments; /* all of the transcript, in order, no gap */
    int n_segments;
    const struct smz_topic *topics; /* all of the transcript, in order, no gap */
    int n_topics;
};

struct smz_segment_options {
    const char *host;          /* --host NAME[,NAME]: or NULL */
    const char *speakers;      /* --speakers "A (host), B, C": or NULL */
    const char *const *rename; /* --rename FROM=TO, n_rename of them */
    int n_rename;
    int target_words; /* of the digest: more words want more topics; 0: the default */
};

/*
 * Finds people, segments and topics. Everything comes from `run` and points into
 * `text`. n log n in the words. SMZ_EUSAGE where an option names a speaker that
 * the transcript does not have (the reason lists those it has).
 */
enum smz_code smz_segment(const struct smz_text *text,
                          const struct smz_segment_options *options,
                          struct smz_arena *run, struct smz_notes *notes,
                          struct smz_outline *out, struct smz_err *err);

/* Sentences [first_sentence, end_sentence). */
struct smz_stretch {
    int first_sentence, end_sentence;
};

/*
 * A heading for each of n stretches of talk, out of their own words: the phrase or
 * two that it says often and the others do not, two to six words in sentence case,
 * no two alike, no speaker's name alone. Empty where a stretch says nothing. In
 * out[n]; text from `run`. Linear in the words of the stretches.
 */
void smz_headings_make(const struct smz_text *text, const struct smz_person *people,
                       int n_people, const struct smz_stretch *stretches, int n,
                       struct smz_arena *run, smz_str *out);

const char *smz_role_name(enum smz_role role);
const char *smz_segment_kind_name(enum smz_segment_kind kind);
const char *smz_border_name(enum smz_border border);

/*
 * Adds to weight[person], of outline->n_people, what each says in `turns`: words, of one
 * turn 150 at most. A host's count for half: who asks does not tell.
 */
void smz_outline_weigh(const struct smz_outline *outline, const int *turns, int n,
                       double *weight);

/* Whether several guests talk one after the other, and so do not hear each other. */
bool smz_outline_takes_turns(const struct smz_outline *outline);

#endif
