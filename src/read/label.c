#include "read/label.h"

#include "base/utf8.h"
#include "read/format.h"

enum {
    MAX_BYTES = 160, /* of any label */
    MAX_CHARS = 60,  /* of one that reads like a name */
    MAX_HAN = 10,    /* of one in a script without spaces */
    MAX_WORDS = 7
};

/* What stands before colons in transcripts and names no voice. */
static bool is_no_label(smz_str s)
{
    static const char *const words[] = {
        "note",      "notes",        "nb",       "n.b.",       "ps",
        "p.s.",      "warning",      "tip",      "important",  "example",
        "source",    "sources",      "link",     "links",      "url",
        "title",     "date",         "author",   "topic",      "topics",
        "agenda",    "summary",      "abstract", "transcript", "transcription",
        "attendees", "participants", "speakers", "guests",     "hosts",
        "chapter",   "chapters",     "section",  "part",       "contents",
        "recorded",  "published",    "duration", "length",     "kind",
        "language",  "style",        "region",   "sponsor",    "sponsors",
        "break",     "music",        "intro",    "outro",      "disclaimer",
        "copyright", "update",       "edit",     "correction", "tl;dr",
        "http",      "https",        "www",      "mailto",     "ftp",
        "file",      "time",         "episode",  "podcast",    "video",
        "audio",     "location",     "subject",  "keywords",   "tags",
        "category",  "categories",   "slides",   "website",    "twitter",
        "email",     "e-mail",       "phone",    "fax",        "page"};
    static const char *const more[] = {"table of contents",
                                       "transcript by",
                                       "transcribed by",
                                       "action item",
                                       "action items",
                                       "next steps",
                                       "screen sharing",
                                       "meeting title",
                                       "meeting date",
                                       "meeting participants",
                                       "主题",
                                       "位置",
                                       "幻灯片",
                                       "时间",
                                       "标题"};

    return smz_str_is_one_of(s, words, SMZ_COUNT(words)) ||
           smz_str_is_one_of(s, more, SMZ_COUNT(more));
}

bool read_label_opens_sentence(smz_str s)
{
    static const char *const words[] = {
        "look",      "listen",      "first",        "second",
        "third",     "last",        "well",         "so",
        "and",       "but",         "remember",     "question",
        "questions", "answer",      "again",        "plus",
        "now",       "then",        "next",         "finally",
        "spoiler",   "fact",        "yes",          "no",
        "ok",        "okay",        "right",        "hint",
        "result",    "results",     "conclusion",   "reason",
        "problem",   "solution",    "idea",         "also",
        "quote",     "translation", "imagine",      "meaning",
        "namely",    "e.g.",        "i.e.",         "this",
        "that",      "here",        "because",      "today",
        "step",      "rule",        "lesson",       "bonus",
        "or",        "for",         "to",           "the",
        "a",         "an",          "it",           "in",
        "what",      "why",         "how",          "when",
        "where",     "who",         "if",           "like",
        "example",   "options",     "option",       "pros",
        "cons",      "background",  "context",      "overview",
        "goal",      "goals",       "budget",       "timeline",
        "status",    "action",      "actions",      "decision",
        "decisions", "takeaway",    "key takeaway", "bottom line"};

    return !read_label_made_up(s) && smz_str_is_one_of(s, words, SMZ_COUNT(words));
}

/* Small words inside names: "van der Berg", "Ludwig von Mises", "Ann and Bob". */
static bool is_particle(smz_str s)
{
    static const char *const words[] = {
        "van", "von",  "der", "den", "de", "del", "della", "di",  "da",
        "dos", "du",   "la",  "le",  "el", "al",  "bin",   "ibn", "ben",
        "ter", "ten",  "zu",  "y",   "e",  "and", "und",   "et",  "of",
        "the", "from", "for", "in",  "st", "af",  "av",    "op",  "by"};

    return s.len <= 5 && s.ptr[0] >= 'a' && smz_str_is_one_of(s, words, SMZ_COUNT(words));
}

bool read_label_is_capitals(smz_str s)
{
    size_t capitals = 0;

    for (size_t at = 0; at < s.len;) {
        uint32_t cp = smz_utf8_next(s, &at);

        if (smz_cp_is_lower(cp))
            return false;
        capitals += smz_cp_is_upper(cp);
    }
    return capitals >= 2;
}

