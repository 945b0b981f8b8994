/* Inside RENDER: the units that a digest of a given length is chosen from. */
#ifndef SMZ_RENDER_FIT_H
#define SMZ_RENDER_FIT_H

#include "render/inside.h"

enum fit_what { FIT_POINT, FIT_QUOTE, FIT_SENTENCE, FIT_STANCE };

struct fit_unit {
    enum fit_what what;
    int group;
    int index;  /* of the point, quote or stance; bytes up to a sentence's end */
    int after;  /* unit without which it makes no sense, or -1 */
    int cost;   /* words */
    int person; /* that it names in bold, or -1 */
    double weight, key;
    bool spare;    /* taken only where nothing else fills the digest */
    bool promised; /* it alone tells what the heading over it names */
    bool forced, kept;
};

/* A topic, a theme, or what stands in a part without a heading of its own. */
struct fit_group {
    int head;
    int cost;     /* of its heading */
    double share; /* words that it deserves */
    int first, n; /* its units */
    int bundle;   /* units that it opens with */
    int kept;
    struct smz_told *topic;  /* or NULL */
    struct smz_theme *theme; /* or NULL */
    enum smz_part part;
};

/* An H2: section i of the digest, or behind them a part. */
struct fit_head {
    int cost;
    double share;
    bool must; /* a person's */
    int best;  /* its group with the largest share, or -1 */
    int open;  /* groups */
};

struct fit {
    struct smz_digest *digest;
    const struct smz_plan *plan;
    struct smz_arena *run;
    int target;
    int base;    /* words of title and meta line */
    int mention; /* words that the first quote adds to the meta line */
    int quotes;  /* that are kept */
    int words;   /* of base and what is kept */
    SMZ_VEC(struct fit_unit) units;
    SMZ_VEC(struct fit_group) groups;
    struct fit_head *heads;
    int n_heads;
};

/* Words of a digest from which what is told is whole prose or none, and its summary sure.
 */
enum { FIT_WHOLE_TARGET = 250 };

static inline int fit_words(smz_str s)
{
    return (int)smz_count_words(s);
}

/* ---- units.c */

/* Cuts the digest into units with costs and keys. */
void fit_units(struct fit *f);
/* A group of units, which are added behind it until the next. */
struct fit_group *fit_add_group(struct fit *f, struct fit_group group);
/* Adds a unit to the last group; its number. */
int fit_add_unit(struct fit *f, struct fit_unit unit);
/* A point, number `index` of its list, in a section or (NULL) a part. */
struct fit_unit *fit_add_point(struct fit *f, const struct smz_section *section,
                               const struct smz_point *p, int index);

/* The sentences of a text, each after the one before it. */
struct fit_sentences {
    const struct fit *f;
    smz_str text;
    size_t at;
    int last; /* unit */
};

void fit_add_sentences(struct fit *f, struct fit_sentences *s, int n);
/* Keys of the last group's units, in the order in which they were added. */
void fit_set_keys(struct fit *f, double mean_weight);

/* ---- parts.c */

/* Of the words: what a part deserves where it has something to say. */
double fit_part_share(const struct fit *f, enum smz_part part);
void fit_add_parts(struct fit *f);

/* Words of the title and the line under it. */
int fit_top_words(const struct smz_digest *digest);
/*
 * heard.c: in a digest with room, forces a unit for each tenth of the talk and for each
 * person with much to say of whom no unit is kept; true if there was any.
 */
bool fit_hear(struct fit *f);
/*
 * promised.c: for each point of a topic whether it tells what the heading names, and
 * neither the prose nor another point does; none where the prose tells nothing.
 */
bool *fit_promised(const struct fit *f, const struct smz_told *topic);
/* Leaves only the kept units in the digest. */
void fit_apply(struct fit *f);

#endif
