#include "summarize/read.h"

#include "base/utf8.h"
#include "read/decode.h"
#include "read/turns.h"

enum {
    HEAD = 64 * 1024, /* bytes that a probe sees */
    SIGNATURE = 95,   /* so sure that no other row is asked */
    MIN_PADDING = 4   /* NULs at the end of a file, more than a character has */
};

/* In order of detection: of equally sure ones the first is taken. */
static const struct smz_format *const formats[] = {
    &read_own,      &read_vtt, &read_json, &read_xml,      &read_html, &read_sami,
    &read_microdvd, &read_ass, &read_chat, &read_textgrid, &read_sbv,  &read_console,
    &read_lrc,      &read_tsv, &read_csv,  &read_segments, &read_rtf,  &read_wiki,
    &read_docx,     &read_odt, &read_srt,  &read_txt,
};

const struct smz_format_info *smz_format_at(size_t i)
{
    static struct smz_format_info info[SMZ_COUNT(formats)];

    if (i >= SMZ_COUNT(formats))
        return NULL;
    info[i] = (struct smz_format_info){formats[i]->name, formats[i]->about};
    return &info[i];
}

/* The row of that name, or the surest one; NULL if there is none. */
static const struct smz_format *choose(const char *wanted, smz_str data, bool binary)
{
    smz_str head = smz_str_sub(data, 0, HEAD);
    const struct smz_format *best = NULL;
    int sure = 0;

    /* A character cut in two at the end is none. */
    while (!binary && head.len < data.len && head.len &&
           ((unsigned char)data.ptr[head.len] & 0xc0) == 0x80)
        head.len--;
    for (size_t i = 0; i < SMZ_COUNT(formats) && sure < SIGNATURE; i++) {
        const struct smz_format *f = formats[i];
        int p;

        if (wanted && smz_str_eq_nocase(smz_str_of(wanted), smz_str_of(f->name)))
            return f;
        if (wanted || f->binary != binary)
            continue;
        p = f->probe(head, head.len == data.len);
        if (p > sure) {
            sure = p;
            best = f;
        }
    }
    return best;
}

/* Control characters that no text has make it something else. */
static bool looks_binary(smz_str text)
{
    smz_str head = smz_str_sub(text, 0, HEAD);
    size_t odd = 0;

    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.ptr[i];

        odd +=
            (c < ' ' && !smz_is_space((char)c) && c != 0x15 && c != 0x1a && c != 0x1b) ||
            c == 0x7f;
    }
    return odd > 8 && odd > head.len / 50;
}

static bool is_blank(smz_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t cp = smz_utf8_next(text, &at);

        if (!smz_cp_is_space(cp) && !smz_cp_is_invisible(cp))
            return false;
    }
    return true;
}

/* Disks and networks fill up files with NULs; one may be half of a last character. */
static smz_str without_padding(smz_str bytes)
{
    size_t len = bytes.len;
    bool wide = len > 1 && (!bytes.ptr[0] || !bytes.ptr[1] ||
                            smz_str_starts(bytes, SMZ_S("\xff\xfe")));

    while (len > 0 && bytes.ptr[len - 1] == '\0')
        len--;
    if (bytes.len - len < MIN_PADDING)
        return bytes;
    return smz_str_sub(bytes, 0, wide ? len + len % 2 : len);
}

static enum smz_code check_text(smz_str bytes, smz_str name, const char *what,
                                struct read_decoded decoded, struct smz_err *err)
{
    if (bytes.len == 0)
        return smz_fail(err, SMZ_EDATA, "%.*s: empty", SMZ_ARG(name));
    if (what)
        return smz_fail(err, SMZ_EDATA, "%.*s: %s", SMZ_ARG(name), what);
    if (is_blank(decoded.text))
        return smz_fail(err, SMZ_EDATA, "%.*s: nothing but white space", SMZ_ARG(name));
    if (looks_binary(decoded.wide ? decoded.text : bytes))
        return smz_fail(err, SMZ_EDATA, "%.*s: binary data, no transcript",
                        SMZ_ARG(name));
    return SMZ_OK;
}

enum smz_code smz_read(smz_str bytes, smz_str name,
                       const struct smz_read_options *options, struct smz_arena *run,
                       struct smz_notes *notes, struct smz_transcript *out,
                       struct smz_err *err)
{
    const char *wanted = options ? options->format : NULL;
    const char *what = read_binary(bytes);
    struct smz_transcript t = {
        .name = name, .encoding = SMZ_S("binary"), .end = SMZ_MS_NONE};
    struct read_builder *builder;
    const struct smz_format *format;
    smz_str data = bytes;
    enum smz_code code;

    format = choose(wanted, bytes, true);
    if (!format || !format->binary) {
        struct read_decoded decoded = {bytes, SMZ_S("UTF-8"), false, 0};

        bytes = without_padding(bytes);
        if (!what)
            decoded = read_decode(bytes, run, notes);
        code = check_text(bytes, name, what, decoded, err);
        if (code)
            return code;
        data = decoded.text;
        t.encoding = decoded.encoding;
        format = choose(wanted, data, false);
    }
    if (!format)
        return smz_fail(err, SMZ_EUSAGE, "%s: no such format; --list-formats shows them",
                        wanted ? wanted : "input");
    t.format = smz_str_of(format->name);
    builder = read_builder_new(run, notes);
    code = format->parse(data, builder, err);
    if (!code)
        read_builder_finish(builder, &t);
    read_builder_release(builder);
    if (code)
        return smz_wrap(err, code, "%.*s", SMZ_ARG(name));
    if (t.n_turns == 0 || t.words == 0)
        return smz_fail(err, SMZ_EDATA, "%.*s: nothing said in it (read as %s)",
                        SMZ_ARG(name), format->name);
    smz_note(notes, SMZ_INFO, "%.*s: %s%s, %.*s, %d turns, %d speakers, %zu words",
             SMZ_ARG(name), format->name, wanted ? ", as asked" : "", SMZ_ARG(t.encoding),
             t.n_turns, t.n_speakers, t.words);
    *out = t;
    return SMZ_OK;
}
