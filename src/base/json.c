#include "base/json.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"

/* Where the hooks of a parse take memory from. */
static struct smz_arena *items, *long_strings;

/* A string has a NUL behind it: what is as long as an item, but is none, is short. */
static void *take_memory(size_t size)
{
    return smz_arena_alloc(size > SMZ_JSON_LONG ? long_strings : items, size);
}

static void keep_memory(void *memory)
{
    (void)memory;
}

_Static_assert(sizeof(cJSON) <= SMZ_JSON_LONG, "an item is no string");

cJSON *smz_json_parse(smz_str text, struct smz_arena *tree, struct smz_arena *strings,
                      const char **end)
{
    cJSON_Hooks hooks = {take_memory, keep_memory};
    cJSON *value;

    items = tree;
    long_strings = strings;
    cJSON_InitHooks(&hooks);
    value = cJSON_ParseWithLengthOpts(text.ptr, text.len, end, false);
    cJSON_InitHooks(NULL);
    items = long_strings = NULL;
    return value;
}

const cJSON *smz_json_get(const cJSON *object, const char *key)
{
    return cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, key) : NULL;
}

smz_str smz_json_str(const cJSON *object, const char *key)
{
    return smz_str_of(cJSON_GetStringValue(smz_json_get(object, key)));
}

double smz_json_number(const cJSON *object, const char *key, double otherwise)
{
    const cJSON *item = smz_json_get(object, key);
    const char *z = cJSON_GetStringValue(item);
    char *end;
    double v;

    if (cJSON_IsNumber(item))
        return item->valuedouble;
    if (!z || !*z)
        return otherwise;
    v = strtod(z, &end);
    return *end ? otherwise : v;
}

int smz_json_int(const cJSON *object, const char *key, int otherwise)
{
    double v = smz_json_number(object, key, otherwise);

    return v >= -2147483648.0 && v <= 2147483647.0 ? (int)v : otherwise;
}

bool smz_json_bool(const cJSON *object, const char *key)
{
    return cJSON_IsTrue(smz_json_get(object, key));
}

/* cJSON takes NUL-terminated strings and writes bytes as they are. */
static cJSON *new_string(smz_str value)
{
    struct smz_buf buf;
    size_t good = 0; /* from here to `at` it is text that JSON can carry */
    cJSON *item;

    smz_buf_init(&buf, 0);
    for (size_t at = 0; at < value.len;) {
        size_t from = at;
        uint32_t cp = smz_utf8_next(value, &at);

        if (cp != 0 && cp != 0xfffd)
            continue;
        smz_buf_add(&buf, smz_str_sub(value, good, from));
        smz_buf_add(&buf, SMZ_S("\xef\xbf\xbd"));
        good = at;
    }
    smz_buf_add(&buf, smz_str_skip(value, good));
    item = cJSON_CreateString(buf.ptr);
    smz_buf_release(&buf);
    return item;
}

void smz_json_add_str(cJSON *object, const char *key, smz_str value)
{
    cJSON_AddItemToObject(object, key, new_string(value));
}

void smz_json_push_str(cJSON *array, smz_str value)
{
    cJSON_AddItemToArray(array, new_string(value));
}
