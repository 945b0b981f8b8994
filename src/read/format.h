/*
 * Inside READ: what a format's file gives (a row), and what it is given (a builder
 * that takes blocks of speech and makes turns of them). A new format is one new
 * file with one smz_format, and one line in read.c's table.
 */
#ifndef SMZ_READ_FORMAT_H
#define SMZ_READ_FORMAT_H

#include "summarize/read.h"

struct read_builder;

struct smz_format {
    const char *name;
    const char *about; /* one line for --list-formats */
    /*
     * How sure it is, 0 (not at all) to 100 (a signature), from the first 64 KiB of
     * the decoded text, line ends as they come. `whole`: head is all there is.
     */
    int (*probe)(smz_str head, bool whole);
    /* Gives blocks to the builder. What cannot be read is skipped with read_skip. */
    enum smz_code (*parse)(smz_str text, struct read_builder *builder,
                           struct smz_err *err);
    /* An archive: probe and parse get the bytes of the file, not decoded text. */
    bool binary;
};

/* The rows; a row is a file of its own. */
extern const struct smz_format read_own;
extern const struct smz_format read_txt;
extern const struct smz_format read_vtt;
extern const struct smz_format read_srt;
extern const struct smz_format read_json;
extern const struct smz_format read_xml;
extern const struct smz_format read_html;
extern const struct smz_format read_docx;
extern const struct smz_format read_odt;
extern const struct smz_format read_sbv, read_ass, read_lrc, read_tsv, read_csv,
    read_console, read_segments, read_chat, read_textgrid, read_rtf, read_wiki, read_sami,
    read_microdvd;

enum read_kind {
    READ_TURN, /* opens a turn, whatever stood before (a label in a text) */
    READ_MORE, /* continues the turn before as a new paragraph */
    READ_JOIN, /* continues the turn before in its paragraph (a line of a wrapped text) */
    READ_CUE   /* joins the turn before, with a space, if the label is the same, else
                  opens one */
};

struct read_block {
    enum read_kind kind;
    smz_str label;  /* of the speaker as written, or empty: nobody known */
    smz_str role;   /* "host" where the label says it, or empty */
    bool change;    /* a mark says that another voice begins (">>", "- "), label or not */
    bool keep_text; /* text is final: do not strip markup or decode entities */
    smz_str text;   /* valid UTF-8; white space runs are collapsed by the builder */
    smz_ms start, end;
    int line; /* from 1, or 0 */
};

struct smz_arena *read_arena(struct read_builder *b);
struct smz_notes *read_notes(struct read_builder *b);

/*
 * Adds a block; one without text (after cleaning) is nothing. Text or label that is
 * not in the arena or the input must be kept first.
 */
void read_add(struct read_builder *b, struct read_block block);
/* Whether any block was added that has text. */
bool read_any(const struct read_builder *b);
/*
 * The next turn is the first under this title, and a block that would continue the
 * turn before opens one of the same voice. start may be SMZ_MS_NONE.
 */
void read_chapter(struct read_builder *b, smz_str title, smz_ms start, int level);
/* An entry of a table of contents: known by its time alone. */
void read_contents(struct read_builder *b, smz_str title, smz_ms start);
/* An entry that is known to have no place among the turns. */
void read_unplaced(struct read_builder *b, smz_str title, smz_ms start);

enum read_fact {
    READ_TITLE,
    READ_DATE,
    READ_LINK,
    READ_LANGUAGE,
    READ_INTRO,
    READ_NAMED /* a person: may be added many times */
};
/* What the file says of itself; the first of a kind counts (all of READ_NAMED). */
void read_fact(struct read_builder *b, enum read_fact fact, smz_str value);
/* A fuller name or a role for a label, given apart from the talk (a table of agents). */
void read_speaker(struct read_builder *b, smz_str label, smz_str name, smz_str role);

/* Counts something that could not be read: "line 12", "byte 90", and why. */
void read_skip(struct read_builder *b, const char *where_and_why, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A time in any of the written forms (H:MM:SS, MM:SS.mmm, 1:02,5, 0h00m44s, 12.5s,
 * PT1.5S, dd:hh:mm:ss, "75:10"), the whole of s; SMZ_MS_NONE if it is none or
 * overflows.
 */
smz_ms read_timestamp(smz_str s);
/* The same at the start of s: bytes it takes, or 0. */
size_t read_timestamp_at(smz_str s, smz_ms *out);

/*
 * "00:01:02:12", "00;01;02;12" at the start of s, the last a frame of thirty a second:
 * bytes it takes, or 0. Behind semicolons it is surely one; behind colons days may
 * stand before hours instead.
 */
size_t read_timecode_at(smz_str s, bool *sure, smz_ms *out);
/* "2024-11-03T10:02:01.5Z" as milliseconds from 1970, zones aside; SMZ_MS_NONE if none.
 */
smz_ms read_datetime(smz_str s);

/*
 * Text of captions and HTML as plain text: entities decoded (twice where they were
 * escaped twice), tags dropped, <br> as a space. Kept in the arena if it changes.
 */
smz_str read_plain(struct smz_arena *arena, smz_str text);
/* Entities decoded once, and nothing else. */
smz_str read_unescape(struct smz_arena *arena, smz_str text);
/* Markdown emphasis, links ([text](url) as text), escapes and inline HTML dropped. */
smz_str read_unmark(struct smz_arena *arena, smz_str text);

/*
 * A label at the start of a caption or line ("Ann: …", "[SPEAKER_00]: …",
 * "(speaker 0) …", ">> Ann: …"): could it be one by its form alone? Bytes up to the
 * text behind it, or 0; *label without marks.
 */
size_t read_label(smz_str line, smz_str *label);
/* SPEAKER_00, Speaker 1, spk_1, Unknown Speaker, Q, A: no name of a person. */
bool read_label_made_up(smz_str label);

#endif
