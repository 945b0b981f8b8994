#include "segment/label.h"

#include <string.h>

static const char *const titles_man[] = {"mr",   "sir",      "lord",
                                         "herr", "monsieur", "señor"};
static const char *const titles_woman[] = {"mrs",  "ms",   "miss",   "dame",
                                           "lady", "frau", "madame", "señora"};
static const char *const titles_learned[] = {"dr", "prof", "professor"};
static const char *const titles_any[] = {
    "hon",         "honourable",    "honorable",      "the",      "senator",
    "sen",         "rep",           "chair",          "chairman", "chairwoman",
    "president",   "judge",         "justice",        "rev",      "minister",
    "congressman", "congresswoman", "representative", "captain",  "chairperson"};

static bool one_of(smz_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (smz_str_eq(word, smz_str_of(list[i])))
            return true;
    return false;
}

bool label_is_address(smz_str word)
{
    static const struct {
        const char *const *titles;
        size_t n;
    } lists[] = {{titles_man, SMZ_COUNT(titles_man)},
                 {titles_woman, SMZ_COUNT(titles_woman)},
                 {titles_learned, SMZ_COUNT(titles_learned)}};

    for (size_t i = 0; i < SMZ_COUNT(lists); i++)
        for (size_t k = 0; k < lists[i].n; k++)
            if (smz_str_eq_nocase(word, smz_str_of(lists[i].titles[k])))
                return true;
    return false;
}

static void take_word(struct label *l, smz_str word, struct smz_arena *run)
{
    char *p = smz_arena_alloc(run, word.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < word.len; i++) {
        if (smz_is_digit(word.ptr[i]))
            l->numbered = true;
        if (!strchr(".,:;\"()[]", word.ptr[i]))
            p[n++] = word.ptr[i];
    }
    word = (smz_str){p, n};
    if (!n)
        return;
    if (one_of(word, titles_man, SMZ_COUNT(titles_man)))
        l->man = l->titled = true;
    else if (one_of(word, titles_woman, SMZ_COUNT(titles_woman)))
        l->woman = l->titled = true;
    else if (one_of(word, titles_learned, SMZ_COUNT(titles_learned)) ||
             one_of(word, titles_any, SMZ_COUNT(titles_any)))
        l->titled = true;
    else if (l->n_words < LABEL_WORDS)
        l->words[l->n_words++] = word;
}

static bool is_shouted(smz_str s)
{
    int upper = 0;

    for (size_t at = 0; at < s.len;) {
        uint32_t cp = smz_utf8_next(s, &at);

        if (smz_cp_is_lower(cp))
            return false;
        upper += smz_cp_is_upper(cp);
    }
    return upper > 1;
}

/*
 * "Anita Anand (Oakville, Lib.)": the remark behind goes; one inside stays. What a
 * meeting program puts before a name goes, too.
 */
static void cut_remark(smz_str text, struct label *out)
{
    static const char *const before[] = {"audio shared by ", "screen shared by "};
    ptrdiff_t open;

    for (size_t i = 0; i < SMZ_COUNT(before); i++)
        if (smz_str_starts_nocase(text, smz_str_of(before[i])))
            text = smz_str_trim(smz_str_skip(text, strlen(before[i])));
    open = smz_str_find_char(text, '(');

    if (open < 0)
        open = smz_str_find_char(text, '[');
    out->shown = text;
    if (open <= 0 || (!smz_str_ends(text, SMZ_S(")")) && !smz_str_ends(text, SMZ_S("]"))))
        return;
    out->shown = smz_str_trim(smz_str_sub(text, 0, (size_t)open));
    out->remark = smz_str_trim(smz_str_sub(text, (size_t)open + 1, text.len - 1));
}

void label_read(smz_str text, struct smz_arena *run, struct label *out)
{
    smz_str rest, word;

    memset(out, 0, sizeof(*out));
    cut_remark(smz_str_trim(text), out);
    rest = smz_utf8_fold_plain(out->shown, run);
    while (smz_str_word(&rest, &word))
        take_word(out, word, run);
    if (out->n_words == 1 && out->titled && !out->man && !out->woman &&
        out->words[0].len <= 1) /* "Professor C" is a name as it stands */
        out->numbered = true;
    if (!out->n_words) { /* nothing but a title */
        out->words[out->n_words++] = smz_utf8_fold_plain(out->shown, run);
        out->numbered = true;
    }
    out->shouted = is_shouted(out->shown);
}

