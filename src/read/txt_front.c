/* What a text has around the talk: front matter, links, dates, lines of a publisher. */
#include <string.h>

#include "read/label.h"
#include "read/txt.h"

enum {
    MAX_FRONT = 64 * 1024, /* bytes of front matter */
    MAX_PEOPLE = 60        /* bytes of a name */
};

static smz_str unquoted(smz_str s)
{
    s = smz_str_trim(s);
    if (s.len > 1 && (s.ptr[0] == '\'' || s.ptr[0] == '"') &&
        s.ptr[s.len - 1] == s.ptr[0])
        s = smz_str_sub(s, 1, s.len - 1);
    return smz_str_trim(s);
}

/* YAML writes an apostrophe in a quoted text as two. */
static smz_str yaml_text(struct smz_arena *arena, smz_str s)
{
    smz_str text = unquoted(s);
    size_t len = 0;
    char *p;

    if (text.len == s.len || smz_str_find(text, SMZ_S("''")) < 0)
        return text;
    p = smz_arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        p[len++] = text.ptr[i];
        if (text.ptr[i] == '\'' && i + 1 < text.len && text.ptr[i + 1] == '\'')
            i++;
    }
    return (smz_str){p, len};
}

/* "youtu.be/ID", "youtube.com/watch?v=ID": bytes of the ID behind `at`. */
static size_t id_len(smz_str s)
{
    size_t n = 0;

    while (n < s.len && (smz_is_alpha(s.ptr[n]) || smz_is_digit(s.ptr[n]) ||
                         s.ptr[n] == '_' || s.ptr[n] == '-'))
        n++;
    return n;
}

void txt_front_link(struct read_builder *builder, smz_str s)
{
    static const char *const sites[] = {"youtube.com/watch?v=", "youtu.be/",
                                        "youtube.com/live/", "youtube.com/embed/"};

    for (size_t i = 0; i < SMZ_COUNT(sites); i++) {
        smz_str site = smz_str_of(sites[i]);
        ptrdiff_t at = smz_str_find(s, site);
        smz_str id;

        if (at < 0)
            continue;
        id = smz_str_skip(s, (size_t)at + site.len);
        id.len = id_len(id);
        if (id.len >= 6 && id.len <= 20)
            read_fact(builder, READ_LINK,
                      smz_arena_printf(read_arena(builder),
                                       "https://www.youtube.com/watch?v=%.*s",
                                       SMZ_ARG(id)));
    }
}

void txt_front_names(struct read_builder *builder, smz_str list)
{
    while (list.len) {
        size_t n = 0;
        smz_str name;

        while (n < list.len && list.ptr[n] != ',' && list.ptr[n] != ';' &&
               list.ptr[n] != '\n')
            n++;
        name = unquoted(smz_str_sub(list, 0, n));
        list = smz_str_skip(list, n + 1);
        if (smz_str_starts(name, SMZ_S("and ")))
            name = smz_str_skip(name, 4);
        /* Rooms and robots are in lists of attendees, too. */
        if (name.len == 0 || name.len > MAX_PEOPLE ||
            smz_str_find_nocase(name, SMZ_S("notetaker")) >= 0 ||
            smz_str_find_nocase(name, SMZ_S("presentation")) >= 0 ||
            read_label_likely(name) < READ_PLAUSIBLE)
            continue;
        read_fact(builder, READ_NAMED, name);
    }
}

bool txt_front_is_people(smz_str key)
{
    static const char *const people[] = {
        "speakers",  "speaker",   "guests", "guest",       "participants",
        "attendees", "hosts",     "host",   "interviewer", "interviewee",
        "moderator", "panelists", "with"};

    return smz_str_is_one_of(key, people, SMZ_COUNT(people));
}

