/*
 * How much a piece of text before a colon, a time or in bold looks like a name. The
 * formats weigh it with how often it recurs.
 */
#ifndef SMZ_READ_LABEL_H
#define SMZ_READ_LABEL_H

#include "base/str.h"

enum read_likely {
    READ_NEVER,     /* a URL, a time, "Note", "Source" */
    READ_POSSIBLE,  /* nothing against it but its length or words */
    READ_PLAUSIBLE, /* a few words, some of them small: "vitto", "An hon. member" */
    READ_NAME       /* reads like a name or is a mark of voices: "Gina H", "SPEAKER_00" */
};
enum read_likely read_label_likely(smz_str label);

/* "Look", "First", "Question": opens a sentence more often than it is somebody. */
bool read_label_opens_sentence(smz_str label);

/* "NARRATOR": two capitals or more, and nothing small. */
bool read_label_is_capitals(smz_str s);
/* "M. le président", "El señor Vega": begins with a title of honour, which may have
   small words behind it. */
bool read_label_has_title(smz_str s);

#endif
