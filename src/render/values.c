#include "render/values.h"

#include "base/json.h"

void render_add_seconds(cJSON *object, const char *key, smz_ms ms)
{
    if (ms == SMZ_MS_NONE)
        cJSON_AddNullToObject(object, key);
    else
        cJSON_AddNumberToObject(object, key, (double)ms / 1000);
}

static void add_str_or_null(cJSON *object, const char *key, smz_str value)
{
    if (value.len)
        smz_json_add_str(object, key, value);
    else
        cJSON_AddNullToObject(object, key);
}

void render_add_source(cJSON *root, const struct smz_outline *outline, smz_str title)
{
    const struct smz_transcript *t = outline->text->transcript;
    cJSON *source = cJSON_AddObjectToObject(root, "source");

    smz_json_add_str(source, "name", t->name);
    add_str_or_null(source, "title", title);
    add_str_or_null(source, "date", t->date);
    add_str_or_null(source, "link", t->link);
    smz_json_add_str(source, "format", t->format);
    smz_json_add_str(source, "encoding", t->encoding);
    smz_json_add_str(source, "language", smz_str_of(smz_lang_code(outline->text->lang)));
    cJSON_AddNumberToObject(source, "words", (double)t->words);
    cJSON_AddNumberToObject(source, "turns", t->n_turns);
    render_add_seconds(source, "duration", t->end);
    cJSON_AddNumberToObject(source, "skipped", (double)t->skipped);
}

void render_add_speakers(cJSON *root, const struct smz_outline *outline)
{
    cJSON *list = cJSON_AddArrayToObject(root, "speakers");

    for (int i = 0; i < outline->n_people; i++) {
        const struct smz_person *p = &outline->people[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        smz_json_add_str(item, "label", p->label);
        smz_json_add_str(item, "name", p->name);
        cJSON_AddStringToObject(item, "role", smz_role_name(p->role));
        cJSON_AddNumberToObject(item, "words", (double)p->words);
        render_add_seconds(item, "talk", p->talk);
        cJSON_AddNumberToObject(item, "turns", p->turns);
        cJSON_AddNumberToObject(item, "first_turn", p->first_turn);
        cJSON_AddNumberToObject(item, "last_turn", p->last_turn);
        cJSON_AddStringToObject(item, "found", p->found);
        cJSON_AddNumberToObject(item, "confidence", p->confidence);
        cJSON_AddBoolToObject(item, "inferred", p->inferred);
    }
}

void render_add_span(cJSON *object, int first_turn, int last_turn, smz_ms start,
                     smz_ms end)
{
    cJSON_AddNumberToObject(object, "first_turn", first_turn);
    cJSON_AddNumberToObject(object, "last_turn", last_turn);
    render_add_seconds(object, "start", start);
    render_add_seconds(object, "end", end);
}

void render_add_numbers(cJSON *object, const char *key, const int *numbers, int n)
{
    cJSON_AddItemToObject(object, key,
                          n ? cJSON_CreateIntArray(numbers, n) : cJSON_CreateArray());
}

void render_add_name(cJSON *object, const char *key, const struct smz_outline *outline,
                     int person)
{
    if (person >= 0 && person < outline->n_people)
        smz_json_add_str(object, key, outline->people[person].name);
    else
        cJSON_AddNullToObject(object, key);
}

void render_print(cJSON *root, struct smz_buf *out)
{
    char *text = cJSON_Print(root);

    if (text) {
        /* cJSON indents by tabs; two spaces are what people compare by eye. */
        smz_str rest = smz_str_of(text), line;

        while (smz_str_line(&rest, &line)) {
            while (line.len && line.ptr[0] == '\t') {
                smz_buf_add(out, SMZ_S("  "));
                line = smz_str_skip(line, 1);
            }
            ptrdiff_t colon = smz_str_find(line, SMZ_S("\":\t"));

            if (colon >= 0) {
                smz_buf_add(out, smz_str_sub(line, 0, (size_t)colon + 2));
                smz_buf_char(out, ' ');
                line = smz_str_skip(line, (size_t)colon + 3);
            }
            smz_buf_add(out, line);
            smz_buf_char(out, '\n');
        }
        cJSON_free(text);
    } else {
        out->full = true;
    }
    cJSON_Delete(root);
}
