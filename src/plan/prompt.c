#include "summarize/prompt.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/data.h"
#include "base/file.h"
#include "plan/chunks.h"
#include "plan/told.h"

enum {
    TOPIC_WORDS = 140,
    POINT_WORDS = 32, /* as one writes who has a claim, a reason and a name to tell */
    SENTENCE_WORDS = 30,
    HEADING_WORDS = 7,
    QUOTE_WORDS = 26,  /* with who said it and when */
    STANCE_WORDS = 22, /* with the name */
    SPARE_WORDS = 48,  /* to choose from, where all there is comes in one answer */
    PROSE_PERCENT = 45 /* of a topic's words; heading and points take the rest */
};

unsigned smz_prompt_parts(const struct smz_plan *plan)
{
    const struct smz_wish *wish = plan->wish;
    bool several = plan->outline->n_people > 1 && plan->words >= 400;
    unsigned parts = 1u << SMZ_PART_SUMMARY;

    if (several)
        parts |= 1u << SMZ_PART_THEMES | 1u << SMZ_PART_IMPLICATIONS |
                 1u << SMZ_PART_CONCLUSION;
    if (wish->n_parts)
        parts = 0;
    for (int i = 0; i < wish->n_parts; i++)
        parts |= 1u << wish->parts[i];
    return parts & ~(1u << SMZ_PART_SPEAKERS);
}

/* Enough for each of the people to be told of. */
static int summary_words(const struct smz_plan *plan)
{
    int n = plan->words, people = 0;
    int words = n < 1000 ? n * 12 / 100 : 120 + (n - 1000) * 15 / 1000;

    for (int i = 0; i < plan->outline->n_people; i++)
        people += plan->outline->people[i].role != SMZ_ROLE_OTHER;
    return plan_clamp(words, plan_clamp(20 + 14 * people, 0, n / 5), n);
}

/* A line for each guest, or who else takes part, stands before the conclusion. */
static int lines_words(const struct smz_plan *plan)
{
    int guests = 0, others = 0;

    for (int i = 0; i < plan->outline->n_people; i++) {
        guests += plan->outline->people[i].role == SMZ_ROLE_GUEST;
        others += plan->outline->people[i].role == SMZ_ROLE_PARTICIPANT;
    }
    return plan_clamp((guests ? guests : others) * STANCE_WORDS, 0, plan->words / 9);
}

/* Of a short digest a larger share, since less says nothing. */
static int usual_words(const struct smz_plan *plan, unsigned parts)
{
    static const struct {
        enum smz_part part;
        int percent, most_percent, enough;
    } rows[] = {
        {SMZ_PART_THEMES, 6, 9, 80},
        {SMZ_PART_IMPLICATIONS, 3, 6, 90},
        {SMZ_PART_CONCLUSION, 3, 6, 60},
    };
    int n = plan->words, sum = 0;

    if (parts & 1u << SMZ_PART_SUMMARY)
        sum = summary_words(plan);
    if (parts & 1u << SMZ_PART_CONCLUSION)
        sum += lines_words(plan);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (parts & 1u << rows[i].part)
            sum += plan_clamp(rows[i].enough, n * rows[i].percent / 100,
                              n * rows[i].most_percent / 100);
    return sum;
}

bool smz_plan_frame_only(const struct smz_plan *plan)
{
    const struct smz_wish *wish = plan->wish;

    for (int i = 0; i < wish->n_parts; i++)
        if (wish->parts[i] == SMZ_PART_SPEAKERS)
            return false;
    return wish->n_parts > 0;
}

/* What nothing else is told of has all the words. */
int smz_prompt_words(const struct smz_plan *plan, unsigned parts)
{
    int words = usual_words(plan, parts), all = usual_words(plan, smz_prompt_parts(plan));

    return smz_plan_frame_only(plan) && all > 0
               ? (int)((int64_t)plan->words * words / all)
               : words;
}

/* ---- Instructions ---- */

