#!/usr/bin/env bats
# Where things come from and where they go.
load common

@test "standard output carries the digest and nothing else" {
    talk >t.txt
    run -0 --separate-stderr summarize -v t.txt
    [[ ${lines[0]} == '# '* ]]
    [[ $output != *summarize:* ]]
    [[ $stderr == *"summarize: "* ]]
}

@test "quiet says nothing, and the digest is the same" {
    talk >t.txt
    summarize t.txt >loud 2>said
    run -0 --separate-stderr summarize -q t.txt
    [ -z "$stderr" ]
    [ "$output" = "$(cat loud)" ]
}

@test "a file, a dash, a bare pipe and a redirection are read alike" {
    talk >t.txt
    summarize --title T -q t.txt >want
    summarize --title T -q - <t.txt | cmp - want
    summarize --title T -q <t.txt | cmp - want
    talk | summarize --title T -q | cmp - want
}

@test "a slow writer is waited for" {
    talk >t.txt
    summarize --title T -q t.txt >want
    talk | while IFS= read -r line; do
        sleep 0.2
        printf '%s\n' "$line"
    done | summarize --title T -q >got
    cmp got want
}

@test "the same input gives the same bytes" {
    for i in 1 2 3; do
        summarize -q "$samples/workshop-hour.txt" >"$i"
    done
    cmp 1 2
    cmp 2 3
}

@test "several files come out in order, each with its title" {
    talk >one.txt
    talk >two.txt
    run -0 --separate-stderr summarize one.txt two.txt
    [ "$(grep -c '^# ' <<<"$output")" -eq 2 ]
    [ "$(grep '^# ' <<<"$output" | head -n 1)" = '# One' ]
}

@test "several files go into a directory, which is made" {
    talk >one.txt
    talk >two.txt
    run -0 --separate-stderr summarize -o out/ one.txt two.txt
    [ -z "$output" ]
    [ "$(grep -c 'no key' <<<"$stderr")" -eq 1 ]
    [ "$(ls out)" = $'one.md\ntwo.md' ]
    summarize -q -f json -o out one.txt
    [ -s out/one.json ]
}

@test "one file that cannot be read does not keep the others from theirs" {
    talk >one.txt
    talk >two.txt
    run --separate-stderr summarize one.txt missing.txt two.txt
    [ "$status" -eq 66 ]
    [ "$(grep -c '^# ' <<<"$output")" -eq 2 ]
    grep -q '^summarize: missing.txt: ' <<<"$stderr"
}

@test "outputs that would meet are refused before anything is read" {
    mkdir a b
    talk >a/t.txt
    talk >b/t.vtt
    refuse 2 'both would be' -o out/ a/t.txt b/t.vtt
    refuse 2 'directory' -o out.md a/t.txt b/t.vtt
    refuse 2 'directory' -f html a/t.txt b/t.vtt
    [ ! -e out ]
}

@test "an output file is whole or as it was" {
    talk >t.txt
    echo before >out.md
    refuse 65 'empty' -o out.md /dev/null
    [ "$(cat out.md)" = before ]
    summarize -q t.txt >want
    run -0 --separate-stderr summarize -q -o out.md t.txt
    [ -z "$output" ]
    cmp out.md want
    [ "$(echo out.md*)" = out.md ]
}

@test "no digest is written over its transcript" {
    talk >t.md
    ln -s t.md link.md
    mkdir out
    talk >out/u.md
    refuse 2 'transcript itself' -o t.md t.md
    refuse 2 'transcript itself' -o link.md t.md
    refuse 2 'transcript itself' -o out/ out/u.md
    refuse 2 'transcript itself' --join -o t.md out/u.md t.md
    run -2 summarize -o t.md <t.md
    talk | cmp - t.md
}

@test "an output file keeps its permissions" {
    talk >t.txt
    (umask 077 && : >out.md)
    summarize -q -o out.md t.txt
    [ "$(stat -c %a out.md)" = 600 ]
}

@test "an output that cannot be created is 73" {
    talk >t.txt
    refuse 73 'nowhere/out.md' -o nowhere/out.md t.txt
    refuse 73 't.txt/' -o t.txt/ t.txt
}

@test "a full disk is 74" {
    [ -w /dev/full ] || skip "no /dev/full"
    talk >t.txt
    refuse 74 '/dev/full: No space' -o /dev/full t.txt
    run summarize -q t.txt 2>err >/dev/full
    run bash -c '"$1" -q t.txt 2>&1 >/dev/full' _ "$SUMMARIZE"
    [ "$status" -eq 74 ]
    [[ $output == "summarize: standard output: No space left on device" ]]
    run bash -c '"$1" --help 2>&1 >/dev/full' _ "$SUMMARIZE"
    [ "$status" -eq 74 ]
}

@test "a closed standard output is 74" {
    talk >t.txt
    run bash -c '"$1" -q t.txt 2>&1 >&-' _ "$SUMMARIZE"
    [ "$status" -eq 74 ]
}

@test "a pipe that closes early ends it quietly" {
    for i in 1 2 3 4 5 6 7 8; do cat "$samples/workshop-hour.txt"; done >long.txt
    run bash -c '"$1" -q -w 20000 -f json long.txt 2>err | head -c 1 >/dev/null; cat err' _ "$SUMMARIZE"
    [ -z "$output" ]
}

@test "without input on a terminal it says what it wants" {
    script -qec true /dev/null >/dev/null 2>&1 || skip "no terminal to be had"
    run script -qec "timeout 600 $SUMMARIZE" /dev/null
    [ "$status" -eq 2 ]
    [[ $output == *"name a file"* ]]
}
