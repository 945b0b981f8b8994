/* The table of renderers. */
#include "render/inside.h"

static const struct smz_renderer renderers[] = {
    {.name = "md", .extension = "md", .render = render_markdown},
    {.name = "json", .extension = "json", .render = render_json},
    {.name = "html", .extension = "html", .render = render_html, .alone = true},
    {.name = "text", .extension = "txt", .render = render_text, .points_only = true},
};

const struct smz_renderer *smz_renderer_at(size_t i)
{
    return i < SMZ_COUNT(renderers) ? &renderers[i] : NULL;
}

const struct smz_renderer *smz_renderer_find(const char *name)
{
    for (size_t i = 0; i < SMZ_COUNT(renderers); i++)
        if (smz_str_eq_nocase(smz_str_of(renderers[i].name), smz_str_of(name)))
            return &renderers[i];
    return NULL;
}