/* Models know a language better by its name. */
static smz_str language_name(const struct smz_plan *plan)
{
    static const char *const rows[][2] = {
        {"ar", "Arabic"},     {"bg", "Bulgarian"},  {"cs", "Czech"},
        {"da", "Danish"},     {"de", "German"},     {"el", "Greek"},
        {"en", "English"},    {"es", "Spanish"},    {"fi", "Finnish"},
        {"fr", "French"},     {"he", "Hebrew"},     {"hi", "Hindi"},
        {"hu", "Hungarian"},  {"id", "Indonesian"}, {"it", "Italian"},
        {"ja", "Japanese"},   {"ko", "Korean"},     {"nl", "Dutch"},
        {"no", "Norwegian"},  {"pl", "Polish"},     {"pt", "Portuguese"},
        {"ro", "Romanian"},   {"ru", "Russian"},    {"sv", "Swedish"},
        {"th", "Thai"},       {"tr", "Turkish"},    {"uk", "Ukrainian"},
        {"vi", "Vietnamese"}, {"zh", "Chinese"},
    };
    smz_str code = smz_str_of(
        plan->wish->lang ? plan->wish->lang : smz_lang_code(plan->outline->text->lang));

    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (smz_str_eq_nocase(smz_str_sub(code, 0, 2), smz_str_of(rows[i][0])) &&
            (code.len == 2 || code.ptr[2] == '-'))
            return smz_str_of(rows[i][1]);
    return code.len ? code : SMZ_S("that of the transcript");
}

static enum smz_code load(const char *name, const char *dir, struct smz_arena *run,
                          smz_str *out, struct smz_err *err)
{
    char path[4096];
    struct smz_bytes bytes;
    enum smz_code code;

    snprintf(path, sizeof(path), "prompts/%s.md", name);
    *out = smz_data_get(path);
    if (!dir)
        return SMZ_OK;
    snprintf(path, sizeof(path), "%s/%s.md", dir, name);
    code = smz_file_read(path, 1 << 20, &bytes, err);
    if (code == SMZ_ENOINPUT)
        return SMZ_OK;
    if (code)
        return smz_wrap(err, SMZ_ECONFIG, "prompts");
    *out = smz_arena_keep(run, bytes.str);
    smz_bytes_release(&bytes);
    return SMZ_OK;
}

/* {language} is the one thing that instructions leave open. */
static smz_str fill(smz_str text, smz_str language, struct smz_arena *run)
{
    struct smz_cut cut = smz_str_cut(smz_str_trim(text), SMZ_S("{language}"));

    if (!cut.found)
        return cut.head;
    return smz_arena_printf(run, "%.*s%.*s%.*s", SMZ_ARG(cut.head), SMZ_ARG(language),
                            SMZ_ARG(cut.tail));
}

/* ---- What the user says ---- */

/* Data on one line, which cannot end its own fence. */
void prompt_line(struct smz_buf *out, smz_str text)
{
    size_t from = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool fence = c == '<' && i + 1 < text.len &&
                     (text.ptr[i + 1] == '/' || smz_is_alpha(text.ptr[i + 1]));

        if (!fence && (unsigned char)c >= ' ' && c != 0x7f)
            continue;
        smz_buf_add(out, smz_str_sub(text, from, fence ? i + 1 : i));
        smz_buf_char(out, ' ');
        from = i + 1;
    }
    smz_buf_add(out, smz_str_skip(text, from));
}

static bool same_last_name(const struct smz_outline *o, int person, smz_str last)
{
    for (int i = 0; i < o->n_people; i++)
        if (i != person && smz_str_ends(o->people[i].name, last))
            return true;
    return false;
}

smz_str prompt_name(const struct smz_outline *o, int person)
{
    const struct smz_person *p = &o->people[person];
    smz_str rest = p->name, word, last = p->name;

    if (p->made_up)
        return p->name;
    while (smz_str_word(&rest, &word))
        last = word;
    return last.len < 3 || same_last_name(o, person, last) ? p->name : last;
}

