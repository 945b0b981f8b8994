#!/usr/bin/env bats
# Settings that stand in a file.
load common

@test "settings hold where the command line says nothing" {
    mkdir -p config/summarize
    printf 'title = From the file\nquiet = yes\n' >config/summarize/config.ini
    talk >t.txt
    run -0 --separate-stderr summarize t.txt
    [[ ${lines[0]} == '# From the file' ]]
    [ -z "$stderr" ]
    run -0 --separate-stderr summarize --title Mine t.txt
    [[ ${lines[0]} == '# Mine' ]]
}

@test "a profile is chosen by its name" {
    printf 'title = Always\n[profile.a]\ntitle = A\n[profile.b]\ntitle = B\n' >c.ini
    talk >t.txt
    run -0 --separate-stderr summarize --config c.ini t.txt
    [[ ${lines[0]} == '# Always' ]]
    run -0 --separate-stderr summarize --config c.ini --profile b t.txt
    [[ ${lines[0]} == '# B' ]]
    refuse 78 'profile.c' --config c.ini --profile c t.txt
}

@test "a mistake in it is 78, with file and line" {
    talk >t.txt
    printf '# mine\n\nwrods = 3\n' >c.ini
    refuse 78 'c.ini:3: wrods: no such setting' --config c.ini t.txt
    printf 'words = many\n' >c.ini
    refuse 78 'c.ini:1: ' --config c.ini t.txt
    refuse 78 'missing.ini: No such file' --config missing.ini t.txt
    refuse 78 'there is no configuration' --profile a t.txt
}

@test "a key in a file that others can read is refused" {
    talk >t.txt
    printf 'provider = openai\nbase_url = http://127.0.0.1:9/v1\napi_key = secret\n' >c.ini
    chmod 644 c.ini
    run --separate-stderr summarize --config c.ini t.txt
    [ "$status" -eq 78 ]
    [[ $stderr == *"chmod 600"* && $stderr != *secret* ]]
}

@test "a key's variable that is empty is 77" {
    talk >t.txt
    printf 'provider = anthropic\napi_key_env = NOT_SET_HERE\n' >c.ini
    refuse 77 'NOT_SET_HERE' --config c.ini t.txt
}
