#!/usr/bin/env bats
# The transcript as it was read, in other formats.
load common

@test "what was read can be written in each format, and read again" {
    facts='"(speaker|start|text)"'
    summarize --extract -f json "$samples/night-bus.vtt" | grep -E "$facts" | tr -d , >want
    [ "$(grep -c '"text"' want)" -gt 10 ]
    for format in md json vtt srt txt; do
        summarize --extract -f "$format" "$samples/night-bus.vtt" >"talk.$format"
        summarize --extract -f json "talk.$format" | grep -E "$facts" | tr -d , >again
        cmp want again
    done
}

@test "several files go into a directory, by their format" {
    run -0 --separate-stderr summarize --extract -f srt -o out/ "$samples/night-bus.vtt" "$samples/workshop-hour.txt"
    [ "$(ls out)" = $'night-bus.srt\nworkshop-hour.srt' ]
}

@test "what cannot be written is refused" {
    refuse 2 'md json vtt srt' --extract -f html "$samples/night-bus.vtt"
    run --separate-stderr summarize -q --extract -f vtt "$samples/letters.txt"
    [ "$status" -eq 65 ]
    [[ $stderr == *"no times"* ]]
}

@test "parts of an episode are one, with times that go on" {
    run -0 --separate-stderr summarize --extract --join "$samples/night-bus.vtt" "$samples/night-bus.vtt"
    [ "$(grep -c 'This is the third conversation' <<<"$output")" -eq 2 ]
    [ "$(grep -c '00:00:01[.0-9]*\]' <<<"$output")" -eq 1 ]
}

@test "no model is needed for it" {
    ANTHROPIC_API_KEY=none run -0 --separate-stderr summarize -v --extract "$samples/night-bus.vtt"
    [[ $stderr != *anthropic* ]]
}
