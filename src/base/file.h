/*
 * Files: the edge to the operating system.
 */
#ifndef SMZ_BASE_FILE_H
#define SMZ_BASE_FILE_H

#include "base/err.h"

/* Bytes of a file or stream: mapped where that can be done, else read. */
struct smz_bytes {
    smz_str str;
    void *map;  /* or NULL */
    char *heap; /* or NULL */
};

/*
 * A file, or standard input for "-": waits for a slow writer. SMZ_ENOINPUT where
 * there is none that can be opened (also a directory), SMZ_EIO for a read error,
 * SMZ_EDATA over `limit` bytes (0: 4 GiB).
 */
enum smz_code smz_file_read(const char *path, size_t limit, struct smz_bytes *out,
                            struct smz_err *err);
void smz_bytes_release(struct smz_bytes *bytes);

/* Whether there is a directory of that name. */
bool smz_is_directory(const char *path);

/* Whether `path` is the file that `input` ("-": standard input) is read from. */
bool smz_is_input(const char *path, const char *input);

/* All of `data` to a descriptor: SMZ_EIO with the reason, EPIPE included. */
enum smz_code smz_fd_write(int fd, smz_str data, const char *name, struct smz_err *err);

/*
 * Writes beside `path` and renames, so that the file is whole or as it was; one that
 * is there keeps its permissions.
 * SMZ_ECREATE where it cannot be created, SMZ_EIO where it cannot be written.
 */
enum smz_code smz_file_write(const char *path, smz_str data, struct smz_err *err);

#endif
