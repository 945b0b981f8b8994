/* Inside RENDER: the picture of an episode. */
#ifndef SMZ_RENDER_TIMELINE_H
#define SMZ_RENDER_TIMELINE_H

#include "render/inside.h"

/*
 * Topics as blocks that link to their headings, and one lane for each main speaker,
 * along the time of the talk, or along its words where it has no times.
 */
void render_timeline(const struct smz_digest *digest, struct smz_buf *out);

#endif
