#include "read/json.h"

#include "read/json_mend.h"

enum {
    MANY = 8 * 1024 * 1024, /* bytes; below, memory needs no guard */
    MAX_VALUES = 4000000,   /* about 100 bytes each in cJSON's tree */
    MAX_BROKEN = 100,       /* broken lines of JSON lines */
    MAX_NAME = 100          /* bytes of an assignment before the value */
};

static const struct json_dialect *const dialects[] = {
    json_own, json_captions, json_services, json_clouds, json_generic};

static char first_solid(smz_str *s)
{
    while (s->len && smz_is_space(s->ptr[0]))
        *s = smz_str_skip(*s, 1);
    return s->len ? s->ptr[0] : 0;
}

/* "var talk = [", "window.talk = {": bytes up to the value, or 0. */
static size_t assignment_at(smz_str s)
{
    ptrdiff_t equals = smz_str_find_char(smz_str_sub(s, 0, MAX_NAME), '=');
    smz_str rest;

    for (ptrdiff_t i = 0; i < equals; i++)
        if (!smz_is_alpha(s.ptr[i]) && !smz_is_digit(s.ptr[i]) &&
            smz_str_find_char(SMZ_S("_$. "), s.ptr[i]) < 0)
            return 0;
    if (equals <= 0)
        return 0;
    rest = smz_str_skip(s, (size_t)equals + 1);
    return first_solid(&rest) == '{' || rest.ptr[0] == '[' ? s.len - rest.len : 0;
}

/* What begins as JSON does, behind a comment, a fence of Markdown or an assignment. */
static smz_str without_preamble(smz_str text)
{
    smz_str line;

    while (first_solid(&text) &&
           (smz_str_starts(text, SMZ_S("//")) || smz_str_starts(text, SMZ_S("```"))))
        smz_str_line(&text, &line);
    return smz_str_skip(text,
                        text.len && smz_is_alpha(text.ptr[0]) ? assignment_at(text) : 0);
}

static int probe(smz_str head, bool whole)
{
    char first, second;

    (void)whole;
    head = without_preamble(head);
    first = first_solid(&head);
    if (first != '{' && first != '[')
        return 0;
    head = smz_str_skip(head, 1);
    second = first_solid(&head);
    if (first == '{')
        return second == '"' || second == '}' || second == '\'' ? 95 : 0;
    /* "[Music]" and "[00:01]" begin texts. */
    return second == '{' ? 95 : second == '"' || second == '[' || second == ']' ? 60 : 0;
}

/* What stands in strings is none. */
static size_t count_values(smz_str text)
{
    size_t values = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        i += quoted && c == '\\';
        quoted ^= c == '"';
        values += !quoted && (c == ',' || c == '[' || c == '{');
    }
    return values;
}

/* In steps that a byte can count: compilers make vectors of such a loop. */
static bool is_too_much(smz_str text)
{
    enum { STEP = 64 };
    size_t values = 0;

    if (text.len < MANY)
        return false;
    for (size_t at = 0; at + STEP <= text.len; at += STEP) {
        const char *p = text.ptr + at;
        unsigned char n = 0;

        for (int i = 0; i < STEP; i++)
            n = (unsigned char)(n + ((p[i] == ',') | (p[i] == '[') | (p[i] == '{')));
        values += n;
    }
    return values > MAX_VALUES && count_values(text) > MAX_VALUES;
}

/* The value at the start of *text, which moves behind it; NULL if it is broken. */
static cJSON *take_value(smz_str *text, struct smz_arena *tree, struct smz_arena *strings)
{
    const char *end = NULL;
    cJSON *value = smz_json_parse(*text, tree, strings, &end);

    if (value)
        *text = smz_str_skip(*text, (size_t)(end - text->ptr));
    return value;
}

static int lines_in(smz_str from, smz_str to)
{
    int lines = 0;

    for (const char *p = from.ptr; p < to.ptr; p++)
        lines += *p == '\n';
    return lines;
}

/* A broken line of JSON lines, mended as far as it can be. */
static cJSON *take_broken_line(smz_str line, int number, struct smz_arena *tree,
                               struct read_builder *builder)
{
    struct json_mended mended = json_mend(line, tree);
    cJSON *value = NULL;

    if (mended.text.len)
        value = smz_json_parse(mended.text, tree, read_arena(builder), NULL);
    read_skip(builder, value ? "line %d: broken JSON, mended" : "line %d: broken JSON",
              number);
    return value;
}

