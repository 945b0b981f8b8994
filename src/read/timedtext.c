/*
 * XML of captions and transcripts: TTML and DFXP (W3C TTML2), Apple Podcasts' TTML,
 * YouTube's three XML forms, Podlove's simple transcripts, Transcriber's .trs; and
 * whatever else names speakers in attributes.
 */
#include <math.h>

#include "base/buf.h"
#include "read/timed.h"

enum {
    MAX_UP = 20,         /* elements around a text that may say whose it is */
    MAX_SPEAKERS = 1000, /* of a table of names */
    MAX_DIGITS = 30      /* of a number, its point included */
};

static const smz_str nobody = {NULL, 0};

void timed_give(struct timed *t, const struct xml_node *node, smz_str text, smz_str voice,
                smz_ms start, smz_ms end)
{
    if (smz_str_trim(text).len)
        read_captions_add(&t->cues, (struct read_cue){.text = text,
                                                      .voice = voice,
                                                      .start = start,
                                                      .end = end,
                                                      .line = node->line});
}

/* A decimal number at the start of s: bytes, or 0. */
static size_t take_number(smz_str s, double *value)
{
    double unit = 1;
    bool fraction = false;
    size_t n;

    *value = 0;
    for (n = 0; n < s.len && n < MAX_DIGITS; n++) {
        if (s.ptr[n] == '.' && !fraction) {
            fraction = true;
            continue;
        }
        if (!smz_is_digit(s.ptr[n]))
            break;
        *value = *value * 10 + (s.ptr[n] - '0');
        unit *= fraction ? 10 : 1;
    }
    *value /= unit;
    return n;
}

static smz_ms ms_of(double seconds)
{
    return seconds >= 0 && seconds < 4e8 ? (smz_ms)llround(seconds * 1000) : SMZ_MS_NONE;
}

smz_ms timed_number(smz_str s, double unit)
{
    double value;

    s = smz_str_trim(s);
    return s.len && take_number(s, &value) == s.len ? ms_of(value * unit) : SMZ_MS_NONE;
}

static smz_ms plus(smz_ms time, smz_ms more)
{
    return time == SMZ_MS_NONE || more == SMZ_MS_NONE ? SMZ_MS_NONE : time + more;
}

/* "hh:mm:ss.fff", "hh:mm:ss:frames", "12.5s", "300ms", "25f", "123t", "54:45.306". */
static smz_ms ttml_time(const struct timed *t, smz_str s)
{
    double value, total = 0;
    int colons = 0;

    s = smz_str_trim(s);
    for (size_t n; (n = take_number(s, &value)) != 0; colons++) {
        s = smz_str_skip(s, n);
        if (colons == 3)
            return ms_of(total + value / t->frame_rate);
        total = total * 60 + value;
        if (s.len == 0 || s.ptr[0] != ':')
            break;
        s = smz_str_skip(s, 1);
    }
    if (s.len == 0)
        return total > 0 || colons || value == 0 ? ms_of(total) : SMZ_MS_NONE;
    if (smz_str_eq(s, SMZ_S("s")))
        return ms_of(total);
    if (smz_str_eq(s, SMZ_S("ms")))
        return ms_of(total / 1000);
    if (smz_str_eq(s, SMZ_S("m")))
        return ms_of(total * 60);
    if (smz_str_eq(s, SMZ_S("h")))
        return ms_of(total * 3600);
    if (smz_str_eq(s, SMZ_S("f")))
        return ms_of(total / t->frame_rate);
    return smz_str_eq(s, SMZ_S("t")) ? ms_of(total / t->tick_rate) : SMZ_MS_NONE;
}

static smz_ms ttml_attribute(const struct timed *t, const struct xml_node *node,
                             const char *name)
{
    smz_str s = xml_attribute(node, name);

    return s.len ? ttml_time(t, s) : SMZ_MS_NONE;
}

static bool is_ttml(const struct xml_node *root)
{
    return xml_is(root, "tt");
}

/* ttm:agent, which is inherited and may name several: the first; or "speaker". */
static smz_str ttml_agent(const struct xml_node *node)
{
    for (; node; node = node->parent) {
        smz_str agents = xml_attribute(node, "agent"), first;
        smz_str speaker = xml_attribute(node, "speaker");

        if (smz_str_word(&agents, &first))
            return first;
        if (speaker.len)
            return speaker;
    }
    return nobody;
}

