/*
 * The JSON objects in a response's body, whatever carries them: one object, an
 * array, an object a line, or server-sent events (WHATWG HTML, 9.2).
 */
#ifndef SMZ_ENGINE_EVENTS_H
#define SMZ_ENGINE_EVENTS_H

#include <cjson/cJSON.h>

#include "base/str.h"

struct smz_events {
    smz_str rest;
    bool sse;
    cJSON *array; /* of a body that is one array */
    bool ended;   /* [DONE] came */
    bool garbled; /* something was no JSON */
};

void smz_events_init(struct smz_events *events, smz_str body);
/* The next object, to be given back with cJSON_Delete; NULL at the end. */
cJSON *smz_events_next(struct smz_events *events);
void smz_events_release(struct smz_events *events);

#endif