/* JSON lines: the values in `rest`, a part of `all`, one after the other. */
static void take_lines(cJSON *array, smz_str all, smz_str rest, struct smz_arena *tree,
                       struct read_builder *builder)
{
    int number = 1, broken = 0;
    smz_str line, counted = all;

    while (first_solid(&rest) && broken < MAX_BROKEN) {
        cJSON *value = take_value(&rest, tree, read_arena(builder));

        if (!value) {
            number += lines_in(counted, rest);
            counted = rest;
            smz_str_line(&rest, &line);
            value = take_broken_line(line, number, tree, builder);
            broken++;
        }
        if (value)
            cJSON_AddItemToArray(array, value);
    }
    if (first_solid(&rest))
        read_skip(builder, "%zu bytes behind %d broken lines were not read", rest.len,
                  broken);
}

/* `before`: bytes of the file that stand before the text. */
static cJSON *parse_mended(smz_str text, size_t before, struct smz_arena *tree,
                           struct json_out *out, struct smz_err *err)
{
    struct json_mended mended = json_mend(text, tree);
    cJSON *root = NULL;

    if (mended.too_deep) {
        smz_fail(err, SMZ_EDATA, "JSON nested deeper than %d", JSON_MAX_DEPTH);
        return NULL;
    }
    if (mended.text.len)
        root = smz_json_parse(mended.text, tree, out->arena, NULL);
    if (!root) {
        smz_fail(err, SMZ_EDATA,
                 "broken JSON (perhaps cut off): nothing in it can be read");
        return NULL;
    }
    if (mended.places)
        read_skip(out->builder, "byte %zu: malformed JSON, mended in %zu place%s",
                  before + mended.first, mended.places, mended.places > 1 ? "s" : "");
    out->broken = mended.broken < text.len;
    if (out->broken)
        read_skip(out->builder, "byte %zu: the JSON breaks off; %zu bytes were not read",
                  before + mended.broken, text.len - mended.broken);
    text = smz_str_skip(text, mended.end);
    if (first_solid(&text) && !out->broken)
        read_skip(out->builder, "byte %zu: %zu bytes behind the JSON were not read",
                  before + mended.end, text.len);
    return root;
}

/* Whether a value stands on each of the first lines, though the first be broken. */
static bool are_lines(smz_str text, struct smz_arena *tree)
{
    smz_str line;
    bool second;

    smz_str_line(&text, &line);
    second = first_solid(&text) == '{' && smz_str_line(&text, &line);
    return second && take_value(&line, tree, tree) && first_solid(&line) == 0;
}

static cJSON *parse_tree(smz_str text, struct smz_arena *tree, struct json_out *out,
                         struct smz_err *err)
{
    smz_str all = text, rest;
    cJSON *root, *array;
    char next;

    if (is_too_much(text)) {
        smz_fail(err, SMZ_EDATA, "JSON of more than %d values", MAX_VALUES);
        return NULL;
    }
    rest = text = without_preamble(text);
    root = take_value(&rest, tree, out->arena);
    if (!root) {
        smz_arena_release(tree);
        if (!are_lines(text, tree))
            return parse_mended(text, all.len - text.len, tree, out, err);
    }
    next = first_solid(&rest);
    if (root && next != '{' && next != '[') {
        if (next && next != ';' && next != '`')
            read_skip(out->builder, "line %d: text behind the JSON",
                      1 + lines_in(all, rest));
        return root;
    }
    array = smz_json_parse(SMZ_S("[]"), tree, tree, NULL);
    if (root)
        cJSON_AddItemToArray(array, root);
    out->several = true;
    take_lines(array, all, rest, tree, out->builder);
    return array;
}

/* Why a service's answer holds no speech, where it says so. */
static smz_str reason_of(const cJSON *root)
{
    static const char *const keys[] = {"error",     "err_msg",  "failure_detail",
                                       "detail",    "message",  "status",
                                       "JobStatus", "jobStatus"};

    for (size_t i = 0; i < SMZ_COUNT(keys); i++) {
        const cJSON *item = smz_json_get(root, keys[i]);
        smz_str text = smz_str_of(cJSON_GetStringValue(item));

        if (cJSON_IsObject(item))
            text = smz_json_str(item, "message");
        if (text.len)
            return text;
    }
    return (smz_str){NULL, 0};
}