static void ttml_head(const struct xml_node *root, struct timed *t)
{
    struct xml_walk w = {.root = root};
    double value;

    t->frame_rate = 30;
    if (take_number(xml_attribute(root, "frameRate"), &value) && value > 0)
        t->frame_rate = value;
    t->tick_rate = 1;
    if (take_number(xml_attribute(root, "tickRate"), &value) && value > 0)
        t->tick_rate = value;
    read_fact(t->builder, READ_LANGUAGE, smz_str_sub(xml_attribute(root, "lang"), 0, 2));
    while (xml_step(&w)) {
        const struct xml_node *name;

        if (w.closing)
            continue;
        if (xml_is(w.node, "title"))
            read_fact(t->builder, READ_TITLE, xml_text(w.node, t->arena));
        name = xml_is(w.node, "agent") ? xml_find(w.node, "name") : NULL;
        if (name)
            read_speaker(t->builder, xml_attribute(w.node, "id"),
                         xml_text(name, t->arena), nobody);
        w.skip = xml_is(w.node, "body");
    }
}

static bool is_unit(const struct xml_node *node, const char *unit)
{
    return smz_str_eq(xml_attribute(node, "unit"), smz_str_of(unit));
}

/* Text of a <p>: words that are elements of their own get the spaces between them. */
static smz_str ttml_text(const struct xml_node *p, struct timed *t)
{
    struct xml_walk w = {.root = p};
    struct smz_buf buf;
    smz_str text;

    if (p->first && !p->first->next && !p->first->name.len)
        return p->first->text;
    smz_buf_init(&buf, 0);
    while (xml_step(&w)) {
        if (w.closing) {
            if (is_unit(w.node, "word"))
                smz_buf_char(&buf, ' ');
            continue;
        }
        smz_buf_add(&buf, w.node->text);
        if (xml_is(w.node, "br"))
            smz_buf_char(&buf, '\n');
        w.skip = xml_is(w.node, "metadata");
    }
    text = smz_arena_keep(t->arena, smz_buf_str(&buf));
    smz_buf_release(&buf);
    return text;
}

/* A cue is a <p>, or each sentence in one that says so. Its time counts from `base`. */
static void ttml_cue(const struct xml_node *node, smz_ms base, struct timed *t)
{
    smz_ms start = ttml_attribute(t, node, "begin");
    smz_ms end = ttml_attribute(t, node, "end");

    /* The first sentence may leave it to its <p> to say when. */
    if (start == SMZ_MS_NONE && xml_is(node->parent, "p") && node->parent->first == node)
        start = ttml_attribute(t, node->parent, "begin");
    if (end == SMZ_MS_NONE)
        end = plus(start, ttml_attribute(t, node, "dur"));
    timed_give(t, node, ttml_text(node, t), ttml_agent(node), plus(start, base),
               plus(end, base));
}

static void give_ttml(const struct xml_node *root, struct timed *t)
{
    const struct xml_node *body;
    struct xml_walk w;
    smz_ms base = 0, begin;

    ttml_head(root, t);
    body = xml_find(root, "body");
    if (!body)
        return;
    w = (struct xml_walk){.root = body};
    while (xml_step(&w)) {
        bool box = xml_is(w.node, "body") || xml_is(w.node, "div");

        begin = box ? ttml_attribute(t, w.node, "begin") : SMZ_MS_NONE;
        if (begin != SMZ_MS_NONE)
            base += w.closing ? -begin : begin;
        if (w.closing)
            continue;
        if (is_unit(w.node, "sentence") ||
            (xml_is(w.node, "p") &&
             !(w.node->first && is_unit(w.node->first, "sentence")))) {
            ttml_cue(w.node, base, t);
            w.skip = true;
        }
    }
}

static bool is_youtube(const struct xml_node *root)
{
    return xml_is(root, "timedtext") ||
           (xml_is(root, "transcript") && xml_find(root, "text"));
}