static void add_people(const struct smz_plan *plan, struct smz_buf *out)
{
    const struct smz_outline *o = plan->outline;

    for (int i = 0, n = 0; i < o->n_people && n < 24; i++) {
        const struct smz_person *p = &o->people[i];

        if (p->role == SMZ_ROLE_OTHER && o->n_people > 2)
            continue;
        smz_buf_printf(out, "%s%d ", n++ ? ", " : "People: ", i + 1);
        prompt_line(out, p->name);
        if (p->role == SMZ_ROLE_HOST || p->role == SMZ_ROLE_GUEST)
            smz_buf_printf(out, " (%s)", smz_role_name(p->role));
    }
    if (o->n_people)
        smz_buf_add(out, SMZ_S("\n"));
}

/* A fifth of what is said or more stands without a name. */
static bool has_nameless(const struct smz_outline *o)
{
    size_t words = 0;

    for (int i = 0; i < o->text->n_sentences; i++)
        if (o->person_of[o->text->sentences[i].turn] == SMZ_NOBODY)
            words += o->text->sentences[i].words;
    return words * 5 > o->text->transcript->words;
}

/* How the talk opens is where voices are introduced: each part calls them the same. */
static void add_opening(const struct smz_outline *o, struct smz_buf *out)
{
    enum { OPENING_WORDS = 90 };
    size_t words = 0;

    if (!has_nameless(o))
        return;
    smz_buf_add(out, SMZ_S("Passages without a name are mostly the guest's; call each "
                           "voice the same throughout, by the name said at the beginning "
                           "of the talk: "));
    for (int i = 0; i < o->text->n_sentences && words < OPENING_WORDS; i++) {
        prompt_line(out, smz_sentence_str(o->text, i));
        smz_buf_char(out, ' ');
        words += o->text->sentences[i].words;
    }
    smz_buf_char(out, '\n');
}

static void add_facts(const struct smz_plan *plan, struct smz_buf *out)
{
    const struct smz_transcript *t = plan->outline->text->transcript;
    smz_str title = plan->wish->title ? smz_str_of(plan->wish->title) : t->title;

    if (title.len) {
        smz_buf_add(out, SMZ_S("Recording: "));
        prompt_line(out, title);
        smz_buf_char(out, '\n');
    }
    add_people(plan, out);
    add_opening(plan->outline, out);
}

static bool told(const struct smz_plan *plan, const struct smz_chunk *c)
{
    return c->segment < 0 || plan->segment_words[c->segment] > 0;
}

/* Says more there than a greeting. */
static bool speaks_in(const struct smz_outline *o, int person, int from, int to)
{
    enum { GREETING_WORDS = 40 };
    const struct smz_text *t = o->text;
    size_t words = 0;

    for (int i = from; i < to && words <= GREETING_WORDS; i++)
        if (o->person_of[t->sentences[i].turn] == person)
            words += t->sentences[i].words;
    return words > GREETING_WORDS;
}

/* Nobody who was told of before this chunk has heard of them. */
static bool is_new(const struct smz_plan *plan, const struct smz_chunk *chunk, int person)
{
    const struct smz_outline *o = plan->outline;

    if (o->people[person].made_up || o->people[person].role == SMZ_ROLE_OTHER ||
        !speaks_in(o, person, chunk->first_sentence, chunk->end_sentence))
        return false;
    for (int i = 0; i < plan->n_chunks; i++) {
        const struct smz_chunk *c = &plan->chunks[i];

        if (c->first_sentence >= chunk->first_sentence)
            return true;
        if (told(plan, c) && speaks_in(o, person, c->first_sentence, c->end_sentence))
            return false;
    }
    return true;
}

static void add_introductions(const struct smz_plan *plan, const struct smz_chunk *chunk,
                              struct smz_buf *out)
{
    const struct smz_outline *o = plan->outline;
    int n = 0;

