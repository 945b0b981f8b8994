/* Files that are no text, known by their first bytes. */
#include "read/decode.h"

#include <string.h>

/* Signatures at a byte offset, after the formats' own specifications. */
static const struct {
    size_t at;
    const char *magic;
    size_t len;
    const char *what;
    bool maybe; /* words of a text can begin like this: a NUL must follow soon */
} signatures[] = {
#define MAGIC(at, bytes, what)                                                           \
    {                                                                                    \
        at, bytes, sizeof(bytes) - 1, what, false                                        \
    }
#define MAYBE(at, bytes, what)                                                           \
    {                                                                                    \
        at, bytes, sizeof(bytes) - 1, what, true                                         \
    }
#define TO_TEXT "; save it as text first"
#define TRANSCRIBE "; transcribe it first, then give the transcript"
#define UNPACK "; unpack it first"
    MAGIC(0, "\x89PNG\r\n", "a PNG image" TO_TEXT),
    MAGIC(0, "\xff\xd8\xff", "a JPEG image" TO_TEXT),
    MAYBE(0, "GIF8", "a GIF image" TO_TEXT),
    MAGIC(0, "%PDF-", "a PDF document; convert it first (pdftotext FILE.pdf)"),
    MAGIC(0, "\xd0\xcf\x11\xe0", "an old Office document; save it as plain text first"),
    MAGIC(0, "\x1f\x8b", "a gzip archive" UNPACK),
    MAGIC(0,
          "\xfd"
          "7zXZ",
          "an xz archive" UNPACK),
    MAYBE(0, "BZh", "a bzip2 archive" UNPACK),
    MAGIC(0, "\x28\xb5\x2f\xfd", "a zstd archive" UNPACK),
    MAGIC(0, "7z\xbc\xaf\x27", "a 7z archive" UNPACK),
    MAYBE(0, "Rar!", "a RAR archive" UNPACK),
    MAGIC(0, "PK\x03\x04", "a zip archive" UNPACK),
    MAGIC(0, "PK\x05\x06", "an empty zip archive"),
    MAYBE(257, "ustar", "a tar archive" UNPACK),
    MAYBE(0, "ID3", "an MP3 recording" TRANSCRIBE),
    MAGIC(0, "\xff\xfb", "an MP3 recording" TRANSCRIBE),
    MAGIC(0, "\xff\xf3", "an MP3 recording" TRANSCRIBE),
    MAYBE(0, "RIFF", "a WAV or AVI recording" TRANSCRIBE),
    MAYBE(0, "OggS", "an Ogg recording" TRANSCRIBE),
    MAYBE(0, "fLaC", "a FLAC recording" TRANSCRIBE),
    MAYBE(4, "ftyp", "an MP4 recording" TRANSCRIBE),
    MAGIC(0, "\x1a\x45\xdf\xa3", "a Matroska or WebM recording" TRANSCRIBE),
    MAYBE(0, "SQLite format 3", "an SQLite database"),
    MAGIC(0,
          "\x7f"
          "ELF",
          "a program"),
};

const char *read_binary(smz_str bytes)
{
    for (size_t i = 0; i < SMZ_COUNT(signatures); i++) {
        size_t at = signatures[i].at, len = signatures[i].len;

        if (bytes.len < at + len || memcmp(bytes.ptr + at, signatures[i].magic, len) != 0)
            continue;
        if (!signatures[i].maybe ||
            smz_str_find_char(smz_str_sub(bytes, 0, 1024), 0) >= 0)
            return signatures[i].what;
    }
    return NULL;
}
