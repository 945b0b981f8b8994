#include "summarize/feed.h"

#include "read/decode.h"
#include "read/turns.h"
#include "read/xml.h"

enum {
    HEAD = 4096,    /* bytes in which a feed says that it is one */
    MAX_LISTED = 5, /* titles in a message */
    MAX_TITLE = 60  /* bytes of one there */
};

struct item {
    smz_str title, number, url;
    int rank;     /* of the file's type: less is better */
    int64_t date; /* seconds, roughly; 0 where there is none */
};

struct items {
    SMZ_VEC(struct item) list;
};

bool smz_feed_is(smz_str page)
{
    smz_str head = smz_str_sub(page, 0, HEAD);

    if (smz_str_starts(head, SMZ_S("\xef\xbb\xbf")))
        head = smz_str_skip(head, 3);
    if (!smz_str_starts(smz_str_trim(head), SMZ_S("<")))
        return false;
    return smz_str_find(head, SMZ_S("<rss")) >= 0 ||
           (smz_str_find(head, SMZ_S("<feed")) >= 0 &&
            smz_str_find(head, SMZ_S("http://www.w3.org/2005/Atom")) >= 0);
}

/* Which of several files of one episode to take, by type or by its name's end. */
static int rank_of(smz_str type, smz_str url)
{
    static const struct {
        smz_str type, end;
    } best_first[] = {
        {{"text/vtt", 8}, {".vtt", 4}},
        {{"application/x-subrip", 20}, {".srt", 4}},
        {{"application/srt", 15}, {".srt", 4}},
        {{"application/json", 16}, {".json", 5}},
        {{"text/html", 9}, {".html", 5}},
        {{"text/plain", 10}, {".txt", 4}},
    };
    smz_str path = smz_str_cut(url, SMZ_S("?")).head;

    for (size_t i = 0; i < SMZ_COUNT(best_first); i++)
        if (smz_str_starts_nocase(type, best_first[i].type) ||
            (type.len == 0 && smz_str_ends(path, best_first[i].end)))
            return (int)i;
    return (int)SMZ_COUNT(best_first);
}

/* "Tue, 24 Nov 2026 00:33:00 GMT" (RFC 5322) or "2026-11-24T00:33:00Z", for order. */
static int64_t date_of(smz_str s)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int64_t value[6] = {0}; /* numbers in order of appearance */
    int64_t month = 0, year, day;
    int n = 0;

    for (size_t at = 0; at < s.len && n < 6;) {
        smz_str three = smz_str_sub(s, at, at + 3);
        ptrdiff_t m = three.len == 3 ? smz_str_find(smz_str_of(months), three) : -1;

        if (m >= 0 && m % 3 == 0)
            month = m / 3 + 1;
        if (!smz_is_digit(s.ptr[at])) {
            at++;
            continue;
        }
        while (at < s.len && smz_is_digit(s.ptr[at]) && value[n] < 100000)
            value[n] = value[n] * 10 + (s.ptr[at++] - '0');
        n++;
    }
    if (n < 3)
        return 0;
    year = month ? value[1] : value[0];
    day = month ? value[0] : value[2];
    if (!month) {
        month = value[1];
        value[1] = value[2];
        n--;
        value[2] = value[3];
        value[3] = value[4];
        value[4] = value[5];
    }
    return ((((year * 13 + month) * 32 + day) * 25 + value[2]) * 61 + value[3]) * 61 +
           value[4];
}

static smz_str text_of(const struct xml_node *item, const char *name,
                       struct smz_arena *run)
{
    const struct xml_node *node = xml_find(item, name);

    return node ? smz_str_trim(xml_text(node, run)) : (smz_str){NULL, 0};
}

static void take_file(struct item *item, smz_str url, smz_str type)
{
    int rank = rank_of(type, url);

    if (url.len && (item->url.len == 0 || rank < item->rank)) {
        item->url = url;
        item->rank = rank;
    }
}

static struct item read_item(const struct xml_node *node, struct smz_arena *run)
{
    struct xml_walk walk = {.root = node};
    struct item item = {.title = text_of(node, "title", run),
                        .number = text_of(node, "episode", run),
                        .date = date_of(text_of(node, "pubDate", run))};

