# Writes a talk of about WORDS words: a host with three guests, one after the other, on
# topics that change every few minutes. The words are made up, as many and as unevenly
# used as those of a real talk; the same arguments give the same bytes.
#   awk -v WORDS=60000 -v FORM=txt|vtt|json|xml -f talk.awk

# Park and Miller's generator: the same on every awk.
function draw(n) {
    seed = (seed * 16807) % 2147483647
    return int(seed / 2147483647 * n)
}

function stem(n,    s) {
    s = ""
    do {
        s = s substr(onset, 1 + 2 * (n % 20), 2) substr(vowel, 1 + (n * 7 + int(n / 20)) % 5, 1)
        n = int(n / 20)
    } while (n > 0)
    gsub(" ", "", s)
    return s
}

# Half function words, else a word of the topic, else one of the language's many.
function word(topic,    r, u) {
    r = draw(100)
    if (r < 52)
        return plain[1 + draw(plains)]
    u = draw(10000) / 10000
    if (r < 76)
        return stem(400 + topic * 61 + int(60 * u * u))
    return stem(10000 + int(30000 * u * u * u)) (r % 3 ? "" : "ing")
}

function sentence(topic,    i, n, s, w) {
    n = 4 + draw(22)
    s = ""
    for (i = 0; i < n; i++) {
        w = word(topic)
        if (i == 0)
            w = toupper(substr(w, 1, 1)) substr(w, 2)
        s = s (i ? (i % 9 == 8 ? ", " : " ") : "") w
    }
    said += n
    if (topic % 7 == 3 && n > 18) {
        s = s " " 1900 + draw(120)
        said++
    }
    return s (draw(6) ? "." : "?")
}

function clock(s, point,    h) {
    h = int(s / 3600)
    return sprintf("%02d:%02d:%02d%s", h, int(s / 60) % 60, int(s) % 60, point)
}

function put(name, text,    from) {
    from = said_before / 2.5
    if (FORM == "vtt")
        printf "%s --> %s\n<v %s>%s\n\n", clock(from, ".000"), clock(said / 2.5, ".000"), name, text
    else if (FORM == "json")
        printf "%s{\"speaker\": \"%s\", \"start\": %.2f, \"end\": %.2f, \"text\": \"%s\"}", \
            parts++ ? ",\n" : "", name, from, said / 2.5, text
    else if (FORM == "xml")
        printf "<p begin=\"%s\" end=\"%s\">%s: %s</p>\n", clock(from, ".000"), clock(said / 2.5, ".000"), name, text
    else
        printf "[%s] %s: %s\n\n", clock(from, ""), name, text
    said_before = said
}

BEGIN {
    seed = 41
    onset = "b c d f g h k l m n p r s t v w stchbrpl"
    vowel = "aeiou"
    plains = split("the the the of and to a a in that it is was i i you you we they for on " \
        "with as at this be have from or had by but not what all were when there can an " \
        "which their if will about would so who more no out up into them some could time " \
        "then do my now like just know think people because really", plain, " ")
    split("Ann Lindgren,Bo Adler,Cleo Marsh,Dan Ode", names, ",")
    if (FORM == "vtt")
        printf "WEBVTT\n\n"
    else if (FORM == "json")
        printf "{\"version\": \"1.0.0\", \"segments\": ["
    else if (FORM == "xml")
        printf "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div>\n"
    while (said < WORDS) {
        guest = 2 + int(said * 3 / WORDS)
        if (guest != with) {
            with = guest
            said += 9
            put(names[1], "Our next guest today is " names[guest] ", welcome to the show.")
        }
        topic = int(said / 700)
        put(names[1], sentence(topic))
        text = sentence(topic)
        for (k = draw(9); k > 0; k--)
            text = text " " sentence(topic)
        put(names[guest], text)
    }
    if (FORM == "json")
        printf "]}\n"
    else if (FORM == "xml")
        printf "</div></body></tt>\n"
}
