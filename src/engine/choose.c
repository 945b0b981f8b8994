/* Which provider, model, address and key: options first, then the environment. */
#include <string.h>

#include "engine/live.h"

static const char *env_of(const struct smz_live_options *o, const char *name)
{
    const char *v = o->env && name ? o->env(name) : NULL;

    return v && *v ? v : NULL;
}

/* The first of the provider's key variables that is set, and its name. */
static const char *key_env(const struct smz_live_options *o, const struct smz_provider *p,
                           const char **name)
{
    for (int i = 0; i < 3 && p->key_env[i]; i++) {
        const char *v = env_of(o, p->key_env[i]);

        if (v) {
            *name = p->key_env[i];
            return v;
        }
    }
    return NULL;
}

static const char *wanted_model(const struct smz_live_options *o)
{
    return o->model && *o->model ? o->model : env_of(o, "SUMMARIZE_MODEL");
}

/* The provider that "PROVIDER/MODEL" names; NULL where it names none. */
static const struct smz_provider *named_in(const char *model)
{
    struct smz_cut cut = smz_str_cut(smz_str_of(model), SMZ_S("/"));

    return cut.found ? smz_provider_find(cut.head) : NULL;
}

/* The first provider that a variable chooses, and that variable. */
static const struct smz_provider *find_by_env(const struct smz_live_options *o,
                                              const char **variable)
{
    const struct smz_provider *p;

    for (size_t i = 0; (p = smz_provider_at(i)); i++)
        for (size_t k = 0; k < SMZ_COUNT(p->chosen_by) && p->chosen_by[k]; k++)
            if (env_of(o, p->chosen_by[k])) {
                *variable = p->chosen_by[k];
                return p;
            }
    return NULL;
}

static const struct smz_provider *find_provider(const struct smz_live_options *o,
                                                const char **why)
{
    const char *model = wanted_model(o);

    if (o->provider) {
        *why = "--provider";
        return smz_provider_find(smz_str_of(o->provider));
    }
    if (named_in(model)) {
        *why = "the model's name";
        return named_in(model);
    }
    if (o->base_url) {
        *why = "--base-url";
        return &smz_openai;
    }
    return find_by_env(o, why);
}

bool smz_live_wanted(const struct smz_live_options *options)
{
    const char *why;

    return options->provider || wanted_model(options) || find_provider(options, &why);
}

/* ---- The address ---- */

static smz_str host_of(smz_str url)
{
    struct smz_cut scheme = smz_str_cut(url, SMZ_S("://"));
    smz_str host = scheme.found ? scheme.tail : url;
    size_t n = 0;

    while (n < host.len && !strchr("/?#", host.ptr[n]))
        n++;
    host.len = n;
    for (size_t at = host.len; at > 0; at--)
        if (host.ptr[at - 1] == '@') {
            host = smz_str_skip(host, at);
            break;
        }
    if (host.len && *host.ptr == '[')
        return smz_str_sub(host, 1, (size_t)smz_str_find_char(host, ']'));
    return smz_str_cut(host, SMZ_S(":")).head;
}

static bool is_ipv4(smz_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!smz_is_digit(s.ptr[i]) && s.ptr[i] != '.')
            return false;
    return s.len > 0;
}

/* "127.evil.com" and "localhost.evil.com" are not this machine. */
static bool is_loopback(smz_str url)
{
    smz_str host = host_of(url);

    return smz_str_eq_nocase(host, SMZ_S("localhost")) ||
           smz_str_ends(host, SMZ_S(".localhost")) || smz_str_eq(host, SMZ_S("::1")) ||
           (smz_str_starts(host, SMZ_S("127.")) && is_ipv4(host));
}

/* An address of a network of one's own (RFC 1918), or a name that only such a one has. */
static bool is_near(smz_str url)
{
    static const char *const nets[] = {"10.", "192.168.", "169.254."};
    static const char *const names[] = {".local", ".lan", ".internal", ".home.arpa"};
    smz_str host = host_of(url);
    struct smz_cut first = smz_str_cut(host, SMZ_S("."));
    int64_t second;

    if (!is_ipv4(host)) {
        for (size_t i = 0; i < SMZ_COUNT(names); i++)
            if (smz_str_ends(host, smz_str_of(names[i])))
                return true;
        return !first.found && smz_str_find_char(host, ':') < 0;
    }
    for (size_t i = 0; i < SMZ_COUNT(nets); i++)
        if (smz_str_starts(host, smz_str_of(nets[i])))
            return true;
    return smz_str_eq(first.head, SMZ_S("172")) &&
           smz_str_to_int(smz_str_cut(first.tail, SMZ_S(".")).head, &second) &&
           second >= 16 && second <= 31;
}

