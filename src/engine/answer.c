#include "engine/answer.h"

#include <string.h>

#include "base/json.h"
#include "engine/plain.h"
#include "engine/reader.h"

enum { MAX_TURNS = 24 }; /* of one point: what rests on more rests on the whole talk */

struct reading {
    const struct smz_ask *ask;
    const struct smz_prompt *prompt;
    struct smz_arena *run;
    bool unstopped; /* it writes sentences without the full stop */
};

/* ---- Text ---- */

static smz_str text_of(const struct reading *r, const cJSON *object, const char *key)
{
    return smz_plain_text(smz_json_str(object, key), r->unstopped, r->run);
}

static smz_str label_of(const struct reading *r, const cJSON *object, const char *key)
{
    return smz_plain_label(smz_json_str(object, key), r->run);
}

/* ---- Where it rests ---- */

static const struct smz_numbered *numbered(const struct reading *r, int number)
{
    return number >= 1 && number <= r->prompt->n_numbered
               ? &r->prompt->numbered[number - 1]
               : NULL;
}

struct turns {
    int at[MAX_TURNS];
    int n;
    int sentence; /* the first that is cited; -1 for none */
};

static void add_turn(struct turns *t, int turn)
{
    for (int i = 0; i < t->n; i++)
        if (t->at[i] == turn)
            return;
    if (t->n < MAX_TURNS)
        t->at[t->n++] = turn;
}

static void add_point_turns(struct turns *t, const struct smz_point *p)
{
    for (int i = 0; i < p->n_turns; i++)
        add_turn(t, p->turns[i]);
}

static void add_topic_turns(struct turns *t, const struct smz_told *topic)
{
    for (int i = 0; i < topic->n_turns; i++)
        add_turn(t, topic->turns[i]);
    for (int i = 0; i < topic->n_points; i++)
        add_point_turns(t, &topic->points[i]);
}

static int first_sentence(const struct smz_numbered *n)
{
    if (n->point)
        return n->point->sentence;
    if (n->quote)
        return n->quote->sentence;
    return n->topic ? n->topic->first_sentence : n->first_sentence;
}

static void add_numbered(const struct reading *r, const struct smz_numbered *n,
                         struct turns *t)
{
    const struct smz_text *text = r->ask->plan->outline->text;
    int first = first_sentence(n);

    if (first >= 0 && t->sentence < 0)
        t->sentence = first;
    if (n->point)
        add_point_turns(t, n->point);
    else if (n->quote && n->quote->turn >= 0)
        add_turn(t, n->quote->turn);
    else if (n->topic)
        add_topic_turns(t, n->topic);
    else
        add_turn(t, text->sentences[n->first_sentence].turn);
}

static struct turns cited(const struct reading *r, const cJSON *list)
{
    struct turns t = {.sentence = -1};
    const cJSON *item;

    cJSON_ArrayForEach(item, list)
    {
        const struct smz_numbered *n = numbered(r, item->valueint);

        if (n)
            add_numbered(r, n, &t);
    }
    return t;
}

static const int *keep_turns(const struct reading *r, const struct turns *t)
{
    int *kept = SMZ_NEW(r->run, int, t->n);

    memcpy(kept, t->at, sizeof(*kept) * (size_t)t->n);
    return kept;
}

/* ---- Parts ---- */

/* The least important come last, and in each list the tail goes first. */
static double weight_of(int i, int n)
{
    return 1.0 - 0.9 * i / n;
}

static bool read_point(const struct reading *r, const cJSON *item, struct smz_point *p)
{
    struct turns t = cited(r, smz_json_get(item, "from"));

    *p = (struct smz_point){.lead = label_of(r, item, "lead"),
                            .text = text_of(r, item, "text"),
                            .turns = keep_turns(r, &t),
                            .n_turns = t.n,
                            .sentence = t.sentence,
                            .speaker = SMZ_NOBODY,
                            .time = SMZ_MS_NONE};
    return p->text.len > 0;
}

static bool said_before(const struct smz_point *points, int n, smz_str text)
{
    for (int i = 0; i < n; i++)
        if (smz_str_eq_nocase(points[i].text, text))
            return true;
    return false;
}

