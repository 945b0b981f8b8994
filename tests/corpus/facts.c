/*
 * Prints what is read from each file as one line of tab-separated fields: name, format,
 * speakers, turns, first and last start (seconds, "-" for none), words. A file that is
 * refused has the format "refused" and nothing else.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "summarize/read.h"

static void print_time(smz_ms time)
{
    if (time == SMZ_MS_NONE)
        fputs("\t-", stdout);
    else
        printf("\t%lld.%03d", (long long)(time / 1000), (int)(time % 1000));
}

static void print_facts(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    struct smz_bytes bytes = {0};
    struct smz_arena arena;
    struct smz_notes notes;
    struct smz_transcript t;
    smz_ms first = SMZ_MS_NONE, last = SMZ_MS_NONE;

    smz_arena_init(&arena);
    smz_notes_init(&notes, &arena);
    if (smz_file_read(path, 0, &bytes, NULL) ||
        smz_read(bytes.str, smz_str_of(name), NULL, &arena, &notes, &t, NULL)) {
        printf("%s\trefused\n", name);
    } else {
        for (int i = 0; i < t.n_turns; i++) {
            if (t.turns[i].start == SMZ_MS_NONE)
                continue;
            if (first == SMZ_MS_NONE)
                first = t.turns[i].start;
            last = t.turns[i].start;
        }
        printf("%s\t%.*s\t%d\t%d", name, SMZ_ARG(t.format), t.n_speakers, t.n_turns);
        print_time(first);
        print_time(last);
        printf("\t%zu\n", t.words);
    }
    smz_arena_release(&arena);
    smz_bytes_release(&bytes);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        print_facts(argv[i]);
    return 0;
}
