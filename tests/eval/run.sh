#!/bin/sh
# usage: run.sh [--hard] SUMMARIZE SHARED
# Prints Pk, WindowDiff and boundary F1 (within two turns) of each set beside the recipe's.
hard=
[ "$1" = --hard ] && hard=yes && shift
program=$1 eval=$2/eval corpus=$2/corpus
here=$(dirname "$0")
here=$(cd "$here" && pwd)
[ -d "$eval" ] || { echo "eval: skipped: no $eval"; exit 0; }
eval=$(cd "$eval" && pwd)
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT

# Of one set: what, the command, the set.
measure()
{
    python3 "$eval/run_set.py" --bounds "$2" "$eval/$3" "$out/$1-$3" >"$out/figures" ||
        cat "$out/figures"
    printf '%-20s %s\n' "$3" "$(awk '/ (pk|windowdiff|f1|n_hyp|n_ref) / {
        printf "%s %s  ", $1, $2 }' "$out/figures")"
}

topics="python3 $here/bounds.py topics $program"
guests="python3 $here/bounds.py guests $program"

if [ $hard ]; then
    for how in labels marks; do
        echo "Topics without $how:"
        for set in optech-dev chapters-dev qmsum-val; do
            measure "$how" "python3 $here/unlabel.py $how {in} >$out/{id}.txt &&
                $topics $out/{id}.txt" $set
        done
        echo "Guests without $how, by the borders of topics:"
        for set in guests-natural-dev guests-joined-dev; do
            measure "$how" "python3 $here/unlabel.py $how {in} >$out/{id}.txt &&
                $topics $out/{id}.txt" $set
        done
    done
    exit 0
fi

echo 'Topics (recipe: Pk 0.219, F1 0.64; 0.328, 0.50; 0.428, 0.26):'
for set in optech-dev chapters-dev qmsum-val; do
    measure topics "$topics {in}" $set
done
echo 'Guests (recipe: F1 0.94 and 1.00):'
for set in guests-natural-dev guests-joined-dev; do
    measure guests "$guests {in}" $set
done
echo 'False alarms (recipe: 0 of 25, 2 of 35):'
for set in chapters-dev qmsum-val; do
    n=0 all=0
    for f in "$eval/$set"/*.txt; do
        all=$((all + 1))
        [ "$($guests "$f")" = '[]' ] || n=$((n + 1))
    done
    printf '%-20s %d of %d\n' $set $n $all
done
python3 "$here/hosts.py" "$program" "$eval/guests-natural-dev" "$eval/guests-joined-dev"
python3 "$here/roles.py" "$program" "$corpus" "$here/roles.tsv"
