/* What the mock model says: cut from the request, so that it can be checked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "mock.h"

enum { MAX_LINES = 4000, LEAD_WORDS = 3, HEADING_WORDS = 6, QUOTE_WORDS = 12 };

/* The numbered lines of a request, and what it wants. */
struct reading {
    smz_str line[MAX_LINES]; /* without number and name */
    smz_str name[MAX_LINES]; /* or empty */
    int number[MAX_LINES];
    int n;
    int topics, words, points;
};

const char *mock_kind(const struct mock_request *r)
{
    smz_str s = r->system;

    if (smz_str_starts(s, SMZ_S("You edit")))
        return "edit";
    if (smz_str_starts(s, SMZ_S("You add")))
        return "extend";
    if (smz_str_starts(s, SMZ_S("You make")))
        return "condense";
    if (smz_str_starts(s, SMZ_S("You write the frame")))
        return "relate";
    if (smz_str_starts(s, SMZ_S("You write a digest")))
        return "single";
    return smz_str_starts(s, SMZ_S("You write one part")) ? "write" : "other";
}

/* "Name: text" -> text. */
static smz_str without_name(smz_str s, smz_str *name)
{
    struct smz_cut cut = smz_str_cut(s, SMZ_S(": "));
    bool named = cut.found && cut.head.len < 40;

    *name = named ? cut.head : (smz_str){NULL, 0};
    return named ? cut.tail : s;
}

static int number_behind(smz_str text, const char *word)
{
    ptrdiff_t at = smz_str_find(text, smz_str_of(word));

    return at < 0 ? 0 : atoi(text.ptr + at + strlen(word));
}

/* The task stands behind all data. */
static smz_str task_of(smz_str user)
{
    smz_str task = user;

    for (;;) {
        struct smz_cut cut = smz_str_cut(task, SMZ_S("\n</"));

        if (!cut.found)
            return task;
        task = cut.tail;
    }
}

static void read_request(const struct mock_request *r, struct reading *out)
{
    smz_str rest = r->user, line, task = task_of(r->user);

    while (smz_str_line(&rest, &line) && out->n < MAX_LINES) {
        int number = line.len > 2 && *line.ptr == '[' ? atoi(line.ptr + 1) : 0;
        ptrdiff_t end = smz_str_find_char(line, ']');

        if (number <= 0 || end < 0)
            continue;
        out->number[out->n] = number;
        out->line[out->n] = without_name(
            smz_str_trim(smz_str_skip(line, (size_t)end + 1)), &out->name[out->n]);
        out->n++;
    }
    while (!out->topics && smz_str_cut(task, SMZ_S("Write ")).found) {
        task = smz_str_cut(task, SMZ_S("Write ")).tail;
        out->topics = atoi(task.ptr);
    }
    out->words = number_behind(task, "about "); /* that of the topics: it comes last */
    if (out->topics < 1)
        out->topics = 1;
    if (out->words < 1)
        out->words = 100;
}

/* At most n words of s, from word `skip` on; a whole slice of s. */
static smz_str words_of(smz_str s, int skip, int n)
{
    smz_str rest = s, word, out = {NULL, 0};

    for (int i = 0; i < skip + n && smz_str_word(&rest, &word); i++) {
        if (i == skip)
            out.ptr = word.ptr;
        if (i >= skip)
            out.len = (size_t)(word.ptr + word.len - out.ptr);
    }
    return out;
}

static int count_words(smz_str s)
{
    smz_str word;
    int n = 0;

    while (smz_str_word(&s, &word))
        n++;
    return n;
}

/* The same as a sentence: a model ends what it writes. */
static void add_sentence(struct smz_buf *out, smz_str s, int skip, int n)
{
    smz_str text = words_of(s, skip, n);

    while (text.len && strchr(",;:-\"([", text.ptr[text.len - 1]))
        text.len--;
    if (!text.len)
        return;
    smz_buf_printf(out, "%s%.*s%s", out->len ? " " : "", SMZ_ARG(text),
                   strchr(".!?", text.ptr[text.len - 1]) ? "" : ".");
}