    for (int i = 0; i < o->n_people; i++)
        if (is_new(plan, chunk, i)) {
            smz_buf_add(out, n++ ? SMZ_S(", ") : SMZ_S("New to the reader: "));
            prompt_line(out, o->people[i].name);
        }
    smz_buf_add(out, n ? SMZ_S("\n") : SMZ_S("The reader knows everybody.\n"));
}

/* The file's own chapters; a heading made of a topic's words would only mislead. */
static void add_chapters(const struct smz_outline *o, int segment, int from, int to,
                         const char *label, struct smz_buf *out)
{
    int n = 0;

    for (int i = from < 0 ? 0 : from; i < to && i < o->n_topics; i++) {
        if (o->topics[i].segment != segment || !o->topics[i].chapter)
            continue;
        smz_buf_add(out, n++ ? SMZ_S("; ") : smz_str_of(label));
        prompt_line(out, o->topics[i].heading);
    }
    if (n)
        smz_buf_char(out, '\n');
}

/* Where in the whole this part stands, so that it begins and ends like a part. */
static void add_place(const struct smz_plan *plan, const struct smz_chunk *c,
                      struct smz_buf *out)
{
    const struct smz_outline *o = plan->outline;
    int at = 1, n = 0;

    for (int i = 0; i < plan->n_chunks; i++) {
        if (!told(plan, &plan->chunks[i]))
            continue;
        n++;
        at += plan->chunks[i].first_sentence < c->first_sentence;
    }
    smz_buf_printf(out, "Part %d of %d.\n", at > n ? n : at, n);
    add_chapters(o, c->segment, c->first_topic - 2, c->first_topic, "Told before: ", out);
    add_chapters(o, c->segment, c->first_topic, c->end_topic, "Chapters here: ", out);
    add_chapters(o, c->segment, c->end_topic, c->end_topic + 2, "Told after: ", out);
    add_introductions(plan, c, out);
}

static void add_lead_in(const struct smz_outline *o, const struct smz_chunk *c,
                        struct smz_buf *out)
{
    if (c->lead_in >= c->first_sentence)
        return;
    smz_buf_add(out, SMZ_S("<before>\n"));
    for (int i = c->lead_in; i < c->first_sentence; i++) {
        prompt_line(out, smz_sentence_str(o->text, i));
        smz_buf_char(out, ' ');
    }
    smz_buf_add(out, SMZ_S("\n</before>\n"));
}

/* A line a passage; the name stands where the voice changes. */
static void add_passages(const struct smz_outline *o, const struct smz_numbered *list,
                         int n, struct smz_buf *out)
{
    const struct smz_text *t = o->text;
    int voice = SMZ_NOBODY;

    smz_buf_add(out, SMZ_S("<transcript>\n"));
    for (int i = 0; i < n; i++) {
        const struct smz_sentence *first = &t->sentences[list[i].first_sentence];
        const struct smz_sentence *last = &t->sentences[list[i].end_sentence - 1];
        int person = o->person_of[first->turn];

        smz_buf_printf(out, "[%d] ", i + 1);
        if (person != SMZ_NOBODY && person != voice) {
            prompt_line(out, prompt_name(o, person));
            smz_buf_add(out, SMZ_S(": "));
        }
        voice = person;
        prompt_line(out, smz_str_sub(t->transcript->turns[first->turn].text, first->at,
                                     last->at + last->len));
        smz_buf_char(out, '\n');
    }
    smz_buf_add(out, SMZ_S("</transcript>\n"));
}

/* ---- A kind each ---- */

/* What is a little over can be trimmed; what is short costs another round. */
static int asked_words(int words)
{
    return words + words / 24;
}

/* Without its lines; at least a third, where these have been scaled. */
static int conclusion_words(const struct smz_plan *plan, int words)
{
    return plan_clamp(words - lines_words(plan), words / 3, words);
}