static struct smz_point *read_points(const struct reading *r, const cJSON *list, int *n)
{
    int all = cJSON_GetArraySize(list);
    struct smz_point *points = SMZ_NEW(r->run, struct smz_point, all);
    const cJSON *item;

    *n = 0;
    cJSON_ArrayForEach(item, list)
    {
        if (read_point(r, item, &points[*n]) && !said_before(points, *n, points[*n].text))
            *n += 1;
    }
    for (int i = 0; i < *n; i++)
        points[i].weight = weight_of(i, *n);
    return points;
}

static struct smz_quote *read_quotes(const struct reading *r, const cJSON *list, int *n)
{
    struct smz_quote *quotes =
        SMZ_NEW(r->run, struct smz_quote, cJSON_GetArraySize(list));
    const struct smz_text *text = r->ask->plan->outline->text;
    const cJSON *item;

    *n = 0;
    cJSON_ArrayForEach(item, list)
    {
        const struct smz_numbered *from = numbered(r, smz_json_int(item, "from", 0));
        struct smz_quote q = {.text = smz_plain_quote(smz_json_str(item, "text"), r->run),
                              .turn = -1,
                              .sentence = -1,
                              .weight = 0.8,
                              .speaker = SMZ_NOBODY,
                              .time = SMZ_MS_NONE};

        if (from && from->quote)
            q.turn = from->quote->turn;
        else if (from && !from->topic && !from->point)
            q.turn = text->sentences[from->first_sentence].turn;
        if (q.text.len)
            quotes[(*n)++] = q;
    }
    return quotes;
}

static int segment_at(const struct smz_outline *o, int sentence_at)
{
    for (int i = 0; i < o->n_segments; i++)
        if (sentence_at < o->segments[i].end_sentence)
            return i;
    return o->n_segments - 1;
}

/* The first sentence that is cited, the first from `since` on, the last; -1: none. */
struct stretch {
    int first, next, last;
};

static int earlier(int a, int b)
{
    return a < 0 || b < a ? b : a;
}

static void take_cited(const struct reading *r, const cJSON *from, int since,
                       struct stretch *s)
{
    const cJSON *number;

    cJSON_ArrayForEach(number, from)
    {
        const struct smz_numbered *n = numbered(r, number->valueint);
        int at = n ? first_sentence(n) : -1;

        if (at < 0)
            continue;
        s->first = earlier(s->first, at);
        if (at >= since)
            s->next = earlier(s->next, at);
        s->last = at > s->last ? at : s->last;
    }
}

/*
 * The stretch of talk that a topic is about: it begins where what it cites begins, but
 * not before `since`, where the topic before it does. Topics come in the order of the
 * talk, and what they cite may reach back to what was said in passing.
 */
static void place_topic(const struct reading *r, const cJSON *item, int since,
                        struct smz_told *t)
{
    const struct smz_outline *o = r->ask->plan->outline;
    const struct smz_chunk *c = r->ask->chunk;
    struct stretch cited = {-1, -1, -1};
    const cJSON *point;
    int first, last;

    take_cited(r, smz_json_get(item, "from"), since, &cited);
    cJSON_ArrayForEach(point, smz_json_get(item, "points"))
        take_cited(r, smz_json_get(point, "from"), since, &cited);
    first = cited.next >= 0 ? cited.next : cited.first;
    last = cited.last;
    if (last < 0)
        first = last = c ? c->first_sentence : r->prompt->numbered[0].first_sentence;
    t->first_sentence = first;
    t->end_sentence = last + 1;
    t->segment =
        r->ask->request->segment >= 0 ? r->ask->request->segment : segment_at(o, first);
    t->time = SMZ_MS_NONE;
}

static void read_topics(const struct reading *r, const cJSON *list,
                        struct smz_answer *out)
{
    const cJSON *item;
    int since = 0;

