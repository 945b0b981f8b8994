/* The digest as one JSON object: all that the other renderers print, and the run. */
#include <math.h>

#include "base/json.h"
#include "render/renderers.h"
#include "render/values.h"

static cJSON *points_of(const struct smz_digest *d, const struct smz_point *points, int n)
{
    cJSON *list = cJSON_CreateArray();

    for (int i = 0; i < n; i++) {
        const struct smz_point *p = &points[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        if (p->lead.len)
            smz_json_add_str(item, "lead", p->lead);
        smz_json_add_str(item, "text", p->text);
        render_add_numbers(item, "turns", p->turns, p->n_turns);
        render_add_name(item, "speaker", d->outline, p->speaker);
        render_add_seconds(item, "start", p->time);
    }
    return list;
}

static cJSON *quotes_of(const struct smz_digest *d, const struct smz_told *t)
{
    cJSON *list = cJSON_CreateArray();

    for (int i = 0; i < t->n_quotes; i++) {
        const struct smz_quote *q = &t->quotes[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        smz_json_add_str(item, "text", q->text);
        cJSON_AddNumberToObject(item, "turn", q->turn);
        render_add_name(item, "speaker", d->outline, q->speaker);
        render_add_seconds(item, "start", q->time);
    }
    return list;
}

static void add_turns_of_topic(cJSON *item, const struct smz_digest *d,
                               const struct smz_told *t)
{
    const struct smz_text *text = d->outline->text;
    int first = t->first_sentence, last = t->end_sentence - 1;

    if (first < 0 || first > last || last >= text->n_sentences) {
        cJSON_AddNullToObject(item, "first_turn");
        cJSON_AddNullToObject(item, "last_turn");
        return;
    }
    cJSON_AddNumberToObject(item, "first_turn", text->sentences[first].turn);
    cJSON_AddNumberToObject(item, "last_turn", text->sentences[last].turn);
}

static cJSON *topics_of(const struct smz_digest *d, const struct smz_section *s)
{
    cJSON *list = cJSON_CreateArray();

    for (int i = 0; i < s->n_topics; i++) {
        const struct smz_told *t = &s->topics[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        smz_json_add_str(item, "heading", t->heading);
        add_turns_of_topic(item, d, t);
        render_add_seconds(item, "start", t->time);
        smz_json_add_str(item, "prose", t->prose);
        cJSON_AddItemToObject(item, "points", points_of(d, t->points, t->n_points));
        cJSON_AddItemToObject(item, "quotes", quotes_of(d, t));
    }
    return list;
}

static void add_sections(cJSON *root, const struct smz_digest *d)
{
    cJSON *list = cJSON_AddArrayToObject(root, "segments");

    for (int i = 0; i < d->n_sections; i++) {
        const struct smz_section *s = &d->sections[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        smz_json_add_str(item, "heading", s->heading);
        if (s->segment >= 0)
            cJSON_AddStringToObject(
                item, "kind",
                smz_segment_kind_name(d->outline->segments[s->segment].kind));
        else
            cJSON_AddNullToObject(item, "kind");
        render_add_name(item, "speaker", d->outline, s->person);
        render_add_seconds(item, "start", s->start);
        render_add_seconds(item, "end", s->end);
        cJSON_AddBoolToObject(item, "flat", s->flat);
        cJSON_AddItemToObject(item, "topics", topics_of(d, s));
    }
}

static void add_themes(cJSON *root, const struct smz_digest *d)
{
    cJSON *list = cJSON_AddArrayToObject(root, "themes");

    for (int i = 0; i < d->n_themes; i++) {
        const struct smz_theme *t = &d->themes[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        smz_json_add_str(item, "heading", t->heading);
        smz_json_add_str(item, "prose", t->prose);
        cJSON_AddItemToObject(item, "points", points_of(d, t->points, t->n_points));
    }
}

static void add_conclusion(cJSON *root, const struct smz_digest *d)
{
    cJSON *conclusion = cJSON_AddObjectToObject(root, "conclusion");
    cJSON *list = cJSON_AddArrayToObject(conclusion, "speakers");

    for (int i = 0; i < d->n_stances; i++) {
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        render_add_name(item, "speaker", d->outline, d->stances[i].person);
        smz_json_add_str(item, "text", d->stances[i].text);
    }
    smz_json_add_str(conclusion, "text", d->conclusion);
}

static void add_parts(cJSON *root, const struct smz_digest *d)
{
    static const char *const names[] = {[SMZ_PART_SUMMARY] = "summary",
                                        [SMZ_PART_SPEAKERS] = "speakers",
                                        [SMZ_PART_THEMES] = "themes",
                                        [SMZ_PART_IMPLICATIONS] = "implications",
                                        [SMZ_PART_CONCLUSION] = "conclusion"};
    cJSON *list = cJSON_AddArrayToObject(root, "sections");

    for (int i = 0; i < d->n_parts; i++)
        cJSON_AddItemToArray(list, cJSON_CreateString(names[d->parts[i]]));
}

/* A share with three digits: what is beyond them says nothing. */
static cJSON *share_of(double share)
{
    return cJSON_CreateNumber(floor(share * 1000 + 0.5) / 1000);
}

static void add_coverage(cJSON *checks, const struct smz_digest *d)
{
    const struct smz_text *text = d->outline->text;
    const struct smz_checks *c = &d->checks;
    cJSON *coverage = cJSON_AddObjectToObject(checks, "coverage"), *list;

    cJSON_AddItemToObject(coverage, "share", share_of(c->covered));
    list = cJSON_AddArrayToObject(coverage, "tenths");
    for (int i = 0; i < 10; i++)
        cJSON_AddItemToArray(list, share_of(c->covered_tenth[i]));
    list = cJSON_AddArrayToObject(coverage, "segments");
    for (int i = 0; i < d->outline->n_segments && c->covered_segment; i++)
        cJSON_AddItemToArray(list, share_of(c->covered_segment[i]));
    list = cJSON_AddArrayToObject(coverage, "gaps");
    for (size_t i = 0; i < c->gaps.len; i++) {
        const struct smz_gap *gap = &c->gaps.at[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddItemToArray(list, item);
        cJSON_AddNumberToObject(item, "first_turn",
                                text->sentences[gap->first_sentence].turn);
        cJSON_AddNumberToObject(item, "last_turn",
                                text->sentences[gap->end_sentence - 1].turn);
        render_add_seconds(item, "start", smz_sentence_time(text, gap->first_sentence));
        cJSON_AddNumberToObject(item, "words", (double)gap->words);
    }
}

static void add_left_out(cJSON *checks, const struct smz_outline *o)
{
    cJSON *item = cJSON_AddObjectToObject(checks, "left_out");
    double n = 0, words = 0;

    for (int i = 0; i < o->n_segments; i++)
        if (o->segments[i].kind == SMZ_SEGMENT_AD) {
            n++;
            words += (double)o->segments[i].words;
        }
    cJSON_AddNumberToObject(item, "advertisements", n);
    cJSON_AddNumberToObject(item, "words", words);
}

static void add_checks(cJSON *root, const struct smz_digest *d)
{
    const struct smz_checks *c = &d->checks;
    cJSON *checks = cJSON_AddObjectToObject(root, "checks");
    cJSON *remarks;

    cJSON_AddNumberToObject(checks, "quotes", c->quotes);
    cJSON_AddNumberToObject(checks, "quotes_exact", c->quotes_exact);
    cJSON_AddNumberToObject(checks, "quotes_corrected", c->quotes_corrected);
    cJSON_AddNumberToObject(checks, "quotes_dropped", c->quotes_dropped);
    cJSON_AddNumberToObject(checks, "points", c->points);
    cJSON_AddNumberToObject(checks, "points_recited", c->points_recited);
    cJSON_AddNumberToObject(checks, "points_dropped", c->points_dropped);
    cJSON_AddNumberToObject(checks, "claims_unsupported", c->claims_unsupported);
    add_left_out(checks, d->outline);
    add_coverage(checks, d);
    remarks = cJSON_AddArrayToObject(checks, "remarks");
    for (size_t i = 0; i < c->remarks.len; i++)
        smz_json_push_str(remarks, c->remarks.at[i]);
}

static void add_run(cJSON *root, const struct smz_run *r)
{
    cJSON *run = cJSON_AddObjectToObject(root, "run");

    smz_json_add_str(run, "provider", r->provider);
    smz_json_add_str(run, "model", r->model);
    cJSON_AddNumberToObject(run, "requests", r->requests);
    cJSON_AddNumberToObject(run, "cached", r->cached);
    cJSON_AddNumberToObject(run, "retries", r->retries);
    cJSON_AddNumberToObject(run, "failed", r->failed);
    cJSON_AddNumberToObject(run, "tokens_in", (double)r->tokens_in);
    cJSON_AddNumberToObject(run, "tokens_out", (double)r->tokens_out);
    cJSON_AddNumberToObject(run, "tokens_cached", (double)r->tokens_cached);
    if (r->cost < 0)
        cJSON_AddNullToObject(run, "cost");
    else
        cJSON_AddNumberToObject(run, "cost", r->cost);
    cJSON_AddNumberToObject(run, "seconds", r->seconds);
}

static void add_warnings(cJSON *root, const struct smz_notes *notes)
{
    cJSON *list = cJSON_AddArrayToObject(root, "warnings");

    for (size_t i = 0; notes && i < notes->list.len; i++)
        if (notes->list.at[i].level == SMZ_WARN)
            smz_json_push_str(list, notes->list.at[i].text);
}

void render_json(const struct smz_digest *d, struct smz_buf *out)
{
    cJSON *root = cJSON_CreateObject();

    cJSON_AddNumberToObject(root, "schema", 1);
    smz_json_add_str(root, "title", d->title);
    cJSON_AddStringToObject(root, "language", smz_lang_code(d->lang));
    if (d->link.len)
        smz_json_add_str(root, "link", d->link);
    else
        cJSON_AddNullToObject(root, "link");
    cJSON_AddNumberToObject(root, "target_words", d->target);
    cJSON_AddNumberToObject(root, "words", d->words);
    cJSON_AddNumberToObject(root, "quotes", d->quotes);
    render_add_source(root, d->outline, d->outline->text->transcript->title);
    render_add_speakers(root, d->outline);
    add_parts(root, d);
    smz_json_add_str(root, "summary", d->summary);
    add_sections(root, d);
    add_themes(root, d);
    cJSON_AddItemToObject(root, "implications",
                          points_of(d, d->implications, d->n_implications));
    add_conclusion(root, d);
    add_run(root, &d->run);
    add_checks(root, d);
    add_warnings(root, d->notes);
    render_print(root, out);
}
