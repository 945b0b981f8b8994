/*
 * Libraries that few runs need, loaded when one does: linked, they and the forty that
 * they need would cost each run milliseconds and megabytes. A file that has such a
 * library to itself lists what it calls of it once:
 *
 *     #define ARCHIVE(X) X(archive_read_new) X(archive_read_free)
 *     static struct { ARCHIVE(SMZ_LATE_MEMBER) } lib;
 *     static const struct smz_late_row rows[] = {ARCHIVE(SMZ_LATE_ROW)};
 *
 *     if (!smz_late_load("libarchive", rows, SMZ_COUNT(rows))) ... it is not there
 *     lib.archive_read_new();
 */
#ifndef SMZ_BASE_LATE_H
#define SMZ_BASE_LATE_H

#include "base/str.h"

struct smz_late_row {
    const char *function;
    void *at; /* the pointer to it that is filled in */
};

#define SMZ_LATE_MEMBER(function) __typeof__(function) *function;
#define SMZ_LATE_ROW(function) {#function, &lib.function},

/*
 * Fills in all rows from the library of a pkg-config package, once: the first pointer
 * says whether that was done. False where the library or a function of it is missing.
 */
bool smz_late_load(const char *package, const struct smz_late_row *rows, size_t n);

/*
 * The file of each package, as it was when this was built (made by late.sh). A package
 * that is not among them was linked.
 */
struct smz_late_file {
    const char *package, *file;
};

extern const struct smz_late_file smz_late_files[];
extern const size_t smz_late_count;

#endif
