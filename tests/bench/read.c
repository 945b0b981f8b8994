/*
 * read FILE...: how quickly READ turns each file into a transcript, in MB/s, beside the
 * bare parse of the same bytes by the library that its format needs, where it does.
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cjson/cJSON.h>

#include "base/file.h"
#include "summarize/read.h"

enum { RUNS = 7 };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void read_it(smz_str bytes)
{
    struct smz_read_options options = {0};
    struct smz_transcript t;
    struct smz_notes notes;
    struct smz_arena run;

    smz_arena_init(&run);
    smz_notes_init(&notes, &run);
    smz_read(bytes, SMZ_S("input"), &options, &run, &notes, &t, NULL);
    smz_arena_release(&run);
}

static void parse_json(smz_str bytes)
{
    cJSON_Delete(cJSON_ParseWithLength(bytes.ptr, bytes.len));
}

static void parse_xml(smz_str bytes)
{
    xmlFreeDoc(xmlReadMemory(bytes.ptr, (int)bytes.len, NULL, NULL,
                             XML_PARSE_NONET | XML_PARSE_HUGE));
}

static double seconds(void (*work)(smz_str), smz_str bytes)
{
    double best = 1e9;

    for (int i = 0; i < RUNS; i++) {
        double begin = now(), took;

        work(bytes);
        took = now() - begin;
        best = took < best ? took : best;
    }
    return best;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct smz_bytes bytes;
        struct smz_err err;
        smz_str name = smz_str_of(argv[i]);
        void (*bare)(smz_str) = smz_str_ends(name, SMZ_S(".json"))  ? parse_json
                                : smz_str_ends(name, SMZ_S(".xml")) ? parse_xml
                                                                    : NULL;
        double took, mb;

        if (smz_file_read(argv[i], 0, &bytes, &err)) {
            fprintf(stderr, "%s\n", err.text);
            return 1;
        }
        mb = (double)bytes.str.len / 1e6;
        took = seconds(read_it, bytes.str);
        printf("%.3f %.0f", took * 1e3, mb / took);
        if (bare)
            printf(" %.2f", took / seconds(bare, bytes.str));
        printf("\n");
        smz_bytes_release(&bytes);
    }
    xmlCleanupParser();
    return 0;
}