static enum smz_code choose_url(const struct smz_live_options *o, struct smz_arena *run,
                                struct live_choice *c, struct smz_err *err)
{
    const struct smz_provider *p = c->provider;
    const char *given = o->base_url ? o->base_url : env_of(o, p->base_env);
    smz_str url = smz_str_trim(smz_str_of(given ? given : p->base_url));

    url = p->tidy ? p->tidy(url, run) : smz_url_trim(url);
    c->base_url = smz_arena_keep(run, url);
    c->own = smz_str_eq(url, smz_str_of(p->base_url));
    c->loopback = is_loopback(c->base_url);
    c->home = p->own_server || c->loopback || is_near(c->base_url);
    if (!smz_str_starts(c->base_url, SMZ_S("http://")) &&
        !smz_str_starts(c->base_url, SMZ_S("https://")))
        return smz_fail(err, SMZ_EUSAGE,
                        "%s: base URL '%s': an address begins with https:// or http://",
                        p->name, given ? given : p->base_url);
    return SMZ_OK;
}

/* ---- The key ---- */

static enum smz_code choose_key(const struct smz_live_options *o, struct live_choice *c,
                                struct smz_err *err)
{
    const struct smz_provider *p = c->provider;
    const char *from = "the configuration";
    const char *key = o->key && *o->key ? o->key : key_env(o, p, &from);
    bool plain = smz_str_starts(c->base_url, SMZ_S("http://"));

    if (!key && c->own && !p->own_server && !o->offline)
        return smz_fail(err, SMZ_EKEY, "%s: no key: set %s", p->name, p->chosen_by[0]);
    if (!key)
        return SMZ_OK;
    for (const char *z = key; *z; z++)
        if ((unsigned char)*z <= ' ' || *z == 0x7f)
            return smz_fail(err, SMZ_EKEY,
                            "%s: the key in %s has a space or line end in it", p->name,
                            from);
    if (plain && !c->loopback && !o->insecure_key)
        return smz_fail(err, SMZ_ECONFIG,
                        "%s: the key from %s is not sent over plain http to %.*s; use "
                        "https, or --insecure-key where the way there is safe",
                        p->name, from, SMZ_ARG(c->base_url));
    c->key = smz_str_of(key);
    c->key_from = from;
    return SMZ_OK;
}

/* A gateway's models have a slash of their own: only a provider's name is taken off. */
static smz_str choose_model(const struct smz_live_options *o, const struct live_choice *c)
{
    const char *model = wanted_model(o);
    const struct smz_provider *named = named_in(model);
    bool usually = c->own || !c->provider->widely_spoken;
    smz_str usual = smz_str_of(usually ? c->provider->model : NULL);

    if (!model)
        return usual;
    if (named == c->provider)
        return smz_str_cut(smz_str_of(model), SMZ_S("/")).tail;
    /* What the environment prefers of another provider says nothing of this one. */
    if (named && !(o->model && *o->model))
        return usual;
    return smz_str_of(model);
}

static enum smz_code fail_unknown(const char *name, struct smz_arena *run,
                                  struct smz_err *err)
{
    const struct smz_provider *p;
    smz_str names = {NULL, 0};

    for (size_t i = 0; (p = smz_provider_at(i)); i++)
        names = smz_arena_printf(run, "%.*s%s%s", SMZ_ARG(names), i ? ", " : "", p->name);
    return smz_fail(err, SMZ_EUSAGE,
                    "provider '%s': there is none of that name; give %.*s, builtin", name,
                    SMZ_ARG(names));
}

enum smz_code live_choose(const struct smz_live_options *o, struct smz_arena *run,
                          struct live_choice *out, struct smz_err *err)
{
    struct live_choice c = {.provider = NULL};
    enum smz_code code;

    c.provider = find_provider(o, &c.why);
    if (!c.provider)
        return o->provider
                   ? fail_unknown(o->provider, run, err)
                   : smz_fail(err, SMZ_EKEY,
                              "model '%s': no provider is set: set ANTHROPIC_API_KEY, "
                              "OPENAI_API_KEY, GEMINI_API_KEY or OLLAMA_HOST, or "
                              "write PROVIDER/MODEL",
                              wanted_model(o));
    code = choose_url(o, run, &c, err);
    if (!code)
        code = choose_key(o, &c, err);
    if (code)
        return code;
    c.model = choose_model(o, &c);
    *out = c;
    return SMZ_OK;
}
