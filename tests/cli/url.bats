# Inputs by URL, from a server on this machine.
load common

serve() {
    mkdir site && cd site || return
    talk >talk.txt
    cat >feed.xml <<'END'
<?xml version="1.0"?>
<rss xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Bridges</title>
<item><title>The flood</title><pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate>
<podcast:transcript url="talk.txt" type="text/plain"/></item>
<item><title>The drought</title><pubDate>Mon, 09 Nov 2026 08:00:00 GMT</pubDate></item>
</channel></rss>
END
    cat >../serve.py <<'END'
import http.server, socketserver
class H(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/talk.txt")
            self.end_headers()
        elif self.path == "/out":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        else:
            super().do_GET()
    def log_message(self, *a):
        pass
s = socketserver.TCPServer(("127.0.0.1", 0), H)
print(s.server_address[1], flush=True)
s.serve_forever()
END
    begin_server python3 ../serve.py
    cd ..
    base=http://127.0.0.1:$port
}

teardown() { end_server; }

@test "a URL is read as a file is" {
    serve
    summarize site/talk.txt >file.md
    summarize --private-hosts --title Talk "$base/talk.txt" >url.md
    diff <(tail -n +2 file.md) <(tail -n +2 url.md)
}

@test "a feed that is no URL is refused, and an episode of what is none is said" {
    talk >talk.txt
    printf '<?xml version="1.0"?>\n<rss version="2.0"><channel><item><title>The flood</title></item></channel></rss>\n' >feed.xml
    refuse 65 'feed.xml: a podcast.s feed.*give its URL' feed.xml
    run -0 --separate-stderr summarize --episode 3 talk.txt
    [[ $stderr == *"--episode 3: this is no feed"* ]]
}

@test "of a feed, the newest episode with a transcript is read, and that is said" {
    serve
    run --separate-stderr summarize --private-hosts "$base/feed.xml"
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "# The flood" ]
    [[ $stderr == *"no transcript of 'The drought'"* ]]
}

@test "an episode can be named, and what a feed lacks is refused" {
    serve
    run --separate-stderr summarize --private-hosts --episode flood "$base/feed.xml"
    [ "${lines[0]}" = "# The flood" ]
    refuse 66 "no episode 'frost'" --private-hosts --episode frost "$base/feed.xml"
    refuse 66 'no such page' --private-hosts "$base/none.txt"
}

@test "redirects are followed on the web, and not without end" {
    serve
    summarize --private-hosts "$base/away" >/dev/null
    refuse 69 'no http or https page' --private-hosts "$base/out"
    refuse 69 'redirected more than' --private-hosts "$base/round"
}

@test "addresses of one's own network are asked only on request" {
    serve
    refuse 69 'private-hosts' "$base/talk.txt"
}
