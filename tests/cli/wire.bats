#!/usr/bin/env bats
# What goes over the wire, and between processes: connections, trust, proxies, the cache.

load common
load mock

teardown() {
    [ -z "${front:-}" ] || kill "$front" 2>/dev/null || :
    end_server
}

# Whether the front answers: it, and not another who had its port, writes the log.
front_answers() {
    kill -0 "$front" 2>/dev/null || start_front
    curl -sk -o /dev/null "https://127.0.0.1:$at" && [ -s access ]
}

start_front() {
    at=$((20000 + RANDOM % 20000))
    nghttpx --conf=/dev/null --frontend="127.0.0.1,$at" --backend="127.0.0.1,$port" --no-ocsp \
        --accesslog-file=access --accesslog-format="\$method \$remote_port \$alpn" key.pem cert.pem 2>/dev/null 3>&- &
    front=$!
}

# begin_front: the same server behind TLS, where HTTP/2 is offered; who connects is in `access`.
begin_front() {
    command -v nghttpx >/dev/null || skip 'nghttpx is not installed'
    command -v openssl >/dev/null || skip 'openssl is not installed'
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
        -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem 2>/dev/null
    start_front
    await front_answers
    export OPENAI_BASE_URL=https://127.0.0.1:$at/v1
}

# A digest for which all is asked.
anew() { digest --no-cache "$@"; }

all_logged() { [ "$(grep -c POST access)" -eq "$1" ]; }

@test "where HTTP/2 is offered, requests share one connection" {
    serve 'all ok'
    anew -j 8 >plain
    asked=$(count requests)
    serve 'all ok' --gate gate
    begin_front
    anew -j 8 --cacert cert.pem >shared 3>&- &
    await at_least 3 most_running
    touch gate
    wait $!
    cmp plain shared
    await all_logged "$asked"
    [[ $(grep POST access | sort -u) =~ ^POST\ [0-9]+\ h2$ ]] # all from one port
}

@test "a server that nobody vouches for is not talked to" {
    serve 'all ok'
    begin_front
    refuse 69 'certificate.*--cacert' --retries 0 "$samples/workshop-hour.txt"
    anew --cacert cert.pem >one
    CURL_CA_BUNDLE=cert.pem anew >two
    SSL_CERT_FILE=cert.pem anew >three
    mkdir trusted
    cp cert.pem "trusted/$(openssl x509 -hash -noout -in cert.pem).0"
    SSL_CERT_DIR=trusted anew >four
    cmp one four
}

@test "a proxy is for other machines" {
    serve 'all ok'
    export OPENAI_BASE_URL=http://models.example/v1
    http_proxy=$url anew >one
    asked=$(count requests)
    [ "$asked" -gt 0 ]
    anew --proxy "$url" >two
    [ "$(count requests)" -eq $((2 * asked)) ]
    http_proxy=$url NO_PROXY=else.example,0.0.0.0 refuse 69 'connect to 0.0.0.0 port 1' --retries 0 \
        --base-url http://0.0.0.0:1/v1 "$samples/workshop-hour.txt"
    [ "$(count requests)" -eq $((2 * asked)) ]
    export OPENAI_BASE_URL=$url/v1
    http_proxy=http://127.0.0.1:1 ALL_PROXY=http://127.0.0.1:1 anew >three
    cmp one three
}

@test "a redirect is not followed" {
    serve 'all redirect'
    refuse 69 'http://127.0.0.1:1/elsewhere' "$samples/workshop-hour.txt"
    [ "$(count requests)" -eq 1 ]
}

@test "many processes share the answers that are kept" {
    serve 'all ok'
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
    head -c 9000 "$samples/workshop-hour.txt" >"$XDG_CACHE_HOME/summarize/answers.db"
    run --separate-stderr summarize --context 8192 -w 800 "$samples/workshop-hour.txt"
    [ "$status" -eq 0 ]
    [[ $output == '# '* ]]
    [[ $stderr == *answers.db* ]]
    asked=$(count requests)
    summarize -q --context 8192 -w 800 "$samples/workshop-hour.txt" >again
    [ "$(count requests)" -eq "$asked" ]
}
