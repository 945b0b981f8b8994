/*
 * A model server of one's own for tests: four protocols, streams or not, answers made
 * from the request itself, latency and faults by script.
 */
#ifndef MOCK_H
#define MOCK_H

#include <cjson/cJSON.h>

#include "base/buf.h"

enum mock_protocol { MOCK_OPENAI, MOCK_ANTHROPIC, MOCK_GEMINI, MOCK_OLLAMA };

/* What a request asks, in no protocol's words. */
struct mock_request {
    enum mock_protocol protocol;
    bool stream, usage;
    smz_str system, user; /* point into `body` */
    cJSON *body;
    int tokens_in;
};

/* What is answered, and how well. */
enum mock_deed {
    MOCK_OK,
    MOCK_STATUS,   /* a status with an error body */
    MOCK_DROP,     /* the connection, without a word */
    MOCK_TRUNCATE, /* half of the answer, then the connection */
    MOCK_SILENT,   /* nothing, for a long time */
    MOCK_STALL,    /* half of the answer, then nothing */
    MOCK_DRIP,     /* all of it, in crumbs */
    MOCK_GARBAGE,  /* bytes that are no JSON */
    MOCK_HTML,     /* a page, with status 200 */
    MOCK_HUGE,     /* more than anyone wants */
    MOCK_REDIRECT, /* somewhere else */
    MOCK_CUT,      /* stops at the output limit */
    MOCK_REFUSE,   /* will not */
    MOCK_BLOCK,    /* a filter will not */
    MOCK_EMPTY,    /* no text */
    MOCK_WRONG,    /* good JSON, wrong schema */
    MOCK_FENCED,   /* prose and a code fence around it */
    MOCK_COMMAS,   /* trailing commas */
    MOCK_THINK,    /* reasoning first, where the protocol has a place for it */
    MOCK_ERROR,    /* an error inside a stream that began well */
    MOCK_SAY       /* what a file holds */
};

struct mock_act {
    enum mock_deed deed;
    char fault[32];  /* STATUS: a row of the table of wordings */
    int status;      /* STATUS: 0: that of the row */
    char header[96]; /* STATUS: one more, "Retry-After: 1"; or empty */
    char file[96];   /* SAY: its name */
};

/* ---- say.c: the answer's text, a function of the request ---- */
void mock_say(const struct mock_request *request, struct smz_buf *out);
/* The same whatever was asked: what stands in a file. */
void mock_say_file(const char *path, struct smz_buf *out);

/* ---- wire.c ---- */
bool mock_read(const char *path, smz_str body, struct mock_request *out);
void mock_release(struct mock_request *request);
/* A whole response's body. */
void mock_whole(const struct mock_request *request, enum mock_deed deed, smz_str text,
                struct smz_buf *out);
/* What comes before, with and behind the text of a stream. */
void mock_open(const struct mock_request *request, enum mock_deed deed,
               struct smz_buf *out);
void mock_piece(const struct mock_request *request, smz_str text, struct smz_buf *out);
void mock_close(const struct mock_request *request, enum mock_deed deed, int tokens_out,
                struct smz_buf *out);
/* An error's body in the protocol's own wording, and its status; 0 for an unknown one. */
int mock_fault(enum mock_protocol protocol, const char *fault, struct smz_buf *out);
int mock_tokens(size_t bytes);

/* ---- script.c ---- */
/* Lines "SELECTOR DEED [ARGUMENTS]"; false with a message on standard error. */
bool mock_script_load(const char *path);
/* What to do with the n-th request (from 1), seen `times` before, of a kind. */
struct mock_act mock_script_act(int n, int times, const char *kind, smz_str body);
const char *mock_kind(const struct mock_request *request);

#endif
