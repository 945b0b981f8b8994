#!/bin/sh
# usage: rouge.sh SUMMARIZE SHARED
# Prints ROUGE-1 and ROUGE-2 (F1) of `--format text` at equal budgets, beside the figure
# to reach.
program=$1 eval=$2/eval
here=$(cd "$(dirname "$0")" && pwd)
[ -d "$eval" ] || { echo "eval-rouge: skipped: no $eval"; exit 0; }
eval=$(cd "$eval" && pwd)
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT

# Of one set at one length: set, folder, words, what to reach.
measure()
{
    python3 "$eval/run_set.py" --words "$3" --limit "$3" --jobs 1 \
        --digest "$program -q -p builtin -f text -w {words} {in}" \
        "$2" "$out/$1-$3" >"$out/figures" || cat "$out/figures"
    printf '%-22s %4d words  %s  (reach %s)\n' "$1" "$3" "$(awk '/ rouge[12] / {
        printf "%s %5.2f  ", $1, $2 }' "$out/figures")" "$4"
}

python3 "$here/parts.py" "$eval" "$out"
measure qmsum-val "$eval/qmsum-val" 110 29.6/5.8
measure qmsum-val "$eval/qmsum-val" 300 27.2/5.8
measure qmsum-topics "$out/topics" 70 28.4/6.2
measure optech-chapters "$out/chapters" 75 34.5/13.5
measure optech-episodes "$out/episodes" 300 33/9.2
