/*
 * Files inside of zip archives, as of Word and OpenDocument: the only file that
 * knows libarchive is zip.c.
 */
#ifndef SMZ_READ_ZIP_H
#define SMZ_READ_ZIP_H

#include "read/format.h"

/*
 * The bytes of the member of that name, in the arena. SMZ_EDATA where there is none,
 * the archive is broken, or it unpacks to far more than it should (256 MiB, or 200
 * times its size): such are made to fill a memory. Where a part can be unpacked, or its
 * sum is not right, that is given, and noted as skipped.
 */
enum smz_code zip_member(smz_str bytes, const char *name, struct read_builder *builder,
                         smz_str *out, struct smz_err *err);

#endif
