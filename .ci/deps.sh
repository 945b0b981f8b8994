#!/bin/sh
# Installs what is missing to build (deps.sh build), to test (deps.sh test), to check
# everything (deps.sh all) or to look at pages (deps.sh pages). Silent and without a
# network where nothing is.
# Installs on Debian and its kin, as root or through sudo; elsewhere says what is needed.
set -eu

build='gcc make pkg-config libcurl4-openssl-dev libssl-dev libcjson-dev libutf8proc-dev
libsqlite3-dev libinih-dev libstemmer-dev libuchardet-dev libxml2-dev
libarchive-dev libmd4c-dev libmd4c-html0-dev ca-certificates'
test='bats libcmocka-dev libmicrohttpd-dev cmark curl python3'
all='clang clang-format valgrind cppcheck nghttp2-proxy openssl'

case ${1:-build} in
build) want=$build ;;
test) want="$build $test" ;;
all) want="$build $test $all" ;;
pages) want='chromium python3' ;;
*) echo "usage: $0 [build|test|all|pages]" >&2 && exit 2 ;;
esac

# A package is there if what it is wanted for is: it may have come another way.
there() {
    case $1 in
    gcc) command -v "${CC:-cc}" && [ -e /usr/include/stdio.h ] ;;
    pkg-config) command -v "${PKG_CONFIG:-pkg-config}" ;;
    libcurl4-openssl-dev) pkg-config --exists libcurl ;;
    libsqlite3-dev) pkg-config --exists sqlite3 ;;
    libinih-dev) pkg-config --exists inih ;;
    libxml2-dev) pkg-config --exists libxml-2.0 ;;
    nghttp2-proxy) command -v nghttpx ;;
    libmd4c-html0-dev) pkg-config --exists md4c-html ;;
    libstemmer-dev) echo '#include <libstemmer.h>' | "${CC:-cc}" -E - ;;
    libssl-dev) pkg-config --exists libcrypto ;;
    ca-certificates) # by their names on Debian, Fedora, and elsewhere
        cat /etc/ssl/certs/ca-certificates.crt || cat /etc/ssl/certs/ca-bundle.crt || cat /etc/ssl/cert.pem
        ;;
    lib*-dev)
        name=${1%-dev}
        pkg-config --exists "$name" || pkg-config --exists "${name#lib}"
        ;;
    *) command -v "$1" ;;
    esac >/dev/null 2>&1
}

missing=
for package in $want; do
    there "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Missing here, by their Debian names:$missing" >&2
    echo "README.md has the names of other systems. Install them and try again." >&2
    exit 1
fi
as_root=
if [ "$(id -u)" != 0 ]; then
    as_root=sudo
    if ! command -v sudo >/dev/null; then
        echo "Missing:$missing. As root: apt-get install$missing" >&2
        exit 1
    fi
fi
echo "Installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# Its words only where it fails. Lists that are there may be too old, so they are renewed.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{
    $as_root apt-get -qq update &&
        # shellcheck disable=SC2086
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
            --no-install-recommends $missing
} >"$log" 2>&1 </dev/null || {
    cat "$log" >&2
    echo "deps: apt-get could not install:$missing" >&2
    exit 1
}
