#!/usr/bin/env bats
# Input that is no transcript, or one that nobody would expect.
load common

@test "what is empty is refused" {
    : >empty
    printf ' \n\t\n\xc2\xa0\n\xef\xbb\xbf' >blank
    refuse 65 'empty: empty' empty
    refuse 65 'white space' blank
    run --separate-stderr summarize </dev/null
    [ "$status" -eq 65 ]
    [[ $stderr == "summarize: standard input: empty" ]]
}

@test "what is binary is named" {
    printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10' >picture
    talk | gzip >talk.gz
    printf '%%PDF-1.7\n%%\xe2\xe3\xcf\xd3\n1 0 obj\n' >paper
    head -c 4096 /dev/zero >zeros
    refuse 65 'PNG' picture
    refuse 65 'gzip' talk.gz
    refuse 65 'PDF' paper
    refuse 65 'zeros: ' zeros
}

@test "what is not there, a directory or not for us" {
    mkdir folder
    talk >secret
    chmod 0 secret
    refuse 66 'missing.txt: No such file' missing.txt
    refuse 66 'folder: .*directory' folder
    if [ "$(id -u)" -ne 0 ]; then
        refuse 66 'secret: Permission denied' secret
    fi
}

@test "a NUL in the middle loses nothing unsaid" {
    { talk | head -n 2; printf 'Ann Lee: The valley\0was flooded by midnight, and the mill stood in water.\n'; talk | tail -n 1; } >t.txt
    run -0 --separate-stderr summarize --words 200 t.txt
    [[ $output == *flooded* ]]
}

@test "bytes that are no UTF-8 are read as something, and that is said" {
    { talk; printf 'Bob Roe: The caf\xe9 beside the bridge was na\xefve about the flood, and that was d\xe9j\xe0 vu.\n'; } >t.txt
    run -0 --separate-stderr summarize t.txt
    [[ $stderr == *"ncoding"* || $stderr == *"windows-1252"* || $stderr == *"ISO-8859"* ]]
    iconv -f UTF-8 -t UTF-8 <<<"$output" >/dev/null
}

@test "UTF-16 with a byte-order mark is read as the same text" {
    talk >t.txt
    summarize -q --title T t.txt >want
    { printf '\xff\xfe'; talk | iconv -f UTF-8 -t UTF-16LE; } >le.txt
    { printf '\xfe\xff'; talk | iconv -f UTF-8 -t UTF-16BE; } >be.txt
    summarize -q --title T le.txt | cmp - want
    summarize -q --title T be.txt | cmp - want
    { printf '\xef\xbb\xbf'; talk | sed 's/$/\r/'; } >dos.txt
    summarize -q --title T dos.txt | cmp - want
}

@test "times that run backwards or overflow are no harm" {
    cat >t.txt <<'END'
[00:10:00] Ann Lee: Welcome back to the programme about the old canal.
[00:02:00] Bob Roe: The canal was dug by hand between 1802 and 1809 by nine hundred men.
[99999999999999999999:00:00] Ann Lee: Why was the canal closed in the end?
[00:00:01] Bob Roe: The railway was cheaper, and the canal froze for two months of every winter.
END
    run -0 --separate-stderr summarize --words 200 t.txt
    [[ $output == *railway* ]]
    [[ $output != *"-1:"* && $output != *999999* ]]
}

@test "names and text cannot steer the terminal or the page" {
    printf 'Ann\033[31m Lee: Welcome <script>alert(1)</script> to the show about the \033]0;x\007 bridge.\nBob: The *bridge* fell, ![x](http://e.org/x.png) and nobody had cleaned the [gutters](http://e.org).\n' >t.txt
    run -0 --separate-stderr summarize -v t.txt
    [[ $output != *$'\033'* && $output != *'<script'* && $output != *'![x]'* ]]
    [[ $stderr != *$'\033'* ]]
    printf x >$'a\033[31mb'
    run --separate-stderr summarize $'no\033[31mfile'
    [[ $stderr != *$'\033'* ]]
}

@test "one line of 50 MB" {
    [ -z "${SLOW:-}" ] || skip "too large for this run"
    awk 'BEGIN { for (i = 0; i < 700000; i++) printf "the keeper wrote number %d into the log of the harbour and closed it. ", i }' >line.txt
    run -0 --separate-stderr summarize --words 300 line.txt
    [[ ${lines[0]} == '# '* ]]
}

@test "a million turns" {
    [ -z "${SLOW:-}" ] || skip "too large for this run"
    awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "%s: We counted %d boats in the harbour.\n", i % 2 ? "Ann" : "Bob", i }' >turns.txt
    run -0 --separate-stderr summarize --words 300 turns.txt
    [[ ${lines[0]} == '# '* ]]
}

@test "a million speakers" {
    [ -z "${SLOW:-}" ] || skip "too large for this run"
    awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "Speaker %d: We counted the boats in the harbour.\n", i }' >voices.txt
    run -0 --separate-stderr summarize --words 300 voices.txt
    [[ ${lines[0]} == '# '* ]]
}

@test "an archive with a wrong sum is read, and that is said" {
    tail -c +2 "$BATS_TEST_DIRNAME/../fuzz/corpus/zip/docx" >t.docx
    printf '\0' | dd of=t.docx bs=1 seek=14 conv=notrunc status=none
    run -0 --separate-stderr summarize --extract t.docx
    [[ $output == *Hi* && $stderr == *'broken zip archive'* ]]
}

@test "what stands behind the events of subtitles is counted" {
    { printf '[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,Ann,0,0,0,,Hello.\n'
      printf '[00:01:02] Bob: Good day.\nAnd more.\n'; } >t.ass
    run -0 --separate-stderr summarize --extract t.ass
    [[ $output == *Hello* && $stderr == *'line 3: no event'* && $stderr == *'line 4: no event'* ]]
}

@test "malformed JSON is mended, and where it was is said" {
    printf '[{"speaker": "Ann", "text": "Is it "so"?"}\n{"speaker": "Bob" "text": "It is."}]' >t.json
    run -0 --separate-stderr summarize --extract -f txt t.json
    [[ $output == *'Ann: Is it "so"?'*'Bob: It is.'* ]]
    [[ $stderr == *'byte 35: malformed JSON, mended in 4 places'* ]]
}
