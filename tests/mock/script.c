/*
 * A scenario: a line a rule, the first that fits counts.
 *
 *     SELECTOR  DEED [ARGUMENT…]
 *     once      fault rate "Retry-After: 1"    each body the first time it comes
 *     3-5       drop                           the third to fifth request
 *     write     refuse                         all of a kind
 *     relate*1  truncate                       a kind, each body's first time
 *     has:json_schema  fault format            bodies with that in them
 *     over:20000  fault overflow               bodies of more bytes
 *     list*2    fault 503                      the list of models, at first
 *     single    say answer.json                what a file holds
 *     all       ok
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mock.h"

enum { MAX_RULES = 64 };

struct rule {
    int from, to;  /* of requests; 0: any */
    char kind[16]; /* or empty */
    char has[32];  /* or empty */
    size_t over;   /* bytes */
    int times;     /* only before a body was seen that often; 0: always */
    struct mock_act act;
};

static struct rule rules[MAX_RULES];
static int n_rules;

static const char *const deeds[] = {
    [MOCK_OK] = "ok",
    [MOCK_STATUS] = "fault",
    [MOCK_DROP] = "drop",
    [MOCK_TRUNCATE] = "truncate",
    [MOCK_SILENT] = "silent",
    [MOCK_STALL] = "stall",
    [MOCK_DRIP] = "drip",
    [MOCK_GARBAGE] = "garbage",
    [MOCK_HTML] = "html",
    [MOCK_HUGE] = "huge",
    [MOCK_REDIRECT] = "redirect",
    [MOCK_CUT] = "cut",
    [MOCK_REFUSE] = "refuse",
    [MOCK_BLOCK] = "block",
    [MOCK_EMPTY] = "empty",
    [MOCK_WRONG] = "wrong",
    [MOCK_FENCED] = "fenced",
    [MOCK_COMMAS] = "commas",
    [MOCK_THINK] = "think",
    [MOCK_ERROR] = "error",
    [MOCK_SAY] = "say",
};

static bool parse_selector(const char *word, struct rule *r)
{
    const char *star = strchr(word, '*');
    size_t n = star ? (size_t)(star - word) : strlen(word);

    if (star)
        r->times = atoi(star + 1);
    if (sscanf(word, "has:%31s", r->has) == 1 || sscanf(word, "over:%zu", &r->over) == 1)
        return true;
    if (strcmp(word, "once") == 0) {
        r->times = 1;
    } else if (smz_is_digit(*word)) {
        if (sscanf(word, "%d-%d", &r->from, &r->to) == 1)
            r->to = r->from;
    } else if (strncmp(word, "all", n) != 0) {
        if (n >= sizeof(r->kind))
            return false;
        memcpy(r->kind, word, n);
    }
    return true;
}

static bool parse_act(const char *word, const char *rest, struct mock_act *act)
{
    for (size_t i = 0; i < SMZ_COUNT(deeds); i++) {
        if (strcmp(word, deeds[i]) != 0)
            continue;
        act->deed = (enum mock_deed)i;
        if (act->deed == MOCK_STATUS &&
            sscanf(rest, "%31s \"%95[^\"]\"", act->fault, act->header) < 1)
            return false;
        if (act->deed == MOCK_SAY && sscanf(rest, "%95s", act->file) < 1)
            return false;
        if (smz_is_digit(act->fault[0]))
            act->status = atoi(act->fault);
        return true;
    }
    return false;
}

bool mock_script_load(const char *path)
{
    char line[256];
    FILE *f = fopen(path, "r");

    if (!f) {
        perror(path);
        return false;
    }
    while (n_rules < MAX_RULES && fgets(line, sizeof(line), f)) {
        struct rule r = {0};
        char selector[32], deed[32];
        int rest = 0;

        if (sscanf(line, "%31s %31s %n", selector, deed, &rest) < 2 || *selector == '#')
            continue;
        if (!parse_selector(selector, &r) || !parse_act(deed, line + rest, &r.act)) {
            fprintf(stderr, "mock: %s: %s", path, line);
            fclose(f);
            return false;
        }
        rules[n_rules++] = r;
    }
    fclose(f);
    return true;
}

struct mock_act mock_script_act(int n, int times, const char *kind, smz_str body)
{
    bool list = strcmp(kind, "list") == 0;

    for (int i = 0; i < n_rules; i++) {
        const struct rule *r = &rules[i];

        if ((r->from && (n < r->from || n > r->to)) || (r->times && times >= r->times) ||
            ((list || *r->kind) && strcmp(r->kind, kind) != 0) || body.len < r->over ||
            smz_str_find(body, smz_str_of(r->has)) < 0)
            continue;
        return r->act;
    }
    return (struct mock_act){.deed = MOCK_OK};
}