static bool is_waiting(smz_str reason)
{
    static const char *const words[] = {"processing",  "queued",   "in_progress",
                                        "IN_PROGRESS", "running",  "Running",
                                        "NotStarted",  "submitted"};

    for (size_t i = 0; i < SMZ_COUNT(words); i++)
        if (smz_str_eq(reason, smz_str_of(words[i])))
            return true;
    return false;
}

static const struct json_dialect *find_dialect(const cJSON *root)
{
    for (size_t i = 0; i < SMZ_COUNT(dialects); i++)
        for (const struct json_dialect *d = dialects[i]; d->name; d++)
            if (d->is(root))
                return d;
    return NULL;
}

/* A list of people, {"S1": "Ann Lee"} or [{"id": 1, "name": "Ann Lee"}]: who is who. */
static void give_people(const cJSON *root, struct json_out *out)
{
    static const char *const keys[] = {"speakers", "participants"};
    static const char *const names[] = {"name", "speaker_name", "display_name",
                                        "displayName"};
    const cJSON *person;

    for (size_t k = 0; k < SMZ_COUNT(keys); k++)
        cJSON_ArrayForEach(person, smz_json_get(root, keys[k]))
        {
            const cJSON *id = smz_json_get(person, "id");
            smz_str name = smz_str_of(cJSON_GetStringValue(person)), label;

            for (size_t i = 0; name.len == 0 && i < SMZ_COUNT(names); i++)
                name = smz_json_str(person, names[i]);
            label = json_speaker_of(out, id ? id : smz_json_get(person, "label"));
            if (label.len == 0 && person->string)
                label = read_voice_name(out->arena, smz_str_of(person->string));
            if (name.len && label.len)
                read_speaker(out->builder, smz_arena_keep(out->arena, label),
                             smz_arena_keep(out->arena, name), (smz_str){NULL, 0});
        }
}

static void give_one(const cJSON *root, struct json_out *out, smz_str *reason)
{
    const struct json_dialect *dialect = find_dialect(root);

    dialect->give(root, out);
    if (out->broken)
        json_give_rest(root, out);
    give_people(root, out);
    smz_note(read_notes(out->builder), SMZ_INFO, "JSON of the kind: %s", dialect->name);
    read_fact(out->builder, READ_TITLE,
              smz_arena_keep(out->arena, smz_json_str(root, "title")));
    *reason = smz_arena_keep(out->arena, reason_of(root));
}

/* Several files of services in one. */
static bool are_files(const cJSON *root)
{
    const cJSON *item;

    if (find_dialect(root) != json_generic)
        return false;
    cJSON_ArrayForEach(item, root)
    {
        if (!cJSON_IsObject(item) || smz_json_get(item, "speaker") ||
            find_dialect(item) == json_generic)
            return false;
    }
    return true;
}

/* Gives what the tree says to the cues and the builder; *reason where it says why not. */
static void give_tree(const cJSON *root, struct json_out *out, smz_str *reason)
{
    const cJSON *item;

    if (!out->several || !are_files(root)) {
        give_one(root, out, reason);
        return;
    }
    cJSON_ArrayForEach(item, root)
    {
        give_one(item, out, reason);
    }
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct json_out out = {.arena = read_arena(builder), .builder = builder};
    struct smz_arena tree;
    cJSON *root;
    enum smz_code code = SMZ_OK;
    smz_str reason;

    smz_arena_init(&tree);
    root = parse_tree(text, &tree, &out, err);
    if (!root) {
        smz_arena_release(&tree);
        return SMZ_EDATA;
    }
    read_captions_init(&out.cues, READ_UNMARKED, out.arena);
    out.cues.silent_is_nobody = true;
    read_words_init(&out.words, &out.cues);
    give_tree(root, &out, &reason);
    smz_arena_release(&tree);
    read_words_release(&out.words);
    if (out.cues.n)
        read_captions_give(&out.cues, builder);
    else if (reason.len && is_waiting(reason))
        code = smz_fail(err, SMZ_EDATA,
                        "the transcription is not finished (\"%.*s\"): fetch it later",
                        SMZ_ARG(reason));
    else if (reason.len && !read_any(builder))
        code = smz_fail(err, SMZ_EDATA, "no transcript; the file says \"%.*s\"",
                        SMZ_ARG(smz_str_sub(reason, 0, 200)));
    return code;
}

const struct smz_format read_json = {
    .name = "json",
    .about =
        "JSON of Whisper, AssemblyAI, Deepgram, AWS, Google, Azure, Rev.ai and others",
    .probe = probe,
    .parse = parse,
};
