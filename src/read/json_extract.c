/* The JSON that --extract writes: all of a transcript as it was read. */
#include "base/utf8.h"
#include "read/json.h"

static bool is_extract(const cJSON *root)
{
    return cJSON_IsString(smz_json_get(root, "transcript_of")) &&
           cJSON_IsArray(smz_json_get(root, "turns"));
}

/* The byte at which the n-th character from *at, the c-th of the text, begins. */
static size_t byte_of(smz_str text, size_t *at, size_t *c, double n)
{
    while (*at < text.len && (double)*c < n) {
        smz_utf8_next(text, at);
        ++*c;
    }
    return *at;
}

/*
 * Text up to the next time in it, paragraphs parted by line feeds. `kind` is of what
 * comes first; returns that of what comes behind the piece.
 */
static enum read_kind give_piece(struct read_block block, enum read_kind kind,
                                 smz_str text, struct read_builder *builder)
{
    bool ends = smz_str_ends(text, SMZ_S("\n"));
    smz_str line;

    while (smz_str_line(&text, &line)) {
        block.kind = kind;
        block.text = line;
        read_add(builder, block);
        kind = READ_MORE;
        block.start = SMZ_MS_NONE;
        block.change = false;
    }
    return ends ? READ_MORE : READ_JOIN;
}

static void give_turn(const cJSON *turn, struct json_out *out)
{
    smz_str text = smz_arena_keep(out->arena, smz_json_str(turn, "text"));
    struct read_block block = {
        .label = smz_arena_keep(out->arena, smz_json_str(turn, "speaker")),
        .keep_text = true,
        .start = json_time(turn, "start", 1000),
        .end = json_time(turn, "end", 1000),
        .change = smz_json_bool(turn, "change"),
    };
    enum read_kind kind = READ_TURN;
    size_t from = 0, at = 0, c = 0;
    const cJSON *time;

    cJSON_ArrayForEach(time, smz_json_get(turn, "times"))
    {
        const cJSON *offset = json_first(time);
        size_t to = byte_of(text, &at, &c, offset ? offset->valuedouble : 0);

        if (to > from)
            kind = give_piece(block, kind, smz_str_sub(text, from, to), out->builder);
        from = to;
        block.change = false;
        block.start = json_time_of(offset ? offset->next : NULL, 1000);
    }
    give_piece(block, kind, smz_str_skip(text, from), out->builder);
}

static void give_facts(const cJSON *root, struct json_out *out)
{
    static const struct {
        const char *key;
        enum read_fact fact;
    } facts[] = {{"title", READ_TITLE},
                 {"date", READ_DATE},
                 {"link", READ_LINK},
                 {"language", READ_LANGUAGE},
                 {"intro", READ_INTRO}};
    const cJSON *item;

    for (size_t i = 0; i < SMZ_COUNT(facts); i++)
        read_fact(out->builder, facts[i].fact,
                  smz_arena_keep(out->arena, smz_json_str(root, facts[i].key)));
    cJSON_ArrayForEach(item, smz_json_get(root, "named"))
    {
        read_fact(out->builder, READ_NAMED,
                  smz_arena_keep(out->arena, smz_str_of(cJSON_GetStringValue(item))));
    }
    cJSON_ArrayForEach(item, smz_json_get(root, "speakers"))
    {
        read_speaker(out->builder,
                     smz_arena_keep(out->arena, smz_json_str(item, "label")),
                     smz_arena_keep(out->arena, smz_json_str(item, "name")),
                     smz_arena_keep(out->arena, smz_json_str(item, "role")));
    }
}

static void give_extract(const cJSON *root, struct json_out *out)
{
    const cJSON *chapter = json_first(smz_json_get(root, "chapters")), *turn;
    int i = 0;

    give_facts(root, out);
    cJSON_ArrayForEach(turn, smz_json_get(root, "turns"))
    {
        for (; chapter && smz_json_int(chapter, "turn", -1) <= i;
             chapter = chapter->next) {
            smz_str title = smz_arena_keep(out->arena, smz_json_str(chapter, "title"));
            smz_ms start = json_time(chapter, "start", 1000);

            if (smz_json_int(chapter, "turn", -1) < 0)
                read_unplaced(out->builder, title, start);
            else
                read_chapter(out->builder, title, start,
                             smz_json_int(chapter, "level", 1));
        }
        give_turn(turn, out);
        i++;
    }
}

const struct json_dialect json_own[] = {
    {"summarize --extract", is_extract, give_extract},
    {NULL, NULL, NULL},
};