static void add_frame_task(const struct smz_ask *ask, struct smz_buf *out)
{
    static const struct {
        enum smz_part part;
        int words_each, most; /* of what there are several of; 0: there is one */
        int words_more;       /* for one beyond these, where no topics are shown */
        const char *name;     /* and how near to its words it is to be */
    } rows[] = {
        {SMZ_PART_SUMMARY, 0, 0, 0, "a summary of about"},
        {SMZ_PART_THEMES, 80, 5, 300, "themes of up to"}, /* none is forced */
        {SMZ_PART_IMPLICATIONS, 30, 6, 50, "implications of about"},
        {SMZ_PART_CONCLUSION, 0, 0, 0, "stances, and a conclusion of about"},
    };
    int n = 0;

    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        int words = asked_words(smz_prompt_words(ask->plan, 1u << rows[i].part)), most;

        if (!(ask->parts & 1u << rows[i].part))
            continue;
        if (rows[i].part == SMZ_PART_CONCLUSION)
            words = conclusion_words(ask->plan, words);
        smz_buf_add(out, n++ ? SMZ_S(", ") : SMZ_S("Write "));
        if (rows[i].most && smz_plan_frame_only(ask->plan))
            most = rows[i].most + words / rows[i].words_more;
        else
            most = rows[i].most;
        if (most)
            smz_buf_printf(out, "at most %d %s %d words in all",
                           plan_clamp(words / rows[i].words_each, 1, most), rows[i].name,
                           words);
        else
            smz_buf_printf(out, "%s %d words", rows[i].name, words);
    }
    smz_buf_add(out, SMZ_S("; what is not named here stays empty.\n"));
}

/*
 * Sentences and points can be counted while one writes, words hardly. Quotes come on
 * top of what is written: room is kept for one a topic.
 */
static void add_topics_task(int words, int most, struct smz_buf *out)
{
    int topics = plan_clamp((words + TOPIC_WORDS / 2) / TOPIC_WORDS, 1, most);
    int text = words > 2 * TOPIC_WORDS ? words - topics * QUOTE_WORDS : words;
    int sentences =
        plan_clamp(text * PROSE_PERCENT / 100 / topics / SENTENCE_WORDS, 2, 6);
    int rest = text - topics * (HEADING_WORDS + sentences * SENTENCE_WORDS);
    int points = plan_clamp((rest + POINT_WORDS / 2) / POINT_WORDS, 1, text);

    smz_buf_printf(out,
                   "Write %d topic%s (%d to %d, so that each is one matter) of about %d "
                   "words in all, headings and leads counted, quotes not. A topic has %d "
                   "sentences of prose, of about %d words each; all together have %d "
                   "point%s of about %d words.\n",
                   topics, topics > 1 ? "s" : "", topics > 1 ? topics - 1 : 1, topics + 1,
                   text, sentences, SENTENCE_WORDS - 2, points, points > 1 ? "s" : "",
                   POINT_WORDS - 2);
}

static void say_chunk(const struct smz_ask *ask, const struct smz_prompt *p,
                      struct smz_buf *out)
{
    const struct smz_plan *plan = ask->plan;
    int words = asked_words(ask->words);

    add_facts(plan, out);
    if (ask->request->kind == SMZ_REQUEST_WRITE)
        add_place(plan, ask->chunk, out);
    add_lead_in(plan->outline, ask->chunk, out);
    add_passages(plan->outline, p->numbered, p->n_numbered, out);
    if (ask->request->kind == SMZ_REQUEST_SINGLE) {
        add_frame_task(ask, out);
        words += SPARE_WORDS - asked_words(smz_prompt_words(plan, ask->parts));
    }
    add_topics_task(words, ask->chunk->end_topic - ask->chunk->first_topic + 2, out);
}

/* Which of the passages are told of nowhere. */
static void add_untold(const struct smz_request *r, const struct smz_prompt *p,
                       struct smz_buf *out)
{
    int first = 0, last = 0;

