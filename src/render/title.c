/* A file's name as a title that can be read. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "render/inside.h"

/* "in/talk.en.vtt" -> "talk" */
static smz_str bare_name(smz_str s)
{
    for (ptrdiff_t at;
         (at = smz_str_find_char(s, '/')) >= 0 && at + 1 < (ptrdiff_t)s.len;)
        s = smz_str_skip(s, (size_t)at + 1);
    for (int i = 0; i < 2; i++)
        for (size_t end = s.len; end > 1 && s.len - end < 6; end--)
            if (s.ptr[end - 1] == '.') {
                s.len = end - 1;
                break;
            }
    return s;
}

/* "Talk [dQw4w9WgXcQ]", as downloaded: the mark of a video is no part of its title. */
static smz_str without_mark(smz_str s)
{
    enum { MARK = 11 };
    size_t open = s.len - MARK - 2;

    if (s.len < MARK + 4 || s.ptr[open] != '[' || s.ptr[s.len - 1] != ']')
        return s;
    for (size_t i = open + 1; i < s.len - 1; i++)
        if (!smz_is_alpha(s.ptr[i]) && !smz_is_digit(s.ptr[i]) && s.ptr[i] != '_' &&
            s.ptr[i] != '-')
            return s;
    return smz_str_trim(smz_str_sub(s, 0, open));
}

/* Whether a word that is written on from `a` to `b` is two: "WalletManagement", "talk12".
 */
static bool is_seam(smz_str s, size_t at)
{
    char a = s.ptr[at - 1], b = s.ptr[at];

    return (a >= 'a' && a <= 'z' && b >= 'A' && b <= 'Z') ||
           (smz_is_alpha(a) && smz_is_digit(b) && at >= 4);
}

static smz_str parted(smz_str s, struct smz_arena *run)
{
    bool whole = true;
    struct smz_buf out;
    smz_str text;

    for (size_t i = 0; i < s.len && whole; i++)
        whole = s.ptr[i] != ' ' && s.ptr[i] != '_' && s.ptr[i] != '-';
    smz_buf_init(&out, 0);
    for (size_t i = 0; i < s.len; i++) {
        char before = i ? s.ptr[i - 1] : ' ', behind = i + 1 < s.len ? s.ptr[i + 1] : ' ';
        bool dash = s.ptr[i] == '-' && before != ' ' && behind != ' ' &&
                    !(smz_is_digit(before) && smz_is_digit(behind));

        if (whole && i && is_seam(s, i))
            smz_buf_char(&out, ' ');
        if (s.ptr[i] == '_' && behind == '_')
            smz_buf_add(&out, SMZ_S(" –"));
        else
            smz_buf_char(&out, s.ptr[i] == '_' || dash ? ' ' : s.ptr[i]);
    }
    text = smz_arena_keep(run, smz_buf_str(&out));
    smz_buf_release(&out);
    return text;
}

static bool has_capital(smz_str s)
{
    for (size_t i = 0; i < s.len;)
        if (smz_cp_is_upper(smz_utf8_next(s, &i)))
            return true;
    return false;
}

/* A word as the talk mostly writes it inside its sentences, if it says it. */
static smz_str as_said(const struct smz_text *text, smz_str word)
{
    int large = 0, small = 0;
    smz_str form = word;

    for (int i = 0; i < text->n_sentences; i++) {
        const struct smz_sentence *s = &text->sentences[i];
        smz_str turn = text->transcript->turns[s->turn].text;

        for (uint32_t k = s->first_token + 1; k < s->first_token + s->n_tokens; k++) {
            const struct smz_token *t = &text->tokens[k];
            smz_str said = smz_str_sub(turn, t->at, (size_t)t->at + t->len);

            if (t->len != word.len || !smz_str_eq_nocase(said, word))
                continue;
            small += !t->capital;
            large += t->capital;
            form = t->capital ? said : form;
        }
    }
    return large > small ? form : word;
}

smz_str render_title_of_file(const struct smz_text *text, smz_str name,
                             struct smz_arena *run)
{
    smz_str title = parted(without_mark(bare_name(name)), run), rest = title, word;
    struct smz_buf out;

    if (has_capital(title) || smz_lang_unspaced(text->lang))
        return title;
    smz_buf_init(&out, 0);
    while (smz_str_word(&rest, &word)) {
        if (out.len)
            smz_buf_char(&out, ' ');
        smz_buf_add(&out, as_said(text, word));
    }
    title = smz_arena_keep(run, smz_buf_str(&out));
    smz_buf_release(&out);
    return title;
}
