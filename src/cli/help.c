#include "cli/help.h"

#include <string.h>

#include "cli/opts.h"

enum { WIDTH = 79, INDENT = 27 };

/* What stands in a list, and what it is for. */
struct entry {
    const char *name, *about;
};

static const struct entry examples[] = {
    {"summarize episode.txt > episode.md", "a digest, made on this machine alone"},
    {"summarize -w 3000 -o digests/ *.vtt", "one of 3,000 words for each file"},
    {"curl -s URL | summarize --host Ann -f html -o talk.html", "a page, from a pipe"},
};

static const struct {
    enum smz_code code;
    const char *about;
} statuses[] = {
    {SMZ_OK, "the digest is whole"},
    {SMZ_EUSAGE, "bad usage"},
    {SMZ_EPARTIAL, "a digest was written, but a part of it is missing or was made by the "
                   "built-in engine"},
    {SMZ_EDATA, "the input cannot be read as a transcript"},
    {SMZ_ENOINPUT, "no such input, or none that can be opened"},
    {SMZ_EUNAVAILABLE, "the provider cannot be reached or keeps failing"},
    {SMZ_EMEMORY, "out of memory"},
    {SMZ_ECREATE, "the output cannot be created"},
    {SMZ_EIO, "read or write error"},
    {SMZ_ETEMPFAIL, "rate limit or quota: try later, what is done is kept"},
    {SMZ_EKEY, "the key is missing or refused"},
    {SMZ_ECONFIG, "bad configuration"},
    {SMZ_EINTERRUPT, "interrupted (SIGINT)"},
    {SMZ_ETERMINATED, "terminated (SIGTERM)"},
};

static const struct entry environment[] = {
    {"ANTHROPIC_API_KEY, OPENAI_API_KEY, GEMINI_API_KEY, GOOGLE_API_KEY",
     "the key of a provider; the first that is set chooses it"},
    {"OPENAI_BASE_URL", "the address of a server that speaks like OpenAI's"},
    {"OLLAMA_HOST", "that of Ollama; OLLAMA_API_KEY is its key, if it wants one"},
    {"ANTHROPIC_BASE_URL, GOOGLE_GEMINI_BASE_URL", "other addresses of these providers"},
    {"SUMMARIZE_MODEL", "[PROVIDER/]MODEL, as with --model"},
    {"HTTPS_PROXY, NO_PROXY", "the way to the network, as curl has it"},
    {"CURL_CA_BUNDLE, SSL_CERT_FILE, SSL_CERT_DIR", "certificates to trust"},
    {"NO_COLOR", "no colours"},
};

static const struct entry files[] = {
    {"$XDG_CONFIG_HOME/summarize/config.ini (~/.config/summarize/config.ini)",
     "settings, by the names of the long options without their dashes (words = 2000); "
     "[profile.NAME] begins those of --profile NAME; besides, api_key_env names the "
     "variable of a key, api_key_command prints it, and api_key is one, if only its "
     "owner can read the file"},
    {"$XDG_CONFIG_HOME/summarize/models.tsv",
     "windows, output limits and prices of models, where the program has others or none: "
     "a line each of name, tokens in, tokens out, dollars per million tokens in and out, "
     "parted by tabs"},
    {"$XDG_CACHE_HOME/summarize/answers.db (~/.cache/summarize/answers.db)",
     "the answers that are kept"},
};

static void pad(struct smz_buf *out, size_t from, size_t to)
{
    for (; from < to; from++)
        smz_buf_char(out, ' ');
}

/* Fills lines up to WIDTH; `column` is where the first word goes, `indent` all others. */
static void wrap(struct smz_buf *out, const char *text, size_t column, size_t indent)
{
    smz_str rest = smz_str_of(text), word;
    bool first = true;

    while (smz_str_word(&rest, &word)) {
        if (!first && column + 1 + word.len > WIDTH) {
            smz_buf_char(out, '\n');
            pad(out, 0, indent);
            column = indent;
        } else if (!first) {
            smz_buf_char(out, ' ');
            column++;
        }
        smz_buf_add(out, word);
        column += word.len;
        first = false;
    }
    smz_buf_char(out, '\n');
}

static void help_option(const struct cli_option *o, struct smz_buf *out)
{
    size_t start = out->len, width;

    if (o->letter)
        smz_buf_printf(out, "  -%c, ", o->letter);
    else
        smz_buf_printf(out, "      ");
    smz_buf_printf(out, "--%s%s%s", o->name, o->value ? " " : "",
                   o->value ? o->value : "");
    width = out->len - start;
    if (width + 2 > INDENT) {
        smz_buf_char(out, '\n');
        width = 0;
    }
    pad(out, width, INDENT);
    wrap(out, o->help, INDENT, INDENT);
}