bool txt_front_key(struct read_builder *builder, smz_str key, smz_str value)
{
    static const char *const links[] = {"media",  "video", "link",    "links",      "url",
                                        "source", "audio", "youtube", "source_file"};
    static const char *const dates[] = {"date", "published", "recorded", "aired"};
    static const char *const others[] = {"transcript_by",  "translation_by",
                                         "tags",           "categories",
                                         "category",       "summary",
                                         "description",    "aliases",
                                         "episode",        "author",
                                         "transcript",     "duration",
                                         "topic",          "topics",
                                         "location",       "time",
                                         "slides",         "keywords",
                                         "subject",        "podcast",
                                         "original video", "original video sha256 hash",
                                         "transcribed by", "transcript by",
                                         "recording",      "length"};

    if (smz_str_starts_nocase(key, SMZ_S("meeting ")))
        key = smz_str_skip(key, sizeof("meeting ") - 1);
    if (smz_str_eq_nocase(key, SMZ_S("title")))
        read_fact(builder, READ_TITLE, value);
    else if (smz_str_is_one_of(key, dates, SMZ_COUNT(dates)))
        read_fact(builder, READ_DATE, value);
    else if (smz_str_eq_nocase(key, SMZ_S("lang")) ||
             smz_str_eq_nocase(key, SMZ_S("language")))
        read_fact(builder, READ_LANGUAGE, smz_str_sub(value, 0, value.len <= 8 ? 8 : 0));
    else if (txt_front_is_people(key))
        txt_front_names(builder, value);
    else if (!smz_str_is_one_of(key, links, SMZ_COUNT(links)) &&
             !smz_str_is_one_of(key, others, SMZ_COUNT(others)))
        return false;
    txt_front_link(builder, value);
    if (smz_str_eq_nocase(key, SMZ_S("host")) || smz_str_eq_nocase(key, SMZ_S("guest")))
        read_speaker(builder, value, (smz_str){NULL, 0},
                     smz_str_eq_nocase(key, SMZ_S("host")) ? SMZ_S("host")
                                                           : SMZ_S("guest"));
    return true;
}

size_t txt_front_matter(smz_str text, struct read_builder *builder, int *lines)
{
    smz_str rest = text, line, key = {NULL, 0};
    size_t end;

    *lines = 1;
    if (!smz_str_line(&rest, &line) || !smz_str_eq(smz_str_trim(line), SMZ_S("---")))
        return 0;
    /* Only if it is closed: else it is a rule above the text. */
    for (;;) {
        if (!smz_str_line(&rest, &line) || text.len - rest.len > MAX_FRONT)
            return 0;
        ++*lines;
        if (smz_str_eq(smz_str_trim(line), SMZ_S("---")))
            break;
    }
    end = text.len - rest.len;
    rest = smz_str_sub(text, 0, end);
    smz_str_line(&rest, &line);
    while (smz_str_line(&rest, &line)) {
        struct smz_cut cut = smz_str_cut(line, SMZ_S(":"));
        smz_str value = smz_str_trim(line);

        if (smz_str_starts(value, SMZ_S("- "))) {
            txt_front_key(builder, key, unquoted(smz_str_skip(value, 2)));
        } else if (cut.found && line.ptr[0] != ' ') {
            key = smz_str_trim(cut.head);
            value = yaml_text(read_arena(builder), smz_str_trim(cut.tail));
            if (value.len && value.ptr[0] == '[')
                value = smz_str_sub(value, 1, value.len - 1);
            txt_front_key(builder, key, value);
        }
    }
    return end;
}

bool txt_front_is_date(smz_str s)
{
    static const char *const months[] = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct",
        "nov", "dec", "mär", "mai", "okt", "dez", "fév", "avr", "jui", "aoû",
        "déc", "ene", "abr", "ago", "dic", "fev", "set", "out", "gen", "mag"};
    size_t digits = 0, year = 0;
    bool month = false;

    s = smz_str_trim(s);
    if (s.len < 8 || s.len > 40)
        return false;
    for (size_t i = 0, run = 0; i < s.len; i++) {
        run = smz_is_digit(s.ptr[i]) ? run + 1 : 0;
        digits += run > 0;
        if (run == 4 && (s.ptr[i - 3] == '1' || s.ptr[i - 3] == '2'))
            year++;
    }
    for (size_t i = 0; i < SMZ_COUNT(months); i++)
        month |= smz_str_find_nocase(s, smz_str_of(months[i])) >= 0;
    return year == 1 && digits <= 8 && (month || digits >= 6) &&
           smz_str_find_char(s, ':') < 0;
}

