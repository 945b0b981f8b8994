#include "base/utf8.h"
#include "read/format.h"

enum {
    MAX_BYTES = 120, /* of a label by its form alone: 60 characters of two bytes */
    MAX_CHARS = 60,
    MAX_WORDS = 7
};

/* What stands before colons in transcripts and names no voice. */
static bool is_no_label(smz_str s)
{
    static const char *const words[] = {"note",
                                        "notes",
                                        "nb",
                                        "n.b.",
                                        "ps",
                                        "p.s.",
                                        "warning",
                                        "tip",
                                        "important",
                                        "example",
                                        "source",
                                        "sources",
                                        "link",
                                        "links",
                                        "url",
                                        "title",
                                        "date",
                                        "author",
                                        "topic",
                                        "topics",
                                        "agenda",
                                        "summary",
                                        "abstract",
                                        "transcript",
                                        "transcription",
                                        "attendees",
                                        "participants",
                                        "chapter",
                                        "section",
                                        "part",
                                        "contents",
                                        "table of contents",
                                        "recorded",
                                        "published",
                                        "duration",
                                        "length",
                                        "kind",
                                        "language",
                                        "style",
                                        "region",
                                        "sponsor",
                                        "sponsors",
                                        "break",
                                        "music",
                                        "intro",
                                        "outro",
                                        "disclaimer",
                                        "copyright",
                                        "update",
                                        "edit",
                                        "correction",
                                        "tl;dr",
                                        "http",
                                        "https",
                                        "www",
                                        "mailto",
                                        "ftp",
                                        "file",
                                        "time",
                                        "episode",
                                        "podcast",
                                        "video",
                                        "audio",
                                        "location",
                                        "subject",
                                        "keywords",
                                        "tags",
                                        "category",
                                        "categories",
                                        "transcript by",
                                        "transcribed by",
                                        "\xe4\xb8\xbb\xe9\xa2\x98",
                                        "\xe4\xbd\x8d\xe7\xbd\xae",
                                        "\xe5\xb9\xbb\xe7\x81\xaf\xe7\x89\x87"};

    for (size_t i = 0; i < SMZ_COUNT(words); i++)
        if (smz_str_eq_nocase(s, smz_str_of(words[i])))
            return true;
    return false;
}

/* Small words inside names: "van der Berg", "Ludwig von Mises", "Ann and Bob". */
static bool is_particle(smz_str s)
{
    static const char *const words[] = {
        "van", "von",  "der", "den", "de", "del", "della", "di",  "da",
        "dos", "du",   "la",  "le",  "el", "al",  "bin",   "ibn", "ben",
        "ter", "ten",  "zu",  "y",   "e",  "and", "und",   "et",  "of",
        "the", "from", "for", "in",  "st", "af",  "av",    "op"};

    for (size_t i = 0; i < SMZ_COUNT(words); i++)
        if (smz_str_eq(s, smz_str_of(words[i])))
            return true;
    return false;
}

/* A name's words begin with capitals, digits, or letters that have no case. */
static bool reads_like_name(smz_str label)
{
    smz_str rest = label, word;
    size_t words = 0, small = 0, letters = 0, chars = 0;

    for (size_t at = 0; at < label.len; chars++) {
        uint32_t cp = smz_utf8_next(label, &at);

        letters += smz_cp_is_letter(cp) || smz_cp_is_digit(cp);
        if (cp == '?' || cp == '!' || cp == '"' || cp == ';' || cp == '<' || cp == '>' ||
            cp == '{' || cp == '=' || cp == 0x201c || cp == 0x201d || cp == 0x3002 ||
            cp == 0xff0c)
            return false;
    }
    while (smz_str_word(&rest, &word)) {
        size_t at = 0;
        uint32_t cp = smz_utf8_next(word, &at);

        if (cp == '(' && at < word.len)
            cp = smz_utf8_next(word, &at);
        words++;
        small += smz_cp_is_lower(cp) && !is_particle(word);
        /* "well, you see:" goes on after its comma, "Stone, II" does not. */
        if (word.ptr[word.len - 1] == ',' && rest.len > 1 &&
            smz_cp_is_lower((unsigned char)rest.ptr[1]))
            return false;
    }
    return letters > 0 && words <= MAX_WORDS && chars <= MAX_CHARS &&
           (small == 0 || words == 1);
}

static bool is_label(smz_str s)
{
    smz_ms time;

    if (s.len == 0 || s.len > MAX_BYTES || is_no_label(s))
        return false;
    if (s.ptr[0] == '_' || s.ptr[0] == '#' || s.ptr[0] == '*' || s.ptr[0] == '-' ||
        s.ptr[0] == '(' || s.ptr[0] == '/' || read_timestamp_at(s, &time))
        return false;
    return read_label_made_up(s) || reads_like_name(s);
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
        if (smz_str_starts(smz_str_skip(line, i), SMZ_S("\xef\xbc\x9a")))
            return i;
    }
    return 0;
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

bool read_label_made_up(smz_str label)
{
    static const char *const words[] = {"speaker",
                                        "spk",
                                        "person",
                                        "voice",
                                        "participant",
                                        "unknown speaker",
                                        "unknown",
                                        "unk",
                                        "guest",
                                        "user",
                                        "audience",
                                        "audience member",
                                        "channel",
                                        "sprecher",
                                        "orador",
                                        "locuteur",
                                        "unidentified speaker",
                                        "male speaker",
                                        "female speaker",
                                        "unidentified",
                                        "ukn",
                                        "s"};
    size_t end = label.len;
    smz_str word;

    if (label.len == 0)
        return false;
    while (end > 0 && smz_is_digit(label.ptr[end - 1]))
        end--;
    word = smz_str_sub(label, 0, end);
    while (word.len && (word.ptr[word.len - 1] == '_' || word.ptr[word.len - 1] == ' ' ||
                        word.ptr[word.len - 1] == '-' || word.ptr[word.len - 1] == '#'))
        word.len--;
    if (word.len == 0)
        return true; /* a number */
    if (word.len == 1 && smz_is_alpha(word.ptr[0]))
        return end == label.len || smz_lower(word.ptr[0]) == 's';
    /* "Speaker A" */
    if (end == label.len && word.len > 8 && word.ptr[word.len - 2] == ' ' &&
        smz_str_starts_nocase(word, SMZ_S("speaker ")) && word.len == 9)
        return true;
    for (size_t i = 0; i < SMZ_COUNT(words); i++)
        if (smz_str_eq_nocase(word, smz_str_of(words[i])))
            return end < label.len || i == 0 ||
                   smz_str_starts_nocase(word, SMZ_S("un")) ||
                   smz_str_find_nocase(word, SMZ_S("speaker")) >= 0 ||
                   smz_str_starts_nocase(word, SMZ_S("audience"));
    return smz_str_eq(label, SMZ_S("\xe9\x97\xae")) ||
           smz_str_eq(label, SMZ_S("\xe7\xad\x94"));
}
