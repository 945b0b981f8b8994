#include "engine/events.h"

void smz_events_init(struct smz_events *events, smz_str body)
{
    if (smz_str_starts(body, SMZ_S("\xef\xbb\xbf")))
        body = smz_str_skip(body, 3);
    body = smz_str_trim(body);
    *events = (struct smz_events){
        .rest = body,
        .sse = body.len && *body.ptr != '{' && *body.ptr != '[',
    };
    if (body.len && *body.ptr == '[') {
        events->array = cJSON_ParseWithLength(body.ptr, body.len);
        events->garbled = !cJSON_IsArray(events->array);
        events->rest = (smz_str){NULL, 0};
    }
}

void smz_events_release(struct smz_events *events)
{
    cJSON_Delete(events->array);
    *events = (struct smz_events){0};
}

static cJSON *next_of_array(struct smz_events *events)
{
    return cJSON_DetachItemFromArray(events->array, 0);
}

/* Objects one behind the other, with or without line ends between them. */
static cJSON *next_value(struct smz_events *events)
{
    const char *end = NULL;
    cJSON *object;

    events->rest = smz_str_trim(events->rest);
    if (!events->rest.len)
        return NULL;
    object = cJSON_ParseWithLengthOpts(events->rest.ptr, events->rest.len, &end, 0);
    if (!object) {
        events->garbled = true;
        events->rest = (smz_str){NULL, 0};
        return NULL;
    }
    events->rest = smz_str_skip(events->rest, (size_t)(end - events->rest.ptr));
    return object;
}

/*
 * Every server sends an event's JSON on one data line, so a line is an event. What
 * is no data (comments, names, ids) says nothing that the JSON does not.
 */
static cJSON *next_of_stream(struct smz_events *events)
{
    smz_str line;

    while (smz_str_line(&events->rest, &line)) {
        cJSON *object;

        if (!smz_str_starts(line, SMZ_S("data:"))) {
            if (line.len && *line.ptr == '<')
                events->garbled = true;
            continue;
        }
        line = smz_str_trim(smz_str_skip(line, 5));
        if (!line.len)
            continue;
        if (smz_str_eq(line, SMZ_S("[DONE]"))) {
            events->ended = true;
            continue;
        }
        object = cJSON_ParseWithLength(line.ptr, line.len);
        if (object)
            return object;
        events->garbled = true;
    }
    return NULL;
}

cJSON *smz_events_next(struct smz_events *events)
{
    if (events->array)
        return next_of_array(events);
    return events->sse ? next_of_stream(events) : next_value(events);
}
