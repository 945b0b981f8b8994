#include <string.h>

#include "render/inside.h"

static const struct smz_renderer renderers[] = {
    {"md", "Markdown (CommonMark)", render_markdown, false},
    {"json", "everything that the Markdown says, for scripts", render_json, false},
    {"html", "one page with a timeline, no script", render_html, false},
    {"text", "the points alone, one a line", render_text, true},
};

const struct smz_renderer *smz_renderer_at(size_t i)
{
    return i < SMZ_COUNT(renderers) ? &renderers[i] : NULL;
}

const struct smz_renderer *smz_renderer_find(const char *name)
{
    for (size_t i = 0; i < SMZ_COUNT(renderers); i++)
        if (strcmp(renderers[i].name, name) == 0)
            return &renderers[i];
    return NULL;
}
