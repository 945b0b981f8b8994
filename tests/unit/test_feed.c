#include <string.h>

#include "engine/net.h"
#include "summarize/feed.h"
#include "summarize/fetch.h"
#include "unit.h"

#define FILE_OF(url, type) "<podcast:transcript url='" url "' type='" type "'/>"
#define EPISODE(n, title, day, files)                                                    \
    "<item><title>" title "</title><itunes:episode>" n "</itunes:episode>"               \
    "<pubDate>Mon, " day " Nov 2026 08:00:00 GMT</pubDate>" files "</item>"

static const char feed[] =
    "<?xml version='1.0'?><rss xmlns:podcast='https://podcastindex.org/namespace/1.0' "
    "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
    "<title>The Lamp Room</title>" EPISODE(
        "11", "Wicks", "02", FILE_OF("https://l.example/11.srt", "application/srt"))
        EPISODE("13", "Glass &amp; soot", "16", "")
            EPISODE("12", "Oil", "09",
                    FILE_OF("12.txt", "text/plain") FILE_OF("12.vtt", "text/vtt")
                        FILE_OF("12.html", "text/html")) "</channel></rss>";

/* Whether smz_feed_find comes to `code` and to `url` (NULL: to none). */
static void check_find(const char *page, const char *episode, enum smz_code code,
                       const char *url)
{
    struct smz_feed_item item = {0};
    struct smz_arena run;
    struct smz_notes notes;
    struct smz_err err = {0};
    bool found = false;

    smz_arena_init(&run);
    smz_notes_init(&notes, &run);
    if (smz_feed_find(smz_str_of(page), episode, &run, &notes, &found, &item, &err) !=
        code)
        fail_msg("%s: %s", episode ? episode : page, err.text);
    assert_int_equal(found, url != NULL);
    if (url && !smz_str_eq(item.url, smz_str_of(url)))
        fail_msg("%s: %.*s", url, SMZ_ARG(item.url));
    smz_arena_release(&run);
}

static void an_episode_is_found_by_number_title_or_date(void **state)
{
    static const struct {
        const char *episode, *url;
        enum smz_code code;
    } rows[] = {
        {NULL, "12.vtt", SMZ_OK}, /* 13 is newer, but names no transcript */
        {"11", "https://l.example/11.srt", SMZ_OK},
        {"wick", "https://l.example/11.srt", SMZ_OK},
        {"OIL", "12.vtt", SMZ_OK},
        {"13", NULL, SMZ_ENOINPUT},
        {"1", NULL, SMZ_ENOINPUT}, /* a number is the whole number */
        {"candles", NULL, SMZ_ENOINPUT},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        check_find(feed, rows[i].episode, rows[i].code, rows[i].url);
}

static void a_feed_in_an_older_encoding_is_read(void **state)
{
    static const char old[] =
        "<rss><channel><title>\xc9t\xe9s \xe0 Gen\xe8ve</title>" EPISODE(
            "5", "Les \xe9t\xe9s de No\xebl, d\xe9j\xe0 pass\xe9s \xe0 Gen\xe8ve", "02",
            FILE_OF("5.srt", "application/srt")) "</channel></rss>";

    (void)state;
    check_find(old, "d\u00e9j\u00e0 pass\u00e9s", SMZ_OK, "5.srt");
}

static void talk_of_feeds_is_no_feed(void **state)
{
    (void)state;
    assert_true(smz_feed_is(SMZ_S("\xef\xbb\xbf\n<?xml version=\"1.0\"?><rss>")));
    assert_false(smz_feed_is(SMZ_S("Ann: It begins with <rss version=\"2.0\">.")));
}

static void a_page_names_its_transcript_or_is_one(void **state)
{
    static const struct {
        const char *page, *url;
    } rows[] = {
        {"<html><body><podcast:transcript url='/a.srt' type='application/srt'>"
         "</podcast:transcript><p>Notes.</p></body></html>",
         "/a.srt"},
        {"<html><body><a href='/about.html'>About</a><a href='/ep/9.vtt?v=2'>Text</a>",
         "/ep/9.vtt?v=2"},
        {"<html><body><video><track src='9.vtt'></video></body></html>", "9.vtt"},
        {"<html><body><cite>Ann:</cite><p>Good evening.</p></body></html>", NULL},
        {"WEBVTT\n\n00:00.000 --> 00:02.000\nGood evening.\n", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        check_find(rows[i].page, NULL, SMZ_OK, rows[i].url);
}

static void a_link_leads_to_web_pages_only(void **state)
{
    static const struct {
        const char *base, *target, *want;
    } rows[] = {
        {"https://a.example/x/feed.xml", "12.vtt", "https://a.example/x/12.vtt"},
        {"https://a.example/x/feed.xml", "/12.vtt?a=b", "https://a.example/12.vtt?a=b"},
        {"https://a.example/x", "//b.example/t", "https://b.example/t"},
        {"https://a.example/x", "file:///etc/passwd", ""},
        {"https://a.example/x", "gopher://b.example/", ""},
        {"", "ftp://a.example/t.vtt", ""},
        {"", "https://", ""},
    };
    struct smz_arena run;

    (void)state;
    smz_arena_init(&run);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        smz_str got =
            smz_url_join(smz_str_of(rows[i].base), smz_str_of(rows[i].target), &run);

        if (!smz_str_eq(got, smz_str_of(rows[i].want)))
            fail_msg("row %zu: %.*s", i, SMZ_ARG(got));
    }
    smz_arena_release(&run);
}

static void addresses_of_ones_own_network_are_not_asked(void **state)
{
    static const char *const urls[] = {
        "http://127.0.0.1:9/",   "http://[::1]:9/",      "http://10.1.2.3:9/",
        "http://192.168.0.1:9/", "http://172.16.0.1:9/", "http://169.254.169.254:9/",
        "http://[fe80::1]:9/",   "http://[fd00::1]:9/",  "http://[::ffff:10.0.0.1]:9/",
        "http://0x7f000001:9/",  "http://2130706433:9/", "http://localhost:9/",
        "http://100.64.0.1:9/",  "http://0.0.0.0:9/",
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(urls); i++) {
        struct smz_fetch_options options = {.timeout_ms = 60000};
        struct smz_err err = {0};
        struct smz_arena run;
        smz_str body, found;

        smz_arena_init(&run);
        assert_int_equal(smz_fetch(urls[i], &options, &run, &body, &found, &err),
                         SMZ_EUNAVAILABLE);
        if (!strstr(err.text, "own network"))
            fail_msg("%s: %s", urls[i], err.text);
        smz_arena_release(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_episode_is_found_by_number_title_or_date),
        cmocka_unit_test(a_feed_in_an_older_encoding_is_read),
        cmocka_unit_test(talk_of_feeds_is_no_feed),
        cmocka_unit_test(a_page_names_its_transcript_or_is_one),
        cmocka_unit_test(a_link_leads_to_web_pages_only),
        cmocka_unit_test(addresses_of_ones_own_network_are_not_asked),
    };

    return cmocka_run_group_tests_name("feed", tests, NULL, NULL);
}
