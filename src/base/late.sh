#!/bin/sh
# Prints which file each pkg-config package is loaded from, as a C table.
#   late.sh COMPILER PKG_CONFIG PACKAGE...
set -eu
cc=$1
pkg_config=$2
shift 2
probe=$(mktemp)
trap 'rm -f "$probe"' EXIT
echo '#include "base/late.h"'
echo 'const struct smz_late_file smz_late_files[] = {'
for package; do
    $cc -shared -o "$probe" -x c /dev/null -Wl,--no-as-needed $($pkg_config --libs "$package")
    file=$(readelf -d "$probe" | sed -n 's/.*(NEEDED).*\[\(.*\)\].*/\1/p' | head -n 1)
    [ -n "$file" ] || { echo "late.sh: no library of $package" >&2; exit 1; }
    echo "{\"$package\", \"$file\"},"
done
echo '{0}};'
echo "const size_t smz_late_count = $#;"
