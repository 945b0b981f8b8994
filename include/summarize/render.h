/*
 * RENDER: digest -> bytes. One row a format; each a pure function of the digest.
 */
#ifndef SUMMARIZE_RENDER_H
#define SUMMARIZE_RENDER_H

#include "base/buf.h"
#include "summarize/digest.h"

struct smz_renderer {
    const char *name;      /* "md" */
    const char *extension; /* of its files */
    void (*render)(const struct smz_digest *digest, struct smz_buf *out);
    bool points_only; /* what smz_wish should say for it */
    bool alone;       /* two of them in one stream are not one */
};

/* By name, in any case; NULL where there is none. */
const struct smz_renderer *smz_renderer_find(const char *name);
/* The i-th row; NULL behind the last. */
const struct smz_renderer *smz_renderer_at(size_t i);

/*
 * Markdown as smz_renderer "md" writes it, for a terminal: headings bold, quotes dim,
 * marks and links' addresses gone.
 */
void smz_render_ansi(smz_str markdown, struct smz_buf *out);

/* What --dry-run prints: the outline and the plan, as text or as one JSON object. */
void smz_render_plan(const struct smz_plan *plan, const struct smz_limits *limits,
                     bool json, struct smz_buf *out);

/*
 * The transcript as it was read, as "md", "json", "vtt", "srt" or "txt". Read back, it
 * has the same turns: voices, starts and texts. JSON keeps all else, too; the others
 * neither ends of turns nor times within a text, and captions no chapters. SubRip has no
 * place for what is known of a turn, so that there paragraphs are joined, a turn without
 * a time has that of the one before, and what it says before a colon is a label only if
 * it looks like one in that file. SMZ_EUSAGE for another format, SMZ_EDATA for captions
 * of a transcript without times.
 */
enum smz_code smz_extract(const struct smz_transcript *transcript, const char *format,
                          struct smz_buf *out, struct smz_err *err);

/* The i-th of these formats; NULL behind the last. */
const char *smz_extract_format_at(size_t i);

/* Times are HH:MM:SS; hours grow past 99. */
void smz_render_time(smz_ms ms, struct smz_buf *out);

#endif
