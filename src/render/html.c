#include "render/inside.h"
void render_html(const struct smz_digest *digest, struct smz_buf *out)
{
    (void)digest;
    (void)out;
}
