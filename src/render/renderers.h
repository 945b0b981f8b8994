/* Inside RENDER: the functions behind the rows of the table. */
#ifndef SMZ_RENDER_RENDERERS_H
#define SMZ_RENDER_RENDERERS_H

#include "summarize/render.h"

void render_markdown(const struct smz_digest *digest, struct smz_buf *out);
void render_text(const struct smz_digest *digest, struct smz_buf *out);
void render_html(const struct smz_digest *digest, struct smz_buf *out);
void render_json(const struct smz_digest *digest, struct smz_buf *out);

#endif
