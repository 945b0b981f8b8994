/*
 * XML of captions and transcripts: what its dialects share. A dialect is a row of the
 * table in timedtext.c.
 */
#ifndef SMZ_READ_TIMED_H
#define SMZ_READ_TIMED_H

#include "read/captions.h"
#include "read/xml.h"

/* What a dialect writes to, and what holds for the whole file. */
struct timed {
    struct smz_arena *arena;
    struct read_builder *builder;
    struct read_captions cues;
    double frame_rate, tick_rate; /* TTML */
};

struct timed_dialect {
    const char *name;
    bool (*is)(const struct xml_node *root);
    void (*give)(const struct xml_node *root, struct timed *t);
};

/* Programs of linguists: ELAN, EXMARaLDA (tiers.c); ends with a NULL name. */
extern const struct timed_dialect timed_tiers[];

/* Gives a stretch of speech; nothing where the text is blank. */
void timed_give(struct timed *t, const struct xml_node *node, smz_str text, smz_str voice,
                smz_ms start, smz_ms end);
/* A time in seconds, or in a unit; SMZ_MS_NONE where there is none. */
smz_ms timed_number(smz_str s, double unit);

#endif
