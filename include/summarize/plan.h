/*
 * PLAN: outline -> requests: what is to be asked of an engine, in which order and
 * for how many words. Knows budgets, nothing of networks.
 */
#ifndef SUMMARIZE_PLAN_H
#define SUMMARIZE_PLAN_H

#include "summarize/segment.h"

enum smz_by { SMZ_BY_AUTO, SMZ_BY_SPEAKER, SMZ_BY_TOPIC, SMZ_BY_TIME };

/* Of a digest: what --sections names. */
enum smz_part {
    SMZ_PART_SUMMARY = 1,
    SMZ_PART_SPEAKERS,
    SMZ_PART_THEMES,
    SMZ_PART_IMPLICATIONS,
    SMZ_PART_CONCLUSION
};
enum { SMZ_MAX_PARTS = 5 };

/* What one engine can carry; all in tokens. */
struct smz_limits {
    int context;    /* window of the model: instructions, transcript and answer */
    int output;     /* most that one answer may have */
    bool has_model; /* without one a segment is one chunk, whatever its size */
};

/* What the user asked of the digest. */
struct smz_wish {
    int words; /* 0: one in twelve, 300 to 6,000 */
    enum smz_by by;
    const char *lang;                   /* of the digest; NULL: that of the transcript */
    const char *title;                  /* or NULL */
    const char *link;                   /* or NULL */
    enum smz_part parts[SMZ_MAX_PARTS]; /* in order; n_parts 0: automatic */
    int n_parts;
    bool points_only; /* no headings, quotes or frame: the words are all for points */
    bool strict;      /* drop points with numbers or names that the cited turns lack */
};

enum smz_request_kind {
    SMZ_REQUEST_WRITE,    /* a chunk -> topics with points and quotes */
    SMZ_REQUEST_EDIT,     /* a segment's headings -> merges, renames, order, drops */
    SMZ_REQUEST_RELATE,   /* all topics -> summary, themes, implications, conclusion */
    SMZ_REQUEST_CONDENSE, /* topics already told -> fewer words */
    SMZ_REQUEST_SINGLE,   /* write and relate in one */
    SMZ_REQUEST_EXTEND    /* a chunk and what was told of it -> further points */
};

/* Whole turns (a longer one cut at sentences) that one request carries. */
struct smz_chunk {
    int segment; /* -1: the chunk is the whole transcript (SINGLE) */
    int first_sentence, end_sentence;
    int lead_in; /* sentence from which context is repeated; == first_sentence for none */
    int first_turn, last_turn;
    int first_topic, end_topic; /* topics that it touches */
    int tokens;                 /* estimate, of its own sentences */
    size_t words;
};

struct smz_request {
    int id; /* its place in plan.requests */
    enum smz_request_kind kind;
    int segment;               /* or -1 */
    int chunk;                 /* or -1 */
    int words;                 /* that the answer may have */
    int topics;                /* about how many topics to write */
    int tokens_in, tokens_out; /* estimates */
    const int *needs;          /* requests whose answers it is made from */
    int n_needs;
    int untold_first, untold_end; /* EXTEND: sentences that nothing tells of, if any */
};

struct smz_plan {
    const struct smz_outline *outline;
    const struct smz_wish *wish;
    int words;                /* the target, resolved */
    const int *segment_words; /* share of each segment; 0: left out (ads) */
    const struct smz_chunk *chunks;
    int n_chunks;
    const struct smz_request *requests; /* what a request needs stands before it */
    int n_requests;
};

/*
 * Shares the words among segments (square root of what was said, with a floor),
 * cuts chunks and lists requests. `limits` are the engine's. Everything comes from
 * `run`. Cannot fail: a window that is too small gives chunks of one sentence.
 */
void smz_plan_make(const struct smz_outline *outline, const struct smz_wish *wish,
                   const struct smz_limits *limits, struct smz_arena *run,
                   struct smz_plan *out);

/* "write", "edit"…: as prompts, schemas and the JSON call it. */
const char *smz_request_name(enum smz_request_kind kind);

/* Tokens that a model will make of s: an estimate, on the high side. */
int smz_tokens(smz_str s);
/* Tokens that an answer of so many words takes, its JSON and citations included. */
int smz_answer_tokens(int words);

/* One word in twelve, from 300 to 6,000; of a short talk never over a third of it. */
int smz_default_words(size_t transcript_words);

#endif
