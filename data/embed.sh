#!/bin/sh
# Prints the given files (paths that begin with data/) as a C table of bytes, sorted.
set -eu
export LC_ALL=C
files=$(printf '%s\n' "$@" | sort)
echo '#include "base/data.h"'
n=0
for f in $files; do
    echo "static const unsigned char file$n[] = {"
    od -An -v -tu1 "$f" | sed 's/  */,/g; s/^,//; s/$/,/'
    echo "0};"
    n=$((n + 1))
done
echo 'const struct smz_data smz_data_files[] = {'
n=0
for f in $files; do
    echo "{\"${f#data/}\", {(const char *)file$n, sizeof(file$n) - 1}},"
    n=$((n + 1))
done
echo '};'
echo "const size_t smz_data_count = $n;"