static void add_text(cJSON *object, const char *key, smz_str s, int skip, int n)
{
    struct smz_buf text;

    smz_buf_init(&text, 0);
    add_sentence(&text, s, skip, n);
    smz_json_add_str(object, key, smz_buf_str(&text));
    smz_buf_release(&text);
}

static void add_from(cJSON *object, int number)
{
    cJSON_AddItemToArray(cJSON_AddArrayToObject(object, "from"),
                         cJSON_CreateNumber(number));
}

static cJSON *point(const struct reading *r, int line, int words)
{
    cJSON *p = cJSON_CreateObject();
    smz_str s = r->line[line];
    int skip = count_words(s) > 2 * words ? words / 2 : 0;

    smz_json_add_str(p, "lead", words_of(s, skip, LEAD_WORDS));
    add_text(p, "text", s, skip, words);
    add_from(p, r->number[line]);
    return p;
}

/* About so many words of the lines from `from` up to `to`, under a key; how many. */
static int add_prose(const struct reading *r, int from, int to, int words,
                     const char *key, cJSON *object)
{
    struct smz_buf prose;
    int told = 0;

    smz_buf_init(&prose, 0);
    for (int i = from; i < to && told < words; i++) {
        int most = words - told < 40 ? words - told : 40;

        add_sentence(&prose, r->line[i], 0, most);
        told += count_words(words_of(r->line[i], 0, most));
    }
    smz_json_add_str(object, key, smz_buf_str(&prose));
    smz_buf_release(&prose);
    return told;
}

/* Lines [from, to) told in about so many words: half prose, the rest points. */
static cJSON *topic(const struct reading *r, int from, int to, int words)
{
    cJSON *t = cJSON_CreateObject(), *points, *quotes, *quote;
    smz_str first = r->line[from];
    int n = to - from, told, quoted = from + n / 2;

    smz_json_add_str(t, "heading", words_of(first, 0, HEADING_WORDS));
    told = add_prose(r, from, to, words / 2, "prose", t);
    add_from(t, r->number[from]);
    points = cJSON_AddArrayToObject(t, "points");
    for (int i = 0; i < n && told < words - QUOTE_WORDS; i++) {
        cJSON *p = point(r, from + i * 7 % n, 26);

        told += count_words(smz_json_str(p, "text")) + LEAD_WORDS + 1;
        cJSON_AddItemToArray(points, p);
    }
    quotes = cJSON_AddArrayToObject(t, "quotes");
    quote = cJSON_CreateObject();
    smz_json_add_str(quote, "text", words_of(r->line[quoted], 0, QUOTE_WORDS));
    cJSON_AddNumberToObject(quote, "from", r->number[quoted]);
    cJSON_AddItemToArray(quotes, quote);
    return t;
}

static void add_topics(const struct reading *r, cJSON *root)
{
    cJSON *topics = cJSON_AddArrayToObject(root, "topics");
    int k = r->topics > r->n ? r->n : r->topics;

    for (int i = 0; i < k; i++)
        cJSON_AddItemToArray(topics,
                             topic(r, r->n * i / k, r->n * (i + 1) / k, r->words / k));
}

/* Points of about so many words together, of every `step`th line. */
static void add_points(const struct reading *r, cJSON *root, const char *key, int step,
                       int words)
{
    cJSON *list = cJSON_AddArrayToObject(root, key);

    for (int i = 0, told = 0; told < words && i < r->n; i++) {
        cJSON *p = point(r, i * step % r->n, 24);

        told += count_words(smz_json_str(p, "text")) + LEAD_WORDS;
        cJSON_AddItemToArray(list, p);
    }
}

/* A point each of the next speakers, of about so many words together. */
static void add_shared(const struct reading *r, cJSON *theme, int from, int words)
{
    enum { MOST = 3 };
    cJSON *list = cJSON_AddArrayToObject(theme, "points");
    smz_str said[MOST];
    int n = 0;

    for (int i = 0; i < r->n && n < MOST; i++) {
        int line = (from + i) % r->n;
        bool again = !r->name[line].len || smz_str_find_char(r->name[line], '(') >= 0;

        for (int k = 0; k < n; k++)
            again |= smz_str_eq(said[k], r->name[line]);
        if (again)
            continue;
        said[n++] = r->name[line];
        cJSON_AddItemToArray(list, point(r, line, words / MOST - LEAD_WORDS));
    }
}

