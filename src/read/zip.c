#include "read/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/late.h"

/* clang-format off */
#define ARCHIVE(X) \
    X(archive_read_new) X(archive_read_support_format_zip) X(archive_read_open_memory) \
    X(archive_read_next_header) X(archive_entry_pathname) X(archive_read_data_block) \
    X(archive_error_string) X(archive_read_free)
/* clang-format on */
static struct {
    ARCHIVE(SMZ_LATE_MEMBER)
} lib;
static const struct smz_late_row rows[] = {ARCHIVE(SMZ_LATE_ROW)};

enum {
    MAX_BYTES = 256 * 1024 * 1024,
    MAX_RATIO = 200,
    SMALL = 4 * 1024 * 1024 /* up to here a ratio says nothing */
};

static enum smz_code read_data(struct archive *a, struct smz_buf *buf,
                               struct read_builder *builder, struct smz_err *err)
{
    const void *block;
    size_t size;
    int64_t offset;
    int rc;

    /* A warning comes with the last block, whose sum is not right. */
    do {
        size = 0;
        rc = lib.archive_read_data_block(a, &block, &size, &offset);
        if (rc == ARCHIVE_OK || rc == ARCHIVE_WARN)
            smz_buf_add(buf, (smz_str){block, size});
        if (buf->full)
            return smz_fail(err, SMZ_EDATA,
                            "unpacks to more than %zu bytes: refused as a zip bomb",
                            buf->limit);
    } while (rc == ARCHIVE_OK);
    if (rc == ARCHIVE_EOF)
        return SMZ_OK;
    if (buf->len == 0)
        return smz_fail(err, SMZ_EDATA, "broken zip archive: %s",
                        lib.archive_error_string(a));
    read_skip(builder, "broken zip archive: %s; %zu bytes of it were unpacked",
              lib.archive_error_string(a), buf->len);
    return SMZ_OK;
}

static enum smz_code find_member(struct archive *a, const char *name, struct smz_err *err)
{
    struct archive_entry *entry;
    int rc;

    while ((rc = lib.archive_read_next_header(a, &entry)) == ARCHIVE_OK ||
           rc == ARCHIVE_WARN) {
        const char *path = lib.archive_entry_pathname(entry);

        if (path && smz_str_eq(smz_str_of(path), smz_str_of(name)))
            return SMZ_OK;
    }
    if (rc == ARCHIVE_EOF)
        return smz_fail(err, SMZ_EDATA, "a zip archive without %s", name);
    return smz_fail(err, SMZ_EDATA, "broken zip archive: %s",
                    lib.archive_error_string(a));
}

enum smz_code zip_member(smz_str bytes, const char *name, struct read_builder *builder,
                         smz_str *out, struct smz_err *err)
{
    size_t limit = bytes.len < MAX_BYTES / MAX_RATIO ? bytes.len * MAX_RATIO : MAX_BYTES;
    struct smz_buf buf;
    struct archive *a;
    enum smz_code code;

    if (!smz_late_load("libarchive", rows, SMZ_COUNT(rows)))
        return smz_fail(err, SMZ_EUNAVAILABLE, "libarchive, which unpacks, is not there");
    a = lib.archive_read_new();
    smz_buf_init(&buf, limit < SMALL ? SMALL : limit);
    lib.archive_read_support_format_zip(a);
    if (lib.archive_read_open_memory(a, bytes.ptr, bytes.len) != ARCHIVE_OK) {
        code = smz_fail(err, SMZ_EDATA, "broken zip archive: %s",
                        lib.archive_error_string(a));
        goto done;
    }
    code = find_member(a, name, err);
    if (!code)
        code = read_data(a, &buf, builder, err);
    if (!code)
        *out = smz_arena_keep(read_arena(builder), smz_buf_str(&buf));
done:
    lib.archive_read_free(a);
    smz_buf_release(&buf);
    return code;
}
