# begin_mock OPTION...: the server $mock in the background: its process in $server, its port
# in $port. Fails where it does not begin.
begin_mock() {
    first_line=$(mktemp -u)
    mkfifo "$first_line"
    "$mock" "$@" >"$first_line" &
    server=$!
    read -r port <"$first_line"
    rm "$first_line"
}

# end_mock: and waits until it has ended.
end_mock() {
    kill "$server"
    wait "$server" 2>/dev/null || :
}

# stat NAME: one of its figures.
stat() { curl -s "http://127.0.0.1:$port/mock/stats" | sed "s/.*\"$1\":\([0-9]*\).*/\1/"; }

# await COMMAND...: until it succeeds, but not for ever.
await() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 20000 ] || { echo "BAD: waited in vain: $*" && exit 1; }
        sleep 0.01
    done
}

# Nobody else is connected any more: all that was sent is counted.
is_quiet() { [ "$(stat open)" -eq 1 ]; }
