/*
 * Bytes -> UTF-8 text: byte-order marks, UTF-16 and UTF-32, and (guessed, said in a
 * note) the encodings of old. The only file that knows uchardet and iconv.
 */
#ifndef SMZ_READ_DECODE_H
#define SMZ_READ_DECODE_H

#include "base/err.h"
#include "base/str.h"

/*
 * `text` is valid UTF-8 without a byte-order mark or NUL: a slice of `bytes` where
 * nothing had to change, else from `arena`. What was replaced is noted and counted.
 */
struct read_decoded {
    smz_str text;
    smz_str encoding;
    bool wide;       /* UTF-16 or UTF-32 */
    size_t replaced; /* bytes or units that stood for no character */
};
struct read_decoded read_decode(smz_str bytes, struct smz_arena *arena,
                                struct smz_notes *notes);

/* Text in an encoding that is known ("CP1251"; windows-1252 if iconv knows none so). */
smz_str read_decode_as(smz_str bytes, smz_str encoding, struct smz_arena *arena);

/* `text` from `arena` with U+FFFD for each byte that is of no character, and for NUL. */
smz_str read_repair(smz_str text, struct smz_arena *arena);

/*
 * What a binary file is and what to do about it ("a PNG image: …"), from its first
 * bytes, or NULL if it can be text.
 */
const char *read_binary(smz_str bytes);

#endif
