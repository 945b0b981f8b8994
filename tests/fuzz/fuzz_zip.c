/*
 * Word and OpenDocument archives: the first byte chooses the kind, and whether the rest
 * is the archive or the document in it, which a fuzzer could not pack.
 */
#include <archive.h>
#include <archive_entry.h>

#include "turns.h"

enum { ROOM = 4096 }; /* for what an archive adds */

/* The bytes as the one member of an archive in `out`; its length. */
static size_t pack(smz_str bytes, const char *member, char *out, size_t room)
{
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    size_t used = 0;

    archive_write_set_format_zip(a);
    archive_write_zip_set_compression_store(a);
    archive_write_set_bytes_per_block(a, 0);
    MUST(archive_write_open_memory(a, out, room, &used) == ARCHIVE_OK);
    archive_entry_set_pathname(entry, member);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, (la_int64_t)bytes.len);
    MUST(archive_write_header(a, entry) == ARCHIVE_OK);
    archive_write_data(a, bytes.ptr, bytes.len);
    archive_entry_free(entry);
    MUST(archive_write_close(a) == ARCHIVE_OK);
    archive_write_free(a);
    return used;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = {"docx", "odt"};
    static const char *const members[] = {"word/document.xml", "content.xml"};
    smz_str input = {(const char *)data + 1, size - 1};
    char *packed = NULL;

    if (size == 0)
        return 0;
    if ((data[0] & 2) == 0) {
        packed = malloc(size + ROOM);
        MUST(packed);
        input.len = pack(input, members[data[0] & 1], packed, size + ROOM);
        input.ptr = packed;
    }
    fuzz_read(input, formats[data[0] & 1], check_transcript);
    free(packed);
    return 0;
}
