/*
 * Runs a fuzz target over files, once each: its findings as a test that needs no
 * fuzzer.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "fuzz.h"

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct smz_bytes bytes = {0};
        struct smz_err err;
        uint8_t *copy;

        if (smz_file_read(argv[i], 0, &bytes, &err)) {
            fprintf(stderr, "%s: %s\n", argv[0], err.text);
            return 1;
        }
        /* Of exactly its size, so that a sanitizer sees a read behind it. */
        copy = malloc(bytes.str.len ? bytes.str.len : 1);
        if (!copy)
            return 1;
        for (size_t k = 0; k < bytes.str.len; k++)
            copy[k] = (uint8_t)bytes.str.ptr[k];
        LLVMFuzzerTestOneInput(copy, bytes.str.len);
        free(copy);
        smz_bytes_release(&bytes);
    }
    printf("%s: %d inputs\n", argv[0], argc - 1);
    return 0;
}
