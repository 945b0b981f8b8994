/*
 * The digest: all that is rendered, in order. ASSEMBLE makes it from checked
 * answers; RENDER writes it out and adds nothing.
 */
#ifndef SUMMARIZE_DIGEST_H
#define SUMMARIZE_DIGEST_H

#include "summarize/verify.h"

/* An H2 about a stretch of talk, or about a person in a panel. */
struct smz_section {
    smz_str heading;   /* a name, or a topic's heading */
    smz_ms start, end; /* span behind a name; SMZ_MS_NONE: none is shown */
    int segment;       /* or -1 */
    int person;        /* or -1 */
    bool flat;         /* the section is itself one topic: its heading is the H2, no H3 */
    struct smz_told *topics;
    int n_topics;
};

struct smz_digest {
    const struct smz_outline *outline;
    const struct smz_lang *lang; /* of the program's own words */
    smz_str title;
    smz_str link; /* or empty */
    enum smz_part parts[SMZ_MAX_PARTS];
    int n_parts;
    smz_str summary;
    struct smz_section *sections;
    int n_sections;
    struct smz_theme *themes;
    int n_themes;
    struct smz_point *implications;
    int n_implications;
    struct smz_stance *stances;
    int n_stances;
    smz_str conclusion;
    bool bold_names; /* under the title, where not everybody has a section */
    int target;      /* words asked for */
    int words;       /* words it has, all that a reader sees, headings and times too */
    int quotes;
    struct smz_run run;
    struct smz_checks checks;
    const struct smz_notes *notes;
};

/*
 * Orders, merges and trims checked answers into a digest of plan->words words,
 * within 5 % where there is enough to say. Never cuts a sentence.
 */
void smz_assemble(const struct smz_plan *plan, struct smz_answers *answers,
                  const struct smz_checks *checks, struct smz_notes *notes,
                  struct smz_arena *run, struct smz_digest *out);

#endif
