#include "engine/reader.h"

#include <math.h>
#include <string.h>

#include "base/json.h"

/* ---- Finding the object ---- */

/* Reasoning that a local server leaves in the text. */
static smz_str skip_thought(smz_str text)
{
    smz_str rest = smz_str_trim(text);

    if (smz_str_starts(rest, SMZ_S("<think>"))) {
        struct smz_cut cut = smz_str_cut(rest, SMZ_S("</think>"));

        return cut.found ? cut.tail : (smz_str){NULL, 0};
    }
    return rest;
}

/* Without commas before a closing bracket. */
static void relax(smz_str text, struct smz_buf *out)
{
    bool quoted = false, escaped = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (!quoted && c == ',') {
            size_t k = i + 1;

            while (k < text.len && smz_is_space(text.ptr[k]))
                k++;
            if (k < text.len && (text.ptr[k] == '}' || text.ptr[k] == ']'))
                continue;
        }
        if (c == '"' && !escaped)
            quoted = !quoted;
        escaped = quoted && c == '\\' && !escaped;
        smz_buf_char(out, c);
    }
}

static cJSON *parse_from(smz_str text)
{
    const char *end;
    cJSON *value = cJSON_ParseWithLengthOpts(text.ptr, text.len, &end, 0);
    struct smz_buf buf;

    if (value)
        return value;
    smz_buf_init(&buf, 0);
    relax(text, &buf);
    value = cJSON_ParseWithLengthOpts(buf.ptr, buf.len, &end, 0);
    smz_buf_release(&buf);
    return value;
}

cJSON *smz_reader_parse(smz_str text)
{
    smz_str rest = skip_thought(text);

    /* A brace in the prose before it may be tried for nothing, but not for ever. */
    for (int tries = 0; tries < 8; tries++) {
        ptrdiff_t at = smz_str_find_char(rest, '{'), list = smz_str_find_char(rest, '[');
        cJSON *value;

        if (list >= 0 && (at < 0 || list < at)) {
            value = parse_from(smz_str_skip(rest, (size_t)list));
            if (cJSON_IsArray(value) && cJSON_IsObject(value->child))
                return value;
            cJSON_Delete(value);
        }
        if (at < 0)
            return NULL;
        value = parse_from(smz_str_skip(rest, (size_t)at));
        if (cJSON_IsObject(value) && value->child)
            return value;
        cJSON_Delete(value);
        rest = smz_str_skip(rest, (size_t)at + 1);
    }
    return NULL;
}

/* ---- The schema ---- */

struct path {
    const struct path *above;
    const char *key; /* or NULL: an index */
    int index;
};

static void print_path(const struct path *path, struct smz_buf *out)
{
    if (!path)
        return;
    print_path(path->above, out);
    if (path->key)
        smz_buf_printf(out, "%s%s", path->above ? "." : "", path->key);
    else
        smz_buf_printf(out, "[%d]", path->index);
}

static bool complain(const struct path *path, const char *what, struct smz_buf *why)
{
    smz_buf_clear(why);
    if (path)
        print_path(path, why);
    else
        smz_buf_add(why, SMZ_S("the answer"));
    smz_buf_printf(why, " %s", what);
    return false;
}

static bool fit(cJSON *value, const cJSON *schema, const struct path *path,
                struct smz_buf *why);

/* An absent list is an empty one, and so is an absent lead. */
static bool fit_object(cJSON *value, const cJSON *schema, const struct path *path,
                       struct smz_buf *why)
{
    const cJSON *property;

    cJSON_ArrayForEach(property, smz_json_get(schema, "properties"))
    {
        struct path here = {path, property->string, 0};
        cJSON *item = cJSON_GetObjectItemCaseSensitive(value, property->string);
        smz_str type = smz_json_str(property, "type");

        if (cJSON_IsNull(item)) {
            cJSON_DeleteItemFromObjectCaseSensitive(value, property->string);
            item = NULL;
        }
        if (!item && smz_str_eq(type, SMZ_S("array"))) {
            item = cJSON_AddArrayToObject(value, property->string);
        } else if (item && smz_str_eq(type, SMZ_S("array")) && !cJSON_IsArray(item)) {
            cJSON *list = cJSON_CreateArray();

            cJSON_AddItemToArray(
                list, cJSON_DetachItemFromObjectCaseSensitive(value, property->string));
            cJSON_AddItemToObject(value, property->string, list);
            item = list;
        } else if (!item && strcmp(property->string, "lead") == 0) {
            item = cJSON_AddStringToObject(value, "lead", "");
        }
        if (!item)
            return complain(&here, "is missing", why);
        if (!fit(item, property, &here, why))
            return false;
    }
    return true;
}

static bool fit_array(cJSON *value, const cJSON *schema, const struct path *path,
                      struct smz_buf *why)
{
    const cJSON *items = smz_json_get(schema, "items");
    int i = 0;
    cJSON *item;

    cJSON_ArrayForEach(item, value)
    {
        struct path here = {path, NULL, i++};

        if (items && !fit(item, items, &here, why))
            return false;
    }
    return true;
}

/* "12", "[12]" and "#12" are the number 12. */
static bool fit_integer(cJSON *value)
{
    smz_str s = smz_str_of(cJSON_GetStringValue(value));
    int64_t n;

    if (cJSON_IsNumber(value))
        return floor(value->valuedouble) == value->valuedouble;
    while (s.len && !smz_is_digit(*s.ptr) && s.len < 8)
        s = smz_str_skip(s, 1);
    while (s.len && s.ptr[s.len - 1] == ']')
        s.len--;
    if (!smz_str_to_int(s, &n) || n > 1000000)
        return false;
    value->type = cJSON_Number;
    cJSON_free(value->valuestring);
    value->valuestring = NULL;
    cJSON_SetNumberHelper(value, (double)n);
    return true;
}

static bool fit(cJSON *value, const cJSON *schema, const struct path *path,
                struct smz_buf *why)
{
    smz_str type = smz_json_str(schema, "type");

    if (smz_str_eq(type, SMZ_S("object")))
        return cJSON_IsObject(value) ? fit_object(value, schema, path, why)
                                     : complain(path, "is no object", why);
    if (smz_str_eq(type, SMZ_S("array")))
        return cJSON_IsArray(value) ? fit_array(value, schema, path, why)
                                    : complain(path, "is no list", why);
    if (smz_str_eq(type, SMZ_S("string")))
        return cJSON_IsString(value) || complain(path, "is no string", why);
    if (smz_str_eq(type, SMZ_S("integer")))
        return fit_integer(value) || complain(path, "is no whole number", why);
    if (smz_str_eq(type, SMZ_S("boolean")))
        return cJSON_IsBool(value) || complain(path, "is neither true nor false", why);
    return true;
}

bool smz_reader_fit(cJSON *value, const cJSON *schema, struct smz_buf *why)
{
    return fit(value, schema, NULL, why);
}