    out->topics = SMZ_NEW(r->run, struct smz_told, cJSON_GetArraySize(list));
    cJSON_ArrayForEach(item, list)
    {
        struct smz_told *t = &out->topics[out->n_topics];
        struct turns from = cited(r, smz_json_get(item, "from"));

        t->turns = keep_turns(r, &from);
        t->n_turns = from.n;
        t->heading = label_of(r, item, "heading");
        t->prose = text_of(r, item, "prose");
        t->prose_weight = 1.5;
        t->points = read_points(r, smz_json_get(item, "points"), &t->n_points);
        t->quotes = read_quotes(r, smz_json_get(item, "quotes"), &t->n_quotes);
        if (!t->heading.len || (!t->prose.len && !t->n_points))
            continue;
        place_topic(r, item, since, t);
        since = t->first_sentence;
        out->n_topics++;
    }
}

static bool wanted(const struct reading *r, enum smz_part part)
{
    return r->ask->parts & 1u << part;
}

static void read_themes(const struct reading *r, const cJSON *list,
                        struct smz_answer *out)
{
    int n = cJSON_GetArraySize(list);
    const cJSON *item;

    out->themes = SMZ_NEW(r->run, struct smz_theme, n);
    cJSON_ArrayForEach(item, list)
    {
        struct smz_theme *t = &out->themes[out->n_themes];

        t->heading = label_of(r, item, "heading");
        t->prose = text_of(r, item, "prose");
        t->points = read_points(r, smz_json_get(item, "points"), &t->n_points);
        t->weight = weight_of(out->n_themes, n);
        if (t->heading.len && (t->prose.len || t->n_points))
            out->n_themes++;
    }
}

static void read_stances(const struct reading *r, const cJSON *list,
                         struct smz_answer *out)
{
    const cJSON *item;

    out->stances = SMZ_NEW(r->run, struct smz_stance, cJSON_GetArraySize(list));
    cJSON_ArrayForEach(item, list)
    {
        struct smz_stance s = {smz_json_int(item, "speaker", 0) - 1,
                               text_of(r, item, "text")};

        if (s.person >= 0 && s.person < r->ask->plan->outline->n_people && s.text.len)
            out->stances[out->n_stances++] = s;
    }
}

static void read_frame(const struct reading *r, const cJSON *root, struct smz_answer *out)
{
    if (wanted(r, SMZ_PART_SUMMARY))
        out->summary = text_of(r, root, "summary");
    if (wanted(r, SMZ_PART_THEMES))
        read_themes(r, smz_json_get(root, "themes"), out);
    if (wanted(r, SMZ_PART_IMPLICATIONS))
        out->implications =
            read_points(r, smz_json_get(root, "implications"), &out->n_implications);
    if (wanted(r, SMZ_PART_CONCLUSION)) {
        read_stances(r, smz_json_get(root, "stances"), out);
        out->conclusion = text_of(r, root, "conclusion");
    }
}

static void read_edits(const struct reading *r, const cJSON *list, struct smz_answer *out)
{
    const cJSON *item;

    out->edits = SMZ_NEW(r->run, struct smz_edit, cJSON_GetArraySize(list));
    cJSON_ArrayForEach(item, list)
    {
        out->edits[out->n_edits++] =
            (struct smz_edit){.topic = smz_json_int(item, "topic", 0) - 1,
                              .into = smz_json_int(item, "into", 0) - 1,
                              .heading = label_of(r, item, "heading"),
                              .drop = smz_json_bool(item, "drop")};
    }
}

/* Further points, each a topic of its own that says which it belongs to. */
static void read_additions(const struct reading *r, const cJSON *list,
                           struct smz_answer *out)
{
    int all = cJSON_GetArraySize(list);
    struct smz_point *points = SMZ_NEW(r->run, struct smz_point, all);
    const cJSON *item;

    out->topics = SMZ_NEW(r->run, struct smz_told, all);
    out->edits = SMZ_NEW(r->run, struct smz_edit, all);
    cJSON_ArrayForEach(item, list)
    {
        struct smz_point *p = &points[out->n_topics];

        if (!read_point(r, item, p))
            continue;
        out->edits[out->n_edits++] =
            (struct smz_edit){.into = smz_json_int(item, "topic", 0) - 1};
        out->topics[out->n_topics++] = (struct smz_told){.points = p, .n_points = 1};
    }
}