/* srv1: start and dur in seconds; srv2 and srv3: t and d in milliseconds. */
static void give_youtube(const struct xml_node *root, struct timed *t)
{
    struct xml_walk w = {.root = root};

    t->cues.markup = READ_MARKED; /* escaped twice */
    while (xml_step(&w)) {
        smz_str start;

        if (w.closing || !(xml_is(w.node, "text") || xml_is(w.node, "p")))
            continue;
        start = xml_attribute(w.node, "start");
        if (start.len)
            timed_give(t, w.node, xml_text(w.node, t->arena), nobody,
                       timed_number(start, 1),
                       plus(timed_number(start, 1),
                            timed_number(xml_attribute(w.node, "dur"), 1)));
        else
            timed_give(t, w.node, xml_text(w.node, t->arena), nobody,
                       timed_number(xml_attribute(w.node, "t"), 1e-3),
                       plus(timed_number(xml_attribute(w.node, "t"), 1e-3),
                            timed_number(xml_attribute(w.node, "d"), 1e-3)));
        w.skip = true;
    }
}

static bool is_podlove(const struct xml_node *root)
{
    return xml_is(root, "transcripts") && xml_find(root, "speech");
}

/* podlove/podlove-publisher, lib/modules/transcripts: items are a few words each */
static void give_podlove(const struct xml_node *root, struct timed *t)
{
    struct xml_walk w = {.root = root};
    smz_str voice = nobody;

    t->cues.silent_is_nobody = true;
    while (xml_step(&w)) {
        if (w.closing)
            continue;
        if (xml_is(w.node, "speech"))
            voice = nobody;
        else if (xml_is(w.node, "speaker"))
            voice = smz_str_trim(xml_text(w.node, t->arena));
        else if (xml_is(w.node, "item"))
            timed_give(t, w.node, xml_text(w.node, t->arena), voice,
                       read_timestamp(xml_attribute(w.node, "start")),
                       read_timestamp(xml_attribute(w.node, "end")));
    }
}

static bool is_transcriber(const struct xml_node *root)
{
    return xml_is(root, "Trans");
}

/* The name that the table of speakers has for the n-th of some ids. */
static smz_str transcriber_name(const struct xml_node *root, smz_str ids, int n)
{
    struct xml_walk w = {.root = root};
    smz_str id = nobody;
    int speakers = 0;

    for (int i = 0; i < n && smz_str_word(&ids, &id); i++)
        continue;
    while (id.len && speakers < MAX_SPEAKERS && xml_step(&w)) {
        bool speaker = !w.closing && xml_is(w.node, "Speaker");

        speakers += speaker;
        if (speaker && smz_str_eq(xml_attribute(w.node, "id"), id))
            return xml_attribute(w.node, "name");
        w.skip = xml_is(w.node, "Episode");
    }
    return id;
}

/* Text between <Sync> marks inside a <Turn>; <Who> tells voices that overlap. */
static void give_transcriber(const struct xml_node *root, struct timed *t)
{
    struct xml_walk w = {.root = root};
    smz_str ids = nobody, voice = nobody;
    smz_ms start = SMZ_MS_NONE, end = SMZ_MS_NONE;
    int64_t n;

    t->cues.silent_is_nobody = true;
    read_fact(t->builder, READ_DATE, xml_attribute(root, "version_date"));
    while (xml_step(&w)) {
        if (w.closing)
            continue;
        if (xml_is(w.node, "Turn")) {
            ids = xml_attribute(w.node, "speaker");
            voice = transcriber_name(root, ids, 1);
            start = timed_number(xml_attribute(w.node, "startTime"), 1);
            end = timed_number(xml_attribute(w.node, "endTime"), 1);
        } else if (xml_is(w.node, "Sync")) {
            start = timed_number(xml_attribute(w.node, "time"), 1);
        } else if (xml_is(w.node, "Who") &&
                   smz_str_to_int(xml_attribute(w.node, "nb"), &n) && n < 100) {
            voice = transcriber_name(root, ids, (int)n);
        } else if (!w.node->name.len && xml_is(w.node->parent, "Turn")) {
            timed_give(t, w.node, w.node->text, voice, start, end);
        }
    }
}

static bool is_any(const struct xml_node *root)
{
    (void)root;
    return true;
}