/* At most one letter written wrongly, left out or added. */
static bool nearly_equal(smz_str a, smz_str b)
{
    size_t i = 0, j = 0;

    if (a.len > b.len) {
        smz_str swap = a;

        a = b;
        b = swap;
    }
    if (b.len - a.len > 1 || a.len < 5)
        return false;
    while (i < a.len && a.ptr[i] == b.ptr[i])
        i++;
    while (j < a.len - i && a.ptr[a.len - 1 - j] == b.ptr[b.len - 1 - j])
        j++;
    return i + j + 1 >= b.len;
}

static bool same_words(const struct label *a, const struct label *b)
{
    if (a->n_words != b->n_words)
        return false;
    for (int i = 0; i < a->n_words; i++)
        if (!smz_str_eq(a->words[i], b->words[i]) &&
            (a->numbered || i == 0 || i + 1 < a->n_words ||
             !nearly_equal(a->words[i], b->words[i])))
            return false;
    return true;
}

/* "avw" or "a v w" for "aaron van wirdum". */
static bool is_initials(const struct label *part, const struct label *whole)
{
    const char *at = part->words[0].ptr;

    if (part->n_words == whole->n_words && part->n_words > 1) {
        for (int i = 0; i < part->n_words; i++)
            if (part->words[i].len != 1 ||
                part->words[i].ptr[0] != whole->words[i].ptr[0])
                return false;
        return true;
    }
    if (part->n_words != 1 || whole->n_words < 2 ||
        part->words[0].len != (size_t)whole->n_words)
        return false;
    for (int i = 0; i < whole->n_words; i++)
        if (at[i] != whole->words[i].ptr[0])
            return false;
    return true;
}

/* Each word of `part` is, in order, a word of `whole` or the initial of one. */
static bool is_part(const struct label *part, const struct label *whole)
{
    int at = 0, whole_words = 0;

    for (int i = 0; i < part->n_words; i++, at++) {
        smz_str w = part->words[i];

        while (
            at < whole->n_words && !smz_str_eq(w, whole->words[at]) &&
            !(w.len == 1 && part->n_words > 1 && w.ptr[0] == whole->words[at].ptr[0]) &&
            !(whole->words[at].len == 1 && whole->n_words > 1 &&
              w.ptr[0] == whole->words[at].ptr[0] && at > 0))
            at++;
        if (at == whole->n_words)
            return false;
        whole_words += w.len > 1 && whole->words[at].len > 1;
    }
    return whole_words > 0;
}

enum label_match label_match(const struct label *part, const struct label *whole)
{
    if ((part->man && whole->woman) || (part->woman && whole->man))
        return LABEL_DIFFERENT;
    if (part->numbered != whole->numbered)
        return LABEL_DIFFERENT;
    if (same_words(part, whole))
        return part->n_words == 1 && part->titled != whole->titled ? LABEL_PART
                                                                   : LABEL_SAME;
    if (part->numbered || part->n_words > whole->n_words)
        return LABEL_DIFFERENT;
    /* "Mr. Nelson" is a surname: not the first name of another. */
    if (part->titled && part->n_words == 1 &&
        !smz_str_eq(part->words[0], whole->words[whole->n_words - 1]))
        return LABEL_DIFFERENT;
    if (is_initials(part, whole) || is_part(part, whole))
        return LABEL_PART;
    return LABEL_DIFFERENT;
}

char label_role(smz_str remark)
{
    static const struct {
        const char *word;
        char role;
    } roles[] = {
        {"host", 'h'},        {"co-host", 'h'},       {"cohost", 'h'},
        {"interviewer", 'h'}, {"moderator", 'h'},     {"chair", 'h'},
        {"presenter", 'h'},   {"guest", 'g'},         {"interviewee", 'g'},
        {"audience", 'o'},    {"narrator", 'o'},      {"announcer", 'o'},
        {"questioner", 'o'},  {"advertisement", 'o'}, {"clip", 'o'},
        {"voiceover", 'o'},   {"unknown", 'o'},       {"question", 'o'},
        {"问", 'o'},          {"attendee", 'o'},
    };

    if (smz_str_eq_nocase(remark, SMZ_S("Q")))
        return 'o';
    if (smz_str_starts_nocase(remark, SMZ_S("the ")))
        remark = smz_str_skip(remark, 4);
    for (size_t i = 0; i < SMZ_COUNT(roles); i++)
        if (smz_str_starts_nocase(remark, smz_str_of(roles[i].word)))
            return roles[i].role;
    return '\0';
}