/* What fits the schema and still says nothing. */
static const char *lack(const struct reading *r, const struct smz_answer *a)
{
    switch (r->ask->request->kind) {
    case SMZ_REQUEST_WRITE:
    case SMZ_REQUEST_CONDENSE:
        return a->n_topics ? NULL : "it has no topics";
    case SMZ_REQUEST_SINGLE:
        if (!a->n_topics)
            return "it has no topics";
        break;
    case SMZ_REQUEST_EDIT:
    case SMZ_REQUEST_EXTEND:
        return NULL;
    case SMZ_REQUEST_RELATE:
        break;
    }
    if (wanted(r, SMZ_PART_SUMMARY) && !a->summary.len)
        return "it has no summary";
    if (wanted(r, SMZ_PART_CONCLUSION) && !a->conclusion.len)
        return "it has no conclusion";
    return NULL;
}

static void read_root(const struct reading *r, const cJSON *root, struct smz_answer *out)
{
    switch (r->ask->request->kind) {
    case SMZ_REQUEST_SINGLE:
        read_frame(r, root, out);
        read_topics(r, smz_json_get(root, "topics"), out);
        break;
    case SMZ_REQUEST_WRITE:
    case SMZ_REQUEST_CONDENSE:
        read_topics(r, smz_json_get(root, "topics"), out);
        break;
    case SMZ_REQUEST_RELATE:
        read_frame(r, root, out);
        break;
    case SMZ_REQUEST_EDIT:
        read_edits(r, smz_json_get(root, "edits"), out);
        break;
    case SMZ_REQUEST_EXTEND:
        read_additions(r, smz_json_get(root, "additions"), out);
        break;
    }
}

static bool is_prose(const cJSON *item)
{
    static const char *const keys[] = {"text", "prose", "summary", "conclusion"};

    for (size_t i = 0; i < SMZ_COUNT(keys); i++)
        if (cJSON_IsString(item) && item->string && *item->valuestring &&
            strcmp(item->string, keys[i]) == 0)
            return true;
    return false;
}

/* How many of an answer's texts there are, and how many of them end in a letter. */
static void count_stops(const cJSON *item, int *texts, int *lacking)
{
    if (is_prose(item)) {
        ++*texts;
        *lacking += smz_plain_unstopped(smz_str_trim(smz_str_of(item->valuestring)));
    }
    for (item = item->child; item; item = item->next)
        count_stops(item, texts, lacking);
}

/* Of one who stops the others, a text without a stop was cut off; of one who hardly
 * ever does, it was not. */
static bool writes_unstopped(const cJSON *root)
{
    int texts = 0, lacking = 0;

    count_stops(root, &texts, &lacking);
    return lacking > 1 && lacking * 4 >= texts * 3;
}

bool smz_answer_read(const struct smz_ask *ask, const struct smz_prompt *prompt,
                     smz_str text, struct smz_arena *run, struct smz_answer *out,
                     struct smz_buf *why)
{
    struct reading r = {.ask = ask, .prompt = prompt, .run = run};
    cJSON *schema = cJSON_ParseWithLength(prompt->schema.ptr, prompt->schema.len);
    cJSON *root = smz_reader_parse(text);
    struct smz_answer answer = {.given = true};
    const char *lacks = NULL;
    bool good = false;

    smz_buf_clear(why);
    if (cJSON_IsArray(root)) { /* the one list of the schema, without its object */
        cJSON *whole = cJSON_CreateObject();

        cJSON_AddItemToObject(whole, smz_json_get(schema, "properties")->child->string,
                              root);
        root = whole;
    }
    if (!root) {
        smz_buf_add(why, SMZ_S("it is no whole JSON object"));
    } else if (smz_reader_fit(root, schema, why)) {
        r.unstopped = writes_unstopped(root);
        read_root(&r, root, &answer);
        lacks = lack(&r, &answer);
        if (lacks)
            smz_buf_add(why, smz_str_of(lacks));
        good = !lacks;
    }
    if (good)
        *out = answer;
    cJSON_Delete(root);
    cJSON_Delete(schema);
    return good;
}
