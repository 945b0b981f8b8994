# Writes a talk of about WORDS words: a host with three guests, one after the other, on
# topics that change every few minutes. The words are made up, as many and as unevenly
# used as those of a real talk; the same arguments give the same bytes. FORM is txt, srt,
# vtt, podcast, whisper, words or turns (JSON), ttml or srv3 (XML).
#   awk -v WORDS=60000 -v FORM=txt -f talk.awk

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

# One cue, or what stands for it in a form.
function cue(name, first, from, to, text) {
    if (FORM == "txt")
        printf "[%s] %s: %s\n\n", clock(from, ""), name, text
    else if (FORM == "srt")
        printf "%d\n%s --> %s\n%s%s\n\n", ++cues, clock(from, ",000"), clock(to, ",000"), first ? name ": " : "", text
    else if (FORM == "vtt")
        printf "%s --> %s\n<v %s>%s\n\n", clock(from, ".000"), clock(to, ".000"), name, text
    else if (FORM == "podcast")
        printf "%s{\"speaker\": \"%s\", \"startTime\": %.2f, \"endTime\": %.2f, \"body\": \"%s\"}", \
            cues++ ? ",\n" : "", name, from, to, text
    else if (FORM == "whisper")
        printf "%s{\"id\": %d, \"seek\": %d, \"start\": %.2f, \"end\": %.2f, \"text\": \" %s\", \"tokens\": [%s], " \
            "\"temperature\": 0.0, \"avg_logprob\": -0.2%05d, \"compression_ratio\": 1.6%05d, \"no_speech_prob\": 0.0%05d}", \
            cues++ ? ", " : "", cues, from * 100, from, to, text, tokens(text), from, to, from
    else if (FORM == "words")
        printf "%s{\"start\": %.2f, \"end\": %.2f, \"text\": \" %s\", \"speaker\": \"%s\", \"words\": [%s]}", \
            cues++ ? ", " : "", from, to, text, name, words(text, name, from, to)
    else if (FORM == "turns")
        printf "%s\n  {\n    \"name\": \"%s\",\n    \"time\": \"%s\",\n    \"text\": \"%s\"\n  }", \
            cues++ ? "," : "", name, clock(from, ""), text
    else if (FORM == "ttml")
        printf "<p begin=\"%s\" end=\"%s\">%s%s</p>\n", clock(from, ".000"), clock(to, ".000"), first ? name ": " : "", text
    else if (FORM == "srv3")
        printf "<p t=\"%d\" d=\"%d\" w=\"1\">%s</p>\n", from * 1000, (to - from) * 1000, spans((first ? ">> " : "") text)
}

# What Whisper adds to a segment: numbers for its words.
function tokens(text,    i, n, w, s) {
    n = split(text, w, " ")
    s = 50364
    for (i = 1; i <= n; i++)
        s = s ", " 300 + length(w[i]) * 97
    return s
}

function words(text, name, from, to,    i, n, w, s) {
    n = split(text, w, " ")
    s = ""
    for (i = 1; i <= n; i++)
        s = s (i > 1 ? ", " : "") sprintf("{\"word\": \"%s\", \"start\": %.3f, \"end\": %.3f, \"score\": 0.%03d, \"speaker\": \"%s\"}", \
            w[i], from + (i - 1) * (to - from) / n, from + i * (to - from) / n, 999 - i, name)
    return s
}

function spans(text,    i, n, w, s) {
    n = split(text, w, " ")
    s = "<s ac=\"0\">" w[1] "</s>"
    for (i = 2; i <= n; i++)
        s = s "<s t=\"" (i - 1) * 400 "\" ac=\"0\"> " w[i] "</s>"
    return s
}

# Text and turns as they are, captions in cues of twelve words.
function put(name, text,    n, i, j, w, piece, size, step) {
    n = split(text, w, " ")
    size = FORM == "txt" || FORM == "turns" ? n : 12
    step = (said - said_before) / n / 2.5
    for (i = 1; i <= n; i += size) {
        piece = w[i]
        for (j = i + 1; j < i + size && j <= n; j++)
            piece = piece " " w[j]
        cue(name, i == 1, said_before / 2.5 + (i - 1) * step, said_before / 2.5 + (j - 1) * step, piece)
    }
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
    opening["vtt"] = "WEBVTT\n\n"
    opening["podcast"] = "{\"version\": \"1.0.0\", \"segments\": ["
    opening["whisper"] = "{\"language\": \"en\", \"segments\": ["
    opening["words"] = "{\"segments\": ["
    opening["turns"] = "["
    opening["ttml"] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div>\n"
    opening["srv3"] = "<?xml version=\"1.0\" encoding=\"utf-8\"?><timedtext format=\"3\"><body>\n"
    closing["podcast"] = closing["whisper"] = closing["words"] = "]}\n"
    closing["turns"] = "\n]\n"
    closing["ttml"] = "</div></body></tt>\n"
    closing["srv3"] = "</body></timedtext>\n"
    printf "%s", opening[FORM]
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
    printf "%s", closing[FORM]
}
