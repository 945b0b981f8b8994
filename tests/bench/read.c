/*
 * read FILE...: how READ turns each file into a transcript. A line a file: milliseconds,
 * MB/s, peak memory as a multiple of the file (its own pages counted), and for JSON and
 * XML the time as a multiple of the bare parse of the same bytes by the library. Each run
 * is a process of its own, as it is for people: no memory is warm from the run before.
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "base/file.h"
#include "summarize/read.h"

enum { RUNS = 9 };

struct cost {
    double seconds, kib;
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double peak_kib(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss;
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

/* In a child: what `work` takes is written to `fd`. */
static void work_and_tell(void (*work)(smz_str), const char *path, int fd)
{
    struct smz_bytes bytes;
    struct smz_err err;
    struct cost cost;
    double begin, before = peak_kib();

    if (smz_file_read(path, 0, &bytes, &err)) {
        fprintf(stderr, "%s\n", err.text);
        _exit(1);
    }
    begin = now();
    work(bytes.str);
    cost = (struct cost){now() - begin, peak_kib() - before};
    _exit(write(fd, &cost, sizeof(cost)) != sizeof(cost));
}

/* One run; *best keeps the quickest time and the most memory. False if it failed. */
static bool run_once(void (*work)(smz_str), const char *path, struct cost *best)
{
    struct cost cost;
    int ends[2], status;
    pid_t child;
    bool told;

    if (pipe(ends) < 0 || (child = fork()) < 0)
        return false;
    if (child == 0)
        work_and_tell(work, path, ends[1]);
    close(ends[1]);
    told = read(ends[0], &cost, sizeof(cost)) == sizeof(cost);
    close(ends[0]);
    if (waitpid(child, &status, 0) < 0 || !told)
        return false;
    if (best->seconds == 0 || cost.seconds < best->seconds)
        best->seconds = cost.seconds;
    if (cost.kib > best->kib)
        best->kib = cost.kib;
    return true;
}

/* In turns, so that a slow moment of the machine is one for both. */
static bool measure(const char *path, void (*bare)(smz_str), struct cost *own,
                    struct cost *other)
{
    for (int i = 0; i < RUNS; i++)
        if (!run_once(read_it, path, own) || (bare && !run_once(bare, path, other)))
            return false;
    return true;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        smz_str name = smz_str_of(argv[i]);
        void (*bare)(smz_str) = smz_str_ends(name, SMZ_S(".json"))  ? parse_json
                                : smz_str_ends(name, SMZ_S(".xml")) ? parse_xml
                                                                    : NULL;
        struct cost own = {0}, other = {0};
        struct stat file;
        double size;

        if (stat(argv[i], &file) < 0 || !measure(argv[i], bare, &own, &other)) {
            fprintf(stderr, "read: %s cannot be measured\n", argv[i]);
            return 1;
        }
        size = (double)file.st_size;
        printf("%.3f %.0f %.2f", own.seconds * 1e3, size / 1e6 / own.seconds,
               own.kib * 1024 / size);
        if (bare)
            printf(" %.2f", own.seconds / other.seconds);
        printf("\n");
    }
    return 0;
}