void cli_help(struct smz_buf *out)
{
    smz_buf_printf(out, "Usage: summarize [OPTION]... [FILE]...\n"
                        "Turns the transcript of a long conversation into a digest: who "
                        "said what, when,\nword for word where it is quoted.\n\n");
    for (size_t i = 0; i < SMZ_COUNT(examples); i++)
        smz_buf_printf(out, "  %s\n      %s\n", examples[i].name, examples[i].about);
    smz_buf_printf(out, "\nWithout a FILE, or for -, it reads standard input. A FILE may "
                        "be the URL of a\n"
                        "transcript, of an episode's page or of a podcast's feed.\n");
    for (int g = 0; g < CLI_GROUPS; g++) {
        smz_buf_printf(out, "\n%s:\n", cli_group_titles[g]);
        for (size_t i = 0; i < cli_option_count; i++)
            if ((int)cli_options[i].group == g && cli_options[i].help)
                help_option(&cli_options[i], out);
    }
    smz_buf_printf(out, "\nExit status:\n");
    for (size_t i = 0; i < SMZ_COUNT(statuses); i++) {
        smz_buf_printf(out, "  %3d  ", (int)statuses[i].code);
        wrap(out, statuses[i].about, 7, 7);
    }
}

/* Text for roff: a leading dot or quote, a backslash and a dash mean something there. */
static void man_text(struct smz_buf *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        smz_buf_printf(out, "\\&");
    for (; *text; text++) {
        if (*text == '-')
            smz_buf_char(out, '\\');
        if (*text == '\\')
            smz_buf_printf(out, "\\e");
        else
            smz_buf_char(out, *text);
    }
    smz_buf_char(out, '\n');
}

static void man_option(const struct cli_option *o, struct smz_buf *out)
{
    smz_buf_printf(out, ".TP\n");
    if (o->letter)
        smz_buf_printf(out, "\\fB\\-%c\\fR, ", o->letter);
    smz_buf_printf(out, "\\fB\\-\\-");
    for (const char *c = o->name; *c; c++)
        smz_buf_printf(out, *c == '-' ? "\\-" : "%c", *c);
    smz_buf_printf(out, "\\fR");
    if (o->value)
        smz_buf_printf(out, " \\fI%s\\fR", o->value);
    smz_buf_char(out, '\n');
    man_text(out, o->help);
}

static void man_entries(const char *title, const struct entry *entries, size_t n,
                        struct smz_buf *out)
{
    smz_buf_printf(out, ".SH %s\n", title);
    for (size_t i = 0; i < n; i++) {
        smz_buf_printf(out, ".TP\n.B ");
        man_text(out, entries[i].name);
        man_text(out, entries[i].about);
    }
}

void cli_man(struct smz_buf *out)
{
    smz_buf_printf(
        out,
        ".\\\" Made from the table of options by `make man`.\n"
        ".TH SUMMARIZE 1 \"\" \"summarize %s\" \"User Commands\"\n"
        ".SH NAME\nsummarize \\- make a digest of a transcript\n"
        ".SH SYNOPSIS\n.B summarize\n[\\fIOPTION\\fR]... [\\fIFILE\\fR]...\n"
        ".SH DESCRIPTION\n"
        "Reads each \\fIFILE\\fR, or standard input when there is none or it "
        "is \\-, as the transcript\nof a conversation, and writes a digest of "
        "it to standard output: a section for each guest,\ntopics, points and "
        "verbatim quotes with speaker and time.\nAll else that it has to say "
        "goes to standard error.\nA \\fIFILE\\fR may be the URL of "
        "a transcript, of an episode\'s page or of a podcast\'s feed: then the\n"
        "transcript that it names is read.\n",
        SMZ_VERSION);
    man_entries("EXAMPLES", examples, SMZ_COUNT(examples), out);
    smz_buf_printf(out, ".SH OPTIONS\n");
    for (int g = 0; g < CLI_GROUPS; g++) {
        smz_buf_printf(out, ".SS %s\n", cli_group_titles[g]);
        for (size_t i = 0; i < cli_option_count; i++)
            if ((int)cli_options[i].group == g && cli_options[i].help)
                man_option(&cli_options[i], out);
    }
    man_entries("ENVIRONMENT", environment, SMZ_COUNT(environment), out);
    man_entries("FILES", files, SMZ_COUNT(files), out);
    smz_buf_printf(out, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < SMZ_COUNT(statuses); i++) {
        smz_buf_printf(out, ".TP\n.B %d\n", (int)statuses[i].code);
        man_text(out, statuses[i].about);
    }
}

void cli_version(struct smz_buf *out)
{
    smz_buf_printf(out, "summarize " SMZ_VERSION "\n");
}

void cli_list_formats(struct smz_buf *out)
{
    const struct smz_format_info *f;

    for (size_t i = 0; (f = smz_format_at(i)); i++)
        smz_buf_printf(out, "%-20s %s\n", f->name, f->about);
}
