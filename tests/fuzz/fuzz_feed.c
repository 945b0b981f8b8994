/* Feeds and episode pages: what is found stands in them, and joins to an address. */
#include "base/utf8.h"
#include "fuzz.h"
#include "summarize/feed.h"
#include "summarize/fetch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const episodes[] = {NULL, "1", "talk"};
    struct smz_feed_item item = {0};
    struct smz_notes notes;
    struct smz_arena run;
    struct smz_err err = {0};
    bool found = false;

    if (size == 0)
        return 0;
    smz_arena_init(&run);
    smz_notes_init(&notes, &run);
    if (smz_feed_find((smz_str){(const char *)data + 1, size - 1},
                      episodes[data[0] % SMZ_COUNT(episodes)], &run, &notes, &found,
                      &item, &err)) {
        MUST(err.text[0]);
    } else if (found) {
        MUST(item.url.len > 0);
        MUST(smz_utf8_valid(item.title));
        smz_url_join(SMZ_S("https://example.org/feed/a.xml"), item.url, &run);
    }
    smz_arena_release(&run);
    return 0;
}
