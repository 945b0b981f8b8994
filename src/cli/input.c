#include "cli/input.h"

#include <stdlib.h>

#include "cli/report.h"
#include "cli/signals.h"
#include "summarize/feed.h"
#include "summarize/fetch.h"

static const char *variable(const char *name)
{
    return getenv(name);
}

/* A page, or where it leads to a transcript, that; `title` stays empty for a page. */
static enum smz_code fetch(const struct cli_opts *opts, const char *input,
                           struct smz_arena *run, struct smz_notes *notes, smz_str *body,
                           smz_str *title, struct smz_err *err)
{
    struct smz_fetch_options how = {.timeout_ms = opts->live.timeout_ms,
                                    .private_hosts = opts->private_hosts,
                                    .proxy = opts->live.proxy,
                                    .cacert = opts->live.cacert,
                                    .env = variable,
                                    .stop = &cli_stop};
    struct smz_feed_item item = {0};
    bool leads = false;
    smz_str at;
    enum smz_code code = smz_fetch(input, &how, run, body, &at, err);

    if (!code && opts->episode && !smz_feed_is(*body))
        smz_note(notes, SMZ_WARN, "--episode %s: this is no feed", opts->episode);
    if (!code)
        code = smz_feed_find(*body, opts->episode, run, notes, &leads, &item, err);
    if (code || !leads)
        return code;
    *title = item.title;
    at = smz_url_join(at, item.url, run);
    if (at.len == 0)
        return smz_fail(err, SMZ_ENOINPUT, "%s: its transcript '%.*s' is no web page",
                        input, SMZ_ARG(item.url));
    smz_note(notes, SMZ_INFO, "transcript: %.*s", SMZ_ARG(at));
    return smz_fetch(at.ptr, &how, run, body, &at, err);
}

static enum smz_code read_one(const struct cli_opts *opts, const char *input,
                              struct smz_arena *run, struct smz_notes *notes,
                              struct smz_bytes *bytes, struct smz_transcript *out,
                              struct smz_err *err)
{
    smz_str title = {NULL, 0};
    enum smz_code code;

    if (smz_fetch_wanted(input)) {
        cli_signals_heed();
        code = fetch(opts, input, run, notes, &bytes->str, &title, err);
        cli_signals_restore();
    } else {
        code = smz_file_read(input, 0, bytes, err);
        if (!code && smz_feed_is(bytes->str))
            code = smz_fail(err, SMZ_EDATA,
                            "%s: a podcast's feed, which names transcripts: give its URL",
                            cli_input_name(input));
        if (!code && opts->episode)
            smz_note(notes, SMZ_WARN, "--episode %s: this is no feed", opts->episode);
    }
    if (!code)
        code = smz_read(bytes->str, smz_str_of(cli_input_name(input)), &opts->read, run,
                        notes, out, err);
    if (code)
        return code;
    out->name = smz_str_of(input);
    if (out->title.len == 0)
        out->title = title;
    return SMZ_OK;
}

enum smz_code cli_inputs_read(const struct cli_opts *opts, const char *const *inputs,
                              int n, struct smz_arena *run, struct smz_notes *notes,
                              struct smz_bytes *bytes, struct smz_transcript *out,
                              struct smz_err *err)
{
    struct smz_transcript *parts = SMZ_NEW(run, struct smz_transcript, n);

    for (int i = 0; i < n; i++)
        if (read_one(opts, inputs[i], run, notes, &bytes[i], &parts[i], err))
            return err->code;
    smz_join(parts, n, run, out);
    return SMZ_OK;
}

void cli_inputs_release(struct smz_bytes *bytes, int n)
{
    for (int i = 0; i < n; i++)
        smz_bytes_release(&bytes[i]);
}