/* The value of the first of several attributes on a node or around it. */
static smz_str inherited(const struct xml_node *node, const char *const *names)
{
    for (int up = 0; node && up < MAX_UP; node = node->parent, up++)
        for (size_t i = 0; names[i]; i++) {
            smz_str value = xml_attribute(node, names[i]);

            if (value.len)
                return value;
        }
    return nobody;
}

static smz_ms any_time(const struct xml_node *node, const char *const *names)
{
    smz_str value = smz_str_trim(inherited(node, names));
    smz_ms time = read_timestamp(value);

    return time == SMZ_MS_NONE ? timed_number(value, 1) : time;
}

/* What is about the file, and not said. */
static bool is_about(const struct xml_node *node)
{
    static const char *const names[] = {"teiHeader", "head",          "meta",
                                        "header",    "major-heading", "minor-heading",
                                        "heading"};

    for (size_t i = 0; i < SMZ_COUNT(names); i++)
        if (xml_is(node, names[i]))
            return true;
    return false;
}

/* TEI's <u who="#ann">, Akoma Ntoso's <speech by="#ann"><from>Ann Lee</from>, debates. */
static void give_any(const struct xml_node *root, struct timed *t)
{
    static const char *const who[] = {"who",  "speaker",     "spk",         "agent", "by",
                                      "name", "speakername", "speakerName", NULL};
    static const char *const from[] = {"start", "begin", "startTime",
                                       "time",  "from",  NULL};
    static const char *const to[] = {"end", "endTime", "to", NULL};
    struct xml_walk w = {.root = root};

    t->cues.silent_is_nobody = true;
    while (xml_step(&w)) {
        const struct xml_node *parent = w.node->parent;
        smz_str voice;

        w.skip = is_about(w.node);
        if (w.closing || w.node->name.len)
            continue;
        voice = inherited(parent, who);
        if (smz_str_starts(voice, SMZ_S("#")))
            voice = smz_str_skip(voice, 1);
        if (voice.len && (xml_is(parent, "from") || xml_is(parent, "speaker")))
            read_speaker(t->builder, voice, smz_str_trim(w.node->text), nobody);
        else
            timed_give(t, w.node, w.node->text, voice, any_time(parent, from),
                       any_time(parent, to));
    }
}

static const struct timed_dialect dialects[] = {
    {"TTML", is_ttml, give_ttml},
    {"YouTube", is_youtube, give_youtube},
    {"Podlove", is_podlove, give_podlove},
    {"Transcriber", is_transcriber, give_transcriber},
    {"no known kind", is_any, give_any},
};

/* A declaration or a known root; pages are for the HTML row. */
static int probe(smz_str head, bool whole)
{
    static const char *const roots[] = {
        "<tt",     "<timedtext",           "<transcript",         "<pst:",
        "<Trans ", "<ANNOTATION_DOCUMENT", "<basic-transcription"};

    (void)whole;
    head = smz_str_trim(head);
    if (smz_str_find_nocase(smz_str_sub(head, 0, 2048), SMZ_S("<html")) >= 0)
        return 0;
    for (size_t i = 0; i < SMZ_COUNT(roots); i++)
        if (smz_str_starts(head, smz_str_of(roots[i])))
            return 95;
    return smz_str_starts(head, SMZ_S("<?xml")) ? 95 : 0;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct timed t = {.arena = read_arena(builder), .builder = builder};
    const struct timed_dialect *dialect = timed_tiers;
    struct xml_node *root;
    enum smz_code code = xml_read(smz_str_trim(text), builder, &root, err);

    if (code)
        return code;
    read_captions_init(&t.cues, READ_UNMARKED, t.arena);
    while (dialect->name && !dialect->is(root))
        dialect++;
    if (!dialect->name)
        for (dialect = dialects; !dialect->is(root);)
            dialect++;
    dialect->give(root, &t);
    smz_note(read_notes(builder), SMZ_INFO, "XML of the kind: %s", dialect->name);
    read_captions_give(&t.cues, builder);
    return SMZ_OK;
}

const struct smz_format read_xml = {
    .name = "xml",
    .about = "TTML and DFXP, Apple Podcasts, YouTube's timed text, Podlove, Transcriber, "
             "ELAN, EXMARaLDA",
    .probe = probe,
    .parse = parse,
};
