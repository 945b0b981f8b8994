# What the files of tests with a model have beside common.bash: the mock server stands for one.

teardown() { end_server; }

# serve SCRIPT [OPTION...]: a mock server, the environment that leads to it, and what it is
# asked in log/.
serve() {
    printf '%s\n' "$1" >script
    shift
    end_server # what served before
    rm -rf log
    mkdir log
    begin_server "${MOCK:-$repo/build/tests/mock/mock}" --scenario script --log log "$@"
    url=http://127.0.0.1:$port
    export OPENAI_BASE_URL=$url/v1 SUMMARIZE_MODEL=mock
}

digest() {
    summarize -q --context 8192 -w 800 "$@" "$samples/workshop-hour.txt"
}
