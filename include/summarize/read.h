/*
 * READ: bytes -> transcript. Knows file formats and nothing of what comes after.
 */
#ifndef SUMMARIZE_READ_H
#define SUMMARIZE_READ_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Milliseconds from the start of the recording; SMZ_MS_NONE where none is known. */
typedef int64_t smz_ms;
#define SMZ_MS_NONE ((smz_ms)-1)

#define SMZ_NOBODY (-1) /* the speaker of a turn that has none */

/* From byte `at` of a turn's text on, `time` is the last time that the file gives. */
struct smz_anchor {
    uint32_t at;
    smz_ms time;
};

/*
 * A stretch of talk by one voice. Each label in a text opens a turn, also where
 * it repeats the one before; neighbouring cues of one voice are joined.
 */
struct smz_turn {
    int speaker;       /* index into transcript.speakers, or SMZ_NOBODY */
    int line;          /* of the source, from 1; 0 where the format has no lines */
    bool change;       /* a mark (">>", "- ") says that another voice begins here */
    smz_ms start, end; /* SMZ_MS_NONE where the file gives none; end is never < start */
    smz_str text;      /* valid UTF-8, trimmed, not empty; paragraphs parted by one LF */
    const struct smz_anchor *anchors; /* ascending in `at`; the first is at the start */
    int n_anchors;                    /* 0 in a transcript without times */
};

/* A voice as the file names it. Joining variants of one name is the segmenter's. */
struct smz_speaker {
    smz_str label; /* as first written, marks and colon removed: "Lex", "SPEAKER_00" */
    smz_str name;  /* a fuller name that the file itself gives for it, or empty */
    smz_str role;  /* "host" and the like where the file says it, or empty */
    bool made_up;  /* no name but a mark of the format: SPEAKER_00, Speaker 1, A, Q */
};

/* An entry of a table of contents, or a heading between turns. */
struct smz_chapter {
    smz_str title;
    smz_ms start;   /* or SMZ_MS_NONE */
    int first_turn; /* of what it is the title of; -1 where only a time is known */
    int level;      /* 1 for the coarsest */
};

struct smz_transcript {
    smz_str name;     /* of the input: a file name, "-" or a URL */
    smz_str format;   /* the row that read it: "vtt" */
    smz_str encoding; /* of the bytes: "UTF-8", "UTF-16LE", "windows-1252" */
    smz_str title;    /* of the episode, from the file itself, or empty */
    smz_str date;     /* as the file writes it, or empty */
    smz_str link;     /* of a video or audio file that takes ?t=SECONDS, or empty */
    smz_str language; /* ISO 639 code that the file states ("en"), or empty */
    smz_str intro;    /* before the first turn, and nobody's speech; or empty */

    const struct smz_turn *turns; /* in reading order */
    int n_turns;
    const struct smz_speaker *speakers; /* in order of appearance */
    int n_speakers;
    const struct smz_chapter *chapters; /* in order */
    int n_chapters;
    const smz_str *named; /* people whom the file's metadata names, who need not speak */
    int n_named;

    size_t words;   /* spoken: runs of non-space with a letter or digit (a letter each in
                       Han) */
    smz_ms end;     /* the last time in the file, or SMZ_MS_NONE */
    size_t skipped; /* lines, cues or objects that could not be read: see the notes */
};

/* How to read; all zero is the default. */
struct smz_read_options {
    const char *format; /* name of a row to use instead of detection, or NULL */
};

/*
 * Reads a transcript out of `bytes` (name is only for messages). Everything in
 * *out comes from `run` or points into `bytes`; both must outlive it. SMZ_EDATA
 * where it cannot be read as a transcript: empty, binary, nothing readable.
 */
enum smz_code smz_read(smz_str bytes, smz_str name,
                       const struct smz_read_options *options, struct smz_arena *run,
                       struct smz_notes *notes, struct smz_transcript *out,
                       struct smz_err *err);

/*
 * The parts of one episode, in order, as one transcript: a label is one voice in all
 * of them, and the times of a part continue where the one before ends, unless they do
 * already. Behind a part without times there are none. Everything in *out comes from
 * `run` or is that of the parts; n is at least 1.
 */
void smz_join(const struct smz_transcript *parts, int n, struct smz_arena *run,
              struct smz_transcript *out);

/*
 * The time at byte `at` of a turn's text: that of the last anchor at or before it,
 * else the turn's start; SMZ_MS_NONE without times.
 */
smz_ms smz_turn_time(const struct smz_turn *turn, size_t at);

/*
 * What smz_extract writes first, as a comment where the format has any, and smz_read
 * knows it by: it says all of a turn then. In WebVTT the name of a cue is the number of
 * its turn, and these words behind it: it goes on with the turn; as a new paragraph; the
 * turn has no time.
 */
#define SMZ_EXTRACTED "Transcript as read by summarize --extract"
#define SMZ_EXTRACTED_NOBODY SMZ_EXTRACTED ", nobody named"
#define SMZ_EXTRACTED_MORE "more"
#define SMZ_EXTRACTED_PARAGRAPH "paragraph"
#define SMZ_EXTRACTED_UNTIMED "untimed"

/* One row a format: what --list-formats shows. */
struct smz_format_info {
    const char *name;
    const char *about;
};
/* The i-th row, in order of detection; NULL behind the last. */
const struct smz_format_info *smz_format_at(size_t i);

#endif
