#!/usr/bin/env bats
# What goes over the wire, and between processes: connections, trust, proxies, the cache.

load common

teardown() {
    # shellcheck disable=SC2086
    kill $servers 2>/dev/null || :
}

# serve SCRIPT [OPTION...]: a mock server, and the environment that leads to it.
serve() {
    printf '%s\n' "$1" >script
    shift
    rm -f port
    "${MOCK:-$repo/build/tests/mock/mock}" --scenario script "$@" >port 3>&- &
    servers="${servers:-} $!"
    until [ -s port ]; do sleep 0.02; done
    port=$(cat port)
    url=http://127.0.0.1:$port
    export OPENAI_BASE_URL=$url/v1 SUMMARIZE_MODEL=mock
}

# start_front PORT
start_front() {
    at=$1
    nghttpx --conf=/dev/null --frontend="127.0.0.1,$at" --backend="127.0.0.1,$port" --no-ocsp \
        --accesslog-file=access --accesslog-format="\$remote_port \$alpn" key.pem cert.pem 2>/dev/null 3>&- &
    servers="$servers $!"
}

# front: the same server behind TLS, where HTTP/2 is offered; who connects is in `access`.
front() {
    command -v nghttpx >/dev/null || skip 'nghttpx is not installed'
    command -v openssl >/dev/null || skip 'openssl is not installed'
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
        -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem 2>/dev/null
    local at tries
    for tries in {0..99}; do # where the port is taken, another one
        [ $((tries % 20)) -ne 0 ] || start_front $((20000 + RANDOM % 20000))
        ! curl -sk -o /dev/null "https://127.0.0.1:$at" || break
        sleep 0.1
    done
    [ "$tries" -lt 99 ]
    : >access
    export OPENAI_BASE_URL=https://127.0.0.1:$at/v1
}

count() {
    curl -s "$url/mock/stats" | sed "s/.*\"$1\":\([0-9]*\).*/\1/"
}

digest() {
    summarize -q --no-cache --context 8192 -w 800 "$@" "$samples/workshop-hour.txt"
}

@test "where HTTP/2 is offered, requests share one connection" {
    serve 'all ok' --first 300
    digest -j 8 >plain
    front
    digest -j 8 --cacert cert.pem >shared
    cmp plain shared
    [ "$(count most_running)" -gt 1 ]
    until [ "$(grep -c h2 access)" -ge 4 ]; do sleep 0.05; done
    [ "$(sort -u access | wc -l)" -eq 1 ]
}

@test "a server that nobody vouches for is not talked to" {
    serve 'all ok'
    front
    refuse 69 'certificate.*--cacert' --retries 0 "$samples/workshop-hour.txt"
    digest --cacert cert.pem >one
    CURL_CA_BUNDLE=cert.pem digest >two
    SSL_CERT_FILE=cert.pem digest >three
    mkdir trusted
    cp cert.pem "trusted/$(openssl x509 -hash -noout -in cert.pem).0"
    SSL_CERT_DIR=trusted digest >four
    cmp one four
}

@test "a proxy is for other machines" {
    serve 'all ok'
    export OPENAI_BASE_URL=http://models.example/v1
    http_proxy=$url digest >one
    asked=$(count requests)
    [ "$asked" -gt 0 ]
    digest --proxy "$url" >two
    [ "$(count requests)" -eq $((2 * asked)) ]
    http_proxy=$url NO_PROXY=else.example,models.invalid refuse 69 'resolve host' \
        --base-url http://models.invalid/v1 "$samples/workshop-hour.txt"
    [ "$(count requests)" -eq $((2 * asked)) ]
    export OPENAI_BASE_URL=$url/v1
    http_proxy=http://127.0.0.1:1 ALL_PROXY=http://127.0.0.1:1 digest >three
    cmp one three
}

@test "a redirect is not followed" {
    serve 'all redirect'
    refuse 69 'http://127.0.0.1:1/elsewhere' "$samples/workshop-hour.txt"
    [ "$(count requests)" -eq 1 ]
}

@test "many processes share the answers that are kept" {
    serve 'all ok' --first 50
    for words in 300 400 500 600 700 800 900 1000; do echo $words; done |
        xargs -P 8 -I WORDS sh -c '"$0" -q --context 8192 -w WORDS "$1" >WORDS.md' \
            "$SUMMARIZE" "$samples/workshop-hour.txt"
    asked=$(count requests)
    for words in 300 400 500 600 700 800 900 1000; do
        summarize -q --context 8192 -w $words "$samples/workshop-hour.txt" | cmp - $words.md
    done
    [ "$(count requests)" -eq "$asked" ]
    [[ $(summarize --cache-info) == "$asked answers"* ]]
}

@test "answers that cannot be read any more are set aside, and asked for again" {
    serve 'all ok'
    mkdir -p "$XDG_CACHE_HOME/summarize"
    head -c 9000 /dev/urandom >"$XDG_CACHE_HOME/summarize/answers.db"
    run --separate-stderr summarize --context 8192 -w 800 "$samples/workshop-hour.txt"
    [ "$status" -eq 0 ]
    [[ $output == '# '* ]]
    [[ $stderr == *answers.db* ]]
    asked=$(count requests)
    summarize -q --context 8192 -w 800 "$samples/workshop-hour.txt" >again
    [ "$(count requests)" -eq "$asked" ]
}
