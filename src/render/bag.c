/* What a text says, as a bag of content words, to be compared with others. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/inside.h"

enum { MOST = 96 }; /* words of a text that count */

uint64_t render_mix(uint64_t x)
{
    x ^= x >> 31;
    x *= 0x9e3779b97f4a7c15u;
    x ^= x >> 29;
    x *= 0xbf58476d1ce4e5b9u;
    return x ^ x >> 32;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static bool has_digit(smz_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (smz_is_digit(word.ptr[i]))
            return true;
    return false;
}

struct render_bag render_bag(smz_str text, bool all, const struct smz_text *of,
                             struct smz_arena *run)
{
    struct render_bag bag = {0};
    uint64_t words[MOST] = {0};
    smz_str word;
    bool breaks;
    int n = 0;

    for (size_t at = 0; n < MOST && smz_next_word(text, &at, &word, &breaks);) {
        smz_str folded = smz_utf8_fold(word, run);
        char stem[64];
        uint64_t hash =
            render_mix(smz_str_hash(smz_text_stem(of, word, folded, stem, sizeof(stem))));

        if (has_digit(folded) || smz_lang_is_negation(of->lang, folded))
            bag.facts += hash;
        if (all || !smz_lang_is_stop(of->lang, folded))
            words[n++] = hash;
    }
    qsort(words, (size_t)n, sizeof(*words), by_value);
    for (int i = 0; i < n; i++)
        if (bag.n == 0 || words[bag.n - 1] != words[i])
            words[bag.n++] = words[i];
    bag.words = SMZ_NEW(run, uint64_t, bag.n);
    memcpy(bag.words, words, sizeof(*words) * (size_t)bag.n);
    return bag;
}

bool render_bag_has(const struct render_bag *bag, uint64_t word)
{
    return bsearch(&word, bag->words, (size_t)bag->n, sizeof(word), by_value) != NULL;
}
