#include "segment/cues.h"

#include <stdlib.h>
#include <string.h>

#include "base/data.h"

enum { MAX_SLOTS = 12, ANCHOR_WORDS = 3 };

/* One place of a pattern: any of some words, or a gap of one word or none. */
struct slot {
    const uint64_t *words;
    int n_words;  /* 0: a gap */
    smz_str stem; /* of `stem*`, else empty */
};

struct pattern {
    enum cue_list list;
    double weight;
    bool anchored;
    struct slot slots[MAX_SLOTS];
    int n_slots;
};

/* Patterns by a word that they may begin with. */
struct entry {
    uint64_t word;
    int pattern;
};

struct cues {
    SMZ_VEC(struct pattern) patterns;
    SMZ_VEC(struct entry) entries; /* sorted by word */
    SMZ_VEC(int) prefixed;         /* patterns that begin with a stem */
    bool begins[1 << 12]; /* of the last bits of a word's hash: an entry may begin so */
};

static size_t bits_of(uint64_t word)
{
    return word & (sizeof(((struct cues *)NULL)->begins) - 1);
}

static const char *const list_names[CUE_LISTS] = {
    [CUE_TURN] = "turn",     [CUE_ABOUT] = "about", [CUE_MEET] = "meet",
    [CUE_OPEN] = "open",     [CUE_ITEM] = "item",   [CUE_OTHER] = "other",
    [CUE_STRONG] = "strong", [CUE_INTRO] = "intro", [CUE_BYE] = "bye",
    [CUE_ASK] = "ask",       [CUE_FLOOR] = "floor", [CUE_CLOSE] = "close",
    [CUE_SHIFT] = "shift",   [CUE_AD] = "ad",       [CUE_BESIDE] = "beside",
};

/* Case-folded (ASCII) with typographic apostrophes as '; FNV-1a. */
static uint64_t word_hash(smz_str w)
{
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < w.len; i++) {
        unsigned char c = (unsigned char)smz_lower(w.ptr[i]);

        if (c == 0xE2 && i + 2 < w.len && (unsigned char)w.ptr[i + 1] == 0x80 &&
            (unsigned char)w.ptr[i + 2] == 0x99) {
            c = '\'';
            i += 2;
        }
        h = (h ^ c) * 1099511628211u;
    }
    return h;
}

static int list_of(smz_str name)
{
    for (int i = 0; i < CUE_LISTS; i++)
        if (smz_str_eq(name, smz_str_of(list_names[i])))
            return i;
    return -1;
}

static struct slot read_slot(smz_str word, struct smz_arena *run)
{
    SMZ_VEC(uint64_t) words = {0};
    struct slot slot = {0};
    struct smz_cut c;

    if (smz_str_eq(word, SMZ_S("~")))
        return slot;
    if (smz_str_ends(word, SMZ_S("*")) && smz_str_find_char(word, '|') < 0)
        slot.stem = smz_str_sub(word, 0, word.len - 1);
    do {
        c = smz_str_cut(word, SMZ_S("|"));
        SMZ_PUSH(run, words, word_hash(c.head));
        word = c.tail;
    } while (c.found);
    slot.words = words.at;
    slot.n_words = (int)words.len;
    return slot;
}

static void read_pattern(struct cues *cues, enum cue_list list, double weight,
                         smz_str source, struct smz_arena *run)
{
    struct pattern p = {.list = list, .weight = weight};
    smz_str word;

    while (p.n_slots < MAX_SLOTS && smz_str_word(&source, &word)) {
        if (smz_str_eq(word, SMZ_S("^")))
            p.anchored = true;
        else
            p.slots[p.n_slots++] = read_slot(word, run);
    }
    if (!p.n_slots || !p.slots[0].n_words)
        return;
    if (p.slots[0].stem.len)
        SMZ_PUSH(run, cues->prefixed, (int)cues->patterns.len);
    for (int i = 0; i < p.slots[0].n_words; i++) {
        uint64_t first = p.slots[0].words[i];

        SMZ_PUSH(run, cues->entries, (struct entry){first, (int)cues->patterns.len});
        cues->begins[bits_of(first)] = true;
    }
    SMZ_PUSH(run, cues->patterns, p);
}