bool read_label_has_title(smz_str s)
{
    static const char *const titles[] = {
        "m. ",       "mme ",       "mlle ",      "mm. ",  "mmes ",      "mr. ",
        "mr ",       "mrs. ",      "mrs ",       "ms. ",  "ms ",        "dr. ",
        "dr ",       "hon. ",      "herr ",      "frau ", "el señor ",  "la señora ",
        "el sr. ",   "la sra. ",   "sr. ",       "sra. ", "o sr. ",     "a sra. ",
        "o senhor ", "a senhora ", "il signor ", "on. ",  "some hon. ", "an hon. ",
        "hon "};

    for (size_t i = 0; i < SMZ_COUNT(titles); i++)
        if (smz_str_starts_nocase(s, smz_str_of(titles[i])))
            return true;
    return false;
}

/* What a label has that a clause has not, and the other way round. */
struct traits {
    size_t letters, chars, han;
    size_t words, small; /* words; those that begin small and are no particles */
    bool odd;            /* a mark that no name has */
    bool clause;         /* a comma with a small word behind it, a sentence's end */
};

static bool is_odd(uint32_t cp)
{
    return cp == '?' || cp == '!' || cp == '"' || cp == ';' || cp == '<' || cp == '>' ||
           cp == '{' || cp == '=' || cp == 0x201c || cp == 0x201d || cp == 0x3002 ||
           cp == 0xff0c || cp == 0x2026;
}

static void look_at_words(smz_str label, struct traits *t)
{
    smz_str rest = label, word;

    while (smz_str_word(&rest, &word)) {
        size_t at = 0;
        uint32_t cp = smz_utf8_next(word, &at);
        char last = word.ptr[word.len - 1];
        smz_str next = smz_str_trim(rest);
        bool small_next = next.len && next.ptr[0] >= 'a' && next.ptr[0] <= 'z';

        if (cp == '(' && at < word.len)
            cp = smz_utf8_next(word, &at);
        t->words++;
        t->small += smz_cp_is_lower(cp) && !is_particle(word);
        /* "well, you see:" goes on after its comma, "Stone, II" does not. */
        t->clause |= last == ',' && small_next;
        /* "It is so. Then:" is more than a name, "Dr. J. O'Neil" is one. */
        t->clause |= last == '.' && next.len && word.len > 6;
    }
}

static struct traits traits_of(smz_str label)
{
    struct traits t = {0};

    for (size_t at = 0; at < label.len; t.chars++) {
        uint32_t cp = smz_utf8_next(label, &at);

        t.letters += smz_cp_is_letter(cp) || smz_cp_is_digit(cp);
        t.han += smz_cp_is_unspaced(cp);
        t.odd |= is_odd(cp);
    }
    look_at_words(label, &t);
    return t;
}

/* "The Chair (Hon. A. Rota (Nipissing, Lib.))" is a name with more beside it. */
static smz_str without_brackets(smz_str s)
{
    ptrdiff_t at = smz_str_find(s, SMZ_S(" ("));

    return at > 0 && s.ptr[s.len - 1] == ')' ? smz_str_sub(s, 0, (size_t)at) : s;
}

enum read_likely read_label_likely(smz_str label)
{
    smz_str bare = without_brackets(label);
    struct traits t;
    smz_ms time;

    if (label.len == 0 || label.len > MAX_BYTES || is_no_label(label))
        return READ_NEVER;
    if (smz_str_find_char(SMZ_S("_#*-(/.,;"), label.ptr[0]) >= 0 ||
        read_timestamp_at(label, &time))
        return READ_NEVER;
    if (read_label_made_up(label))
        return READ_NAME;
    t = traits_of(bare);
    if (t.letters == 0)
        return READ_NEVER;
    if (t.odd || t.clause || t.words > MAX_WORDS || t.chars > MAX_CHARS ||
        t.han > MAX_HAN)
        return READ_POSSIBLE;
    return t.small && !read_label_has_title(label) ? READ_PLAUSIBLE : READ_NAME;
}

/* The first colon outside brackets that a label can end with, and its bytes. */
static size_t find_colon(smz_str line, size_t *width)
{
    int depth = 0;

    for (size_t i = 0; i < line.len && i <= MAX_BYTES; i++) {
        char c = line.ptr[i];

        if (c == '(' || c == '[')
            depth++;
        else if ((c == ')' || c == ']') && depth > 0)
            depth--;
        if (depth > 0)
            continue;
        *width = 1;
        if (c == ':' && (i + 1 == line.len || smz_is_space(line.ptr[i + 1]) ||
                         smz_str_starts(smz_str_skip(line, i + 1), SMZ_S("\xc2\xa0"))))
            return i;
        *width = 3;
        if (smz_str_starts(smz_str_skip(line, i), SMZ_S("：")))
            return i;
    }
    return 0;
}

