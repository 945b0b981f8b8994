/* What --dry-run prints: what was understood, and what would be asked. */
#include "base/json.h"
#include "render/values.h"
#include "summarize/render.h"

/* ---- JSON */

static cJSON *names_of(const struct smz_outline *o, const struct smz_segment *s)
{
    cJSON *names = cJSON_CreateArray();

    for (int i = 0; i < s->n_people; i++)
        smz_json_push_str(names, o->people[s->people[i]].name);
    return names;
}

static void add_segments(cJSON *root, const struct smz_plan *plan)
{
    const struct smz_outline *o = plan->outline;
    cJSON *list = cJSON_AddArrayToObject(root, "segments");

    for (int i = 0; i < o->n_segments; i++) {
        const struct smz_segment *s = &o->segments[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        cJSON_AddStringToObject(item, "kind", smz_segment_kind_name(s->kind));
        cJSON_AddItemToObject(item, "speakers", names_of(o, s));
        render_add_span(item, s->first_turn, s->last_turn, s->start, s->end);
        cJSON_AddNumberToObject(item, "words", (double)s->words);
        cJSON_AddNumberToObject(item, "target_words", plan->segment_words[i]);
    }
}

static void add_topics(cJSON *root, const struct smz_outline *o)
{
    cJSON *list = cJSON_AddArrayToObject(root, "topics");

    for (int i = 0; i < o->n_topics; i++) {
        const struct smz_topic *t = &o->topics[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        cJSON_AddNumberToObject(item, "segment", t->segment);
        smz_json_add_str(item, "heading", t->heading);
        cJSON_AddStringToObject(item, "border", smz_border_name(t->border));
        render_add_span(item, t->first_turn, t->last_turn, t->start, t->end);
        cJSON_AddNumberToObject(item, "words", (double)t->words);
    }
}

static void add_chunks(cJSON *root, const struct smz_plan *plan)
{
    cJSON *list = cJSON_AddArrayToObject(root, "chunks");

    for (int i = 0; i < plan->n_chunks; i++) {
        const struct smz_chunk *c = &plan->chunks[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        if (c->segment < 0)
            cJSON_AddNullToObject(item, "segment");
        else
            cJSON_AddNumberToObject(item, "segment", c->segment);
        cJSON_AddNumberToObject(item, "first_turn", c->first_turn);
        cJSON_AddNumberToObject(item, "last_turn", c->last_turn);
        cJSON_AddNumberToObject(item, "tokens", c->tokens);
        cJSON_AddNumberToObject(item, "words", (double)c->words);
    }
}

static void add_requests(cJSON *root, const struct smz_plan *plan)
{
    cJSON *list = cJSON_AddArrayToObject(root, "requests");

    for (int i = 0; i < plan->n_requests; i++) {
        const struct smz_request *r = &plan->requests[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        cJSON_AddStringToObject(item, "kind", smz_request_name(r->kind));
        cJSON_AddNumberToObject(item, "segment", r->segment);
        cJSON_AddNumberToObject(item, "chunk", r->chunk);
        cJSON_AddNumberToObject(item, "words", r->words);
        cJSON_AddNumberToObject(item, "tokens_in", r->tokens_in);
        cJSON_AddNumberToObject(item, "tokens_out", r->tokens_out);
        render_add_numbers(item, "needs", r->needs, r->n_needs);
    }
}

static void plan_json(const struct smz_plan *plan, struct smz_buf *out)
{
    const struct smz_transcript *t = plan->outline->text->transcript;
    cJSON *root = cJSON_CreateObject();

    cJSON_AddNumberToObject(root, "schema", 1);
    render_add_source(root, plan->outline, t->title);
    cJSON_AddNumberToObject(root, "turns", t->n_turns);
    cJSON_AddNumberToObject(root, "target_words", plan->words);
    render_add_speakers(root, plan->outline);
    add_segments(root, plan);
    add_topics(root, plan->outline);
    add_chunks(root, plan);
    add_requests(root, plan);
    render_print(root, out);
}

/* ---- text */

static void time_or_turn(smz_ms ms, int turn, struct smz_buf *out)
{
    if (ms == SMZ_MS_NONE)
        smz_buf_printf(out, "turn %d", turn);
    else
        smz_render_time(ms, out);
}

static void print_speakers(const struct smz_outline *o, struct smz_buf *out)
{
    smz_buf_printf(out, "\nSpeakers\n");
    for (int i = 0; i < o->n_people; i++) {
        const struct smz_person *p = &o->people[i];

        smz_buf_printf(out, "  %.*s", SMZ_ARG(p->name));
        if (!smz_str_eq(p->label, p->name))
            smz_buf_printf(out, " [%.*s]", SMZ_ARG(p->label));
        smz_buf_printf(out, ": %s, %zu words in %d turns%s\n", smz_role_name(p->role),
                       p->words, p->turns, p->inferred ? " (inferred)" : "");
    }
    if (o->n_people == 0)
        smz_buf_printf(out, "  none named\n");
}

static void print_segment(const struct smz_plan *plan, int i, struct smz_buf *out)
{
    const struct smz_outline *o = plan->outline;
    const struct smz_segment *s = &o->segments[i];

    smz_buf_printf(out, "  %s", smz_segment_kind_name(s->kind));
    for (int k = 0; k < s->n_people; k++)
        smz_buf_printf(out, "%s%.*s", k ? ", " : " ",
                       SMZ_ARG(o->people[s->people[k]].name));
    smz_buf_printf(out, " (");
    time_or_turn(s->start, s->first_turn, out);
    smz_buf_printf(out, "): %zu words -> %d\n", s->words, plan->segment_words[i]);
    for (int k = s->first_topic; k < s->first_topic + s->n_topics; k++) {
        const struct smz_topic *t = &o->topics[k];

        smz_buf_printf(out, "    ");
        time_or_turn(t->start, t->first_turn, out);
        smz_buf_printf(out, "  %.*s\n", SMZ_ARG(t->heading));
    }
}

static void print_requests(const struct smz_plan *plan, const struct smz_limits *limits,
                           struct smz_buf *out)
{
    int64_t in = 0, answer = 0;

    for (int i = 0; i < plan->n_requests; i++) {
        in += plan->requests[i].tokens_in;
        answer += plan->requests[i].tokens_out;
    }
    if (limits->has_model)
        smz_buf_printf(
            out, "\nRequests\n  %d, about %lld tokens in and %lld out, in %d chunk%s\n",
            plan->n_requests, (long long)in, (long long)answer, plan->n_chunks,
            plan->n_chunks == 1 ? "" : "s");
    else
        smz_buf_printf(out, "\nRequests\n  none: the built-in engine needs no server\n");
}

static void plan_text(const struct smz_plan *plan, const struct smz_limits *limits,
                      struct smz_buf *out)
{
    const struct smz_transcript *t = plan->outline->text->transcript;

    smz_buf_printf(out, "%.*s: %.*s, %.*s, %d turns, %zu words -> %d words\n",
                   SMZ_ARG(t->name), SMZ_ARG(t->format), SMZ_ARG(t->encoding), t->n_turns,
                   t->words, plan->words);
    print_speakers(plan->outline, out);
    smz_buf_printf(out, "\nSegments and topics\n");
    for (int i = 0; i < plan->outline->n_segments; i++)
        print_segment(plan, i, out);
    print_requests(plan, limits, out);
}

void smz_render_plan(const struct smz_plan *plan, const struct smz_limits *limits,
                     bool json, struct smz_buf *out)
{
    if (json)
        plan_json(plan, out);
    else
        plan_text(plan, limits, out);
}
