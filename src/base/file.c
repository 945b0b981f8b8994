#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

#define DEFAULT_LIMIT ((size_t)4 << 30)

/* A pipe's writer may be slow: read until it closes. */
static enum smz_code read_stream(int fd, const char *name, size_t limit,
                                 struct smz_bytes *out, struct smz_err *err)
{
    size_t cap = 1 << 16, len = 0;
    char *heap = malloc(cap);

    while (heap) {
        ssize_t n = read(fd, heap + len, cap - len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            free(heap);
            return smz_fail(err, errno == EISDIR ? SMZ_ENOINPUT : SMZ_EIO, "%s: %s", name,
                            strerror(errno));
        }
        if (n == 0) {
            *out = (struct smz_bytes){.str = {heap, len}, .heap = heap};
            return SMZ_OK;
        }
        len += (size_t)n;
        if (len > limit) {
            free(heap);
            return smz_fail(err, SMZ_EDATA, "%s: more than %zu bytes", name, limit);
        }
        if (len == cap) {
            char *more = realloc(heap, cap * 2);

            if (!more)
                break;
            heap = more;
            cap *= 2;
        }
    }
    free(heap);
    return smz_fail(err, SMZ_EMEMORY, "%s: out of memory", name);
}

enum smz_code smz_file_read(const char *path, size_t limit, struct smz_bytes *out,
                            struct smz_err *err)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : path;
    enum smz_code code = SMZ_OK;
    struct stat st;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

    if (limit == 0)
        limit = DEFAULT_LIMIT;
    if (fd < 0)
        return smz_fail(err, SMZ_ENOINPUT, "%s: %s", name, strerror(errno));
    if (fstat(fd, &st) < 0) {
        code = smz_fail(err, SMZ_EIO, "%s: %s", name, strerror(errno));
        goto done;
    }
    if (S_ISDIR(st.st_mode)) {
        code =
            smz_fail(err, SMZ_ENOINPUT, "%s: is a directory; name the files in it", name);
        goto done;
    }
    if (S_ISREG(st.st_mode) && st.st_size > 0 && lseek(fd, 0, SEEK_CUR) == 0) {
        size_t len = (size_t)st.st_size;
        void *map;

        if (len > limit) {
            code = smz_fail(err, SMZ_EDATA, "%s: more than %zu bytes", name, limit);
            goto done;
        }
        map = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
        if (map != MAP_FAILED) {
            *out = (struct smz_bytes){.str = {map, len}, .map = map};
            goto done;
        }
    }
    code = read_stream(fd, name, limit, out, err);
done:
    if (!standard)
        close(fd);
    return code;
}

void smz_bytes_release(struct smz_bytes *bytes)
{
    if (bytes->map)
        munmap(bytes->map, bytes->str.len);
    free(bytes->heap);
    *bytes = (struct smz_bytes){0};
}

bool smz_is_directory(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool smz_is_input(const char *path, const char *input)
{
    bool standard = strcmp(input, "-") == 0;
    struct stat out, in;

    return stat(path, &out) == 0 && S_ISREG(out.st_mode) &&
           (standard ? fstat(STDIN_FILENO, &in) : stat(input, &in)) == 0 &&
           out.st_dev == in.st_dev && out.st_ino == in.st_ino;
}

enum smz_code smz_fd_write(int fd, smz_str data, const char *name, struct smz_err *err)
{
    while (data.len) {
        ssize_t n = write(fd, data.ptr, data.len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return smz_fail(err, SMZ_EIO, "%s: %s", name, strerror(errno));
        data = smz_str_skip(data, (size_t)n);
    }
    return SMZ_OK;
}

enum smz_code smz_file_write(const char *path, smz_str data, struct smz_err *err)
{
    enum smz_code code = SMZ_OK;
    struct stat st;
    struct smz_buf temp;
    bool there = stat(path, &st) == 0;
    mode_t mask;
    int fd;

    /* A device or pipe cannot be replaced by a file of its name. */
    if (there && !S_ISREG(st.st_mode)) {
        fd = open(path, O_WRONLY | O_CLOEXEC);
        if (fd < 0)
            return smz_fail(err, SMZ_ECREATE, "%s: %s", path, strerror(errno));
        code = smz_fd_write(fd, data, path, err);
        if (close(fd) < 0 && !code)
            code = smz_fail(err, SMZ_EIO, "%s: %s", path, strerror(errno));
        return code;
    }
    smz_buf_init(&temp, 0);
    smz_buf_printf(&temp, "%s.XXXXXX", path);
    fd = temp.full ? -1 : mkstemp(temp.ptr);
    if (fd < 0) {
        code = smz_fail(err, SMZ_ECREATE, "%s: %s", path, strerror(errno));
        goto done;
    }
    umask(mask = umask(0));
    fchmod(fd, there ? st.st_mode & 0777 : 0666 & ~mask);
    code = smz_fd_write(fd, data, path, err);
    if (close(fd) < 0 && !code)
        code = smz_fail(err, SMZ_EIO, "%s: %s", path, strerror(errno));
    if (!code && rename(temp.ptr, path) < 0)
        code = smz_fail(err, SMZ_ECREATE, "%s: %s", path, strerror(errno));
    if (code)
        unlink(temp.ptr);
done:
    smz_buf_release(&temp);
    return code;
}
