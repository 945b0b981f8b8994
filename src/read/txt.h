/*
 * Inside the text reader: what one line says of itself (txt_line.c), and which of
 * the labels in a file are believed (txt_labels.c).
 */
#ifndef SMZ_READ_TXT_H
#define SMZ_READ_TXT_H

#include "read/format.h"

/* How a label is written. */
enum txt_form {
    TXT_NONE,
    TXT_COLON,   /* Name: text */
    TXT_MARKED,  /* **Name:** text */
    TXT_STAMPED, /* Name (00:01:02) text */
    TXT_TIMED,   /* [00:01:02] Name: text */
    TXT_DOT,     /* an indented "Mr. Van Hook. text", "Q. text" */
    TXT_BOLD,    /* **Name** text */
    TXT_HEADING, /* ### Name */
    TXT_ALONE,   /* a line with nothing but a name */
    TXT_BRACKET, /* [Name] text, <name> text */
    TXT_DASH,    /* Name - text */
    TXT_STOP,    /* NAME. text */
    TXT_FORMS
};

/*
 * A time as it stands in a text: (00:01:02), [00:01 --> 00:05], 1:02:03, #00:01:02-5#.
 * A date with a time of day is a stamp without a time.
 */
struct txt_stamp {
    smz_ms start, end;
    smz_ms framed_start,
        framed_end; /* the same, if the last of four numbers is a frame */
    smz_str link;
    bool bracketed;
};
#define TXT_NO_STAMP                                                                     \
    ((struct txt_stamp){.start = SMZ_MS_NONE,                                            \
                        .end = SMZ_MS_NONE,                                              \
                        .framed_start = SMZ_MS_NONE,                                     \
                        .framed_end = SMZ_MS_NONE})
/* A stamp at the start of s: bytes it takes, or 0. */
size_t txt_stamp_at(smz_str s, struct txt_stamp *out);

/* At the start of s, in bytes: white space, a dash, one of the marks (or 0). */
size_t txt_spaces(smz_str s);
size_t txt_dash(smz_str s);
size_t txt_starts_any(smz_str s, const char *const *marks, size_t n);

struct txt_line {
    smz_str all;  /* trimmed, or within the bars of a row of a table */
    smz_str body; /* behind marks of lists and headings, and a stamp before it */
    smz_str text; /* behind the label, too */
    smz_str label;
    smz_str behind;     /* the label, a stamp behind it included */
    enum txt_form form; /* as it could be; whether it is, the file tells */
    bool stamped;       /* `stamp` holds, label or not */
    bool change;        /* a mark says that another voice begins */
    bool bullet;
    bool row;    /* of a table: bars part its cells */
    int heading; /* level, or 0 */
    int indent;  /* columns */
    struct txt_stamp stamp;
};
/* `weak`: look for labels in the forms behind TXT_ALONE, too, and before others. */
void txt_line_parse(smz_str raw, bool weak, struct txt_line *out);
/* A label in one of those forms at the start of s, which is behind marks and a stamp. */
bool txt_take_weak(smz_str s, struct txt_line *out);
/* "<nick> text" of a chat, where nick is no tag of HTML. */
bool txt_take_nick(smz_str s, struct txt_line *out);

/* What the first pass over a file counts, and what it comes to. */
struct txt_labels;
/* `weak`: only the forms behind TXT_ALONE count, and a time within a line. */
struct txt_labels *txt_labels_new(struct smz_arena *scratch, bool weak);
/* `opens`: the line begins a paragraph. */
void txt_labels_count(struct txt_labels *labels, const struct txt_line *line, bool opens);
void txt_labels_settle(struct txt_labels *labels, smz_str text);
/* Whether the label of a line is a speaker's. */
bool txt_labels_believe(const struct txt_labels *labels, const struct txt_line *line);
/* The form most labels have; TXT_NONE in a file without any. */
enum txt_form txt_labels_form(const struct txt_labels *labels);
/* Lines with labels that recur, of a hundred that could have one. */
size_t txt_labels_share(const struct txt_labels *labels);
/* How often a label occurs, in whatever form. */
size_t txt_labels_total(const struct txt_labels *labels, smz_str label);

/* What a file says of itself, apart from the talk (txt_front.c). */

/* YAML between "---" lines at the top: bytes it takes, or 0; *lines of it. */
size_t txt_front_matter(smz_str text, struct read_builder *builder, int *lines);
/* "Title: …", "Guests: A, B": true if the key is one that a file has of itself. */
bool txt_front_key(struct read_builder *builder, smz_str key, smz_str value);
/* Whether people stand behind the key: "Guests", "Interviewer". */
bool txt_front_is_people(smz_str key);
/* "A, B and C", each a person. */
void txt_front_names(struct read_builder *builder, smz_str list);
/* Keeps the address of a video that stands anywhere in s. */
void txt_front_link(struct read_builder *builder, smz_str s);
/* "2024-11-05", "Thursday, June 30, 2011": nothing but a date. */
bool txt_front_is_date(smz_str s);
/* A line that tools put under or over a transcript: "Transcribed by https://otter.ai". */
bool txt_front_is_boilerplate(smz_str s);
/* "English (auto-generated)": stands under or over captions copied from a page. */
bool txt_front_is_captions(smz_str s);
/* Behind this line stands nothing of the talk any more. */
bool txt_front_is_end(smz_str s);

#endif
