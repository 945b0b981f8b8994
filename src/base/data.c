#include "base/data.h"

#include <stdlib.h>
#include <string.h>

static int by_path(const void *key, const void *row)
{
    return strcmp(key, ((const struct smz_data *)row)->path);
}

smz_str smz_data_get(const char *path)
{
    const struct smz_data *f =
        bsearch(path, smz_data_files, smz_data_count, sizeof(*f), by_path);

    return f ? f->bytes : (smz_str){NULL, 0};
}
