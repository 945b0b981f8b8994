# Servers for tests in any shell: begun, asked what they counted, waited for, ended.

# begin_server COMMAND...: in the background: its process in $server, and what it says
# first, its port, in $port. Fails where it does not begin.
begin_server() {
    first_line=$(mktemp -u)
    mkfifo "$first_line"
    "$@" >"$first_line" 3>&- &
    server=$!
    read -r port <"$first_line"
    rm "$first_line"
}

# Ends it, and waits until it has ended.
end_server() {
    [ -z "${server:-}" ] || { kill "$server" && wait "$server"; } 2>/dev/null || :
    server=
}

# count NAME: one of the mock server's figures.
count() { curl -s "http://127.0.0.1:$port/mock/stats" | sed "s/.*\"$1\":\([0-9]*\).*/\1/"; }

# at_least N NAME: whether it is that large by now.
at_least() { [ "$(count "$2")" -ge "$1" ]; }

# Nobody else is connected any more: all that was sent is counted.
is_quiet() { [ "$(count open)" -eq 1 ]; }

# await COMMAND...: until it succeeds, but not for ever.
await() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 6000 ] || { echo "BAD: waited in vain: $*" && exit 1; }
        sleep 0.03
    done
}
