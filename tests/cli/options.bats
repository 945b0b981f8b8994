#!/usr/bin/env bats
# What the command line understands, and what it says when it does not.
load common

@test "help is on standard output, in 80 columns, and begins with three examples" {
    run --separate-stderr summarize --help
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ ${lines[0]} == Usage:* ]]
    [ "$(grep -c '^  summarize\|^  .*| summarize' <<<"$output")" -ge 3 ]
    [ -z "$(awk 'length > 80' <<<"$output")" ]
    [[ $output == *"The digest:"*"Who speaks:"*"Exit status:"* ]]
}

@test "help names every exit status" {
    run summarize -h
    for status_code in 0 2 3 65 66 69 71 73 74 75 77 78 130 143; do
        grep -qE "^ +$status_code  [a-z]" <<<"$output"
    done
}

@test "help is given whatever else stands there" {
    run summarize --words 300 -h nowhere.txt
    [ "$status" -eq 0 ]
    [[ ${lines[0]} == Usage:* ]]
}

@test "version is one line" {
    run summarize --version
    [ "$status" -eq 0 ]
    [[ $output =~ ^summarize\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
    [ "$(summarize -V)" = "$output" ]
}

@test "every option of the help stands in the manual" {
    for name in $(summarize -h | grep -oE '^ +(-., )?--[a-z-]+' | grep -oE '[a-z][a-z-]+$'); do
        grep -qF -- "\\-\\-${name//-/\\-}" "$repo/data/summarize.1" || {
            echo "$name is not in the manual: make man"
            return 1
        }
    done
}

@test "formats are listed" {
    run summarize --list-formats
    [ "$status" -eq 0 ]
    grep -q '^txt ' <<<"$output"
}

@test "bad usage is one line, a hint, and 2" {
    talk >t.txt
    refuse 2 'wrods: no such option' --wrods 3 t.txt
    refuse 2 'no: which of: --no-stream --no-cache' --no t.txt
    refuse 2 '-Z' -Z t.txt
    refuse 2 'words.*value' t.txt --words
    refuse 2 'quiet.*no value' --quiet=yes t.txt
    refuse 2 'words x.*number' --words x t.txt
    refuse 2 'words -5' --words -5 t.txt
    refuse 2 'words 0' --words 0 t.txt
    refuse 2 'words 99999999999999999999' -w 99999999999999999999 t.txt
    refuse 2 'length.*short medium long xl xxl' --length huge t.txt
    refuse 2 'by.*speaker topic time' --by person t.txt
    refuse 2 'sections.*summary' --sections summary,quotes t.txt
    refuse 2 'twice' --sections summary,summary t.txt
    refuse 2 'rename.*FROM=TO' --rename Bob t.txt
    refuse 2 'format.*md json html text' --format pdf t.txt
    refuse 2 'format.*md json vtt srt txt' --extract -f html t.txt missing.txt
    refuse 2 'format.*md json html text' -n -f pdf t.txt
    refuse 2 'such format' --input-format cassette t.txt
    refuse 2 'title.*empty' --title '' t.txt
    refuse 2 'link talk.mp3.*https' --link talk.mp3 t.txt
    refuse 2 'color' --color sometimes t.txt
}

@test "options may stand behind files and be shortened, and -- ends them" {
    talk >t.txt
    talk >--title
    run -0 --separate-stderr summarize t.txt --titl 'A bridge'
    [[ ${lines[0]} == '# A bridge' ]]
    run -0 --separate-stderr summarize --title='On time' -- --title
    [[ ${lines[0]} == '# On time' ]]
}

@test "of an option given twice the last counts" {
    talk >t.txt
    run -0 --separate-stderr summarize --title one --title two t.txt
    [[ ${lines[0]} == '# two' ]]
}

@test "a model that is asked for is not quietly left out" {
    talk >t.txt
    refuse 77 'some-model.*no provider' -m some-model t.txt
    SUMMARIZE_MODEL=some-model refuse 77 'some-model.*no provider' t.txt
    run -0 --separate-stderr summarize -m builtin t.txt
    [[ -z $stderr && $output == '# '* ]]
}

@test "a language that the built-in engine does not write is said" {
    talk >t.txt
    refuse 2 'lang German.*code' --lang German t.txt
    run -0 --separate-stderr summarize --lang de_DE.UTF-8 t.txt
    [[ $stderr == *"does not translate"*"(en)"* ]]
    run -0 --separate-stderr summarize --lang en-GB t.txt
    [[ $stderr != *translate* ]]
}

@test "an option that names nobody says who there is" {
    talk >t.txt
    refuse 2 'Zoe.*Ann Lee.*Bob Roe' --host Zoe t.txt
}
