/*
 * Runs the examples of tests/spec: each file is Markdown for people, in which a block
 * "~~~ input" is a transcript and the block "~~~ turns" behind it what must be read:
 *
 *     LABEL|start|text    a turn; "-" for nobody and for no time; paragraphs parted
 *                         by " / "; start as H:MM:SS, with .mmm where it is not whole
 *     @title: …           also @date, @link, @language, @intro, @named, @role,
 *                         @name, @error
 *     @chapter N: …       a title, and the number of its first turn from 0 (- for none)
 *
 * "~~~ table FORM" has a small example a line, "PART => TURNS": the input is FORM,
 * escaped, with PART in the place of its "%"; turns are parted by " ;; ".
 *
 * Written as --extract does and read again, each has the same turns.
 *
 * Facts that are not listed are not looked at; the turns are all. "~~~ input escaped"
 * has \t, \r, \n, \\ and \xNN as C has them, and no line end of its own.
 */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "summarize/render.h"
#include "unit.h"

#define SPECS "tests/spec"

static int hex(char c)
{
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

static void unescape(smz_str s, struct smz_buf *out)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c == '\n')
            continue;
        if (c == '\\' && i + 1 < s.len) {
            c = s.ptr[++i];
            if (c == 'x' && i + 2 < s.len) {
                c = (char)(hex(s.ptr[i + 1]) * 16 + hex(s.ptr[i + 2]));
                i += 2;
            } else {
                c = c == 't' ? '\t' : c == 'r' ? '\r' : c == 'n' ? '\n' : c;
            }
        }
        smz_buf_char(out, c);
    }
}

static void show_time(struct smz_buf *out, smz_ms time)
{
    if (time == SMZ_MS_NONE) {
        smz_buf_char(out, '-');
        return;
    }
    smz_buf_printf(out, "%d:%02d:%02d", (int)(time / 3600000), (int)(time / 60000 % 60),
                   (int)(time / 1000 % 60));
    if (time % 1000)
        smz_buf_printf(out, ".%03d", (int)(time % 1000));
}

static void show_turns(const struct smz_transcript *t, struct smz_buf *out)
{
    for (int i = 0; i < t->n_turns; i++) {
        const struct smz_turn *turn = &t->turns[i];

        smz_buf_add(out,
                    turn->speaker < 0 ? SMZ_S("-") : t->speakers[turn->speaker].label);
        smz_buf_char(out, '|');
        show_time(out, turn->start);
        smz_buf_char(out, '|');
        for (size_t k = 0; k < turn->text.len; k++) {
            if (turn->text.ptr[k] == '\n')
                smz_buf_add(out, SMZ_S(" / "));
            else
                smz_buf_char(out, turn->text.ptr[k]);
        }
        smz_buf_char(out, '\n');
    }
}

static void show_facts(const struct smz_transcript *t, struct smz_buf *out)
{
    const struct {
        const char *key;
        smz_str value;
    } facts[] = {{"title", t->title},  {"date", t->date},
                 {"link", t->link},    {"language", t->language},
                 {"intro", t->intro},  {"encoding", t->encoding},
                 {"format", t->format}};

    for (size_t i = 0; i < SMZ_COUNT(facts); i++)
        smz_buf_printf(out, "@%s: %.*s\n", facts[i].key, SMZ_ARG(facts[i].value));
    for (int i = 0; i < t->n_named; i++)
        smz_buf_printf(out, "@named: %.*s\n", SMZ_ARG(t->named[i]));
    for (int i = 0; i < t->n_speakers; i++)
        if (t->speakers[i].name.len)
            smz_buf_printf(out, "@name: %.*s, %.*s\n", SMZ_ARG(t->speakers[i].label),
                           SMZ_ARG(t->speakers[i].name));
    for (int i = 0; i < t->n_speakers; i++)
        if (t->speakers[i].role.len)
            smz_buf_printf(out, "@role: %.*s, %.*s\n", SMZ_ARG(t->speakers[i].label),
                           SMZ_ARG(t->speakers[i].role));
    for (int i = 0; i < t->n_chapters; i++) {
        if (t->chapters[i].first_turn < 0)
            smz_buf_printf(out, "@chapter -: %.*s\n", SMZ_ARG(t->chapters[i].title));
        else
            smz_buf_printf(out, "@chapter %d: %.*s\n", t->chapters[i].first_turn,
                           SMZ_ARG(t->chapters[i].title));
    }
}

/* Each fact that the example lists stands in what was read. */
static bool has_facts(smz_str want, smz_str facts)
{
    smz_str line;

    while (smz_str_line(&want, &line)) {
        smz_str rest = facts, fact;
        bool found = line.len == 0 || line.ptr[0] != '@';

        while (!found && smz_str_line(&rest, &fact))
            found = smz_str_eq(fact, line);
        if (!found)
            return false;
    }
    return true;
}

/* The lines of `want` that are turns. */
static void only_turns(smz_str want, struct smz_buf *out)
{
    smz_str line;

    while (smz_str_line(&want, &line))
        if (line.len && line.ptr[0] != '@') {
            smz_buf_add(out, line);
            smz_buf_char(out, '\n');
        }
}

