/*
 * What can go wrong, and what is worth saying. A function that can fail returns
 * an smz_code and fills the smz_err it was given; things that did not fail but
 * should be known (text skipped, an encoding assumed) are noted in smz_notes.
 * Only main prints either.
 */
#ifndef SMZ_BASE_ERR_H
#define SMZ_BASE_ERR_H

#include "base/arena.h"

/* Each is the exit status that it leads to. */
enum smz_code {
    SMZ_OK = 0,
    SMZ_EUSAGE = 2,        /* bad usage */
    SMZ_EPARTIAL = 3,      /* a digest was written, but a part is missing (--partial) */
    SMZ_EDATA = 65,        /* the transcript cannot be read as one */
    SMZ_ENOINPUT = 66,     /* no such input, or none that can be opened */
    SMZ_EUNAVAILABLE = 69, /* the provider cannot be reached or keeps failing */
    SMZ_EMEMORY = 71,      /* out of memory */
    SMZ_ECREATE = 73,      /* cannot create the output */
    SMZ_EIO = 74,          /* read or write error */
    SMZ_ETEMPFAIL = 75,    /* rate limit or quota: try later */
    SMZ_EKEY = 77,         /* the key is missing or refused */
    SMZ_ECONFIG = 78,      /* bad configuration */
    SMZ_EINTERRUPT = 130,  /* SIGINT */
    SMZ_ETERMINATED = 143  /* SIGTERM */
};

struct smz_err {
    enum smz_code code;
    char text[600]; /* "WHAT: WHY", NUL-terminated; control characters replaced */
};

/* Fills err (which may be NULL) and returns code. */
enum smz_code smz_fail(struct smz_err *err, enum smz_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "context: " before the reason in err (or NULL), as `code`; returns code. */
enum smz_code smz_wrap(struct smz_err *err, enum smz_code code, const char *context, ...)
    __attribute__((format(printf, 3, 4)));

enum smz_level {
    SMZ_INFO, /* said with --verbose */
    SMZ_WARN  /* said unless --quiet, and listed in the JSON */
};

struct smz_note {
    enum smz_level level;
    smz_str text;
};

/* In the order they were noted; the texts live in `arena`. */
struct smz_notes {
    struct smz_arena *arena;
    SMZ_VEC(struct smz_note) list;
};

void smz_notes_init(struct smz_notes *notes, struct smz_arena *arena);
void smz_note(struct smz_notes *notes, enum smz_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
