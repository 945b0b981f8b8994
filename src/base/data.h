/*
 * Files of data/ that were compiled in, by their path below data/:
 * "lang/de.ini", "prompts/write.md".
 */
#ifndef SMZ_BASE_DATA_H
#define SMZ_BASE_DATA_H

#include "base/str.h"

struct smz_data {
    const char *path;
    smz_str bytes;
};

/* Sorted by path; smz_data_count of them. */
extern const struct smz_data smz_data_files[];
extern const size_t smz_data_count;

/* The bytes of one, or the empty slice with a NULL pointer. */
smz_str smz_data_get(const char *path);

#endif