static void add_frame(const struct reading *r, smz_str task, cJSON *root)
{
    int summary = number_behind(task, "a summary of about ");
    int themes = number_behind(task, " themes of up to ");
    int implied = number_behind(task, " implications of about ");
    int concluded = number_behind(task, "stances, and a conclusion of about ");
    int n = themes < 60 ? themes > 0 : themes < 300 ? themes / 60 : 5;
    cJSON *list, *stance;

    add_prose(r, 0, r->n, summary, "summary", root);
    list = cJSON_AddArrayToObject(root, "themes");
    for (int i = 0; i < n && i < r->n; i++) {
        cJSON *theme = cJSON_CreateObject();
        int at = i * 5 % r->n;

        smz_json_add_str(theme, "heading", words_of(r->line[at], 0, HEADING_WORDS));
        add_prose(r, at, r->n, themes / n / 2, "prose", theme);
        add_shared(r, theme, at, themes / n / 2 - HEADING_WORDS);
        cJSON_AddItemToArray(list, theme);
    }
    add_points(r, root, "implications", 7, implied);
    list = cJSON_AddArrayToObject(root, "stances");
    if (concluded && r->n) {
        stance = cJSON_CreateObject();
        cJSON_AddNumberToObject(stance, "speaker", 1);
        add_text(stance, "text", r->line[r->n - 1], 0, 20);
        cJSON_AddItemToArray(list, stance);
    }
    add_prose(r, r->n / 2, r->n, concluded, "conclusion", root);
}

/* Points from lines of some length, other ones where more has been told. */
static void add_additions(const struct reading *r, smz_str user, cJSON *root)
{
    enum { LEAST = 8 };
    cJSON *list = cJSON_AddArrayToObject(root, "additions");
    int from = 0, told = 0;

    for (size_t i = 0; i < user.len; i++)
        from += user.ptr[i] == ';';
    for (int i = 0; i < r->n && told < r->words; i++) {
        int line = (from + i) * 5 % r->n;
        cJSON *p;

        if (count_words(r->line[line]) < LEAST)
            continue;
        p = point(r, line, 26);
        told += count_words(smz_json_str(p, "text")) + LEAD_WORDS + 1;
        cJSON_AddNumberToObject(p, "topic", 1);
        cJSON_AddItemToArray(list, p);
    }
}

void mock_say(const struct mock_request *request, struct smz_buf *out)
{
    struct reading *r = calloc(1, sizeof(*r));
    const char *kind = mock_kind(request);
    cJSON *root = cJSON_CreateObject();
    char *text;

    if (!r)
        abort();
    read_request(request, r);
    if (strcmp(kind, "other") == 0) {
        smz_buf_add(out, SMZ_S("ready"));
    } else {
        if (strcmp(kind, "edit") == 0)
            cJSON_AddArrayToObject(root, "edits");
        else if (strcmp(kind, "extend") == 0)
            add_additions(r, request->user, root);
        if (strcmp(kind, "relate") == 0 || strcmp(kind, "single") == 0)
            add_frame(r, task_of(request->user), root);
        if (strcmp(kind, "write") == 0 || strcmp(kind, "single") == 0 ||
            strcmp(kind, "condense") == 0)
            add_topics(r, root);
        text = cJSON_PrintUnformatted(root);
        smz_buf_add(out, smz_str_of(text));
        cJSON_free(text);
    }
    cJSON_Delete(root);
    free(r);
}

void mock_say_file(const char *path, struct smz_buf *out)
{
    char piece[4096];
    FILE *f = fopen(path, "r");
    size_t n;

    if (!f) {
        perror(path);
        return;
    }
    while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
        smz_buf_add(out, (smz_str){piece, n});
    fclose(f);
}