static int by_word(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    return x->pattern - y->pattern;
}

const struct cues *cues_load(const char *lang, struct smz_arena *run)
{
    struct cues *cues = SMZ_NEW(run, struct cues, 1);
    smz_str rest = smz_data_get("cues.tsv"), line;

    while (smz_str_line(&rest, &line)) {
        struct smz_cut code = smz_str_cut(line, SMZ_S("\t"));
        struct smz_cut list = smz_str_cut(code.tail, SMZ_S("\t"));
        struct smz_cut weight = smz_str_cut(list.tail, SMZ_S("\t"));
        int which = list_of(list.head);
        char number[16] = {0};

        if (!weight.found || which < 0 || !smz_str_eq(code.head, smz_str_of(lang)) ||
            weight.head.len >= sizeof(number))
            continue;
        memcpy(number, weight.head.ptr, weight.head.len);
        read_pattern(cues, (enum cue_list)which, strtod(number, NULL), weight.tail, run);
    }
    if (cues->entries.len)
        qsort(cues->entries.at, cues->entries.len, sizeof(*cues->entries.at), by_word);
    return cues;
}

void cue_head_make(const struct smz_text *text, smz_str turn, uint32_t from, uint32_t end,
                   int max, struct cue_head *out)
{
    out->n = 0;
    if (max > CUE_HEAD)
        max = CUE_HEAD;
    for (uint32_t i = from; i < end && out->n < max; i++) {
        const struct smz_token *t = &text->tokens[i];
        smz_str word = smz_str_sub(turn, t->at, (size_t)t->at + t->len);

        out->word[out->n] = word;
        out->hash[out->n++] = word_hash(word);
    }
}

static bool slot_fits(const struct slot *slot, const struct cue_head *head, int at)
{
    for (int i = 0; i < slot->n_words; i++)
        if (slot->words[i] == head->hash[at])
            return true;
    return slot->stem.len && smz_str_starts_nocase(head->word[at], slot->stem);
}

/* Gaps are tried short first; a pattern has few, so this stays small. */
static bool fits(const struct pattern *p, int slot, const struct cue_head *head, int at)
{
    for (; slot < p->n_slots; slot++, at++) {
        if (!p->slots[slot].n_words) {
            if (fits(p, slot + 1, head, at))
                return true;
        } else if (at >= head->n || !slot_fits(&p->slots[slot], head, at)) {
            return false;
        }
        if (at >= head->n)
            return false;
    }
    return true;
}

/* The first entry that is not before a word; where none is of it, any other. */
static size_t first_entry(const struct cues *cues, uint64_t word)
{
    size_t lo = 0, hi = cues->entries.len;

    if (!cues->begins[bits_of(word)])
        return hi;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (cues->entries.at[mid].word < word)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

void cues_weigh_all(const struct cues *cues, const struct cue_head *head,
                    double sums[CUE_LISTS])
{
    uint64_t seen[16] = {0}; /* patterns that have counted; there are under 1,024 */

    memset(sums, 0, sizeof(*sums) * CUE_LISTS);
    for (int at = 0; at < head->n; at++) {
        size_t e = first_entry(cues, head->hash[at]);
        size_t n_prefixed = cues->prefixed.len;

        for (size_t k = 0;; k++) {
            const struct pattern *p;
            int id;

            if (k < n_prefixed)
                id = cues->prefixed.at[k];
            else if (e < cues->entries.len && cues->entries.at[e].word == head->hash[at])
                id = cues->entries.at[e++].pattern;
            else
                break;
            p = &cues->patterns.at[id];
            if (k < n_prefixed && !slot_fits(&p->slots[0], head, at))
                continue;
            if (id >= 1024 || seen[id / 64] >> (id % 64) & 1 ||
                (p->anchored && at >= ANCHOR_WORDS) || !fits(p, 0, head, at))
                continue;
            seen[id / 64] |= UINT64_C(1) << (id % 64);
            sums[p->list] += p->weight;
        }
    }
}