bool txt_front_is_captions(smz_str s)
{
    static const char *const made[] = {"(auto-gen",     "(automati",
                                       "(générés auto", "(generados auto",
                                       "(geradas auto", "(generati auto"};

    for (size_t i = 0; i < SMZ_COUNT(made); i++)
        if (s.len < MAX_PEOPLE && smz_str_ends(s, SMZ_S(")")) &&
            smz_str_find_nocase(s, smz_str_of(made[i])) >= 0)
            return true;
    return false;
}

/* "Ann Lee started transcription", in the language of the account. */
static bool is_started(smz_str s)
{
    static const char *const ends[] = {
        " started transcription",           " stopped transcription",
        " hat die Transkription gestartet", " hat die Transkription beendet",
        " a démarré la transcription",      " a arrêté la transcription",
        " inició la transcripción",         " detuvo la transcripción",
        " iniciou a transcrição",           " interrompeu a transcrição",
        " ha avviato la trascrizione",      " ha interrotto la trascrizione"};

    for (size_t i = 0; i < SMZ_COUNT(ends); i++)
        if (s.len < MAX_PEOPLE + smz_str_of(ends[i]).len &&
            smz_str_ends(s, smz_str_of(ends[i])))
            return true;
    return false;
}

bool txt_front_is_boilerplate(smz_str s)
{
    static const char *const starts[] = {
        "transcribed by https://otter",
        "transcribed by http://otter",
        "this editable transcript was computer generated",
        "dieses bearbeitbare transkript wurde",
        "cette transcription modifiable a été",
        "esta transcripción editable se",
        "esta transcrição editável foi",
        "questa trascrizione modificabile è",
        "transcription ended after",
        "meeting ended after",
        "das meeting endete nach",
        "die transkription endete nach",
        "la réunion s'est terminée après",
        "la transcription s'est terminée après",
        "la reunión finalizó después de",
        "la transcripción finalizó después de",
        "a reunião terminou após",
        "a transcrição foi encerrada após",
        "la riunione è terminata dopo",
        "la trascrizione è terminata dopo",
        "view original transcript",
        "view all posts by",
        "search in video",
        "im video suchen",
        "rechercher dans la vid",
        "buscar en el v",
        "pesquisar no v",
        "cerca nel video",
        "this file was generated by",
        "you can find the recording",
        "copyright \xc2\xa9"};
    static const char *const titles[] = {"transcript",    "transkript",  "transcription",
                                         "transcripción", "transcrição", "trascrizione",
                                         "文字起こし",    "文字稿"};
    static const char marks[] = "*_# ";

    if (s.len < 200 &&
        (smz_str_find_nocase(s, SMZ_S("transcript was generated")) >= 0 ||
         smz_str_find_nocase(s, SMZ_S("transcript was automatically")) >= 0))
        return true;
    while (s.len && strchr(marks, s.ptr[0]))
        s = smz_str_skip(s, 1);
    if (smz_str_is_one_of(s, titles, SMZ_COUNT(titles)) || is_started(s) ||
        txt_front_is_captions(s))
        return true;
    for (size_t i = 0; i < SMZ_COUNT(starts); i++)
        if (smz_str_starts_nocase(s, smz_str_of(starts[i])))
            return true;
    return false;
}

/* "END                1:21 P.M. EDT", under a briefing. */
static bool is_end_time(smz_str s)
{
    struct txt_stamp stamp;
    smz_str rest = smz_str_trim(smz_str_skip(s, 3));

    return smz_str_starts(s, SMZ_S("END ")) && rest.len &&
           txt_stamp_at(rest, &stamp) == rest.len;
}

bool txt_front_is_end(smz_str s)
{
    return is_end_time(s) || smz_str_starts(s, SMZ_S("[Whereupon, at ")) ||
           smz_str_starts_nocase(s, SMZ_S("this entry was posted in "));
}
