#!/usr/bin/env bats
# What comes out, as other programs see it.
load common

@test "the Markdown is what CommonMark makes of it, with nothing left over" {
    for sample in "$samples"/*; do
        summarize -q "$sample" >t.md
        cmark t.md >t.html
        grep -q '<h1>' t.html
        [ "$(grep -c '<h1>' t.html)" -eq 1 ]
        ! grep -qE '\*\*|<!-- raw HTML' t.html
        ! grep -qE ' $' t.md
    done
}

@test "the digest has the words asked for" {
    for words in 150 300 600; do
        summarize -q -w $words "$samples/workshop-hour.txt" >t.md
        got=$(tr -s ' \t' '\n' <t.md | grep -c '[[:alnum:]]')
        [ $((got * 100)) -ge $((words * 95)) ]
        [ $((got * 100)) -le $((words * 105)) ]
    done
}

@test "a summary alone has the words asked for" {
    for words in 150 300; do
        summarize -q -f json -w $words --sections summary "$samples/workshop-hour.txt" >t.json
        got=$(grep -o '"words": [0-9]*' t.json | head -n 1 | cut -d ' ' -f 2)
        [ $((got * 100)) -ge $((words * 95)) ]
        [ $((got * 100)) -le $((words * 105)) ]
        grep -q '"segments": \[\]' t.json
    done
}

@test "whatever sections are asked for fill the words, or it is said why not" {
    for parts in conclusion themes,conclusion implications,conclusion \
        summary,themes,implications themes,implications,conclusion implications; do
        summarize -f json -w 300 --sections $parts "$samples/workshop-hour.txt" >t.json 2>err
        got=$(grep -o '"words": [0-9]*' t.json | head -n 1 | cut -d ' ' -f 2)
        [ $((got * 100)) -le $((300 * 105)) ]
        [ $((got * 100)) -ge $((300 * 95)) ] || {
            [ $parts = implications ]
            grep -q "asked for 300 words, the sections asked for gave $got" err
        }
        grep -q '"segments": \[\]' t.json
    done
}

@test "what one alone says has no themes: its topics are told" {
    summarize -w 150 --sections themes "$samples/letters.txt" >t.md 2>err
    grep -q '^## ' t.md
    grep -q 'none of the sections asked for' err
    summarize -w 150 --sections summary,themes "$samples/letters.txt" >t.md 2>err
    grep -q 'no two speakers share a theme' err
}

@test "text is points alone, of the words asked for" {
    summarize -q -f text -w 120 "$samples/workshop-hour.txt" >t.txt
    ! grep -q '^[#>-]' t.txt
    [ "$(wc -w <t.txt)" -le 120 ]
    [ "$(wc -w <t.txt)" -ge 100 ]
}

@test "the JSON is as its schema says" {
    python3 -c 'import jsonschema' 2>/dev/null || skip "no python3-jsonschema"
    for sample in "$samples"/*; do
        summarize -q -f json "$sample" >digest.json
        summarize -q -n -f json "$sample" >plan.json
        for kind in digest plan; do
            python3 - "$repo/data/schemas/$kind.schema.json" $kind.json <<'PY'
import json, sys, jsonschema
schema, value = (json.load(open(name)) for name in sys.argv[1:])
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema).validate(value)
PY
        done
    done
}

@test "the page asks nobody for anything" {
    summarize -q -f html "$samples/night-bus.vtt" >t.html
    ! grep -qiE '<script|<link|<img|src=|@import|url\(' t.html
    grep -q '<html lang="en"' t.html
    grep -oE 'href="#[^"]*"' t.html | sed 's/href="#//; s/"//' >wanted
    while read -r id; do grep -q "id=\"$id\"" t.html; done <wanted
}

@test "the same input gives the same bytes" {
    for format in md json html text; do
        summarize -q -f $format "$samples/letters.txt" >a
        summarize -q -f $format "$samples/letters.txt" >b
        cmp a b
    done
}

@test "the README shows what the program writes" {
    summarize -q -w 900 "$samples/workshop-hour.txt" | tr -s '\n ' ' ' >digest
    # A line each of what stands there, which is filled.
    sed -n 's/^> \{0,1\}//p' "$repo/README.md" | sed 's/^> \{0,1\}//; s/^## /\n&/; s/^- /\n&/; s/^— /\n&/' |
        awk '/^$/ { if (all) print all; all = ""; next } { sub(/^ +/, ""); all = all (all ? " " : "") $0 }
             END { print all }' >shown
    [ "$(wc -l <shown)" -ge 5 ]
    while IFS= read -r line; do
        grep -qF -- "$line" digest || { echo "not in the digest: $line"; return 1; }
    done <shown
}