/* By its form alone: a name, or one word in small letters. */
static bool is_label(smz_str s)
{
    enum read_likely likely = read_label_likely(s);

    return likely == READ_NAME ||
           (likely == READ_PLAUSIBLE && smz_str_find_char(s, ' ') < 0);
}

/* "[SPEAKER_00]: ", "[SPEAKER_00] ", "(speaker 0)": bytes, or 0. */
static size_t bracketed(smz_str line, smz_str *label)
{
    char close = line.ptr[0] == '[' ? ']' : ')';
    ptrdiff_t end = smz_str_find_char(smz_str_sub(line, 0, MAX_BYTES), close);
    smz_str inner;
    size_t n;

    if (end < 2)
        return 0;
    inner = smz_str_trim(smz_str_sub(line, 1, (size_t)end));
    n = (size_t)end + 1;
    if (n < line.len && line.ptr[n] == ':')
        n++;
    else if (!read_label_made_up(inner))
        return 0; /* "[laughter]" and "(laughs)" are no voices */
    if (!is_label(inner))
        return 0;
    *label = inner;
    return n;
}

size_t read_label(smz_str line, smz_str *label)
{
    size_t from = 0, at, width = 1;
    smz_str s;

    while (from < line.len && (smz_is_space(line.ptr[from]) || line.ptr[from] == '>'))
        from++;
    if (smz_str_starts(smz_str_skip(line, from), SMZ_S("- ")))
        from += 2;
    line = smz_str_skip(line, from);
    if (line.len == 0)
        return 0;
    if (line.ptr[0] == '[' || line.ptr[0] == '(') {
        at = bracketed(line, label);
        if (at == 0)
            return 0;
    } else {
        at = find_colon(line, &width);
        s = smz_str_trim(smz_str_sub(line, 0, at));
        if (at == 0 || !is_label(s))
            return 0;
        *label = s;
        at += width;
    }
    while (at < line.len && smz_is_space(line.ptr[at]))
        at++;
    return from + at;
}

/* With a number or without. */
static bool is_phrase(smz_str label)
{
    static const char *const phrases[] = {"unknown speaker", "unidentified speaker",
                                          "male speaker", "female speaker",
                                          "audience member"};

    return smz_str_is_one_of(label, phrases, SMZ_COUNT(phrases));
}

/* What a voice is called before its number, in the words of many languages. */
static bool is_counted(smz_str word)
{
    static const char *const latin[] = {
        "speaker",     "spk",         "s",           "person",   "voice",
        "participant", "guest",       "audience",    "channel",  "talker",
        "sprecher",    "orador",      "hablante",    "parlante", "participante",
        "locuteur",    "intervenant", "interlocutor"};
    static const char *const others[] = {"спикер", "Спикер", "说话人", "說話人",
                                         "发言人", "話者",   "発言者", "スピーカー",
                                         "참석자", "화자"};

    return smz_str_is_one_of(word, latin, SMZ_COUNT(latin)) || is_phrase(word) ||
           smz_str_is_one_of(word, others, SMZ_COUNT(others));
}

/* What needs no number: "Unknown", "Audience", Q and A in Chinese. */
static bool stands_alone(smz_str word)
{
    static const char *const words[] = {"speaker", "unknown", "unidentified",
                                        "ukn",     "unk",     "audience"};
    static const char *const chinese[] = {"问", "答"};

    return (word.len == 1 && smz_is_alpha(word.ptr[0])) ||
           smz_str_is_one_of(word, words, SMZ_COUNT(words)) || is_phrase(word) ||
           smz_str_is_one_of(word, chinese, SMZ_COUNT(chinese));
}

bool read_label_made_up(smz_str label)
{
    size_t end = label.len;
    smz_str word;

    while (end > 0 && smz_is_digit(label.ptr[end - 1]))
        end--;
    if (end == 0)
        return label.len > 0; /* a number */
    /* "Speaker A" */
    if (end == label.len && end > 2 && label.ptr[end - 2] == ' ' &&
        smz_is_alpha(label.ptr[end - 1]) &&
        smz_str_eq_nocase(smz_str_sub(label, 0, end - 2), SMZ_S("speaker")))
        return true;
    word = smz_str_sub(label, 0, end);
    if (end == label.len)
        return stands_alone(word);
    while (word.len && smz_str_find_char(SMZ_S("_ -#"), word.ptr[word.len - 1]) >= 0)
        word.len--;
    return is_counted(word);
}