/* What --extract writes of it reads back the same, in the formats that can say it. */
static bool is_same_again(const char *file, int number, const struct smz_transcript *t,
                          smz_str turns, struct smz_arena *arena)
{
    static const char *const formats[] = {"json", "md", "txt", "vtt"};
    bool good = true;

    for (size_t i = 0; i < SMZ_COUNT(formats); i++) {
        struct smz_notes notes;
        struct smz_transcript back = {0};
        struct smz_err err = {0};
        struct smz_buf text, again;

        smz_notes_init(&notes, arena);
        smz_buf_init(&text, 0);
        smz_buf_init(&again, 0);
        if (smz_extract(t, formats[i], &text, &err) == SMZ_OK) {
            smz_read(smz_buf_str(&text), SMZ_S("back"), NULL, arena, &notes, &back, &err);
            show_turns(&back, &again);
            if (!smz_str_eq(turns, smz_buf_str(&again))) {
                fprintf(stderr, "%s:%d: as %s\n%s\nis read back as\n%s", file, number,
                        formats[i], text.ptr, again.ptr ? again.ptr : "nothing");
                good = false;
            }
        }
        smz_buf_release(&text);
        smz_buf_release(&again);
    }
    return good;
}

static bool run(const char *file, int number, smz_str input, smz_str want)
{
    struct smz_arena arena;
    struct smz_notes notes;
    struct smz_transcript t = {0};
    struct smz_err err = {0};
    struct smz_buf turns, facts, wanted;
    bool good;

    smz_arena_init(&arena);
    smz_notes_init(&notes, &arena);
    smz_buf_init(&turns, 0);
    smz_buf_init(&facts, 0);
    smz_buf_init(&wanted, 0);
    if (smz_read(input, SMZ_S("input"), NULL, &arena, &notes, &t, &err))
        smz_buf_printf(&facts, "@error: %s\n", err.text);
    show_turns(&t, &turns);
    show_facts(&t, &facts);
    only_turns(want, &wanted);
    good = smz_str_eq(smz_buf_str(&turns), smz_buf_str(&wanted)) &&
           has_facts(want, smz_buf_str(&facts));
    if (!good)
        fprintf(stderr, "%s:%d: wanted\n%.*sgot\n%.*s%.*s\n", file, number, SMZ_ARG(want),
                SMZ_ARG(smz_buf_str(&turns)), SMZ_ARG(smz_buf_str(&facts)));
    else if (t.n_turns)
        good = is_same_again(file, number, &t, smz_buf_str(&turns), &arena);
    smz_buf_release(&turns);
    smz_buf_release(&facts);
    smz_buf_release(&wanted);
    smz_arena_release(&arena);
    return good;
}

/* Takes the block that ends at the next "~~~" line. */
static smz_str block(smz_str *rest, int *number)
{
    smz_str all = *rest, line;

    while (smz_str_line(rest, &line)) {
        ++*number;
        if (smz_str_eq(line, SMZ_S("~~~")))
            return smz_str_sub(all, 0, (size_t)(line.ptr - all.ptr));
    }
    return all;
}

static void replace(smz_str s, smz_str old, smz_str by, struct smz_buf *out)
{
    struct smz_cut cut;

    for (;; s = cut.tail) {
        cut = smz_str_cut(s, old);
        smz_buf_add(out, cut.head);
        if (!cut.found)
            return;
        smz_buf_add(out, by);
    }
}

static bool run_row(const char *file, int number, smz_str form, smz_str row)
{
    struct smz_cut cut = smz_str_cut(row, SMZ_S(" => "));
    struct smz_buf escaped, input, want;
    bool good;

    smz_buf_init(&escaped, 0);
    smz_buf_init(&input, 0);
    smz_buf_init(&want, 0);
    replace(form, SMZ_S("%"), cut.head, &escaped);
    unescape(smz_buf_str(&escaped), &input);
    replace(cut.tail, SMZ_S(" ;; "), SMZ_S("\n"), &want);
    smz_buf_char(&want, '\n');
    good = cut.found && run(file, number, smz_buf_str(&input), smz_buf_str(&want));
    smz_buf_release(&escaped);
    smz_buf_release(&input);
    smz_buf_release(&want);
    return good;
}

static int run_table(const char *file, int number, smz_str form, smz_str rows)
{
    smz_str row;
    int bad = 0;

    while (smz_str_line(&rows, &row))
        bad += !run_row(file, ++number, form, row);
    return bad;
}

static int run_file(const char *file)
{
    struct smz_bytes bytes = {0};
    struct smz_buf input;
    smz_str rest, line;
    int number = 0, at = 0, bad = 0;

    smz_buf_init(&input, 0);
    assert_int_equal(smz_file_read(file, 0, &bytes, NULL), SMZ_OK);
    rest = bytes.str;
    while (smz_str_line(&rest, &line)) {
        number++;
        if (smz_str_starts(line, SMZ_S("~~~ input"))) {
            bool escaped = smz_str_ends(line, SMZ_S(" escaped"));
            smz_str text;

            at = number;
            text = block(&rest, &number);
            smz_buf_clear(&input);
            if (escaped)
                unescape(text, &input);
            else
                smz_buf_add(&input, text);
        } else if (smz_str_eq(line, SMZ_S("~~~ turns"))) {
            bad += !run(file, at, smz_buf_str(&input), block(&rest, &number));
        } else if (smz_str_starts(line, SMZ_S("~~~ table "))) {
            at = number;
            bad += run_table(file, at, smz_str_skip(line, sizeof("~~~ table ") - 1),
                             block(&rest, &number));
        }
    }
    smz_buf_release(&input);
    smz_bytes_release(&bytes);
    return bad;
}

static void examples_are_read_as_they_say(void **state)
{
    DIR *dir = opendir(SPECS);
    struct dirent *entry;
    int bad = 0;

    (void)state;
    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL) {
        char file[512];

        if (!smz_str_ends(smz_str_of(entry->d_name), SMZ_S(".md")))
            continue;
        snprintf(file, sizeof(file), SPECS "/%s", entry->d_name);
        bad += run_file(file);
    }
    closedir(dir);
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_are_read_as_they_say),
    };

    return cmocka_run_group_tests_name("spec", tests, NULL, NULL);
}