    while (xml_step(&walk))
        if (!walk.closing && xml_is(walk.node, "transcript"))
            take_file(&item, smz_str_trim(xml_attribute(walk.node, "url")),
                      xml_attribute(walk.node, "type"));
    return item;
}

static void read_items(const struct xml_node *root, struct smz_arena *run,
                       struct items *out)
{
    struct xml_walk walk = {.root = root};

    while (xml_step(&walk)) {
        if (walk.closing || !(xml_is(walk.node, "item") || xml_is(walk.node, "entry")))
            continue;
        SMZ_PUSH(run, out->list, read_item(walk.node, run));
        walk.skip = true;
    }
}

static bool is_asked_for(const struct item *item, smz_str episode)
{
    int64_t number;

    if (smz_str_to_int(episode, &number))
        return smz_str_eq(item->number, episode);
    return smz_str_find_nocase(item->title, episode) >= 0;
}

/* The newest of those asked for; without dates, the first. */
static const struct item *choose(const struct items *items, const char *episode,
                                 bool with_file)
{
    const struct item *best = NULL;

    for (size_t i = 0; i < items->list.len; i++) {
        const struct item *item = &items->list.at[i];

        if (with_file && item->url.len == 0)
            continue;
        if (episode && !is_asked_for(item, smz_str_of(episode)))
            continue;
        if (!best || item->date > best->date)
            best = item;
    }
    return best;
}

static enum smz_code no_such(const struct items *items, const char *episode,
                             struct smz_arena *run, struct smz_err *err)
{
    smz_str titles = {NULL, 0};
    int n = 0;

    for (size_t i = 0; i < items->list.len && n < MAX_LISTED; i++) {
        smz_str title = smz_str_sub(items->list.at[i].title, 0, MAX_TITLE);

        if (items->list.at[i].url.len)
            titles = smz_arena_printf(run, "%.*s%s%.*s", SMZ_ARG(titles), n++ ? "; " : "",
                                      SMZ_ARG(title));
    }
    if (n == 0)
        return smz_fail(err, SMZ_ENOINPUT,
                        "the feed names no transcript for any of %zu episodes",
                        items->list.len);
    return smz_fail(err, SMZ_ENOINPUT,
                    "no episode '%s' with a transcript; there are: %.*s", episode,
                    SMZ_ARG(titles));
}

/* A page of one episode: the element, or else a link to a file of captions. */
static bool find_on_page(const struct xml_node *root, struct item *item)
{
    struct xml_walk walk = {.root = root};

    while (xml_step(&walk)) {
        smz_str link;

        if (walk.closing)
            continue;
        if (xml_is(walk.node, "transcript") || xml_is(walk.node, "podcast:transcript")) {
            take_file(item, smz_str_trim(xml_attribute(walk.node, "url")),
                      xml_attribute(walk.node, "type"));
            continue;
        }
        link = xml_attribute(walk.node, xml_is(walk.node, "track") ? "src" : "href");
        if (rank_of((smz_str){NULL, 0}, link) < 3)
            take_file(item, link, (smz_str){NULL, 0});
    }
    return item->url.len > 0;
}

enum smz_code smz_feed_find(smz_str page, const char *episode, struct smz_arena *run,
                            struct smz_notes *notes, bool *found,
                            struct smz_feed_item *out, struct smz_err *err)
{
    struct read_builder *builder = read_builder_new(run, notes);
    struct item on_page = {0};
    struct items items = {0};
    const struct item *newest, *best;
    struct xml_node *root;
    enum smz_code code;

    *found = false;
    if (!smz_feed_is(page)) {
        *found = !html_read(page, builder, &root, err) && find_on_page(root, &on_page);
        if (*found)
            *out = (struct smz_feed_item){.url = on_page.url};
        return SMZ_OK;
    }
    code = xml_read(read_decode(page, run, notes).text, builder, &root, err);
    if (code)
        return code;
    read_items(root, run, &items);
    best = choose(&items, episode, true);
    if (!best)
        return no_such(&items, episode, run, err);
    newest = choose(&items, episode, false);
    if (newest != best)
        smz_note(notes, SMZ_WARN, "the feed has no transcript of '%.*s'; took '%.*s'",
                 SMZ_ARG(newest->title), SMZ_ARG(best->title));
    *found = true;
    *out = (struct smz_feed_item){.url = best->url, .title = best->title};
    return SMZ_OK;
}
