/*
 * Inside RENDER: what assembling and writing share. A "word" is one as a reader
 * counts them (smz_count_words), in all that the Markdown shows.
 */
#ifndef SMZ_RENDER_INSIDE_H
#define SMZ_RENDER_INSIDE_H

#include "render/renderers.h"

/* ---- clean.c: text from models and transcripts as one line of plain text */

/*
 * Without control and invisible characters, runs of emphasis marks and half pairs
 * of quotation marks or brackets; white space as single spaces.
 */
smz_str render_clean(smz_str s, struct smz_arena *run);
/* The same as sentences: a capital at the start, an end mark at the end. */
smz_str render_clean_prose(smz_str s, struct smz_arena *run);
/* The same as what somebody said: "…" where it breaks off. */
smz_str render_clean_quote(smz_str s, struct smz_arena *run);
/* The same as a heading or lead: no end mark but ? and !. */
smz_str render_clean_label(smz_str s, struct smz_arena *run);
/*
 * Takes the quotation marks off runs of five words or more that do not stand word
 * for word in one of the turns: what is marked as a quote is one.
 */
smz_str render_unquote(smz_str s, const struct smz_transcript *transcript,
                       const int *turns, int n_turns, struct smz_arena *run);

/* ---- bag.c */

/* The words of a text that say something, as hashes of their stems. */
struct render_bag {
    uint64_t *words; /* ascending, each once; of a long text the first 96 */
    int n;
    uint64_t facts; /* of numbers and negations: other facts, another claim */
};

/* `all`: stop words count, too. `of`: the talk whose stems it shares. */
struct render_bag render_bag(smz_str text, bool all, const struct smz_text *of,
                             struct smz_arena *run);
bool render_bag_has(const struct render_bag *bag, uint64_t word);
/* A hash of a hash, all of whose bits depend on all of x (splitmix64, Steele 2014). */
uint64_t render_mix(uint64_t x);

/* ---- merge.c: what is told twice */

/* Drops points and quotes that repeat another one nearly word for word. Linear. */
void render_merge_points(struct smz_told *topics, int n, const struct smz_text *of,
                         struct smz_arena *run);
/* Adds what topic b tells to topic a. */
void render_absorb(struct smz_told *a, const struct smz_told *b, struct smz_arena *run);
/*
 * Joins topics of one segment that bear the same heading, in place; the new number.
 */
int render_merge_topics(struct smz_told *topics, int n, const struct smz_text *of,
                        struct smz_arena *run);

/* ---- headings.c */

/* Headings that were given; compared without case, accents and punctuation. */
struct render_headings {
    struct smz_arena *run;
    const struct smz_outline *outline;
    const struct smz_lang *lang; /* of the digest */
    smz_str *at;                 /* open addressing */
    size_t mask, n;
    uint32_t *count; /* of each term of the text; all 0 between uses */
};

void render_headings_init(struct render_headings *h, const struct smz_outline *outline,
                          const struct smz_lang *lang, struct smz_arena *run);
/* Takes a heading as given; false where it was before. */
bool render_headings_take(struct render_headings *h, smz_str heading);
/*
 * Gives a topic a heading that says something and that no other bears: its own, the
 * segmenter's, a point's lead, or its commonest words.
 */
void render_headings_name(struct render_headings *h, struct smz_told *topic);
/*
 * A theme may bear the name of a topic: "About bees". One of a word that could stand over
 * anything gives way to its first point's lead.
 */
smz_str render_headings_theme(struct render_headings *h, smz_str heading,
                              const struct smz_theme *theme);
/* The same for any heading: numbered where it was given before. */
smz_str render_headings_unique(struct render_headings *h, smz_str heading);

/* ---- title.c */

/*
 * "in/2024-11_some-talk.en.vtt" -> "2024-11 some talk": without folders, endings and the
 * mark of a video; words as the talk writes them where the name has no capitals.
 */
smz_str render_title_of_file(const struct smz_text *text, smz_str name,
                             struct smz_arena *run);

/* ---- sections.c */

/* Puts topics (in order of time) into the sections that the wish asks for. */
void render_sections(const struct smz_plan *plan, struct smz_told *topics, int n,
                     struct render_headings *headings, struct smz_arena *run,
                     struct smz_digest *out);
/* Of the words of the talk, 0..1. */
double render_person_share(const struct smz_outline *outline, int person);

/* ---- fit.c */

/*
 * Leaves of a digest what makes it digest->target words; sets ->words and ->quotes.
 * `points_only`: points alone are counted, and the heaviest stay.
 */
void render_fit(struct smz_digest *digest, const struct smz_plan *plan, bool points_only,
                struct smz_arena *run);

/* ---- phrase.c: small pieces that every format shows alike */

bool render_has_part(const struct smz_digest *digest, enum smz_part part);
/* Whether there is anything of a part to be told. */
bool render_is_told(const struct smz_digest *digest, enum smz_part part);
/* The person to name beside a point or quote of a section (NULL: of none), or -1. */
int render_speaker(const struct smz_digest *digest, const struct smz_section *section,
                   int speaker);
/*
 * The person to name before a point, or -1: a point with a lead was written, and
 * names whom it means.
 */
int render_point_speaker(const struct smz_digest *digest,
                         const struct smz_section *section,
                         const struct smz_point *point);
/* A person's name, short enough to stand under a quote. */
smz_str render_name(const struct smz_outline *outline, int person);
/*
 * The line under the title: people, duration, words, quotes. `markdown`: escaped, and
 * with marked people in bold.
 */
void render_meta(const struct smz_digest *digest, bool markdown, struct smz_buf *out);
/* Link to a second: ?t= or &t=, or behind # where the recording wants it so; other marks
 * percent-encoded. Nothing without a link. */
void render_link(smz_str link, smz_ms time, struct smz_buf *out);
/* The heading of a part: "Common themes". */
smz_str render_part_heading(const struct smz_digest *digest, enum smz_part part);

/* ---- escape.c */

/*
 * Text as Markdown that renders to it: marks escaped where they would be taken for
 * marks, at the start of a block (`start`) or inside a line.
 */
void render_escape(smz_str text, bool start, struct smz_buf *out);
/* Text as HTML content or attribute. */
void render_escape_html(smz_str text, struct smz_buf *out);

#endif