    for (int i = 0; i < p->n_numbered; i++) {
        if (p->numbered[i].end_sentence <= r->untold_first ||
            p->numbered[i].first_sentence >= r->untold_end)
            continue;
        first = first ? first : i + 1;
        last = i + 1;
    }
    if (last)
        smz_buf_printf(out, ", all from passages %d to %d, of which nothing is told yet",
                       first, last);
}

static void say_extend(const struct smz_ask *ask, const struct smz_prompt *p,
                       struct smz_buf *out)
{
    const struct smz_answer *a = &ask->answers->at[ask->request->needs[0]];
    int points = (ask->words + 16) / 32;

    add_facts(ask->plan, out);
    add_passages(ask->plan->outline, p->numbered, p->n_numbered, out);
    smz_buf_add(out, SMZ_S("<told>\n"));
    for (int i = 0; i < a->n_topics; i++) {
        smz_buf_printf(out, "%d. ", i + 1);
        prompt_line(out, a->topics[i].heading);
        for (int k = 0; k < a->topics[i].n_points; k++) {
            smz_buf_add(out, SMZ_S("; "));
            prompt_line(out, a->topics[i].points[k].lead);
        }
        smz_buf_char(out, '\n');
    }
    smz_buf_printf(out, "</told>\nWrite %d points of about %d words in all",
                   points < 1 ? 1 : points, asked_words(ask->words));
    add_untold(ask->request, p, out);
    smz_buf_add(out, SMZ_S(".\n"));
}

static void say_answers(const struct smz_ask *ask, struct smz_arena *run,
                        struct smz_prompt *p, struct smz_buf *out)
{
    enum smz_request_kind kind = ask->request->kind;

    add_facts(ask->plan, out);
    if (kind == SMZ_REQUEST_RELATE && smz_outline_takes_turns(ask->plan->outline))
        smz_buf_add(out, SMZ_S("The guests talk one after the other.\n"));
    prompt_told(ask, run, p, out);
    if (kind == SMZ_REQUEST_RELATE)
        add_frame_task(ask, out);
    else if (kind == SMZ_REQUEST_CONDENSE)
        smz_buf_printf(out, "Write %d topic%s of about %d words in all.\n",
                       ask->request->topics, ask->request->topics == 1 ? "" : "s",
                       asked_words(ask->words));
    else
        smz_buf_add(out, SMZ_S("List the edits.\n"));
}

enum smz_code smz_prompt_make(const struct smz_ask *ask, const char *dir,
                              struct smz_arena *run, struct smz_prompt *out,
                              struct smz_err *err)
{
    struct smz_prompt p = {.name = smz_request_name(ask->request->kind)};
    enum smz_code code = load(p.name, dir, run, &p.system, err);
    char path[64];
    struct smz_buf user;

    if (code)
        return code;
    snprintf(path, sizeof(path), "schemas/%s.json", p.name);
    p.schema = smz_str_trim(smz_data_get(path));
    p.system = fill(p.system, language_name(ask->plan), run);
    smz_buf_init(&user, 0);
    if (ask->chunk)
        smz_prompt_passages(ask->plan->outline, ask->chunk, run, &p.numbered,
                            &p.n_numbered);
    if (ask->request->kind == SMZ_REQUEST_EXTEND)
        say_extend(ask, &p, &user);
    else if (ask->chunk)
        say_chunk(ask, &p, &user);
    else
        say_answers(ask, run, &p, &user);
    if (ask->complaint.len) {
        smz_buf_add(&user, SMZ_S("An answer to this was of no use: "));
        prompt_line(&user, ask->complaint);
        smz_buf_add(&user, SMZ_S(". Avoid that.\n"));
    }
    p.user = smz_arena_keep(run, smz_buf_str(&user));
    smz_buf_release(&user);
    p.tokens_in = smz_tokens(p.system) + smz_tokens(p.user) + smz_tokens(p.schema);
    *out = p;
    return SMZ_OK;
}
