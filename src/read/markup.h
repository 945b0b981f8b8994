/*
 * Tags and entities as they occur in captions, Markdown and pages: one at a time.
 */
#ifndef SMZ_READ_MARKUP_H
#define SMZ_READ_MARKUP_H

#include "base/str.h"

/* An entity ("&amp;", "&#x27;") at the start of s: bytes it takes, or 0. */
size_t read_entity_at(smz_str s, uint32_t *cp);

/*
 * A tag or comment at the start of s ("<i>", "</v>", "<c.yellow>", "<00:01.000>"):
 * bytes it takes, or 0; *name without attributes, "time" for a time stamp.
 */
size_t read_tag_at(smz_str s, smz_str *name);

/* A tag that parts words: <br>, <p> and other blocks. */
bool read_tag_parts(smz_str name);

#endif
