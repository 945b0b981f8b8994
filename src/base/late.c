#include "base/late.h"

#include <dlfcn.h>

static void *open_package(const char *package)
{
    for (size_t i = 0; i < smz_late_count; i++)
        if (strcmp(smz_late_files[i].package, package) == 0)
            return dlopen(smz_late_files[i].file, RTLD_LAZY | RTLD_LOCAL);
    return dlopen(NULL, RTLD_LAZY);
}

/* The first row last: it tells that all are there. */
bool smz_late_load(const char *package, const struct smz_late_row *rows, size_t n)
{
    void *first, *library;

    memcpy(&first, rows[0].at, sizeof(first));
    if (first)
        return true;
    library = open_package(package);
    for (size_t i = n; library && i-- > 0;) {
        void *function = dlsym(library, rows[i].function);

        if (!function)
            return false;
        memcpy(rows[i].at, &function, sizeof(function));
    }
    return library != NULL;
}
