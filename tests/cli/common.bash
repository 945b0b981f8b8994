# What every file of tests here begins with: the program, a folder, an empty environment.
# SUMMARIZE is the program, or a script that runs it under something slow: then SLOW is
# set, and what takes large inputs is left out.

setup() {
    bats_require_minimum_version 1.5.0
    repo=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    : "${SUMMARIZE:=$repo/build/summarize}"
    samples=$repo/data/samples
    # shellcheck disable=SC1091
    . "$repo/tests/mock/begin.sh"
    cd "$BATS_TEST_TMPDIR" || return
    unset ANTHROPIC_API_KEY OPENAI_API_KEY OPENAI_BASE_URL GEMINI_API_KEY GOOGLE_API_KEY \
        OLLAMA_HOST SUMMARIZE_MODEL NO_COLOR http_proxy https_proxy HTTPS_PROXY all_proxy \
        ALL_PROXY no_proxy NO_PROXY CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
}

# The program under a limit of time: what hangs fails.
summarize() {
    timeout 600 "$SUMMARIZE" "$@"
}

# refuse STATUS 'PATTERN' ARGUMENT...: nothing on standard output, one line on standard
# error that begins with the program's name and matches, and for bad usage the hint.
refuse() {
    local status_wanted=$1 pattern=$2 most=1
    shift 2
    run --separate-stderr summarize "$@"
    [ "$status" -eq "$status_wanted" ] || { echo "status $status, not $status_wanted: $stderr"; return 1; }
    [ -z "$output" ] || { echo "standard output: $output"; return 1; }
    [[ ${stderr_lines[0]} == summarize:\ * ]] || { echo "$stderr"; return 1; }
    [[ ${stderr_lines[0]} =~ $pattern ]] || { echo "not /$pattern/: $stderr"; return 1; }
    [ "$status_wanted" -ne 2 ] || most=2
    [ "${#stderr_lines[@]}" -eq "$most" ] || { echo "not $most lines: $stderr"; return 1; }
}

talk() {
    printf 'Ann Lee: Welcome to the show, Bob. Tell us why the bridge over the river fell in the flood of 1953.\n'
    printf 'Bob Roe: The bridge fell because nobody had cleaned the gutters for eleven years. You should clean the gutters of a bridge in October.\n'
    printf 'Ann Lee: And what would you tell the town today?\n'
    printf 'Bob Roe: I would tell the town that water destroys every bridge that is not looked after. It cost us four million.\n'
}
